#include "synth/canvas.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace tilescout::synth {
namespace {

constexpr int kShift = 4;  // sub-sample bits of OpenCV's drawing functions

cv::Scalar scalarOf(const Colour& c) { return {c.r, c.g, c.b, c.n}; }

std::uint8_t byteOf(float value) { return static_cast<std::uint8_t>(std::clamp(value, 0.0f, 255.0f)); }

}  // namespace

Canvas::Canvas(int width, int height, Pt origin, double metresPerPixel, int supersample)
    : picture_(height * supersample, width * supersample, cv::Vec4b(0, 0, 0, 0)),
      origin_(origin),
      step_(metresPerPixel / supersample),
      supersample_(supersample) {}

bool Canvas::touches(Pt centre, double radius) const {
  return !empty() && centre.x + radius > origin_.x && centre.y + radius > origin_.y &&
         centre.x - radius < origin_.x + picture_.cols * step_ && centre.y - radius < origin_.y + picture_.rows * step_;
}

NoiseGrid Canvas::grid(const cv::Rect& box) const {
  return {origin_.x + (box.x + 0.5) * step_, origin_.y + (box.y + 0.5) * step_, step_, box.width, box.height};
}

NoiseGrid Canvas::grid() const { return grid(cv::Rect(0, 0, picture_.cols, picture_.rows)); }

std::vector<cv::Point> Canvas::toSamples(const Poly& outline, cv::Rect& box) const {
  std::vector<cv::Point> points;
  box = {};
  if (empty() || outline.size() < 3) return points;
  double left = 1e18, top = 1e18, right = -1e18, bottom = -1e18;
  points.reserve(outline.size());
  for (const Pt& p : outline) {
    const double x = (p.x - origin_.x) / step_ - 0.5;
    const double y = (p.y - origin_.y) / step_ - 0.5;
    left = std::min(left, x), right = std::max(right, x), top = std::min(top, y), bottom = std::max(bottom, y);
    points.emplace_back(cvRound(x * (1 << kShift)), cvRound(y * (1 << kShift)));
  }
  if (right < -1 || bottom < -1 || left > picture_.cols || top > picture_.rows) return {};
  const int x0 = static_cast<int>(std::floor(std::max(left, -1.0)));
  const int y0 = static_cast<int>(std::floor(std::max(top, -1.0)));
  const int x1 = static_cast<int>(std::ceil(std::min(right, picture_.cols + 1.0))) + 1;
  const int y1 = static_cast<int>(std::ceil(std::min(bottom, picture_.rows + 1.0))) + 1;
  box = cv::Rect(x0, y0, x1 - x0, y1 - y0);
  return points;
}

void Canvas::fill(const Poly& outline, const Colour& colour) {
  cv::Rect box;
  const std::vector<cv::Point> points = toSamples(outline, box);
  if (points.empty()) return;
  cv::fillPoly(picture_, std::vector<std::vector<cv::Point>>{points}, scalarOf(colour), cv::LINE_8, kShift);
}

cv::Mat1b Canvas::maskOf(const Poly& outline, double softness, double roughness, cv::Rect& box) const {
  const std::vector<cv::Point> points = toSamples(outline, box);
  if (points.empty()) return {};
  const int pad = static_cast<int>(std::ceil((softness + roughness) / step_)) + 1;
  box = cv::Rect(box.x - pad, box.y - pad, box.width + 2 * pad, box.height + 2 * pad) &
        cv::Rect(0, 0, picture_.cols, picture_.rows);
  if (box.empty()) return {};
  // The mask is drawn with a border, so that softening does not fade at the canvas edge.
  cv::Mat1b wide(box.height + 2 * pad, box.width + 2 * pad, std::uint8_t{0});
  const cv::Point shift((box.x - pad) << kShift, (box.y - pad) << kShift);
  std::vector<cv::Point> moved(points);
  for (cv::Point& p : moved) p -= shift;
  cv::fillPoly(wide, std::vector<std::vector<cv::Point>>{moved}, cv::Scalar(255), cv::LINE_8, kShift);
  const double reach = (softness + roughness) / step_;
  if (reach > 0.4) {
    const int width = std::max(1, static_cast<int>(std::lround(reach / 1.5))) | 1;
    cv::blur(wide, wide, cv::Size(width, width));
    cv::blur(wide, wide, cv::Size(width, width));
  }
  cv::Mat1b mask = wide(cv::Rect(pad, pad, box.width, box.height)).clone();
  if (roughness <= 0) return mask;
  const cv::Mat1f fray = noiseField(grid(box), {roughness * 2.5, 3, 0.6, 77});
  const auto sharpen = static_cast<float>(1.0 + roughness / std::max(softness, 0.5));
  for (int y = 0; y < box.height; ++y)
    for (int x = 0; x < box.width; ++x)
      mask(y, x) = byteOf(127.5f + sharpen * (static_cast<float>(mask(y, x)) - 127.5f + 70.0f * fray(y, x) *
                          (mask(y, x) > 0 && mask(y, x) < 255 ? 1.0f : 0.0f)));
  return mask;
}

