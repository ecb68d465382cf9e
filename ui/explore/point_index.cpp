#include "ui/explore/point_index.h"

#include <algorithm>
#include <cmath>

namespace tilescout::ui {

PointIndex::PointIndex(std::span<const float> xy) : xy_(xy) {
  const std::size_t count = xy.size() / 2;
  float left = 0, right = 0, low = 0, high = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const float x = xy[2 * i], y = xy[2 * i + 1];
    left = i == 0 ? x : std::min(left, x);
    right = i == 0 ? x : std::max(right, x);
    low = i == 0 ? y : std::min(low, y);
    high = i == 0 ? y : std::max(high, y);
  }
  bounds_ = QRectF(left, low, std::max(1e-3F, right - left), std::max(1e-3F, high - low));
  side_ = std::clamp(static_cast<int>(std::sqrt(static_cast<double>(count) / 4)), 1, 512);
  starts_.assign(static_cast<std::size_t>(side_) * static_cast<std::size_t>(side_) + 1, 0);
  const auto cellOf = [&](std::size_t i) {
    return static_cast<std::size_t>(row(xy_[2 * i + 1])) * static_cast<std::size_t>(side_) +
           static_cast<std::size_t>(column(xy_[2 * i]));
  };
  for (std::size_t i = 0; i < count; ++i) ++starts_[cellOf(i) + 1];
  for (std::size_t c = 1; c < starts_.size(); ++c) starts_[c] += starts_[c - 1];
  points_.resize(count);
  std::vector<std::uint32_t> at(starts_.begin(), starts_.end() - 1);
  for (std::size_t i = 0; i < count; ++i) points_[at[cellOf(i)]++] = static_cast<std::uint32_t>(i);
}

int PointIndex::column(double x) const {
  return static_cast<int>(std::clamp((x - bounds_.left()) / bounds_.width() * side_, 0.0, side_ - 1.0));
}

int PointIndex::row(double y) const {
  return static_cast<int>(std::clamp((y - bounds_.top()) / bounds_.height() * side_, 0.0, side_ - 1.0));
}

template <typename Body>
void PointIndex::visit(const QRectF& rect, std::span<const std::uint8_t> shown, Body&& body) const {
  if (points_.empty()) return;
  for (int r = row(rect.top()); r <= row(rect.bottom()); ++r) {
    for (int c = column(rect.left()); c <= column(rect.right()); ++c) {
      const auto cell = static_cast<std::size_t>(r) * static_cast<std::size_t>(side_) + static_cast<std::size_t>(c);
      for (std::uint32_t p = starts_[cell]; p < starts_[cell + 1]; ++p) {
        const std::size_t i = points_[p];
        if (!shown.empty() && shown[i] == 0) continue;
        const QPointF at(xy_[2 * i], xy_[2 * i + 1]);
        if (at.x() >= rect.left() && at.x() <= rect.right() && at.y() >= rect.top() && at.y() <= rect.bottom()) {
          body(static_cast<int>(i), at);
        }
      }
    }
  }
}

int PointIndex::nearest(const QPointF& at, double radius, std::span<const std::uint8_t> shown) const {
  int best = -1;
  double least = radius * radius;
  visit(QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius), shown, [&](int i, const QPointF& point) {
    const QPointF apart = point - at;
    const double squared = QPointF::dotProduct(apart, apart);
    if (squared <= least) {
      least = squared;
      best = i;
    }
  });
  return best;
}

std::vector<int> PointIndex::inRect(const QRectF& rect, std::span<const std::uint8_t> shown) const {
  std::vector<int> found;
  visit(rect.normalized(), shown, [&](int i, const QPointF&) { found.push_back(i); });
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<int> PointIndex::inPolygon(const QPolygonF& polygon, std::span<const std::uint8_t> shown) const {
  std::vector<int> found;
  visit(polygon.boundingRect(), shown, [&](int i, const QPointF& at) {
    if (polygon.containsPoint(at, Qt::OddEvenFill)) found.push_back(i);
  });
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace tilescout::ui
