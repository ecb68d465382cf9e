#include <CLI/Error.hpp>
#include <cstdio>
#include <string>
#include <vector>

#include "app/cli/captions_command.h"
#include "app/cli/demo_command.h"
#include "app/cli/embed_command.h"
#include "app/cli/evaluate_command.h"
#include "app/cli/explore_command.h"
#include "app/cli/index_command.h"
#include "app/cli/init_command.h"
#include "app/cli/match_command.h"
#include "app/cli/merge_command.h"
#include "app/cli/models_command.h"
#include "app/cli/pack_command.h"
#include "app/cli/reembed_command.h"
#include "app/cli/run_work.h"
#include "app/cli/search_command.h"
#include "app/cli/status_command.h"
#include "app/cli/train_command.h"
#include "app/cli/verify_command.h"
#include "base/process_memory.h"

namespace tilescout::cli {

namespace {

void addVerbs(CLI::App& program, Work& chosen) {
  addDemoCommand(program, chosen);
  addInitCommand(program, chosen);
  addIndexCommand(program, chosen);
  addMergeCommand(program, chosen);
  addReembedCommand(program, chosen);
  addSearchCommand(program, chosen);
  addMatchCommand(program, chosen);
  addCaptionsCommand(program, chosen);
  addStatusCommand(program, chosen);
  addVerifyCommand(program, chosen);
  addModelsCommand(program, chosen);
  addEmbedCommand(program, chosen);
  addEvaluateCommand(program, chosen);
  addExploreCommand(program, chosen);
  addTrainCommand(program, chosen);
  addPackCommand(program, chosen);
}

/// Says what was wrong with the call in the terms of the innermost verb that was recognised.
void explainUsage(const CLI::App& program, const CLI::ParseError& error) {
  std::string words = "tilescout-cli";
  const CLI::App* verb = &program;
  while (!verb->get_subcommands().empty()) {
    verb = verb->get_subcommands().front();
    words += " " + verb->get_name();
  }
  std::string reason = error.what();
  if (verb->get_require_subcommand_min() > 0) {
    const std::vector<std::string> rest = verb->remaining();
    reason = rest.empty() ? words + " needs a verb" : "\"" + rest.front() + "\" is no verb of " + words;
  }
  std::fprintf(stderr, "tilescout-cli: %s\nHelp: %s --help\n", reason.c_str(), words.c_str());
}

Exit parseAndRun(int argc, char** argv) {
  CLI::App program("Searches archives of satellite scenes by text.", "tilescout-cli");
  program.set_version_flag("--version", "tilescout-cli " TILESCOUT_VERSION);
  program.require_subcommand(1);
  program.footer(
      "Every verb has its own --help, with an example. First steps:\n"
      "  tilescout-cli init fargo.tilescout\n"
      "  tilescout-cli index fargo.tilescout scenes/\n"
      "  tilescout-cli search fargo.tilescout \"an airport with two runways\"\n"
      "Exit status: 0 done, 1 failed, 2 wrong usage, 3 done but some inputs failed, 130 interrupted.");
  Work chosen;
  addVerbs(program, chosen);
  try {
    program.parse(argc, argv);
  } catch (const CLI::Success& helpOrVersion) {
    program.exit(helpOrVersion);
    return Exit::Done;
  } catch (const CLI::ParseError& error) {
    explainUsage(program, error);
    return Exit::Usage;
  }
  return runWork(chosen, "tilescout-cli");
}

}  // namespace

}  // namespace tilescout::cli

int main(int argc, char** argv) {
  tilescout::keepFreedMemory(tilescout::FreedMemory::Some);
  return static_cast<int>(tilescout::cli::parseAndRun(argc, argv));
}
