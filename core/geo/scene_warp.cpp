#include "geo/scene_warp.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "base/error.h"

namespace tilescout::geo {

namespace {

// Output pixels between two places that are projected exactly; in between pixels are interpolated.
constexpr int kLargestStep = 16;
constexpr int kMostSide = 4096;

/// Output pixels [left, right) × [top, bottom).
struct Area {
  int left = 0, top = 0, right = 0, bottom = 0;
  bool empty() const { return left >= right || top >= bottom; }
};

/// Degrees of the output's pixels.
struct Frame {
  MapBox box;
  int width, height;

  LonLat at(double x, double y) const {
    return {box.west + x / width * (box.east - box.west), box.north - y / height * (box.north - box.south)};
  }
  double column(double lon) const { return (lon - box.west) / (box.east - box.west) * width; }
  double row(double lat) const { return (box.north - lat) / (box.north - box.south) * height; }
};

/// Where the scene's footprint may show: a small scene must not fall between two nodes.
Area areaOf(const Frame& frame, const Ring& footprint) {
  Area area{frame.width, frame.height, 0, 0};
  const auto clamped = [](double value, int most) { return static_cast<int>(std::clamp<double>(value, 0, most)); };
  for (const GeoBox& part : boxesOf(footprint)) {
    for (const double turn : {-360.0, 0.0, 360.0}) {
      const int left = clamped(std::floor(frame.column(part.west + turn)) - 2, frame.width);
      const int right = clamped(std::ceil(frame.column(part.east + turn)) + 2, frame.width);
      const int top = clamped(std::floor(frame.row(part.north)) - 2, frame.height);
      const int bottom = clamped(std::ceil(frame.row(part.south)) + 2, frame.height);
      if (left >= right || top >= bottom) continue;
      area = {std::min(area.left, left), std::min(area.top, top), std::max(area.right, right),
              std::max(area.bottom, bottom)};
    }
  }
  return area;
}

/// A part of the scene in its own pixels.
struct Bounds {
  double left, top, right, bottom;

  void cover(const Bounds& other) {
    left = std::min(left, other.left);
    top = std::min(top, other.top);
    right = std::max(right, other.right);
    bottom = std::max(bottom, other.bottom);
  }
  bool meets(int width, int height) const { return right >= 0 && bottom >= 0 && left <= width && top <= height; }
};

bool finitePixel(const PixelPlace& pixel) { return std::isfinite(pixel.x) && std::isfinite(pixel.y); }

/// The scene's pixel for every output pixel of an area: exact at nodes, interpolated inside of cells where the
/// projection is smooth, exact everywhere in the others.
class PixelGrid {
 public:
  PixelGrid(const Frame& frame, const Area& area, const PixelToGround& toGround, const SceneInfo& scene)
      : frame_(frame), area_(area), toGround_(toGround), scene_(scene) {
    const int shorter = std::min(area.right - area.left, area.bottom - area.top);
    step_ = std::clamp(shorter / 8, 1, kLargestStep);
    columns_ = (area.right - area.left + step_ - 1) / step_ + 1;
    rows_ = (area.bottom - area.top + step_ - 1) / step_ + 1;
    std::vector<LonLat> places;
    for (int row = 0; row < rows_; ++row) {
      for (int column = 0; column < columns_; ++column)
        places.push_back(frame.at(area.left + column * step_, area.top + row * step_));
    }
    nodes_.resize(places.size());
    toGround.pixelsAt(places, nodes_);
  }

  /// The scene's pixels that are needed, and how many of them go to one output pixel. False when none are.
  bool extent(TileWindow& window, double& perPixel) const {
    Bounds needed{static_cast<double>(scene_.width), static_cast<double>(scene_.height), 0, 0};
    std::vector<double> scales;
    for (int row = 0; row + 1 < rows_; ++row) {
      for (int column = 0; column + 1 < columns_; ++column) {
        const Cell cell = cellAt(column, row);
        if (!cell.smooth && !cell.anyNode) continue;
        // Across a seam of the projection a cell may show any part of the scene.
        Bounds bounds{0, 0, static_cast<double>(scene_.width), static_cast<double>(scene_.height)};
        if (cell.smooth) {
          bounds = cell.bounds();
          if (!bounds.meets(scene_.width, scene_.height)) continue;
          scales.push_back(cell.scale(step_));
        }
        needed.cover(bounds);
      }
    }
    if (scales.empty()) scales.push_back(std::max(scene_.width, scene_.height) / static_cast<double>(frame_.width));
    const auto middle = scales.begin() + static_cast<std::ptrdiff_t>(scales.size() / 2);
    std::nth_element(scales.begin(), middle, scales.end());
    perPixel = std::max(*middle, 1e-6);
    // Neighbours that the interpolation of edge pixels needs.
    const double margin = 2.0 * std::max(1.0, perPixel);
    const double left = std::max(0.0, std::floor(needed.left - margin));
    const double top = std::max(0.0, std::floor(needed.top - margin));
    const double right = std::min<double>(scene_.width, std::ceil(needed.right + margin));
    const double bottom = std::min<double>(scene_.height, std::ceil(needed.bottom + margin));
    window = {0, 0, 0, left, top, right - left, bottom - top};
    return right > left && bottom > top;
  }

