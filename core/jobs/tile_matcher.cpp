#include "jobs/tile_matcher.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <set>

#include "search/geo_filter.h"

namespace tilescout::jobs {

namespace fs = std::filesystem;

namespace {

constexpr double kAroundPoint = 1e-9;  // degrees, a tenth of a millimetre

/// A point as the smallest of outlines, for what compares outlines.
Ring around(const LonLat& point) {
  const double d = kAroundPoint;
  return {{point.lon - d, point.lat + d}, {point.lon + d, point.lat + d}, {point.lon + d, point.lat - d},
          {point.lon - d, point.lat - d}};
}

/// How many parts two paths share at their ends.
std::ptrdiff_t commonEnd(const fs::path& a, const fs::path& b) {
  const std::vector<fs::path> left(a.begin(), a.end()), right(b.begin(), b.end());
  return std::mismatch(left.rbegin(), left.rend(), right.rbegin(), right.rend()).first - left.rbegin();
}

LonLat middleOf(const std::vector<std::vector<Ring>>& areas) { return search::centreOf(areas.front().front()); }

}  // namespace

TileMatcher::TileMatcher(archive::Archive& archive) : archive_(archive) {
  for (archive::SceneRow& row : archive.scenes()) {
    if (row.tiles == 0) continue;
    scenes_.push_back(std::move(row.info));
    const std::string& name = scenes_.back().name;
    byName_[name].push_back(scenes_.size() - 1);
    const std::string stem = fs::path(name).stem().string();
    if (stem != name) byName_[stem].push_back(scenes_.size() - 1);
  }
}

std::vector<TileId> TileMatcher::find(const exchange::LabelRecord& record, RowProblem& problem) {
  return record.image.empty() ? onGround(record, problem) : inScene(record, problem);
}

std::vector<TileId> TileMatcher::inScene(const exchange::LabelRecord& record, RowProblem& problem) {
  const SceneInfo* scene = sceneOf(record.image, problem);
  if (scene == nullptr) return {};
  const std::array<double, 4> whole{0.0, 0.0, static_cast<double>(scene->width), static_cast<double>(scene->height)};
  const TileId tile = nearest(scene->id, record.window.value_or(whole));
  if (tile == 0) problem = {RowFlaw::SceneWithoutTile, scene->path};
  return tile == 0 ? std::vector<TileId>() : std::vector<TileId>{tile};
}

const SceneInfo* TileMatcher::sceneOf(const std::string& image, RowProblem& problem) const {
  const fs::path path(image);
  auto found = byName_.find(path.filename().string());
  if (found == byName_.end()) found = byName_.find(path.stem().string());
  if (found == byName_.end()) {
    problem = {RowFlaw::UnknownImage, image};
    return nullptr;
  }
  std::ptrdiff_t most = -1;
  const SceneInfo* best = nullptr;
  bool tie = false;
  for (const std::size_t index : found->second) {
    const std::ptrdiff_t common = commonEnd(scenes_[index].path, path);
    tie = common == most || (tie && common < most);
    if (common <= most) continue;
    most = common;
    best = &scenes_[index];
  }
  if (!tie) return best;
  problem = {RowFlaw::SeveralScenes, image};
  return nullptr;
}

TileId TileMatcher::nearest(SceneId scene, const std::array<double, 4>& window) {
  if (loaded_ != scene) {
    tiles_ = archive_.tilesOf(scene);
    loaded_ = scene;
  }
  const double unit = std::max({window[2], window[3], 1e-9});
  TileId best = 0;
  double least = std::numeric_limits<double>::infinity();
  for (const archive::StoredTile& tile : tiles_) {
    const TileWindow& w = tile.window;
    const double dx = (w.x + w.width / 2 - window[0] - window[2] / 2) / unit;
    const double dy = (w.y + w.height / 2 - window[1] - window[3] / 2) / unit;
    const double scale = std::log2(std::max(w.width, 1e-9) / std::max(window[2], 1e-9));
    const double away = dx * dx + dy * dy + scale * scale;
    if (away >= least) continue;
    least = away;
    best = tile.id;
  }
  return best;
}

std::vector<TileId> TileMatcher::onGround(const exchange::LabelRecord& record, RowProblem& problem) {
  std::set<TileId> found;
  for (const std::vector<Ring>& area : record.areas) {
    const search::Box box = search::boxAround(area);
    const std::vector<TileId> near = archive_.tilesInBox(box[0], box[1], box[2], box[3]);
    for (const TileInfo& tile : archive_.tiles(near)) {
      if (search::meets(around(search::centreOf(tile.footprint)), area)) found.insert(tile.id);
    }
  }
  if (found.empty()) {
    const LonLat point = record.point ? *record.point : record.areas.empty() ? LonLat{} : middleOf(record.areas);
    const std::vector<TileId> tiles = smallestAt(point);
    found.insert(tiles.begin(), tiles.end());
  }
  if (found.empty()) problem = {RowFlaw::NoTileThere, {}};
  return {found.begin(), found.end()};
}

std::vector<TileId> TileMatcher::smallestAt(const LonLat& point) {
  std::map<SceneId, std::pair<double, TileId>> smallest;
  const Ring place = around(point);
  const std::vector<TileId> near = archive_.tilesInBox(point.lon, point.lat, point.lon, point.lat);
  for (const TileInfo& tile : archive_.tiles(near)) {
    if (!search::meets(place, {tile.footprint})) continue;
    const double area = tile.window.width * tile.window.height;
    const auto [known, isNew] = smallest.try_emplace(tile.scene, area, tile.id);
    if (!isNew && area < known->second.first) known->second = {area, tile.id};
  }
  std::vector<TileId> tiles;
  for (const auto& [scene, best] : smallest) tiles.push_back(best.second);
  return tiles;
}

}  // namespace tilescout::jobs
