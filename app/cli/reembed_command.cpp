#include "app/cli/reembed_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/cli/device_options.h"
#include "app/cli/loaded_model.h"
#include "app/cli/option_values.h"
#include "app/cli/problems_json.h"
#include "archive/archive.h"
#include "jobs/computation.h"
#include "jobs/model_service.h"
#include "jobs/reembed_job.h"

namespace tilescout::cli {

namespace {

struct ReembedOptions {
  std::string archive, model;
  model::DeviceChoice device;
  bool json = false;
};

void printReembedded(const jobs::ReembedReport& report, Console& console) {
  nlohmann::ordered_json object{{"model", report.after},       {"switched", report.switched},
                                {"scenes", report.scenes},     {"tiles", report.tiles},
                                {"embedded", report.newTiles}, {"not_searchable", report.notSearchable}};
  object["problems"] = problemsJson(report.problems);
  console.printJson(object);
}

void printText(const jobs::ReembedReport& report, Console& console) {
  console.print(fmt::format("{} tiles embedded; the archive {} with {}.", countText(report.newTiles),
                            report.switched ? "answers" : "still answers", report.after));
  if (report.notSearchable == 0) return;
  const std::string tiles = countText(report.notSearchable);
  console.note(report.switched
                   ? tiles +
                         " tiles could not be read and are not found until their scenes are back and this is "
                         "run again; reembed with the former model switches back at once."
                   : "None of the " + tiles + " tiles could be read, so the archive keeps its model.");
}

Exit reembed(const ReembedOptions& options, Console& console) {
  archive::Archive::open(options.archive, archive::OpenMode::ReadOnly);  // a mistyped one shows at once
  const std::string fingerprint = jobs::ModelStore().find(options.model).fingerprint;
  const auto model = loadModel(options.model, jobs::asRecorded(options.archive, fingerprint, options.device), console);
  JobContext job(console.stopToken(), console.progressSink(options.json));
  const jobs::ReembedReport report = jobs::runReembed(options.archive, *model, job);
  for (const SceneProblem& problem : report.problems) console.problem(problem.scene, problem.message);
  if (options.json) {
    printReembedded(report, console);
  } else {
    printText(report, console);
  }
  const bool failed = std::any_of(report.problems.begin(), report.problems.end(),
                                  [](const SceneProblem& problem) { return problem.code != "precision"; });
  return failed ? Exit::SomeFailed : Exit::Done;
}

}  // namespace

void addReembedCommand(CLI::App& program, Work& chosen) {
  const auto options = std::make_shared<ReembedOptions>();
  CLI::App& verb =
      addVerb(program, "reembed", "Embed an archive's tiles with another model, then answer with it; resumes",
              "reembed fargo.tilescout --model georsclip", chosen, options, reembed);
  addArchive(verb, options->archive);
  verb.add_option("--model", options->model, "The model to answer with")->type_name("M")->required();
  addDeviceOptions(verb, options->device);
  verb.add_flag("--json", options->json, "Progress and summary as JSON, one object a line");
}

}  // namespace tilescout::cli