  /// Calls use(x, y, pixel) for the centre of every output pixel that has a place in the scene's projection.
  template <typename Use>
  void forEach(const Use& use) const {
    for (int row = 0; row + 1 < rows_; ++row) {
      for (int column = 0; column + 1 < columns_; ++column) {
        const Area area = areaOfCell(column, row);
        const Cell cell = cellAt(column, row);
        if (cell.smooth) {
          interpolated(cell, area, use);
        } else if (cell.anyNode) {
          exact(area, use);
        }
      }
    }
  }

 private:
  struct Cell {
    std::array<PixelPlace, 4> node;  ///< upper left, upper right, lower left, lower right
    bool anyNode = false;
    bool smooth = false;

    Bounds bounds() const {
      Bounds all{node[0].x, node[0].y, node[0].x, node[0].y};
      for (const PixelPlace& place : node) all.cover({place.x, place.y, place.x, place.y});
      return all;
    }
    PixelPlace at(double u, double v) const {
      const auto mix = [&](double a, double b, double c, double d) {
        return (a + (b - a) * u) * (1 - v) + (c + (d - c) * u) * v;
      };
      return {mix(node[0].x, node[1].x, node[2].x, node[3].x), mix(node[0].y, node[1].y, node[2].y, node[3].y)};
    }
    double scale(int step) const {
      const double ax = node[1].x - node[0].x, ay = node[1].y - node[0].y;
      const double bx = node[2].x - node[0].x, by = node[2].y - node[0].y;
      // The finer of both directions decides: near a pole a degree of longitude is next to nothing.
      const double across = std::hypot(ax, ay), down = std::hypot(bx, by);
      return std::min(std::max(across, 0.25 * down), std::max(down, 0.25 * across)) / step;
    }
  };

  template <typename Use>
  void interpolated(const Cell& cell, const Area& area, const Use& use) const {
    for (int y = area.top; y < area.bottom; ++y) {
      for (int x = area.left; x < area.right; ++x)
        use(x, y, cell.at((x + 0.5 - area.left) / step_, (y + 0.5 - area.top) / step_));
    }
  }

  template <typename Use>
  void exact(const Area& area, const Use& use) const {
    std::vector<LonLat> places;
    for (int y = area.top; y < area.bottom; ++y) {
      for (int x = area.left; x < area.right; ++x) places.push_back(frame_.at(x + 0.5, y + 0.5));
    }
    std::vector<PixelPlace> pixels(places.size());
    toGround_.pixelsAt(places, pixels);
    std::size_t at = 0;
    for (int y = area.top; y < area.bottom; ++y) {
      for (int x = area.left; x < area.right; ++x, ++at) {
        if (finitePixel(pixels[at])) use(x, y, pixels[at]);
      }
    }
  }

  Cell cellAt(int column, int row) const {
    const auto node = [&](int c, int r) {
      return nodes_[static_cast<std::size_t>(r) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(c)];
    };
    Cell cell{{node(column, row), node(column + 1, row), node(column, row + 1), node(column + 1, row + 1)}};
    bool all = true;
    for (const PixelPlace& place : cell.node) {
      cell.anyNode = cell.anyNode || finitePixel(place);
      all = all && finitePixel(place);
    }
    // A jump over most of the scene is the seam of its projection, not a slope.
    const auto jumps = [&](const PixelPlace& a, const PixelPlace& b) {
      return step_ > 1 && (std::abs(a.x - b.x) > 0.5 * scene_.width || std::abs(a.y - b.y) > 0.5 * scene_.height);
    };
    const auto& n = cell.node;
    cell.smooth = all && !jumps(n[0], n[1]) && !jumps(n[2], n[3]) && !jumps(n[0], n[2]) && !jumps(n[1], n[3]);
    return cell;
  }

