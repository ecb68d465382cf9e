#include "ui/backend/core_backend.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "jobs/demo_job.h"
#include "jobs/model_service.h"
#include "jobs/search_service.h"
#include "ui/backend/shared_model.h"

namespace tilescout::ui {

namespace {

/// Catalogue connections for the interface's worker threads: each takes one for a call and gives it back.
class CatalogPool {
 public:
  explicit CatalogPool(std::filesystem::path file) : file_(std::move(file)) {}

  template <typename Call>
  auto with(Call&& call) {
    std::unique_ptr<jobs::CatalogService> catalog = take();
    auto answer = call(*catalog);  // a connection whose call threw is dropped
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(catalog));
    return answer;
  }

 private:
  std::unique_ptr<jobs::CatalogService> take() {
    const std::unique_lock lock(mutex_);
    if (idle_.empty()) return std::make_unique<jobs::CatalogService>(file_);
    std::unique_ptr<jobs::CatalogService> catalog = std::move(idle_.back());
    idle_.pop_back();
    return catalog;
  }

  const std::filesystem::path file_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<jobs::CatalogService>> idle_;
};

class CoreSession : public ArchiveSession {
 public:
  CoreSession(const std::filesystem::path& file, std::shared_ptr<ModelCache> models)
      : file_(file), models_(std::move(models)), catalogs_(file) {}

  std::filesystem::path file() const override { return file_; }
  jobs::ArchiveSummary summary() override {
    return catalogs_.with([](jobs::CatalogService& catalog) { return catalog.summary(); });
  }
  std::vector<jobs::SceneSummary> scenes() override {
    return catalogs_.with([](jobs::CatalogService& catalog) { return catalog.scenes(); });
  }
  std::optional<jobs::SceneSummary> scene(SceneId id) override {
    return catalogs_.with([&](jobs::CatalogService& catalog) { return catalog.scene(id); });
  }
  Image thumbnail(TileId tile, int size) override {
    return catalogs_.with([&](jobs::CatalogService& catalog) { return catalog.thumbnail(tile, size); });
  }
  Image tileView(TileId tile, double margin, int size) override {
    return catalogs_.with([&](jobs::CatalogService& catalog) { return catalog.tileView(tile, margin, size); });
  }
  Image sceneOverview(SceneId id, int maxSize) override {
    return catalogs_.with([&](jobs::CatalogService& catalog) { return catalog.sceneOverview(id, maxSize); });
  }

  ModelInfo model() override {
    const std::shared_ptr<jobs::LoadedModel> loaded = loadedModel();
    return {loaded->card(), loaded->deviceText()};
  }

  SearchResult search(const Query& query, std::stop_token stop) override {
    const std::shared_ptr<jobs::LoadedModel> loaded = loadedModel();
    const std::lock_guard lock(searchMutex_);
    if (stop.stop_requested()) throw Cancelled();
    if (!search_ || searchModel_ != loaded) {
      search_ = std::make_unique<jobs::SearchService>(file_, loaded);
      searchModel_ = loaded;
    }
    return search_->search(query, std::move(stop));
  }

  jobs::IndexReport index(const jobs::IndexOptions& options, JobContext& job) override {
    const std::shared_ptr<jobs::LoadedModel> loaded = loadedModel();
    return jobs::runIndex(file_, *loaded, options, job);
  }

 private:
  std::shared_ptr<jobs::LoadedModel> loadedModel() { return models_->get(summary().activeModel); }

  const std::filesystem::path file_;
  const std::shared_ptr<ModelCache> models_;
  CatalogPool catalogs_;
  std::mutex searchMutex_;
  std::shared_ptr<jobs::LoadedModel> searchModel_;
  std::unique_ptr<jobs::SearchService> search_;
};

}  // namespace

std::shared_ptr<jobs::LoadedModel> ModelCache::get(const std::string& name) {
  const std::lock_guard lock(mutex_);
  const jobs::ModelStore store;
  const std::vector<ModelCard> cards = store.list();
  const bool known = std::any_of(cards.begin(), cards.end(), [&](const ModelCard& card) { return card.name == name; });
  const std::string chosen = known ? name : store.defaultName();
  if (!model_ || model_->card().name != chosen) {
    model_.reset();  // two large models need not be in memory at once
    model_ = std::make_shared<SharedModel>(jobs::LoadedModel::load(store, chosen, {}));
  }
  return model_;
}

CoreBackend::CoreBackend() : models_(std::make_shared<ModelCache>()) {}

void CoreBackend::createArchive(const std::filesystem::path& file) { jobs::CatalogService::createArchive(file); }

std::shared_ptr<ArchiveSession> CoreBackend::openArchive(const std::filesystem::path& file) {
  auto session = std::make_shared<CoreSession>(file, models_);
  session->summary();  // a file that is no archive is refused now rather than at the first search
  return session;
}

std::filesystem::path CoreBackend::makeDemo(JobContext& job) { return jobs::makeDemo(job); }

ModelCard CoreBackend::importModel(const std::filesystem::path& path, const std::string& activation) {
  jobs::ModelStore store;
  jobs::ImportOptions options;
  options.path = path;
  options.activation = activation;
  ModelCard card = store.import(options);
  store.use(card.name);
  return card;
}

}  // namespace tilescout::ui
