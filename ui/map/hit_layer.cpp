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

bool isPlaceable(const Hit& hit) { return hit.wgs84.size() >= 3; }

}  // namespace

void HitLayer::setResult(std::shared_ptr<const SearchResult> result) {
  result_ = std::move(result);
  placed_.clear();
  isPlaced_ = false;
  marks_.clear();
  clusters_.clear();
  middles_.clear();
}

bool HitLayer::isEmpty() const {
  const auto hasPlace = [](const Hit& hit) { return isPlaceable(hit); };
  return !result_ || std::none_of(result_->hits.begin(), result_->hits.end(), hasPlace);
}

const std::vector<HitLayer::Placed>& HitLayer::placed() const {
  if (isPlaced_ || !result_) return placed_;
  isPlaced_ = true;
  if (result_->hits.empty()) return placed_;
  lowest_ = highest_ = result_->hits.front().score;
  placed_.reserve(result_->hits.size());
  for (const Hit& hit : result_->hits) {
    lowest_ = std::min(lowest_, hit.score);
    highest_ = std::max(highest_, hit.score);
    if (isPlaceable(hit)) placed_.push_back(placedOf(hit));
  }
  return placed_;
}

HitLayer::Placed HitLayer::placedOf(const Hit& hit) {
  const Ring& ring = hit.wgs84;
  Placed placed{&hit, centreOf(ring), {ring[0].lon, ring[0].lat, ring[0].lon, ring[0].lat}, 0.0, 0.0, 0.0};
  MapBox& box = placed.box;
  for (const LonLat& point : ring) {
    box = {std::min(box.west, point.lon), std::min(box.south, point.lat), std::max(box.east, point.lon),
           std::max(box.north, point.lat)};
  }
  placed.height = std::abs(ring[0].lat - ring[2].lat);
  if (ring.size() != 4) placed.skewLon = placed.skewLat = 360.0;
  for (const LonLat& point : ring) {
    placed.skewLon = std::max(placed.skewLon, std::min(point.lon - box.west, box.east - point.lon));
    placed.skewLat = std::max(placed.skewLat, std::min(point.lat - box.south, box.north - point.lat));
  }
  return placed;
}

double HitLayer::share(double score) const {
  return highest_ > lowest_ ? (score - lowest_) / (highest_ - lowest_) : 1.0;
}

double HitLayer::radiusOf(const Cluster& cluster) { return std::min(24.0, 9.0 + 2.2 * std::log2(cluster.count)); }

void HitLayer::arrange(const MapView& view) {
  view_ = view;
  marks_.clear();
  clusters_.clear();
  middles_.clear();
  const QRectF screen(QPointF(-32, -32), view.size() + QSizeF(64, 64));
  QHash<std::pair<qint64, qint64>, int> cells;
  std::vector<const Placed*> single;  // of each cluster: its first hit
  const std::vector<Placed>& all = placed();
  for (std::size_t i = all.size(); i-- > 0;) {
    const Placed& placed = all[i];
    const LonLat& place = placed.centre;
    const QPointF at = view.toScreen(place);
    const double height = placed.height * view.latPixels();
    if (!screen.adjusted(-height, -height, height, height).contains(at)) continue;
    middles_.push_back({placed.hit, at});
    if (height >= kSmallest) {
      addMarks(placed, 0.0);
      continue;
    }
    const std::pair cell{static_cast<qint64>(std::floor(place.lon * view.lonPixels() / kCell)),
                         static_cast<qint64>(std::floor(place.lat * view.latPixels() / kCell))};
    const auto found = cells.constFind(cell);
    if (found == cells.constEnd()) {
      cells.insert(cell, static_cast<int>(clusters_.size()));
      clusters_.push_back({at, 1, placed.hit->score, {place.lon, place.lat, place.lon, place.lat}, {placed.hit->tile}});
      single.push_back(&placed);
      continue;
    }
    Cluster& cluster = clusters_[static_cast<std::size_t>(*found)];
    cluster.at += (at - cluster.at) / ++cluster.count;
    cluster.best = std::max(cluster.best, placed.hit->score);
    cluster.box = {std::min(cluster.box.west, place.lon), std::min(cluster.box.south, place.lat),
                   std::max(cluster.box.east, place.lon), std::max(cluster.box.north, place.lat)};
    cluster.tiles.push_back(placed.hit->tile);
  }
  // A hit that is alone in its cell needs no number.
  std::vector<Cluster> gathered;
  for (std::size_t c = 0; c < clusters_.size(); ++c) {
    if (clusters_[c].count > 1) {
      gathered.push_back(std::move(clusters_[c]));
    } else {
      addMarks(*single[c], kLeastMark);
    }
  }
  clusters_ = std::move(gathered);
}

