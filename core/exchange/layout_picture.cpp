#include <algorithm>
#include <cmath>
#include <map>
#include <opencv2/imgproc.hpp>

#include "base/category_palette.h"
#include "exchange/layout_export.h"

namespace tilescout::exchange {

namespace {

struct Frame {
  double left = 0, top = 0, scale = 1;
  double margin = 0;

  template <typename Row>
  cv::Point2d at(const Row& row) const {
    return {margin + (row.x - left) * scale, margin + (top - row.y) * scale};
  }
};

Frame frameOf(const std::vector<LayoutRow>& rows, const std::vector<LayoutTextRow>& texts, int side) {
  Frame frame;
  frame.margin = side * 0.05;
  if (rows.empty()) return frame;
  double west = rows.front().x, east = west, south = rows.front().y, north = south;
  const auto holds = [&](const auto& row) {
    west = std::min(west, row.x);
    east = std::max(east, row.x);
    south = std::min(south, row.y);
    north = std::max(north, row.y);
  };
  std::for_each(rows.begin(), rows.end(), holds);
  std::for_each(texts.begin(), texts.end(), holds);
  const double extent = std::max({east - west, north - south, 1e-6});
  frame.scale = (side - 2 * frame.margin) / extent;
  frame.left = west - (extent - (east - west)) / 2;
  frame.top = north + (extent - (north - south)) / 2;
  return frame;
}

void drawTexts(cv::Mat& picture, const std::vector<LayoutTextRow>& texts, const Frame& frame) {
  const double half = std::max(3.0, picture.cols / 220.0);
  constexpr int bits = 4;  // of a pixel's sixteenths
  for (const LayoutTextRow& text : texts) {
    const cv::Point2d at = frame.at(text);
    std::vector<cv::Point> corners;
    for (const cv::Point2d& corner :
         {cv::Point2d(0, -half), cv::Point2d(half, 0), cv::Point2d(0, half), cv::Point2d(-half, 0)}) {
      corners.emplace_back(static_cast<int>(std::lround((at.x + corner.x) * (1 << bits))),
                           static_cast<int>(std::lround((at.y + corner.y) * (1 << bits))));
    }
    cv::fillConvexPoly(picture, corners, cv::Scalar(20, 25, 30), cv::LINE_AA, bits);
    cv::polylines(picture, corners, true, cv::Scalar::all(255), 1, cv::LINE_AA, bits);
  }
}

/// Points as marks whose overlap is denser, never one colour hiding another.
cv::Mat drawPoints(const std::vector<LayoutRow>& rows, const std::map<std::int32_t, CategoryStyle>& styles, int side,
                   const Frame& frame) {
  cv::Mat sums(side, side, CV_32FC4, cv::Scalar::all(0));
  // What suits 1600 pixels, for other sizes in proportion.
  const double suited = std::clamp(220.0 / std::sqrt(1.0 + static_cast<double>(rows.size())), 1.0, 9.0);
  const int radius = std::max(1, static_cast<int>(std::lround(suited * side / 1600.0)));
  const double size = radius + 0.4;
  const int reach = static_cast<int>(kMarkReach * size);
  for (const LayoutRow& row : rows) {
    const auto found = styles.find(row.cluster);
    const CategoryStyle style = found == styles.end() ? CategoryStyle{noCategoryColour(false)} : found->second;
    const MarkShape shape = radius >= 2 ? style.shape : MarkShape::Disc;
    const auto& [red, green, blue] = style.colour;
    const cv::Point2d centre = frame.at(row);
    const int cx = static_cast<int>(std::lround(centre.x)), cy = static_cast<int>(std::lround(centre.y));
    for (int y = std::max(0, cy - reach); y <= std::min(side - 1, cy + reach); ++y) {
      for (int x = std::max(0, cx - reach); x <= std::min(side - 1, cx + reach); ++x) {
        if (inMark(shape, x - cx, y - cy, size)) sums.at<cv::Vec4f>(y, x) += cv::Vec4f(red, green, blue, 1.0F);
      }
    }
  }
  const auto bare = static_cast<float>(bareUnderOne(radius));
  cv::Mat picture(side, side, CV_8UC3, cv::Scalar::all(255));
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const cv::Vec4f& sum = sums.at<cv::Vec4f>(y, x);
      if (sum[3] <= 0.0F) continue;
      const float cover = 1.0F - bare * std::pow(0.75F, sum[3] - 1.0F);
      for (int c = 0; c < 3; ++c) {
        picture.at<cv::Vec3b>(y, x)[c] =
            cv::saturate_cast<unsigned char>(255.0F * (1.0F - cover) + cover * sum[c] / sum[3]);
      }
    }
  }
  return picture;
}

