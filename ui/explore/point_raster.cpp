#include "ui/explore/point_raster.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tilescout::ui {

namespace {

constexpr int kMostInk = 255;  // 255 points of 8 bits fit into 16

/// Share of the ground that so many overlapping points cover, in 1/256.
const std::array<int, kMostInk + 1>& cover() {
  static const std::array<int, kMostInk + 1> table = [] {
    std::array<int, kMostInk + 1> values{};
    for (int count = 1; count <= kMostInk; ++count) {
      values[static_cast<std::size_t>(count)] = static_cast<int>(256 * (1.0 - 0.42 * std::pow(0.75, count - 1)));
    }
    return values;
  }();
  return table;
}

/// Rows of a disc: half its width at each height.
std::array<int, 25> discOf(int radius) {
  std::array<int, 25> half{};
  for (int y = -radius; y <= radius; ++y) {
    half[static_cast<std::size_t>(y + radius)] =
        static_cast<int>(std::sqrt(std::max(0.0, (radius + 0.4) * (radius + 0.4) - y * y)));
  }
  return half;
}

}  // namespace

QImage PointRaster::draw(std::span<const float> xy, std::span<const QRgb> colour, std::span<const std::uint8_t> shown,
                         const ViewMap& map, QSize pixels, qreal ratio, int radius, const QColor& ground) {
  const int width = pixels.width(), height = pixels.height();
  ink_.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), {});
  const auto scale = static_cast<float>(map.scale * ratio);
  const auto left = static_cast<float>(map.size.width() * ratio / 2 - map.centre.x() * scale);
  const auto top = static_cast<float>(map.size.height() * ratio / 2 + map.centre.y() * scale);
  const int r = std::clamp(radius, 0, 12);
  const std::array<int, 25> disc = discOf(r);
  for (std::size_t i = 0; i < colour.size(); ++i) {
    if (!shown.empty() && shown[i] == 0) continue;
    const float fx = left + xy[2 * i] * scale, fy = top - xy[2 * i + 1] * scale;
    if (!(fx > -20.0F && fy > -20.0F && fx < static_cast<float>(width + 20) && fy < static_cast<float>(height + 20))) {
      continue;
    }
    const int cx = static_cast<int>(fx), cy = static_cast<int>(fy);
    const auto red = static_cast<std::uint16_t>(qRed(colour[i])), green = static_cast<std::uint16_t>(qGreen(colour[i])),
               blue = static_cast<std::uint16_t>(qBlue(colour[i]));
    for (int y = std::max(0, cy - r); y <= std::min(height - 1, cy + r); ++y) {
      const int half = disc[static_cast<std::size_t>(y - cy + r)];
      Ink* line = ink_.data() + static_cast<std::ptrdiff_t>(y) * width;
      for (int x = std::max(0, cx - half); x <= std::min(width - 1, cx + half); ++x) {
        Ink& ink = line[x];
        if (ink.count == kMostInk) continue;
        ink.red = static_cast<std::uint16_t>(ink.red + red);
        ink.green = static_cast<std::uint16_t>(ink.green + green);
        ink.blue = static_cast<std::uint16_t>(ink.blue + blue);
        ++ink.count;
      }
    }
  }
  QImage image(pixels, QImage::Format_RGB32);
  image.fill(ground);
  const int groundRed = ground.red(), groundGreen = ground.green(), groundBlue = ground.blue();
  for (int y = 0; y < height; ++y) {
    auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
    const Ink* inks = ink_.data() + static_cast<std::ptrdiff_t>(y) * width;
    for (int x = 0; x < width; ++x) {
      const Ink& ink = inks[x];
      if (ink.count == 0) continue;
      const int share = cover()[ink.count];
      const auto mixed = [&](int sum, int under) { return (sum / ink.count * share + under * (256 - share)) >> 8; };
      line[x] = qRgb(mixed(ink.red, groundRed), mixed(ink.green, groundGreen), mixed(ink.blue, groundBlue));
    }
  }
  image.setDevicePixelRatio(ratio);
  return image;
}

int pointRadius(std::size_t points, double scale, double fittedScale) {
  const double base = 170.0 / std::sqrt(1.0 + static_cast<double>(points));
  const double zoomed = base * std::pow(std::max(0.2, scale / std::max(1e-9, fittedScale)), 0.45);
  return std::clamp(static_cast<int>(std::lround(zoomed)), points > 200'000 ? 0 : 1, 7);
}

}  // namespace tilescout::ui
