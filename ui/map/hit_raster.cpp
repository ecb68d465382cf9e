#include "ui/map/hit_raster.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

namespace tilescout::ui {

namespace {

// As the painter's pen of 1.6 pixels: one pixel in full, most of the next.
constexpr int kFrameAlpha = 255, kInnerAlpha = 150;
constexpr double kFrame = 1.6;
// Of what lies below less than this of 255 comes through: it would not be seen.
constexpr unsigned kNothing = 8;

QRgb withAlpha(QRgb colour, int alpha) {
  return qPremultiply(qRgba(qRed(colour), qGreen(colour), qBlue(colour), alpha));
}

/// A premultiplied colour weakened to `share` of 255, two channels at a time.
QRgb weakened(QRgb colour, unsigned share) {
  unsigned even = (colour & 0x00ff00ffU) * share + 0x00800080U;
  unsigned odd = ((colour >> 8) & 0x00ff00ffU) * share + 0x00800080U;
  even = ((even + ((even >> 8) & 0x00ff00ffU)) >> 8) & 0x00ff00ffU;
  odd = (odd + ((odd >> 8) & 0x00ff00ffU)) & 0xff00ff00U;
  return even | odd;
}

/// Far outside the picture one place is like another.
double bounded(double at) { return std::clamp(at, -16384.0, 32768.0); }

/// The inner side of an edge: x·nx + y·ny + c ≥ 0.
struct Edge {
  double nx, ny, c;
};

std::vector<Edge> edgesOf(const QPolygonF& outline, double ratio) {
  std::vector<Edge> edges;
  double area = 0.0;
  const auto at = [&](qsizetype i) {
    const QPointF& point = outline[i % outline.size()];
    return QPointF(bounded(point.x() * ratio), bounded(point.y() * ratio));
  };
  for (qsizetype i = 0; i < outline.size(); ++i) area += at(i).x() * at(i + 1).y() - at(i + 1).x() * at(i).y();
  const double turn = area >= 0 ? 1.0 : -1.0;
  for (qsizetype i = 0; i < outline.size(); ++i) {
    const QPointF from = at(i), along = at(i + 1) - from;
    const double length = std::hypot(along.x(), along.y());
    if (length < 1e-9) continue;
    const double nx = -along.y() / length * turn, ny = along.x() / length * turn;
    edges.push_back({nx, ny, -(nx * from.x() + ny * from.y())});
  }
  return edges;
}

/// Columns whose middles lie at least `inset` within all edges.
std::pair<int, int> columnsWithin(const std::vector<Edge>& edges, int row, double inset) {
  double from = -16384.0, to = 32768.0;
  const double y = row + 0.5;
  for (const Edge& edge : edges) {
    const double rest = edge.ny * y + edge.c - inset;
    if (std::abs(edge.nx) < 1e-9) {
      if (rest < 0) return {0, 0};
    } else if (edge.nx > 0) {
      from = std::max(from, -rest / edge.nx);
    } else {
      to = std::min(to, -rest / edge.nx);
    }
  }
  return {static_cast<int>(std::ceil(from - 0.5)), static_cast<int>(std::floor(to - 0.5)) + 1};
}

}  // namespace

HitRaster::HitRaster(const QSize& size, double ratio)
    : ratio_(ratio), picture_((QSizeF(size) * ratio).toSize(), QImage::Format_ARGB32_Premultiplied) {
  picture_.setDevicePixelRatio(ratio);
  picture_.fill(Qt::transparent);
  pixels_ = reinterpret_cast<QRgb*>(picture_.bits());
  width_ = std::min(picture_.width(), 65534);
  height_ = picture_.height();
  next_.resize(static_cast<std::size_t>(height_) * static_cast<std::size_t>(width_ + 1));
  for (int row = 0; row < height_; ++row) std::iota(nextOf(row), nextOf(row) + width_ + 1, quint16{0});
}

int HitRaster::open(quint16* next, int column) const {
  while (next[column] != column) {  // the way is halved as it is gone
    next[column] = next[next[column]];
    column = next[column];
  }
  return column;
}

bool HitRaster::isHidden(int row, int from, int to) {
  from = std::max(from, 0);
  return from >= width_ || open(nextOf(row), from) >= to;
}

void HitRaster::span(int row, int from, int to, QRgb premultiplied) {
  from = std::max(from, 0);
  to = std::min(to, width_);
  if (from >= to) return;
  QRgb* pixels = pixels_ + static_cast<std::ptrdiff_t>(row) * picture_.width();
  quint16* next = nextOf(row);
  for (int column = open(next, from); column < to; column = open(next, column + 1)) {
    pixels[column] += weakened(premultiplied, 255U - (pixels[column] >> 24));
    if (255U - (pixels[column] >> 24) < kNothing) next[column] = static_cast<quint16>(column + 1);
  }
}

void HitRaster::addBelow(const QRectF& bounds, QRgb colour, int fillAlpha) {
  const auto pixel = [&](double at) { return static_cast<int>(std::lround(bounded(at * ratio_))); };
  const int left = pixel(bounds.left()), top = pixel(bounds.top());
  const int right = std::max(pixel(bounds.right()), left + 2), bottom = std::max(pixel(bounds.bottom()), top + 2);
  const QRgb frame = withAlpha(colour, kFrameAlpha), inner = withAlpha(colour, kInnerAlpha),
             fill = withAlpha(colour, fillAlpha);
  for (int row = std::max(top, 0); row < std::min(bottom, height_); ++row) {
    if (isHidden(row, left, right)) continue;
    const int deep = std::min(row - top, bottom - 1 - row);
    if (deep == 0) {
      span(row, left, right, frame);
      continue;
    }
    span(row, left, left + 1, frame);
    if (deep == 1) {
      span(row, left + 1, right - 1, inner);
    } else {
      span(row, left + 1, std::min(left + 2, right - 1), inner);
      span(row, left + 2, right - 2, fill);
      span(row, std::max(right - 2, left + 2), right - 1, inner);
    }
    span(row, right - 1, right, frame);
  }
}

void HitRaster::addBelow(const QPolygonF& outline, QRgb colour, int fillAlpha) {
  const QRectF bounds = outline.boundingRect();
  const std::vector<Edge> edges = edgesOf(outline, ratio_);
  if (edges.size() < 3) return;
  const QRgb frame = withAlpha(colour, kFrameAlpha), fill = withAlpha(colour, fillAlpha);
  const int top = std::max(0, static_cast<int>(std::floor(bounded(bounds.top() * ratio_)))),
            bottom = std::min(picture_.height(), static_cast<int>(std::ceil(bounded(bounds.bottom() * ratio_))));
  for (int row = top; row < bottom; ++row) {
    const auto [left, right] = columnsWithin(edges, row, 0.0);
    if (isHidden(row, left, right)) continue;
    const auto [from, to] = columnsWithin(edges, row, kFrame);
    if (from >= to) {
      span(row, left, right, frame);
      continue;
    }
    span(row, left, from, frame);
    span(row, from, to, fill);
    span(row, to, right, frame);
  }
}

}  // namespace tilescout::ui