/// The point of a cluster with the most others of it around, on a coarse grid.
cv::Point2d thickest(const std::vector<const LayoutRow*>& rows, const Frame& frame, int side) {
  std::map<std::pair<int, int>, std::pair<int, cv::Point2d>> cells;
  const double cell = side / 40.0;
  for (const LayoutRow* row : rows) {
    const cv::Point2d at = frame.at(*row);
    auto& [count, sum] = cells[{static_cast<int>(at.x / cell), static_cast<int>(at.y / cell)}];
    ++count;
    sum += at;
  }
  const auto most = std::max_element(cells.begin(), cells.end(),
                                     [](const auto& a, const auto& b) { return a.second.first < b.second.first; });
  return most->second.second / static_cast<double>(most->second.first);
}

/// The drawing's own font has Latin letters alone; other names are told by number.
std::string drawable(const LayoutLabel& label) {
  const bool latin =
      std::all_of(label.name.begin(), label.name.end(), [](unsigned char c) { return c >= 32 && c < 127; });
  return latin && !label.name.empty() ? label.name : "#" + std::to_string(label.cluster);
}

void drawLabels(cv::Mat& picture, const std::vector<LayoutRow>& rows, const std::vector<LayoutLabel>& labels,
                const Frame& frame) {
  std::map<std::int32_t, std::vector<const LayoutRow*>> byCluster;
  for (const LayoutRow& row : rows) byCluster[row.cluster].push_back(&row);
  // In proportion to the picture, but never smaller than can be read.
  const double size = std::max(0.6, picture.cols / 1600.0);
  const int thick = std::max(1, static_cast<int>(std::lround(1.6 * size))), halo = 3 * thick;
  std::vector<cv::Rect> placed;
  for (const LayoutLabel& label : labels) {
    const auto found = byCluster.find(label.cluster);
    if (found == byCluster.end()) continue;
    const std::string text = drawable(label);
    int below = 0;
    const cv::Size extent = cv::getTextSize(text, cv::FONT_HERSHEY_SIMPLEX, 0.8 * size, thick, &below);
    const cv::Point2d at = thickest(found->second, frame, picture.cols);
    const int x =
        std::clamp(static_cast<int>(at.x) - extent.width / 2, 4, std::max(4, picture.cols - extent.width - 4));
    const int y = std::clamp(static_cast<int>(at.y) + extent.height / 2, extent.height + 4, picture.rows - below - 4);
    const cv::Rect box(x - 4, y - extent.height - 4, extent.width + 8, extent.height + below + 8);
    const bool free =
        std::none_of(placed.begin(), placed.end(), [&](const cv::Rect& other) { return (other & box).area() > 0; });
    if (!free) continue;  // the larger cluster came first
    placed.push_back(box);
    cv::putText(picture, text, {x, y}, cv::FONT_HERSHEY_SIMPLEX, 0.8 * size, cv::Scalar::all(255), halo, cv::LINE_AA);
    cv::putText(picture, text, {x, y}, cv::FONT_HERSHEY_SIMPLEX, 0.8 * size, cv::Scalar(20, 25, 30), thick,
                cv::LINE_AA);
  }
}

}  // namespace

Image layoutPicture(const std::vector<LayoutRow>& rows, const std::vector<LayoutLabel>& labels, int side,
                    const std::vector<LayoutTextRow>& texts) {
  std::map<std::int32_t, CategoryStyle> styles;
  for (const LayoutLabel& label : labels) {
    styles.emplace(label.cluster, categoryStyle(palettePlace(label, styles.size()), false));
  }
  const Frame frame = frameOf(rows, texts, side);
  cv::Mat picture = drawPoints(rows, styles, side, frame);
  drawTexts(picture, texts, frame);
  drawLabels(picture, rows, labels, frame);
  Image image(side, side);
  std::copy_n(picture.ptr(), image.pixels.size(), image.pixels.begin());
  return image;
}

}  // namespace tilescout::exchange
