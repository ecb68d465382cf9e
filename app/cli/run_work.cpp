#include "app/cli/run_work.h"

#include <exception>
#include <new>

#include "app/cli/interruption.h"
#include "base/error.h"

namespace tilescout::cli {

Exit runWork(const Work& work, const std::string& program) {
  const Interruption interruption;
  Console console(interruption.token());
  try {
    const Exit exit = work(console);
    console.finish();
    return exit;
  } catch (const Cancelled&) {
    console.note("Stopped. What was done is kept; run the same command again (train: with --resume) to go on.");
    return Exit::Interrupted;
  } catch (const UsageError& error) {
    console.problem(program, error.what());
    return Exit::Usage;
  } catch (const Error& error) {
    console.problem(program, error.what());
  } catch (const std::bad_alloc&) {
    console.problem(program, "there is not enough memory");
  } catch (const std::exception& error) {
    console.problem(program + ": internal error", error.what());
  }
  return Exit::Failed;
}

}  // namespace tilescout::cli
