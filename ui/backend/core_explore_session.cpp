#include "ui/backend/core_explore_session.h"

#include <utility>

#include "ui/backend/core_parts.h"

namespace tilescout::ui {

CoreExploreSession::CoreExploreSession(std::shared_ptr<CoreParts> parts) : parts_(std::move(parts)) {}

std::optional<jobs::LayoutView> CoreExploreSession::stored() { return jobs::readLayout(parts_->file); }

jobs::LayoutView CoreExploreSession::make(const jobs::ExploreOptions& options, JobContext& job) {
  const std::shared_ptr<jobs::LoadedModel> model = parts_->loadedModel();
  return jobs::runExplore(parts_->file, model.get(), options, job);
}

void CoreExploreSession::rename(std::int64_t layout, std::int64_t cluster, const std::string& name) {
  jobs::renameCluster(parts_->file, layout, cluster, name);
}

std::vector<std::pair<TileId, float>> CoreExploreSession::scores(const std::string& text, int most,
                                                                 std::stop_token stop) {
  Query query;
  query.text = text;
  query.top = most;
  const SearchResult result =
      parts_->withSearch(stop, [&](jobs::SearchService& search) { return search.search(query, stop); });
  std::vector<std::pair<TileId, float>> scores;
  scores.reserve(result.hits.size());
  for (const Hit& hit : result.hits) scores.emplace_back(hit.tile, static_cast<float>(hit.score));
  return scores;
}

void CoreExploreSession::write(const jobs::LayoutView& view, const std::filesystem::path& file, JobContext& job) {
  jobs::exportLayout(parts_->file, view, file, job);
}

}  // namespace tilescout::ui