cv::Mat4b Canvas::render(const Material& m, const cv::Rect& box) const {
  const NoiseGrid where = grid(box);
  const cv::Mat1f patches = noiseField(where, {m.blotch, 4, 0.6, m.seed});
  const cv::Mat1f grain = noiseField(where, {std::max(1.6 * step_, 1.0), 1, 0.5, m.seed + 9});
  cv::Mat1f relief;
  const int reach = std::max(1, static_cast<int>(std::lround(m.reliefSize * 0.16 / step_)));
  if (m.relief > 0) {
    NoiseGrid wide = where;  // with room for the step against the light
    wide.x -= reach * step_, wide.y -= reach * step_;
    wide.cols += 2 * reach, wide.rows += 2 * reach;
    relief = noiseField(wide, {m.reliefSize, m.reliefOctaves, 0.55, m.seed + 5});
  }
  const int dx = static_cast<int>(std::lround(sun_.shadow.x * reach));
  const int dy = static_cast<int>(std::lround(sun_.shadow.y * reach));
  const double turn = 2.0 * CV_PI / m.stripeLength;
  const auto cosA = static_cast<float>(std::cos(m.stripeAngle) * turn), sinA = static_cast<float>(std::sin(m.stripeAngle) * turn);
  const auto warp = static_cast<float>(m.stripeWarp * turn);
  cv::Mat4b out(box.height, box.width);
  for (int y = 0; y < box.height; ++y) {
    const auto worldY = static_cast<float>(where.y + y * step_);
    for (int x = 0; x < box.width; ++x) {
      const float t = std::clamp(0.5f + static_cast<float>(m.contrast) * patches(y, x), 0.0f, 1.0f);
      float light = static_cast<float>(m.grain) * grain(y, x);
      if (m.stripe > 0) {
        const float phase = static_cast<float>(where.x + x * step_) * cosA + worldY * sinA + warp * patches(y, x);
        light += static_cast<float>(m.stripe) * (std::sin(phase) + 0.35f * std::sin(2.0f * phase + 0.9f));
      }
      if (m.relief > 0) {
        const float here = relief(y + reach, x + reach);
        light += static_cast<float>(m.relief) * (2.2f * (here - relief(y + reach - dy, x + reach - dx)) + 0.35f * here);
      }
      const float factor = 1.0f + light * (1.0f / 110.0f);
      out(y, x) = cv::Vec4b(byteOf((m.a.r + (m.b.r - m.a.r) * t) * factor), byteOf((m.a.g + (m.b.g - m.a.g) * t) * factor),
                            byteOf((m.a.b + (m.b.b - m.a.b) * t) * factor), byteOf((m.a.n + (m.b.n - m.a.n) * t) * factor));
    }
  }
  return out;
}

void Canvas::blend(const cv::Mat4b& colours, const cv::Mat1b& alpha, const cv::Rect& box) {
  for (int y = 0; y < box.height; ++y) {
    cv::Vec4b* target = picture_[box.y + y] + box.x;
    const cv::Vec4b* source = colours[y];
    const std::uint8_t* weight = alpha[y];
    for (int x = 0; x < box.width; ++x) {
      const int w = weight[x];
      if (w == 0) continue;
      for (int c = 0; c < 4; ++c)
        target[x][c] = static_cast<std::uint8_t>((source[x][c] * w + target[x][c] * (255 - w) + 127) / 255);
    }
  }
}

