#pragma once
#include <QPolygonF>
#include <QRectF>
#include <cstdint>
#include <span>
#include <vector>

namespace tilescout::ui {

/// Finds points of a layout by place: a grid of cells, so that hovering and selecting among a million points take
/// milliseconds. `xy` has two floats a point and must outlive the index. Points whose `shown` is 0 are passed over.
class PointIndex {
 public:
  explicit PointIndex(std::span<const float> xy);

  const QRectF& bounds() const { return bounds_; }
  /// The nearest within `radius`; −1: none.
  int nearest(const QPointF& at, double radius, std::span<const std::uint8_t> shown) const;
  std::vector<int> inRect(const QRectF& rect, std::span<const std::uint8_t> shown) const;
  std::vector<int> inPolygon(const QPolygonF& polygon, std::span<const std::uint8_t> shown) const;

 private:
  int column(double x) const;
  int row(double y) const;
  template <typename Body>
  void visit(const QRectF& rect, std::span<const std::uint8_t> shown, Body&& body) const;

  std::span<const float> xy_;
  QRectF bounds_;
  int side_ = 1;
  std::vector<std::uint32_t> starts_;
  std::vector<std::uint32_t> points_;
};

}  // namespace tilescout::ui
