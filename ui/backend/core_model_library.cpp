#include "ui/backend/core_model_library.h"

#include "jobs/catalog_service.h"

namespace tilescout::ui {

std::vector<ModelCard> CoreModelLibrary::list() { return jobs::ModelStore().list(); }

std::string CoreModelLibrary::defaultName() { return jobs::ModelStore().defaultName(); }

void CoreModelLibrary::use(const std::string& name) { jobs::ModelStore().use(name); }

void CoreModelLibrary::remove(const std::string& name) { jobs::ModelStore().remove(name); }

ModelCard CoreModelLibrary::import(const jobs::ImportOptions& options) {
  jobs::ModelStore store;
  ModelCard card = store.import(options);
  store.use(card.name);
  return card;
}

std::string CoreModelLibrary::modelOf(const std::filesystem::path& archive) {
  return jobs::CatalogService(archive).activeModel();
}

}  // namespace tilescout::ui
