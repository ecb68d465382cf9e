#include <algorithm>
#include <cmath>

#include "synth/canvas.h"
#include "synth/rng.h"

namespace tilescout::synth {

Colour lerp(const Colour& a, const Colour& b, double t) {
  const auto w = static_cast<float>(t);
  return {a.r + (b.r - a.r) * w, a.g + (b.g - a.g) * w, a.b + (b.b - a.b) * w, a.n + (b.n - a.n) * w};
}

Colour scaled(const Colour& c, double factor) {
  const auto f = static_cast<float>(factor);
  const auto lit = [f](float v) { return std::clamp(v * f, 0.0f, 255.0f); };
  return {lit(c.r), lit(c.g), lit(c.b), lit(c.n)};
}

Pt Frame::at(double u, double v) const {
  const double c = std::cos(angle), s = std::sin(angle);
  return {origin.x + u * c - v * s, origin.y + u * s + v * c};
}

Poly Frame::rect(double u0, double v0, double u1, double v1) const {
  return {at(u0, v0), at(u1, v0), at(u1, v1), at(u0, v1)};
}

Poly discOf(Pt centre, double radius, int corners) {
  if (corners <= 0) corners = std::clamp(static_cast<int>(radius * 1.5) + 12, 12, 90);
  Poly outline;
  for (int i = 0; i < corners; ++i) {
    const double a = 2.0 * CV_PI * i / corners;
    outline.emplace_back(centre.x + radius * std::cos(a), centre.y + radius * std::sin(a));
  }
  return outline;
}

Poly offsetPath(const Poly& path, double distance) {
  Poly moved;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const Pt before = path[i > 0 ? i - 1 : i];
    const Pt after = path[i + 1 < path.size() ? i + 1 : i];
    const Pt d = after - before;
    const double length = std::max(1e-9, std::hypot(d.x, d.y));
    moved.emplace_back(path[i].x - d.y / length * distance, path[i].y + d.x / length * distance);
  }
  return moved;
}

Poly stripOf(const Poly& path, double width, double left, double right) {
  Poly outline = offsetPath(path, width / 2 * right);
  const Poly back = offsetPath(path, -width / 2 * left);
  outline.insert(outline.end(), back.rbegin(), back.rend());
  return outline;
}

Poly blobOf(Pt centre, double radiusX, double radiusY, double roughness, std::uint64_t seed) {
  Rng rng(seed);
  std::array<double, 7> amplitude{}, phase{};
  for (std::size_t k = 1; k < amplitude.size(); ++k) {
    amplitude[k] = roughness * rng.uniform(0.3, 1.0) / std::sqrt(static_cast<double>(k));
    phase[k] = rng.uniform(0, 2 * CV_PI);
  }
  const double turn = rng.uniform(0, CV_PI);
  Poly outline;
  const int corners = std::clamp(static_cast<int>(std::max(radiusX, radiusY)), 32, 160);
  for (int i = 0; i < corners; ++i) {
    const double a = 2.0 * CV_PI * i / corners;
    double r = 1.0;
    for (std::size_t k = 1; k < amplitude.size(); ++k) r += 0.5 * amplitude[k] * std::sin(static_cast<double>(k + 1) * a + phase[k]);
    const double u = radiusX * r * std::cos(a), v = radiusY * r * std::sin(a);
    outline.emplace_back(centre.x + u * std::cos(turn) - v * std::sin(turn), centre.y + u * std::sin(turn) + v * std::cos(turn));
  }
  return outline;
}

double pathLength(const Poly& path) {
  double length = 0;
  for (std::size_t i = 1; i < path.size(); ++i) length += std::hypot(path[i].x - path[i - 1].x, path[i].y - path[i - 1].y);
  return length;
}

Frame alongPath(const Poly& path, double distance) {
  for (std::size_t i = 1; i < path.size(); ++i) {
    const Pt d = path[i] - path[i - 1];
    const double length = std::hypot(d.x, d.y);
    if (distance <= length || i + 1 == path.size())
      return {path[i - 1] + d * (distance / std::max(length, 1e-9)), std::atan2(d.y, d.x)};
    distance -= length;
  }
  return {path.empty() ? Pt{} : path.front(), 0.0};
}

}  // namespace tilescout::synth