void Canvas::fill(const Poly& outline, const Material& material, double softness, double roughness) {
  cv::Rect box;
  const cv::Mat1b mask = maskOf(outline, softness, roughness, box);
  if (!mask.empty()) blend(render(material, box), mask, box);
}

void Canvas::stamp(const Canvas& other, const Poly& outline, double softness, double roughness) {
  cv::Rect box;
  const cv::Mat1b mask = maskOf(outline, softness, roughness, box);
  if (mask.empty()) return;
  const cv::Point shift(cvRound((other.origin_.x - origin_.x) / step_), cvRound((other.origin_.y - origin_.y) / step_));
  const cv::Rect common = box & cv::Rect(shift, other.picture_.size());
  if (common.empty()) return;
  blend(other.picture_(cv::Rect(common.tl() - shift, common.size())), mask(cv::Rect(common.tl() - box.tl(), common.size())), common);
}

void Canvas::fillAll(const Material& material) {
  if (!empty()) picture_ = render(material, cv::Rect(0, 0, picture_.cols, picture_.rows));
}

void Canvas::disc(Pt centre, double radius, const Colour& colour) {
  if (!touches(centre, radius + 1)) return;
  const cv::Point at(cvRound(((centre.x - origin_.x) / step_ - 0.5) * (1 << kShift)),
                     cvRound(((centre.y - origin_.y) / step_ - 0.5) * (1 << kShift)));
  cv::circle(picture_, at, std::max(1, cvRound(radius / step_ * (1 << kShift))), scalarOf(colour), cv::FILLED, cv::LINE_8, kShift);
}

void Canvas::line(const Poly& path, double width, const Colour& colour) {
  if (path.size() < 2 || empty()) return;
  if (width < 0.8 * step_) {  // thinner than a sample: let it show through
    const double contrast = std::clamp((colour.r + colour.g + colour.b) / 420.0 - 1.0, -0.5, 0.5);
    shade(stripOf(path, 0.5 * step_), 1.0 + contrast * width / step_, 0.0);
    return;
  }
  fill(stripOf(path, width), colour);
}

void Canvas::shade(const Poly& outline, double factor, double softness) {
  cv::Rect box;
  const cv::Mat1b mask = maskOf(outline, softness, 0.0, box);
  if (mask.empty()) return;
  const int strength = static_cast<int>(std::lround((factor - 1.0) * 256));
  for (int y = 0; y < box.height; ++y) {
    cv::Vec4b* target = picture_[box.y + y] + box.x;
    for (int x = 0; x < box.width; ++x) {
      const int w = mask(y, x);
      if (w == 0) continue;
      const int gain = 256 + strength * w / 255;
      for (int c = 0; c < 4; ++c) target[x][c] = cv::saturate_cast<std::uint8_t>(target[x][c] * gain >> 8);
    }
  }
}

void Canvas::shadow(const Poly& outline, double height) {
  if (empty() || outline.empty() || !touches(outline.front(), 400)) return;
  const Pt reach = sun_.shadow * (sun_.length * height);
  std::vector<cv::Point2f> points;
  for (const Pt& p : outline) {
    points.emplace_back(static_cast<float>(p.x), static_cast<float>(p.y));
    points.emplace_back(static_cast<float>(p.x + reach.x), static_cast<float>(p.y + reach.y));
  }
  std::vector<cv::Point2f> hull;
  cv::convexHull(points, hull);
  shade(Poly(hull.begin(), hull.end()), 0.48, 0.5);
}

cv::Mat4b Canvas::finish() const {
  if (supersample_ == 1) return picture_.clone();
  cv::Mat4b out;
  cv::resize(picture_, out, cv::Size(picture_.cols / supersample_, picture_.rows / supersample_), 0, 0, cv::INTER_AREA);
  return out;
}

}  // namespace tilescout::synth
