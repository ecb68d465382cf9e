#include "geo/resample_axis.h"

#include <algorithm>
#include <cmath>

namespace tilescout::geo {

namespace {

// Positions closer than this to a cell border lie on it: windows come from sums of doubles.
constexpr double kSnap = 1e-6;

double snapped(double value) {
  const double whole = std::round(value);
  return std::abs(value - whole) < kSnap ? whole : value;
}

ResampleAxis::Cell areaCell(double from, double to, int sourceCount) {
  ResampleAxis::Cell cell;
  const double length = to - from;
  const double low = std::max(0.0, from);
  const double high = std::min<double>(sourceCount, to);
  if (high <= low) return cell;
  cell.first = static_cast<int>(std::floor(low));
  for (int source = cell.first; source < high; ++source) {
    const double overlap = std::min<double>(source + 1, high) - std::max<double>(source, low);
    cell.weights.push_back(static_cast<float>(overlap / length));
  }
  return cell;
}

ResampleAxis::Cell linearCell(double centre, int sourceCount) {
  ResampleAxis::Cell cell;
  if (centre < 0 || centre >= sourceCount) return cell;
  const double position = centre - 0.5;
  const int left = static_cast<int>(std::floor(position));
  const auto share = static_cast<float>(position - left);
  cell.first = std::max(0, left);
  if (left < 0 || left + 1 >= sourceCount) {
    cell.weights = {1.0f};
    cell.first = std::clamp(left < 0 ? 0 : left, 0, sourceCount - 1);
  } else if (share == 0.0f) {
    cell.weights = {1.0f};
  } else {
    cell.weights = {1.0f - share, share};
  }
  return cell;
}

}  // namespace

ResampleAxis makeAxis(double start, double step, int outCount, int sourceCount) {
  ResampleAxis axis;
  axis.cells.reserve(static_cast<std::size_t>(outCount));
  axis.begin = sourceCount;
  for (int i = 0; i < outCount; ++i) {
    const double from = snapped(start + i * step);
    const double to = snapped(start + (i + 1) * step);
    axis.cells.push_back(step >= 1.0 - kSnap ? areaCell(from, to, sourceCount)
                                             : linearCell((from + to) / 2, sourceCount));
    const ResampleAxis::Cell& cell = axis.cells.back();
    if (cell.weights.empty()) continue;
    axis.begin = std::min(axis.begin, cell.first);
    axis.end = std::max(axis.end, cell.first + static_cast<int>(cell.weights.size()));
  }
  if (axis.end == 0) axis.begin = 0;
  return axis;
}

}  // namespace tilescout::geo
