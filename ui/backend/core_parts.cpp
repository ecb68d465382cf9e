#include "ui/backend/core_parts.h"

#include <algorithm>

#include "jobs/model_service.h"
#include "ui/backend/shared_model.h"

namespace tilescout::ui {

void ModelCache::setDevice(const model::DeviceChoice& device) {
  const std::lock_guard lock(mutex_);
  stale_ = true;
  device_ = device;
}

std::shared_ptr<jobs::LoadedModel> ModelCache::get(const std::string& name) {
  const std::lock_guard lock(mutex_);
  const jobs::ModelStore store;
  const std::vector<ModelCard> cards = store.list();
  const bool known = std::any_of(cards.begin(), cards.end(), [&](const ModelCard& card) { return card.name == name; });
  const std::string chosen = known ? name : store.defaultName();
  if (!model_ || stale_ || model_->hasFailed() || model_->card().name != chosen) {
    model_.reset();  // two large models need not be in memory at once
    model_ = std::make_shared<SharedModel>(store.find(chosen), [store, chosen, device = device_] {
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
  const std::string active =
      catalogs.with([](jobs::CatalogService& catalog) { return catalog.summary().activeModel; });
  return models->get(active);
}

}  // namespace tilescout::ui
