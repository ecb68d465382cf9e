#include "ui/backend/core_backend.h"

#include <utility>

#include "jobs/backup_job.h"
#include "jobs/demo_job.h"
#include "jobs/model_service.h"
#include "jobs/thumbnail_cache.h"
#include "ui/backend/core_explore_session.h"
#include "ui/backend/core_label_session.h"
#include "ui/backend/core_map_session.h"
#include "ui/backend/core_match_session.h"
#include "ui/backend/core_parts.h"
#include "ui/backend/core_query_session.h"
#include "ui/backend/core_relink_session.h"
#include "ui/backend/core_saved_session.h"
#include "ui/backend/core_train_session.h"

namespace tilescout::ui {

namespace {

/// One accessor an area; the areas' code is in core_<area>_session.
class CoreSession : public ArchiveSession {
 public:
  explicit CoreSession(std::shared_ptr<CoreParts> parts)
      : parts_(std::move(parts)), labels_(parts_->file), match_(parts_), query_(parts_), saved_(parts_), explore_(parts_),
        map_(parts_), relink_(parts_->file), train_(parts_) {}

  std::filesystem::path file() const override { return parts_->file; }
  jobs::ArchiveSummary summary() override {
    return parts_->catalogs.with([](jobs::CatalogService& catalog) { return catalog.summary(); });
  }
  std::vector<jobs::SceneSummary> scenes() override {
    return parts_->catalogs.with([](jobs::CatalogService& catalog) { return catalog.scenes(); });
  }
  std::optional<jobs::SceneSummary> scene(SceneId id) override {
    return parts_->catalogs.with([&](jobs::CatalogService& catalog) { return catalog.scene(id); });
  }
  Image thumbnail(TileId tile, int size) override {
    return parts_->catalogs.with([&](jobs::CatalogService& catalog) { return catalog.thumbnail(tile, size); });
  }
  Image tileView(TileId tile, double margin, int size) override {
    return parts_->catalogs.with([&](jobs::CatalogService& catalog) { return catalog.tileView(tile, margin, size); });
  }
  Image sceneOverview(SceneId id, int maxSize) override {
    return parts_->catalogs.with([&](jobs::CatalogService& catalog) { return catalog.sceneOverview(id, maxSize); });
  }

  std::optional<TileInfo> tile(TileId id) override {
    return parts_->catalogs.with([&](jobs::CatalogService& catalog) { return catalog.tile(id); });
  }

  ModelInfo model() override {
    const std::shared_ptr<jobs::LoadedModel> loaded = parts_->loadedModel();
    return {loaded->card(), loaded->deviceText()};
  }

  void prepareSearch(std::stop_token stop) override {
    parts_->withSearch(stop, [&](jobs::SearchService& search) { search.prepare(stop); });
  }

  SearchResult search(const Query& query, std::stop_token stop) override {
    return parts_->withSearch(stop, [&](jobs::SearchService& search) { return search.search(query, stop); });
  }

  jobs::IndexReport index(const jobs::IndexOptions& options, JobContext& job) override {
    jobs::IndexOptions placed = options;
    placed.pictures.place = parts_->pictures->get();
    return jobs::runIndex(parts_->file, *parts_->loadedModel(), placed, job);
  }

  void backUp(const std::filesystem::path& target, JobContext& job) override {
    jobs::backUp(parts_->file, target, job);
  }

  void trimThumbnails(std::int64_t bytes) override {
    jobs::trimThumbnails(parts_->file, parts_->pictures->get(), bytes);
  }

  jobs::ReembedReport reembed(const std::string& model, JobContext& job) override {
    // A second model beside the one that answers meanwhile.
    const std::shared_ptr<jobs::LoadedModel> next = parts_->models->loadAnother(model);
    return jobs::runReembed(parts_->file, *next, job);
  }

  LabelSession& labels() override { return labels_; }
  MatchSession& match() override { return match_; }
  QuerySession& query() override { return query_; }
  SavedSession& saved() override { return saved_; }
  ExploreSession& explore() override { return explore_; }
  MapSession& map() override { return map_; }
  RelinkSession& relink() override { return relink_; }
  TrainSession* train() override { return &train_; }

 private:
  const std::shared_ptr<CoreParts> parts_;
  CoreLabelSession labels_;
  CoreMatchSession match_;
  CoreQuerySession query_;
  CoreSavedSession saved_;
  CoreExploreSession explore_;
  CoreMapSession map_;
  CoreRelinkSession relink_;
  CoreTrainSession train_;
};

}  // namespace

CoreBackend::CoreBackend() : models_(std::make_shared<ModelCache>()), pictures_(std::make_shared<PicturePlace>()) {}

void CoreBackend::createArchive(const std::filesystem::path& file) { jobs::CatalogService::createArchive(file); }

std::shared_ptr<ArchiveSession> CoreBackend::openArchive(const std::filesystem::path& file) {
  const auto parts = std::make_shared<CoreParts>(file, models_, pictures_);
  parts->expectModel();  // it is loaded while the archive's lists are read
  auto session = std::make_shared<CoreSession>(parts);
  session->summary();  // a file that is no archive is refused now rather than at the first search
  return session;
}

jobs::IndexPreview CoreBackend::previewIndex(const std::filesystem::path& archive, const jobs::IndexOptions& options,
                                             jobs::PreviewMemory& memory, JobContext& job) {
  const std::shared_ptr<jobs::LoadedModel> model =
      archive.empty() ? models_->get({}, {}) : CoreParts(archive, models_, pictures_).loadedModel();
  return jobs::previewIndex(archive, *model, options, memory, job);
}

std::filesystem::path CoreBackend::makeDemo(JobContext& job) { return jobs::makeDemo(job); }

void CoreBackend::setCompute(const ComputeChoice& choice) {
  models_->setDevice({choice.device, model::parsePrecision(choice.precision), choice.threads});
}

void CoreBackend::setPicturePlace(const std::filesystem::path& folder) { pictures_->set(folder); }

jobs::MovedPictures CoreBackend::movePictures(const std::vector<std::filesystem::path>& archives,
                                              const std::filesystem::path& from, const std::filesystem::path& to,
                                              bool keep, JobContext& job) {
  return jobs::moveThumbnails(archives, from, to, keep, job);
}

std::vector<jobs::DiagnosticPart> CoreBackend::diagnostics() { return jobs::collectDiagnostics(); }

}  // namespace tilescout::ui
