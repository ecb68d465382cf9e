#include "app/cli/merge_command.h"

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <vector>

#include "app/cli/option_values.h"
#include "app/cli/problems_json.h"
#include "jobs/merge_job.h"

namespace tilescout::cli {

namespace {

struct MergeOptions {
  std::string archive;
  std::vector<std::filesystem::path> shards;
  bool json = false;
};

Exit merge(const MergeOptions& options, Console& console) {
  JobContext job(console.stopToken(), console.progressSink(options.json));
  const jobs::MergeReport report = jobs::runMerge(options.archive, options.shards, job);
  for (const std::string& warning : report.warnings) console.note(warning);
  for (const SceneProblem& problem : report.problems) console.problem(problem.scene, problem.message);
  if (options.json) {
    nlohmann::ordered_json object{{"shards", report.shards},   {"scenes", report.scenes},
                                  {"changed", report.changed}, {"tiles", report.tiles},
                                  {"pending", report.pendingTiles}, {"warnings", report.warnings}};
    object["problems"] = problemsJson(report.problems);
    console.printJson(object);
  } else {
    console.print(fmt::format("{} scenes of {} shards looked at, {} of them taken in: {} tiles, {} not embedded yet.",
                              countText(report.scenes), countText(report.shards), countText(report.changed),
                              countText(report.tiles), countText(report.pendingTiles)));
  }
  return report.problems.empty() ? Exit::Done : Exit::SomeFailed;
}

}  // namespace

void addMergeCommand(CLI::App& program, Work& chosen) {
  const auto options = std::make_shared<MergeOptions>();
  CLI::App& verb = addVerb(program, "merge", "Make one archive of several; run it again to go on",
                           "merge fargo.tilescout part1.tilescout part2.tilescout", chosen, options, merge);
  verb.add_option("ARCHIVE", options->archive, "The archive (*.tilescout) that takes them in; made when it is not there")
      ->type_name("")
      ->required();
  verb.add_option("SHARD", options->shards, "Archives to take in; they stay as they are")->type_name("")->required();
  verb.add_flag("--json", options->json, "Progress and summary as JSON, one object a line");
}

}  // namespace tilescout::cli
