#include "ui/backend/core_parts.h"

#include <algorithm>

#include "jobs/computation.h"
#include "jobs/model_service.h"
#include "ui/backend/shared_model.h"

namespace tilescout::ui {

void ModelCache::setDevice(const model::DeviceChoice& device) {
  const std::lock_guard lock(mutex_);
  stale_ = true;
  device_ = device;
}

std::shared_ptr<jobs::LoadedModel> ModelCache::get(const std::string& name, const std::filesystem::path& archive) {
  const std::lock_guard lock(mutex_);
  const jobs::ModelStore store;
  const std::vector<ModelCard> cards = store.list();
  const bool known = std::any_of(cards.begin(), cards.end(), [&](const ModelCard& card) { return card.name == name; });
  const std::string chosen = known ? name : store.defaultName();
  const bool fits = model_ && !stale_ && !model_->hasFailed() && model_->card().name == chosen;
  if (fits && archive == archive_) return model_;
  const ModelCard card = store.find(chosen);
  const model::DeviceChoice device = jobs::asRecorded(archive, card.fingerprint, device_);
  archive_ = archive;
  if (!fits || device.device != loadedOn_.device || device.precision != loadedOn_.precision) {
    model_.reset();  // two large models need not be in memory at once
    loadedOn_ = device;
    model_ = std::make_shared<SharedModel>(card, [store, chosen, device] {
      std::shared_ptr<jobs::LoadedModel> model = jobs::LoadedModel::load(store, chosen, device);
      model->encodeTexts({"a satellite image"});  // the first text takes many times as long as any later one
      return model;
    });
    stale_ = false;
  }
  return model_;
}

std::shared_ptr<jobs::LoadedModel> ModelCache::loadAnother(const std::string& name) {
  model::DeviceChoice device;
  {
    const std::lock_guard lock(mutex_);
    device = device_;
  }
  return jobs::LoadedModel::load(jobs::ModelStore(), name, device);
}

std::shared_ptr<jobs::LoadedModel> CoreParts::loadedModel() {
  const std::string active = catalogs.with([](jobs::CatalogService& catalog) { return catalog.activeModel(); });
  return models->get(active, file);
}

void CoreParts::expectModel() {
  try {
    loadedModel();
  } catch (const Error&) {
    // whoever needs it says it
  }
}

}  // namespace tilescout::ui
