#include "ui/explore/point_raster.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tilescout::ui {

namespace {

constexpr int kMostInk = 255;  // 255 points of 8 bits fit into 16

constexpr std::uint64_t kFull = std::uint64_t{kMostInk} << 48;

std::uint64_t dropOf(QRgb colour) {
  return static_cast<std::uint64_t>(qRed(colour)) | static_cast<std::uint64_t>(qGreen(colour)) << 16 |
         static_cast<std::uint64_t>(qBlue(colour)) << 32 | std::uint64_t{1} << 48;
}

QRgb fadedColour(QRgb colour, const QColor& ground) {
  const auto mixed = [](int own, int behind) { return static_cast<int>(behind + (own - behind) * kFaded); };
  return qRgb(mixed(qRed(colour), ground.red()), mixed(qGreen(colour), ground.green()),
              mixed(qBlue(colour), ground.blue()));
}

/// How so many overlapping points cover the ground: what a sum of their colours is multiplied by, in 1/65536, and what
/// is left of the ground, in 1/256.
struct Cover {
  std::uint32_t part = 0, under = 0;
};

std::array<Cover, kMostInk + 1> coverOf(int radius) {
  std::array<Cover, kMostInk + 1> values{};
  double bare = bareUnderOne(radius);
  for (std::size_t count = 1; count <= kMostInk; ++count, bare *= kBareUnderNext) {
    values[count] = {static_cast<std::uint32_t>(65536 * (1.0 - bare) / static_cast<double>(count)),
                     static_cast<std::uint32_t>(256 * bare)};
  }
  return values;
}

/// Rows of a mark from its top: half its width at each, −1 where it has none. All are the same left and right.
std::vector<int> rowsOf(MarkShape shape, int radius) {
  const double size = radius + 0.4;
  const int reach = shape == MarkShape::Disc ? radius : static_cast<int>(kMarkReach * size);
  std::vector<int> half;
  for (int y = -reach; y <= reach; ++y) {
    int width = -1;
    while (width < reach && inMark(shape, width + 1, y, size)) ++width;
    half.push_back(width);
  }
  return half;
}

}  // namespace

void PointRaster::stamp(const std::vector<int>& half, int x, int y, std::uint64_t drop, QSize pixels) {
  const int reach = static_cast<int>(half.size()) / 2, width = pixels.width();
  for (int row = std::max(0, y - reach); row <= std::min(pixels.height() - 1, y + reach); ++row) {
    const int wide = half[static_cast<std::size_t>(row - y + reach)];
    std::uint64_t* line = ink_.data() + static_cast<std::ptrdiff_t>(row) * width;
    for (int at = std::max(0, x - wide); at <= std::min(width - 1, x + wide); ++at) {
      if (line[at] < kFull) line[at] += drop;
    }
  }
}

void PointRaster::ink(const PointSet& points, const PointLook& look) {
  const auto& [xy, colour, shown, stressed, shape] = points;
  const int width = look.pixels.width(), height = look.pixels.height(), radius = std::clamp(look.radius, 0, 12);
  const auto scale = static_cast<float>(look.map.scale * look.ratio);
  const auto left = static_cast<float>(look.map.size.width() * look.ratio / 2 - look.map.centre.x() * scale);
  const auto top = static_cast<float>(look.map.size.height() * look.ratio / 2 + look.map.centre.y() * scale);
  const bool shaped = radius >= kLeastShaped && !shape.empty();
  std::array<std::vector<int>, kMarkShapes> marks;
  for (std::size_t s = 0; s < marks.size(); ++s) marks[s] = rowsOf(static_cast<MarkShape>(s), radius);
  for (std::size_t i = 0; i < colour.size(); ++i) {
    if (!shown.empty() && shown[i] == 0) continue;
    const float fx = left + xy[2 * i] * scale, fy = top - xy[2 * i + 1] * scale;
    if (!(fx > -20.0F && fy > -20.0F && fx < static_cast<float>(width + 20) && fy < static_cast<float>(height + 20))) {
      continue;
    }
    const int cx = static_cast<int>(fx), cy = static_cast<int>(fy);
    const bool fades = !stressed.empty() && stressed[i] == 0;
    const std::uint64_t drop = dropOf(fades ? fadedColour(colour[i], look.ground) : colour[i]);
    if (radius > 0) {
      stamp(marks[shaped ? shape[i] : 0], cx, cy, drop, look.pixels);
    } else if (fx >= 0 && fy >= 0 && cx < width && cy < height) {
      std::uint64_t& ink = ink_[static_cast<std::size_t>(cy * width + cx)];
      if (ink < kFull) ink += drop;
    }
  }
}

QImage PointRaster::draw(const PointSet& points, const PointLook& look) {
  const QColor& ground = look.ground;
  const int width = look.pixels.width(), height = look.pixels.height();
  ink_.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 0);
  ink(points, look);
  const std::array<Cover, kMostInk + 1> cover = coverOf(look.radius);
  QImage image(look.pixels, QImage::Format_RGB32);
  const QRgb bare = ground.rgb();
  const int groundRed = ground.red(), groundGreen = ground.green(), groundBlue = ground.blue();
  for (int y = 0; y < height; ++y) {
    auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
    const std::uint64_t* inks = ink_.data() + static_cast<std::ptrdiff_t>(y) * width;
    for (int x = 0; x < width; ++x) {
      const std::uint64_t ink = inks[x];
      if (ink == 0) {
        line[x] = bare;
        continue;
      }
      const auto& [part, under] = cover[ink >> 48];
      const auto mixed = [&, part = part, under = under](std::uint64_t sum, int behind) {
        return static_cast<int>((static_cast<std::uint32_t>(sum & 0xffff) * part >> 16) +
                                (static_cast<std::uint32_t>(behind) * under >> 8));
      };
      line[x] = qRgb(mixed(ink, groundRed), mixed(ink >> 16, groundGreen), mixed(ink >> 32, groundBlue));
    }
  }
  image.setDevicePixelRatio(look.ratio);
  return image;
}

int pointRadius(std::size_t points, double scale, double fittedScale) {
  const double base = 170.0 / std::sqrt(1.0 + static_cast<double>(points));
  const double zoomed = base * std::pow(std::max(0.2, scale / std::max(1e-9, fittedScale)), 0.45);
  return std::clamp(static_cast<int>(std::lround(zoomed)), points > 200'000 ? 0 : 1, 7);
}

}  // namespace tilescout::ui
