#include "app/cli/status_command.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <vector>

#include "app/cli/option_values.h"
#include "app/cli/progress_bar.h"
#include "archive/archive.h"
#include "archive/computation_store.h"
#include "archive/label_book.h"

namespace tilescout::cli {

namespace {

struct StatusOptions {
  std::string archive;
  bool json = false;
};

nlohmann::ordered_json toJson(const archive::ArchiveStatus& status, archive::ComputationStore& computations) {
  nlohmann::ordered_json object;
  object["scenes"] = status.scenes;
  object["tiles"] = status.tiles;
  object["skipped"] = status.skipped;
  object["captions"] = status.captions;
  object["models"] = nlohmann::ordered_json::array();
  for (const archive::ModelRecord& model : status.models) {
    object["models"].push_back({{"name", model.name},
                                {"fingerprint", model.fingerprint},
                                {"embed_dim", model.embedDim},
                                {"active", model.active}});
    if (const auto computed = computations.of(model.id)) {
      object["models"].back()["device"] = computed->device;
      object["models"].back()["precision"] = computed->precision;
    }
  }
  object["jobs"] = nlohmann::ordered_json::array();
  for (const archive::JobRow& job : status.jobs) {
    object["jobs"].push_back({{"kind", job.kind},
                              {"state", job.state},
                              {"detail", job.detail},
                              {"started", job.started},
                              {"ended", job.ended}});
  }
  object["bytes"] = status.bytes;
  return object;
}

void printTable(const archive::ArchiveStatus& status, const std::vector<SavedSearch>& searches,
                archive::ComputationStore& computations, Console& console) {
  console.print(fmt::format("Scenes    {}", countText(status.scenes)));
  console.print(fmt::format("Tiles     {} ({} mostly without data skipped, {} not embedded yet)",
                            countText(status.tiles), countText(status.skipped), countText(status.pendingTiles)));
  console.print(fmt::format("Captions  {}", countText(status.captions)));
  console.print(fmt::format("File      {:.1f} MB", static_cast<double>(status.bytes) / 1e6));
  for (const archive::ModelRecord& model : status.models) {
    const auto computed = computations.of(model.id);
    console.print(fmt::format("Model     {}{}{}", model.name, model.active ? " (answers)" : "",
                              computed ? ", embedded on " + computed->device + " in " + computed->precision : ""));
  }
  for (const SavedSearch& search : searches) {
    console.print(fmt::format("Search    {}{}{}", search.name, search.detector ? " (detector)" : "",
                              search.alert ? ", counts new hits" : ""));
  }
  for (const archive::JobRow& job : status.jobs) {
    console.print(fmt::format("Job       {} {}: {}{}", job.started, job.kind, job.state,
                              job.detail.empty() ? "" : ", " + job.detail));
  }
}

Exit status(const StatusOptions& options, Console& console) {
  const archive::ArchiveStatus found = archive::Archive::open(options.archive, archive::OpenMode::ReadOnly).status();
  archive::ComputationStore computations(options.archive, archive::OpenMode::ReadOnly);
  if (options.json) {
    console.printJson(toJson(found, computations));
  } else {
    printTable(found, archive::LabelBook(options.archive, archive::OpenMode::ReadOnly).searches(), computations,
               console);
  }
  return Exit::Done;
}

}  // namespace

void addStatusCommand(CLI::App& program, Work& chosen) {
  const auto options = std::make_shared<StatusOptions>();
  CLI::App& verb =
      addVerb(program, "status", "Say what an archive holds", "status fargo.tilescout --json", chosen, options, status);
  addArchive(verb, options->archive);
  verb.add_flag("--json", options->json, "One JSON object instead of a table");
}

}  // namespace tilescout::cli
