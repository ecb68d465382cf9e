#include "ui/map/hit_layer.h"

#include <QHash>
#include <algorithm>
#include <cmath>

#include "ui/support/format.h"

namespace tilescout::ui {

namespace {

// Hits smaller than this on the screen are gathered.
constexpr double kSmallest = 11.0;
constexpr double kCell = 56.0;
constexpr double kLeastMark = 7.0;

/// A tile of a pixel or two is still a mark that can be hit with the mouse.
QPolygonF atLeast(const QPolygonF& outline, double side) {
  const QRectF bounds = outline.boundingRect();
  if (bounds.width() >= side || bounds.height() >= side) return outline;
  QRectF square(0, 0, side, side);
  square.moveCenter(bounds.center());
  return QPolygonF(square);
}

}  // namespace

void HitLayer::setResult(std::shared_ptr<const SearchResult> result) {
  result_ = std::move(result);
  placed_.clear();
  centres_.clear();
  marks_.clear();
  clusters_.clear();
  middles_.clear();
  if (!result_ || result_->hits.empty()) return;
  lowest_ = highest_ = result_->hits.front().score;
  for (const Hit& hit : result_->hits) {
    lowest_ = std::min(lowest_, hit.score);
    highest_ = std::max(highest_, hit.score);
    if (hit.wgs84.size() < 3) continue;
    placed_.push_back(&hit);
    centres_.push_back(centreOf(hit.wgs84));
  }
}

double HitLayer::share(double score) const {
  return highest_ > lowest_ ? (score - lowest_) / (highest_ - lowest_) : 1.0;
}

double HitLayer::radiusOf(const Cluster& cluster) { return std::min(24.0, 9.0 + 2.2 * std::log2(cluster.count)); }

void HitLayer::arrange(const MapView& view) {
  marks_.clear();
  clusters_.clear();
  middles_.clear();
  const QRectF screen(QPointF(-32, -32), view.size() + QSizeF(64, 64));
  QHash<std::pair<qint64, qint64>, int> cells;
  std::vector<int> single;  // of each cluster: index of its first hit
  for (std::size_t i = placed_.size(); i-- > 0;) {
    const QPointF at = view.toScreen(centres_[i]);
    const double height = std::abs(placed_[i]->wgs84[0].lat - placed_[i]->wgs84[2].lat) * view.latPixels();
    if (!screen.adjusted(-height, -height, height, height).contains(at)) continue;
    middles_.push_back({placed_[i]->tile, at});
    if (height >= kSmallest) {
      for (const QPolygonF& outline : view.toScreen(placed_[i]->wgs84)) marks_.push_back({placed_[i], outline});
      continue;
    }
    const std::pair cell{static_cast<qint64>(std::floor(centres_[i].lon * view.lonPixels() / kCell)),
                         static_cast<qint64>(std::floor(centres_[i].lat * view.latPixels() / kCell))};
    const auto found = cells.constFind(cell);
    const LonLat& place = centres_[i];
    if (found == cells.constEnd()) {
      cells.insert(cell, static_cast<int>(clusters_.size()));
      clusters_.push_back({at, 1, placed_[i]->score, {place.lon, place.lat, place.lon, place.lat}, {placed_[i]->tile}});
      single.push_back(static_cast<int>(i));
      continue;
    }
    Cluster& cluster = clusters_[static_cast<std::size_t>(*found)];
    cluster.at += (at - cluster.at) / ++cluster.count;
    cluster.best = std::max(cluster.best, placed_[i]->score);
    cluster.box = {std::min(cluster.box.west, place.lon), std::min(cluster.box.south, place.lat),
                   std::max(cluster.box.east, place.lon), std::max(cluster.box.north, place.lat)};
    cluster.tiles.push_back(placed_[i]->tile);
  }
  // A hit that is alone in its cell needs no number.
  std::vector<Cluster> gathered;
  for (std::size_t c = 0; c < clusters_.size(); ++c) {
    if (clusters_[c].count > 1) {
      gathered.push_back(std::move(clusters_[c]));
      continue;
    }
    const Hit* hit = placed_[static_cast<std::size_t>(single[c])];
    for (const QPolygonF& outline : view.toScreen(hit->wgs84)) marks_.push_back({hit, atLeast(outline, kLeastMark)});
  }
  clusters_ = std::move(gathered);
}

const Hit* HitLayer::hitAt(const QPointF& pixel) const {
  for (auto mark = marks_.rbegin(); mark != marks_.rend(); ++mark) {
    if (mark->outline.containsPoint(pixel, Qt::OddEvenFill)) return mark->hit;
  }
  return nullptr;
}

const HitLayer::Cluster* HitLayer::clusterAt(const QPointF& pixel) const {
  for (auto cluster = clusters_.rbegin(); cluster != clusters_.rend(); ++cluster) {
    const QPointF away = pixel - cluster->at;
    if (std::hypot(away.x(), away.y()) <= radiusOf(*cluster)) return &*cluster;
  }
  return nullptr;
}

std::vector<TileId> HitLayer::tilesWithin(const QPolygonF& polygon) const {
  std::vector<TileId> tiles;
  for (auto middle = middles_.rbegin(); middle != middles_.rend(); ++middle) {
    if (polygon.containsPoint(middle->second, Qt::OddEvenFill)) tiles.push_back(middle->first);
  }
  return tiles;
}

const Hit* HitLayer::find(TileId tile) const {
  const auto found = std::find_if(placed_.begin(), placed_.end(), [&](const Hit* hit) { return hit->tile == tile; });
  return found == placed_.end() ? nullptr : *found;
}

bool HitLayer::box(MapBox* box) const {
  std::vector<Ring> rings;
  for (const Hit* hit : placed_) rings.push_back(hit->wgs84);
  return boxAround(rings, box);
}

}  // namespace tilescout::ui
