#include "ui/backend/core_explore_session.h"

#include <utility>

#include "jobs/model_service.h"
#include "jobs/tile_answer.h"
#include "ui/backend/core_parts.h"

namespace tilescout::ui {

CoreExploreSession::CoreExploreSession(std::shared_ptr<CoreParts> parts) : parts_(std::move(parts)) {}

std::optional<jobs::LayoutView> CoreExploreSession::stored() { return jobs::readLayout(parts_->file); }

jobs::LayoutCost CoreExploreSession::cost() { return jobs::layoutCost(parts_->file); }

jobs::LayoutView CoreExploreSession::make(const jobs::ExploreOptions& options, JobContext& job) {
  const std::shared_ptr<jobs::LoadedModel> model = parts_->loadedModel();
  return jobs::runExplore(parts_->file, model.get(), options, job);
}

void CoreExploreSession::rename(std::int64_t layout, std::int64_t cluster, const std::string& name) {
  jobs::renameCluster(parts_->file, layout, cluster, name);
}

std::vector<std::pair<TileId, float>> CoreExploreSession::scores(const Query& query, std::stop_token stop) {
  const SearchResult result =
      parts_->withSearch(stop, [&](jobs::SearchService& search) { return search.search(query, stop); });
  std::vector<std::pair<TileId, float>> scores;
  scores.reserve(result.hits.size());
  for (const Hit& hit : result.hits) scores.emplace_back(hit.tile, static_cast<float>(hit.score));
  return scores;
}

jobs::TileLabels CoreExploreSession::labels(const std::vector<TileId>& tiles) {
  return jobs::readTileLabels(parts_->file, tiles);
}

std::vector<jobs::TextPoint> CoreExploreSession::texts(const jobs::LayoutView& view,
                                                       const jobs::TextPointOptions& options, JobContext& job) {
  const std::shared_ptr<jobs::LoadedModel> model = parts_->loadedModel();
  return jobs::placeTexts(parts_->file, *model, view, options, job);
}

std::vector<jobs::SpaceModel> CoreExploreSession::models() { return jobs::spaceModels(parts_->file); }

std::optional<jobs::ComparisonView> CoreExploreSession::comparison(const std::string& before,
                                                                   const std::string& after) {
  return jobs::readComparison(parts_->file, before, after);
}

jobs::ComparisonView CoreExploreSession::compare(const jobs::CompareOptions& options, JobContext& job) {
  const std::shared_ptr<jobs::LoadedModel> before = modelOf(options.before), after = modelOf(options.after);
  return jobs::runCompare(parts_->file, {before.get(), after.get()}, options, job);
}

/// Null when the model is no longer on this computer.
std::shared_ptr<jobs::LoadedModel> CoreExploreSession::modelOf(const std::string& fingerprint) {
  const std::shared_ptr<jobs::LoadedModel> loaded = parts_->loadedModel();
  if (loaded && loaded->card().fingerprint == fingerprint) return loaded;
  for (const ModelCard& card : jobs::ModelStore().list()) {
    if (card.fingerprint == fingerprint) return parts_->models->loadAnother(card.name);
  }
  return nullptr;
}

std::vector<jobs::DuplicateGroup> CoreExploreSession::duplicates(const jobs::DuplicateOptions& options,
                                                                 JobContext& job) {
  return jobs::findDuplicates(parts_->file, options, job);
}

void CoreExploreSession::sayApart(const std::vector<std::vector<TileId>>& groups) {
  jobs::sayApart(parts_->file, groups);
}

void CoreExploreSession::takeBackApart(const std::vector<std::vector<TileId>>& groups) {
  jobs::takeBackApart(parts_->file, groups);
}

std::vector<bool> CoreExploreSession::areApart(const std::vector<std::vector<TileId>>& groups) {
  return jobs::areApart(parts_->file, groups);
}

std::vector<jobs::OutlierTile> CoreExploreSession::outliers(std::size_t count, JobContext& job) {
  return jobs::findOutliers(parts_->file, count, job);
}

std::vector<jobs::LabelSuggestion> CoreExploreSession::worthLabelling(std::size_t count, JobContext& job) {
  return jobs::suggestLabels(parts_->file, count, job);
}

SearchResult CoreExploreSession::answer(const std::vector<std::pair<TileId, double>>& tiles) {
  return jobs::answerOf(parts_->file, tiles);
}

void CoreExploreSession::write(const jobs::LayoutView& view, const std::filesystem::path& file, JobContext& job) {
  jobs::exportLayout(parts_->file, view, file, job);
}

void CoreExploreSession::writeComparison(const jobs::ComparisonView& view, const std::filesystem::path& file,
                                         JobContext& job) {
  jobs::exportComparison(parts_->file, view, file, job);
}

void CoreExploreSession::writePage(const jobs::LayoutView& view, const std::map<std::string, std::string>& words,
                                   const std::filesystem::path& file, JobContext& job) {
  jobs::exportLayoutPage(parts_->file, view, words, file, job);
}

}  // namespace tilescout::ui
