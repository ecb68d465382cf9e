#pragma once
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "app/cli/console.h"

namespace tilescout::cli {

/// How the program ends; scripts depend on the numbers (docs/guide/en/command-line.md).
enum class Exit { Done = 0, Failed = 1, Usage = 2, SomeFailed = 3, Interrupted = 130 };

/// Options that parse one by one but make no sense together. Ends the program with Exit::Usage.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The work of the verb that was asked for, its options bound. Throws Error, Cancelled or UsageError.
using Work = std::function<Exit(Console&)>;

/// Adds a verb to `parent`. Parsing it binds `run` and the options to `chosen`; `example` ends its --help.
/// The caller registers the options on what is returned, writing into `options`.
template <typename Options>
CLI::App& addVerb(CLI::App& parent, const std::string& name, const std::string& description, const std::string& example,
                  Work& chosen, const std::shared_ptr<Options>& options, Exit (*run)(const Options&, Console&)) {
  CLI::App& verb = *parent.add_subcommand(name, description);
  verb.footer("Example:\n  tilescout-cli " + example);
  verb.callback(
      [&chosen, options, run] { chosen = [options, run](Console& console) { return run(*options, console); }; });
  return verb;
}

}  // namespace tilescout::cli
