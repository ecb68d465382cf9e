#include "fake_explore_session.h"

#include <chrono>
#include <cmath>
#include <thread>

#include "fake_backend.h"

namespace tilescout::test {

std::shared_ptr<FakeSpace> makeFakeSpace() { return std::make_shared<FakeSpace>(); }

jobs::LayoutView FakeExploreSession::layout(const FakeSpace& space) {
  jobs::LayoutView view;
  view.id = 7;
  view.model = "fake";
  view.method = "umap";
  view.unplaced = space.unplaced;
  const char* names[] = {"river", "forest", "airport"};
  for (int c = 0; c < 3; ++c) view.clusters.push_back({c + 1, names[c], {"lake"}, 0, c + 1});
  const int scenes = (space.tiles + space.tilesPerScene - 1) / space.tilesPerScene;
  for (int s = 0; s < scenes; ++s) {
    view.scenes.push_back({s + 1, "scene_" + std::to_string(s + 1) + ".tif", "20" + std::to_string(10 + s) + "-06-01"});
  }
  for (int i = 0; i < space.tiles; ++i) {
    const int cluster = i % 3;
    view.tiles.push_back(i + 1);
    view.xy.push_back(static_cast<float>(10 * cluster + 3 * std::sin(i * 1.7)));
    view.xy.push_back(static_cast<float>(3 * std::cos(i * 2.3)));
    view.cluster.push_back(cluster + 1);
    view.scene.push_back(i / space.tilesPerScene);
    ++view.clusters[static_cast<std::size_t>(cluster)].size;
  }
  view.measures = {{"uniformity_image", -1.9}, {"effective_rank", 14.2}, {"trustworthiness", 0.97}};
  view.similarity.assign(50, 0.02);
  if (space.tiles >= 9) {
    view.outliers = {{9, 0.6}, {5, 0.5}};
    view.duplicates = {{1, 4}, {2, 5, 8}};
  }
  return view;
}

std::optional<jobs::LayoutView> FakeExploreSession::stored() {
  if (space_->readError) throw *space_->readError;
  return space_->made ? std::optional(layout(*space_)) : std::nullopt;
}

jobs::LayoutView FakeExploreSession::make(const jobs::ExploreOptions& options, JobContext& job) {
  {
    const std::lock_guard lock(space_->mutex);
    space_->wanted.push_back(options);
  }
  job.report({"layout", 100, 200});
  while (space_->hold) {
    job.checkpoint();
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  if (space_->makeError) throw *space_->makeError;
  space_->made = true;
  space_->unplaced = 0;
  return layout(*space_);
}

void FakeExploreSession::rename(std::int64_t, std::int64_t cluster, const std::string& name) {
  const std::lock_guard lock(space_->mutex);
  space_->renamed.push_back(std::to_string(cluster) + " " + name);
}

std::vector<std::pair<TileId, float>> FakeExploreSession::scores(const std::string& text, int, std::stop_token) {
  const std::lock_guard lock(space_->mutex);
  space_->scored.push_back(text);
  std::vector<std::pair<TileId, float>> scores;
  for (int i = 0; i < space_->tiles; ++i) scores.emplace_back(i + 1, 1.0F - 0.001F * static_cast<float>(i));
  return scores;
}

void FakeExploreSession::write(const jobs::LayoutView&, const std::filesystem::path& file, JobContext&) {
  const std::lock_guard lock(space_->mutex);
  space_->written.push_back(file.string());
}

}  // namespace tilescout::test