  Area areaOfCell(int column, int row) const {
    const int left = area_.left + column * step_;
    const int top = area_.top + row * step_;
    return {left, top, std::min(left + step_, area_.right), std::min(top + step_, area_.bottom)};
  }

  const Frame& frame_;
  const Area area_;
  const PixelToGround& toGround_;
  const SceneInfo& scene_;
  int step_ = kLargestStep;
  int columns_ = 0, rows_ = 0;
  std::vector<PixelPlace> nodes_;
};

/// Colour and opacity of `source` at (x, y) in its pixels, between four neighbours, each weighing as much as it is
/// data.
class Interpolator {
 public:
  explicit Interpolator(const MaskedImage& source) : source_(source) {}

  void at(double x, double y, std::uint8_t* rgb, std::uint8_t& alpha) const {
    const double left = std::floor(x - 0.5), top = std::floor(y - 0.5);
    const double u = x - 0.5 - left, v = y - 0.5 - top;
    std::array<double, 3> sum{};
    double weights = 0.0;
    for (int i = 0; i < 4; ++i) {
      const double share = (i % 2 == 0 ? 1 - u : u) * (i < 2 ? 1 - v : v);
      const int column = static_cast<int>(left) + i % 2, row = static_cast<int>(top) + i / 2;
      if (share <= 0) continue;
      // The outermost half pixel is the scene's as well: the edge pixel's colour runs on to the edge.
      const int cx = std::clamp(column, 0, source_.image.width - 1), cy = std::clamp(row, 0, source_.image.height - 1);
      const std::size_t pixel =
          static_cast<std::size_t>(cy) * static_cast<std::size_t>(source_.image.width) + static_cast<std::size_t>(cx);
      const double weight = share * source_.alpha[pixel];
      for (std::size_t c = 0; c < 3; ++c) sum[c] += weight * source_.image.pixels[pixel * 3 + c];
      weights += weight;
    }
    alpha = static_cast<std::uint8_t>(std::lround(weights));
    for (std::size_t c = 0; c < 3 && weights > 0; ++c)
      rgb[c] = static_cast<std::uint8_t>(std::lround(sum[c] / weights));
  }

 private:
  const MaskedImage& source_;
};

}  // namespace

MaskedImage warpToMap(RasterReader& reader, const PixelToGround& toGround, const SceneInfo& scene, const MapBox& box,
                      int width, int height, const std::optional<Rendering>& rendering) {
  if (width < 1 || height < 1 || width > kMostSide || height > kMostSide || !(box.east > box.west) ||
      !(box.north > box.south) || box.east - box.west > 360.0 + 1e-9)
    throw Error(ErrorCode::InvalidInput, "a map picture needs a box with an area and 1 to 4096 pixels a side");
  const Frame frame{box, width, height};
  const Area area = areaOf(frame, scene.footprint);
  if (area.empty()) return {};
  const PixelGrid grid(frame, area, toGround, scene);
  TileWindow window;
  double perPixel = 1.0;
  if (!grid.extent(window, perPixel)) return {};
  const int most = 2 * std::max(width, height);
  const auto side = [&](double length) {
    return std::clamp(static_cast<int>(std::ceil(length / std::max(1.0, perPixel))), 1, most);
  };
  const MaskedImage source = reader.readMasked(window, side(window.width), side(window.height), rendering);
  const double scaleX = source.image.width / window.width, scaleY = source.image.height / window.height;
  const Interpolator interpolate(source);
  MaskedImage result{Image(width, height),
                     std::vector<std::uint8_t>(static_cast<std::size_t>(width) * static_cast<std::size_t>(height))};
  bool any = false;
  grid.forEach([&](int x, int y, const PixelPlace& pixel) {
    if (pixel.x < 0 || pixel.y < 0 || pixel.x > scene.width || pixel.y > scene.height) return;
    const std::size_t at = static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x);
    interpolate.at((pixel.x - window.x) * scaleX, (pixel.y - window.y) * scaleY, &result.image.pixels[at * 3],
                   result.alpha[at]);
    any = any || result.alpha[at] > 0;
  });
  return any ? std::move(result) : MaskedImage();
}

}  // namespace tilescout::geo
