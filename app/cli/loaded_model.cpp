#include "app/cli/loaded_model.h"

#include <algorithm>
#include <vector>

#include "archive/archive.h"
#include "base/error.h"
#include "jobs/computation.h"

namespace tilescout::cli {

std::shared_ptr<jobs::LoadedModel> loadModel(const std::string& name, const model::DeviceChoice& device,
                                             Console& console) {
  auto model = jobs::LoadedModel::load(jobs::ModelStore(), name, device);
  console.note("Model: " + model->card().name + ", " + model->deviceText());
  return model;
}

std::shared_ptr<jobs::LoadedModel> loadModelForIndex(const std::filesystem::path& archiveFile, const std::string& name,
                                                     const model::DeviceChoice& device, Console& console) {
  archive::Archive archive = archive::Archive::open(archiveFile, archive::OpenMode::ReadOnly);
  const auto active = archive.activeModel();
  if (!name.empty() || !active || archive.embeddingCount(active->id) == 0) {
    const std::string fingerprint = jobs::ModelStore().find(name).fingerprint;
    return loadModel(name, jobs::asRecorded(archiveFile, fingerprint, device), console);
  }
  auto model = loadModelOfArchive(archiveFile, jobs::asRecorded(archiveFile, active->fingerprint, device));
  console.note("Model: " + model->card().name + ", " + model->deviceText());
  return model;
}

std::shared_ptr<jobs::LoadedModel> loadModelOfArchive(const std::filesystem::path& archiveFile,
                                                      const model::DeviceChoice& device) {
  const auto active = archive::Archive::open(archiveFile, archive::OpenMode::ReadOnly).activeModel();
  if (!active) {
    throw Error(ErrorCode::InvalidInput,
                "holds no embeddings yet; add scenes with: tilescout-cli index " + archiveFile.string() + " FOLDER",
                archiveFile.string());
  }
  const jobs::ModelStore store;
  const std::vector<ModelCard> cards = store.list();
  const auto sameModel = [&](const ModelCard& card) { return card.fingerprint == active->fingerprint; };
  auto found = std::find_if(cards.begin(), cards.end(),
                            [&](const ModelCard& card) { return sameModel(card) && card.name == active->name; });
  if (found == cards.end()) found = std::find_if(cards.begin(), cards.end(), sameModel);
  if (found == cards.end()) {
    const bool renewed =
        std::any_of(cards.begin(), cards.end(), [&](const ModelCard& card) { return card.name == active->name; });
    throw Error(ErrorCode::Incompatible,
                "its embeddings were made by " +
                    (renewed ? "another version of the model \"" + active->name +
                                   "\"; embed it again with: tilescout-cli reembed " + archiveFile.string() +
                                   " --model " + active->name
                             : "the model \"" + active->name +
                                   "\", which is not among yours; import it, or embed the archive with another one "
                                   "(tilescout-cli reembed)"),
                archiveFile.string());
  }
  return jobs::LoadedModel::load(store, found->name, device);
}

std::string shippedModelNote(const ModelCard& card) {
  if (!card.shipped) return {};
  return "Answered by " + (card.title.empty() ? card.name : card.title) +
         ", the compact model that comes with the program (its limits: tilescout-cli models info " + card.name +
         "). Real weights answer better: tilescout-cli models import --help";
}

}  // namespace tilescout::cli