/// Where a hit shows: once, or more often where the Earth is seen more than once. A tile of a pixel or two gets sides
/// of `least` pixels, so that it can be hit with the mouse.
void HitLayer::addMarks(const Placed& placed, double least) {
  const double sx = view_.lonPixels(), sy = view_.latPixels(), turn = 360.0 * sx;
  const QSizeF size = view_.size();
  QRectF bounds(size.width() / 2 + (placed.box.west - view_.centre().lon) * sx,
                size.height() / 2 - (placed.box.north - view_.centre().lat) * sy,
                (placed.box.east - placed.box.west) * sx, (placed.box.north - placed.box.south) * sy);
  const bool square = bounds.width() < least && bounds.height() < least;
  if (square) {
    const QPointF middle = bounds.center();
    bounds.setSize({least, least});
    bounds.moveCenter(middle);
  }
  if (bounds.bottom() < 0 || bounds.top() > size.height()) return;
  const bool upright = square || (placed.skewLon * sx < 1.0 && placed.skewLat * sy < 1.0);
  for (double turns = std::ceil(-bounds.right() / turn); bounds.left() + turns * turn <= size.width(); ++turns)
    marks_.push_back({placed.hit, bounds.translated(turns * turn, 0), turns * turn, upright, square});
}

QPolygonF HitLayer::outlineOf(const Mark& mark) const {
  if (mark.square) return QPolygonF(mark.bounds);
  QPolygonF outline;
  for (const LonLat& point : mark.hit->wgs84) {
    outline << QPointF(view_.size().width() / 2 + (point.lon - view_.centre().lon) * view_.lonPixels() + mark.shift,
                       view_.size().height() / 2 - (point.lat - view_.centre().lat) * view_.latPixels());
  }
  return outline;
}

const Hit* HitLayer::hitAt(const QPointF& pixel) const {
  for (auto mark = marks_.rbegin(); mark != marks_.rend(); ++mark) {
    if (mark->bounds.contains(pixel) && outlineOf(*mark).containsPoint(pixel, Qt::OddEvenFill)) return mark->hit;
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

std::vector<const Hit*> HitLayer::hitsInView() const {
  const QRectF screen(QPointF(0, 0), view_.size());
  std::vector<const Hit*> hits;
  for (auto middle = middles_.rbegin(); middle != middles_.rend(); ++middle) {
    if (screen.contains(middle->second)) hits.push_back(middle->first);
  }
  return hits;
}

std::vector<TileId> HitLayer::tilesInView() const {
  std::vector<TileId> tiles;
  for (const Hit* hit : hitsInView()) tiles.push_back(hit->tile);
  return tiles;
}

std::vector<TileId> HitLayer::tilesWithin(const QPolygonF& polygon) const {
  std::vector<TileId> tiles;
  for (auto middle = middles_.rbegin(); middle != middles_.rend(); ++middle) {
    if (polygon.containsPoint(middle->second, Qt::OddEvenFill)) tiles.push_back(middle->first->tile);
  }
  return tiles;
}

const Hit* HitLayer::find(TileId tile) const {
  const auto found =
      std::find_if(placed().begin(), placed().end(), [&](const Placed& each) { return each.hit->tile == tile; });
  return found == placed().end() ? nullptr : found->hit;
}

bool HitLayer::box(MapBox* box) const {
  std::vector<Ring> rings;
  for (const Placed& each : placed()) rings.push_back(each.hit->wgs84);
  return boxAround(rings, box);
}

}  // namespace tilescout::ui
