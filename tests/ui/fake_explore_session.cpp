#include "fake_explore_session.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <thread>

#include "fake_backend.h"

namespace tilescout::test {

std::shared_ptr<FakeSpace> makeFakeSpace() { return std::make_shared<FakeSpace>(); }

jobs::LayoutView FakeExploreSession::layout(FakeSpace& space) {
  jobs::LayoutView view;
  view.id = 7;
  view.model = "fake";
  view.method = "umap";
  view.unplaced = space.unplaced;
  const char* names[] = {"river", "forest", "airport"};
  for (int c = 0; c < 3; ++c) view.clusters.push_back({c + 1, names[c], {"lake"}, 0, c + 1, names[c]});
  {
    const std::lock_guard lock(space.mutex);
    for (const auto& [cluster, name] : space.ownNames) {
      view.clusters[static_cast<std::size_t>(cluster - 1)].name = name;
      view.clusters[static_cast<std::size_t>(cluster - 1)].ownName = true;
    }
  }
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
  for (std::size_t t = 0; t < space.laidOut.size(); ++t) {
    view.texts.push_back({space.laidOut[t], 40.0F, 2.0F * static_cast<float>(t)});
  }
  view.textsAreWords = space.laidOutWords;
  view.measures = {{"uniformity_image", -1.9}, {"effective_rank", 14.2}, {"trustworthiness", 0.97}};
  for (int bin = 0; bin < 50; ++bin) view.similarity.push_back(bin >= 25 && bin < 35 ? 0.1 : 0.0);
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
  if (space_->renameError) throw *space_->renameError;
  space_->renamed.push_back(std::to_string(cluster) + " " + name);
  space_->ownNames[cluster] = name;
  if (name.empty()) space_->ownNames.erase(cluster);
}

std::vector<std::pair<TileId, float>> FakeExploreSession::scores(const Query& query, std::stop_token) {
  const std::lock_guard lock(space_->mutex);
  space_->scored.push_back(query.text);
  space_->scoredQueries.push_back(query);
  std::vector<std::pair<TileId, float>> scores;
  for (int i = 0; i < space_->tiles; ++i) scores.emplace_back(i + 1, 1.0F - 0.001F * static_cast<float>(i));
  return scores;
}

jobs::LayoutCost FakeExploreSession::cost() {
  return {space_->tiles, space_->tiles, std::size_t{80} << 20, std::size_t{8} << 30};
}

jobs::TileLabels FakeExploreSession::labels(const std::vector<TileId>& tiles) {
  const std::lock_guard lock(space_->mutex);
  jobs::TileLabels labels = space_->labels;
  for (auto* of : {&labels.tag, &labels.split, &labels.text}) of->resize(tiles.size(), jobs::TileLabels::kNone);
  for (std::size_t i = 0; i < tiles.size(); ++i) {
    if (space_->tagged.contains(tiles[i])) labels.tag[i] = jobs::TileLabels::kSeveral;
  }
  return labels;
}

std::vector<jobs::TextPoint> FakeExploreSession::texts(const jobs::LayoutView& view,
                                                       const jobs::TextPointOptions& options, JobContext&) {
  const std::lock_guard lock(space_->mutex);
  space_->textsWanted.push_back(options);
  if (space_->textError) throw *space_->textError;
  std::vector<jobs::TextPoint> points;
  for (const std::string& text : space_->texts) {
    const auto at = 2 * points.size();
    points.push_back({text, view.xy[at], view.xy[at + 1], view.tiles[points.size()]});
  }
  if (options.source == jobs::TextSource::Captions) points.pop_back();
  return points;
}

std::vector<jobs::SpaceModel> FakeExploreSession::models() {
  std::vector<jobs::SpaceModel> models = {{"base", "f-base", space_->tiles, space_->models == 1}};
  if (space_->models > 1) models.push_back({"fine-tuned", "f-tuned", space_->tiles, true});
  return models;
}

jobs::ComparisonView FakeExploreSession::comparisonOf(FakeSpace& space) {
  jobs::ComparisonView both;
  both.before = both.after = layout(space);
  both.before.model = "base";
  both.after.model = "fine-tuned";
  both.before.measures = {
      {"uniformity_image", -1.9}, {"effective_rank", 14.2}, {"alignment", 1.2}, {"uniformity_text", -1.4}};
  both.after.measures = {
      {"uniformity_image", -3.1}, {"effective_rank", 31.0}, {"alignment", 0.9}, {"uniformity_text", -2.2}};
  both.missing = space.missing;
  for (std::size_t i = 0; i < both.after.tiles.size(); ++i) {
    const bool moved = i % 10 == 0;
    if (moved) both.after.xy[2 * i] += 10.0F;
    both.after.xy[2 * i + 1] += 1.0F;
    both.drift.push_back(moved ? 0.9F : 0.1F);
    if (moved) both.mostChanged.emplace_back(both.after.tiles[i], 0.9);
  }
  return both;
}

std::optional<jobs::ComparisonView> FakeExploreSession::comparison(const std::string&, const std::string&) {
  return space_->compared ? std::optional(comparisonOf(*space_)) : std::nullopt;
}

jobs::ComparisonView FakeExploreSession::compare(const jobs::CompareOptions& options, JobContext& job) {
  {
    const std::lock_guard lock(space_->mutex);
    space_->compares.push_back(options.before + " " + options.after);
  }
  job.report({"layout", 100, 200});
  while (space_->hold) {
    job.checkpoint();
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  space_->made = true;
  space_->compared = true;
  space_->missing = 0;
  return comparisonOf(*space_);
}

std::vector<jobs::DuplicateGroup> FakeExploreSession::duplicates(const jobs::DuplicateOptions& options, JobContext&) {
  const std::lock_guard lock(space_->mutex);
  space_->duplicateCosines.push_back(options.cosine);
  using jobs::DuplicateFacts;
  const DuplicateFacts older{"2010-06-01", 0.6, false}, newer{"2012-06-01", 1.0, false}, labelled{"", 0.0, true};
  std::vector<jobs::DuplicateGroup> groups = {
      {jobs::DuplicateKind::SamePixels, 1.0, {1, 4}, {older, older}},
      {jobs::DuplicateKind::SamePlaceOtherDate, 0.99, {7, 47}, {older, newer}},
      {jobs::DuplicateKind::LookAlike, 0.985, {2, 5, 8}, {older, labelled, older}}};
  if (options.cosine > 0.995) groups.resize(1);
  for (jobs::DuplicateGroup& group : groups) {
    group.apart = std::find(space_->apart.begin(), space_->apart.end(), group.tiles) != space_->apart.end();
  }
  return groups;
}

void FakeExploreSession::sayApart(const std::vector<std::vector<TileId>>& groups) {
  const std::lock_guard lock(space_->mutex);
  if (space_->apartError) throw *space_->apartError;
  space_->apart.insert(space_->apart.end(), groups.begin(), groups.end());
}

void FakeExploreSession::takeBackApart(const std::vector<std::vector<TileId>>& groups) {
  const std::lock_guard lock(space_->mutex);
  if (space_->apartError) throw *space_->apartError;
  for (const std::vector<TileId>& group : groups) std::erase(space_->apart, group);
}

std::vector<bool> FakeExploreSession::areApart(const std::vector<std::vector<TileId>>& groups) {
  const std::lock_guard lock(space_->mutex);
  std::vector<bool> answers;
  for (const std::vector<TileId>& group : groups)
    answers.push_back(std::find(space_->apart.begin(), space_->apart.end(), group) != space_->apart.end());
  return answers;
}

std::vector<jobs::OutlierTile> FakeExploreSession::outliers(std::size_t, JobContext&) {
  return {{9, 0.6, 0.5, jobs::OutlierReason::Blank}, {5, 0.5, 0.6, jobs::OutlierReason::Rare}};
}

std::vector<jobs::LabelSuggestion> FakeExploreSession::worthLabelling(std::size_t, JobContext&) {
  return {{11, 40, 0.7}, {12, 25, 0.4}};
}

SearchResult FakeExploreSession::answer(const std::vector<std::pair<TileId, double>>& tiles) {
  const std::lock_guard lock(space_->mutex);
  space_->answered.push_back(tiles);
  SearchResult result;
  for (const auto& [tile, figure] : tiles) {
    Hit hit;
    hit.rank = static_cast<int>(result.hits.size()) + 1;
    hit.tile = tile;
    hit.sceneId = (tile - 1) / space_->tilesPerScene + 1;
    hit.scene = "scene_" + std::to_string(hit.sceneId) + ".tif";
    hit.score = figure;
    result.hits.push_back(hit);
  }
  result.model = "fake";
  result.searched = space_->tiles;
  result.passed = result.accepted = static_cast<std::int64_t>(result.hits.size());
  return result;
}

void FakeExploreSession::write(const jobs::LayoutView& view, const std::filesystem::path& file, JobContext&) {
  const std::lock_guard lock(space_->mutex);
  space_->written.push_back(file.string());
  space_->writtenTiles = view.tiles;
}

void FakeExploreSession::writeComparison(const jobs::ComparisonView&, const std::filesystem::path& file, JobContext&) {
  const std::lock_guard lock(space_->mutex);
  space_->written.push_back("comparison " + file.string());
}

void FakeExploreSession::writePage(const jobs::LayoutView& view, const std::map<std::string, std::string>& words,
                                   const std::filesystem::path& file, JobContext&) {
  const std::lock_guard lock(space_->mutex);
  space_->written.push_back(file.string());
  space_->pageWords = words;
  for (const jobs::ClusterView& cluster : view.clusters) space_->pageClusters.push_back(cluster.name);
}

}  // namespace tilescout::test
