#include "synth/style.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace tilescout::synth {
namespace {

using Choices = std::vector<NamedColour>;

const Choices& grasses() {
  static const Choices list{{"green", {92, 118, 62, 150}},      {"green", {74, 108, 58, 165}},
                            {"light green", {128, 146, 86, 160}}, {"yellow", {160, 148, 96, 120}},
                            {"green", {104, 124, 80, 150}},     {"dark green", {60, 84, 50, 140}}};
  return list;
}

const Choices& treeColours() {
  static const Choices list{{"green", {50, 78, 42, 165}},      {"dark green", {32, 54, 34, 140}},
                            {"green", {62, 90, 50, 175}},      {"dark green", {40, 62, 44, 150}},
                            {"green", {70, 92, 46, 165}},      {"yellow", {150, 124, 62, 130}}};
  return list;
}

const Choices& soils() {
  static const Choices list{{"yellow", {186, 162, 118, 130}}, {"brown", {138, 108, 80, 110}},
                            {"gray", {150, 144, 134, 118}},   {"khaki", {168, 152, 116, 124}}};
  return list;
}

const Choices& sands() {
  static const Choices list{{"yellow", {214, 190, 140, 150}}, {"white", {228, 220, 202, 170}}, {"khaki", {186, 166, 124, 135}}};
  return list;
}

const Choices& waters() {
  static const Choices list{{"dark green", {44, 66, 54, 14}}, {"green", {74, 104, 84, 18}},  {"blue", {48, 88, 124, 10}},
                            {"black", {26, 34, 38, 6}},       {"khaki", {134, 122, 88, 24}}, {"blue", {34, 70, 104, 8}}};
  return list;
}

}  // namespace

Colour jitter(const Colour& colour, double amount, Rng& rng) {
  const double light = 1.0 + amount * rng.gauss();
  const auto shift = [&](float v) { return std::clamp(static_cast<float>(v * (light + 0.22 * amount * rng.gauss())), 0.0f, 255.0f); };
  const float r = shift(colour.r), g = shift(colour.g), b = shift(colour.b), n = shift(colour.n);
  return {r, g, b, n};
}

Style makeStyle(Rng& rng) {
  Style style;
  const double azimuth = rng.uniform(0, 2 * CV_PI);
  style.sun = {{std::cos(azimuth), std::sin(azimuth)}, rng.uniform(0.35, 1.25)};
  for (auto [target, choices] : {std::pair{&style.grass, &grasses()}, std::pair{&style.trees, &treeColours()},
                                 std::pair{&style.soil, &soils()}, std::pair{&style.sand, &sands()},
                                 std::pair{&style.water, &waters()}}) {
    *target = rng.pick(*choices);
    target->colour = jitter(target->colour, 0.06, rng);
  }
  style.treeShade = scaled(style.trees.colour, 0.45);
  const double road = rng.uniform(90, 165);
  style.asphalt = {static_cast<float>(road), static_cast<float>(road), static_cast<float>(road + rng.uniform(-4, 6)), 80};
  style.concrete = jitter({184, 180, 172, 120}, 0.06, rng);
  style.gravel = jitter({170, 158, 138, 120}, 0.07, rng);
  for (double& gain : style.gain) gain = 1.0 + 0.022 * rng.gauss();
  style.haze = rng.chance(0.5) ? rng.uniform(0.0, 0.22) : 0.0;
  style.saturation = rng.uniform(0.6, 1.05);
  style.gamma = rng.uniform(0.8, 1.2);
  style.blur = rng.uniform(0.3, 0.95);
  style.noise = rng.uniform(1.0, 4.0);
  return style;
}

Material grassMaterial(const Style& style, Rng& rng) {
  Material m;
  m.a = jitter(style.grass.colour, 0.05, rng);
  m.b = lerp(jitter(style.grass.colour, 0.12, rng), style.soil.colour, rng.uniform(0.0, 0.25));
  m.blotch = rng.uniform(25, 140);
  m.contrast = rng.uniform(0.3, 0.9);
  m.grain = rng.uniform(4, 9);
  m.seed = rng.next();
  return m;
}

Material soilMaterial(const Style& style, Rng& rng) {
  Material m;
  m.a = jitter(style.soil.colour, 0.06, rng);
  m.b = jitter(scaled(style.soil.colour, rng.uniform(0.75, 0.9)), 0.05, rng);
  m.blotch = rng.uniform(30, 160);
  m.contrast = rng.uniform(0.4, 1.0);
  m.relief = rng.uniform(0, 6);
  m.reliefSize = rng.uniform(8, 40);
  m.reliefOctaves = 4;
  m.grain = rng.uniform(4, 9);
  m.seed = rng.next();
  return m;
}

Material forestMaterial(const Style& style, Rng& rng) {
  Material m;
  m.a = jitter(style.trees.colour, 0.06, rng);
  m.b = lerp(jitter(scaled(style.trees.colour, rng.uniform(0.7, 1.3)), 0.08, rng), style.grass.colour, rng.uniform(0, 0.3));
  m.blotch = rng.uniform(12, 90);
  m.contrast = rng.uniform(0.4, 1.0);
  m.relief = rng.uniform(38, 70);
  m.reliefSize = rng.uniform(6.5, 13);
  m.grain = 6;
  m.seed = rng.next();
  return m;
}

Material waterMaterial(const Style& style, Rng& rng) {
  Material m;
  m.a = jitter(style.water.colour, 0.05, rng);
  m.b = jitter(scaled(style.water.colour, rng.uniform(0.85, 1.12)), 0.04, rng);
  m.blotch = rng.uniform(60, 200);
  m.contrast = 0.5;
  m.stripe = rng.chance(0.4) ? rng.uniform(0.5, 2.5) : 0.0;
  m.stripeLength = rng.uniform(5, 14);
  m.stripeAngle = rng.uniform(0, CV_PI);
  m.stripeWarp = rng.uniform(4, 16);
  m.grain = rng.uniform(1, 3.5);
  m.seed = rng.next();
  return m;
}

Material sandMaterial(const Style& style, Rng& rng) {
  Material m;
  m.a = jitter(style.sand.colour, 0.04, rng);
  m.b = scaled(style.sand.colour, rng.uniform(0.86, 0.95));
  m.blotch = rng.uniform(20, 90);
  m.contrast = 0.6;
  m.grain = rng.uniform(3, 7);
  m.seed = rng.next();
  return m;
}

Material pavement(const Colour& colour, Rng& rng) {
  Material m;
  m.a = colour;
  m.b = jitter(scaled(colour, rng.uniform(0.86, 0.97)), 0.02, rng);
  m.blotch = rng.uniform(8, 60);
  m.contrast = 0.7;
  m.grain = rng.uniform(2, 5);
  m.seed = rng.next();
  return m;
}

Material cropMaterial(const NamedColour& crop, double angle, Rng& rng) {
  Material m;
  m.a = jitter(crop.colour, 0.06, rng);
  m.b = jitter(scaled(crop.colour, rng.uniform(0.8, 1.1)), 0.05, rng);
  m.blotch = rng.uniform(20, 90);
  m.contrast = rng.uniform(0.3, 0.9);
  m.stripe = rng.chance(0.7) ? rng.uniform(2, 11) : 0.0;
  m.stripeLength = rng.uniform(2.5, 8.0);
  m.stripeAngle = angle;
  m.stripeWarp = 0;
  m.grain = rng.uniform(3, 8);
  m.seed = rng.next();
  return m;
}

SharedGrounds sharedGrounds(const Style& style, Rng& rng) {
  SharedGrounds grounds{grassMaterial(style, rng), soilMaterial(style, rng), forestMaterial(style, rng), waterMaterial(style, rng)};
  grounds.grass.blotch = rng.uniform(60, 140);
  grounds.soil.contrast = std::min(grounds.soil.contrast, 0.6);
  return grounds;
}

NamedColour roofColour(Rng& rng) {
  static const Choices list{{"red", {158, 78, 60, 120}},  {"gray", {136, 134, 132, 110}}, {"white", {222, 220, 214, 150}},
                            {"brown", {122, 92, 74, 110}}, {"blue", {70, 112, 166, 110}},  {"gray", {112, 112, 116, 95}},
                            {"white", {204, 204, 204, 140}}, {"red", {176, 98, 74, 125}}};
  NamedColour roof = rng.pick(list);
  roof.colour = jitter(roof.colour, 0.07, rng);
  return roof;
}

NamedColour cropColour(Rng& rng) {
  static const Choices list{{"green", {84, 116, 58, 175}},      {"green", {110, 138, 72, 180}}, {"dark green", {52, 80, 44, 170}},
                            {"yellow", {184, 164, 96, 130}},    {"brown", {132, 104, 78, 100}}, {"light green", {144, 160, 96, 170}},
                            {"khaki", {166, 150, 112, 115}},    {"green", {70, 100, 56, 170}}};
  NamedColour crop = rng.pick(list);
  crop.colour = jitter(crop.colour, 0.06, rng);
  return crop;
}

void applySensor(cv::Mat4b& picture, const Style& style, const NoiseGrid& where, std::uint64_t seed) {
  if (style.blur > 0.3) cv::GaussianBlur(picture, picture, cv::Size(5, 5), style.blur, style.blur, cv::BORDER_REFLECT_101);
  std::array<std::array<float, 256>, 4> curve{};
  for (std::size_t band = 0; band < 4; ++band)
    for (std::size_t v = 0; v < 256; ++v) {
      const double gain = band < 3 ? style.gain[band] : 1.0;
      const double airlight = band == 2 ? 205 : 192;
      const double value = 255.0 * std::pow(static_cast<double>(v) / 255.0, style.gamma) * gain;
      const double haze = band < 3 ? style.haze : 0.3 * style.haze;
      curve[band][v] = static_cast<float>(value * (1 - haze) + airlight * haze);
    }
  const auto left = static_cast<std::int64_t>(std::llround(where.x / where.step));
  const auto top = static_cast<std::int64_t>(std::llround(where.y / where.step));
  const auto strength = static_cast<float>(style.noise), saturation = static_cast<float>(style.saturation);
  for (int y = 0; y < picture.rows; ++y)
    for (int x = 0; x < picture.cols; ++x) {
      std::uint64_t bits = mixSeed(seed + static_cast<std::uint64_t>(left + x), static_cast<std::uint64_t>(top + y));
      cv::Vec4b& pixel = picture(y, x);
      const float grey = 0.3f * curve[0][pixel[0]] + 0.55f * curve[1][pixel[1]] + 0.15f * curve[2][pixel[2]];
      for (std::size_t band = 0; band < 4; ++band) {
        float value = curve[band][pixel[static_cast<int>(band)]];
        if (band < 3) value = grey + saturation * (value - grey);
        // Sum of two bytes: triangular noise is near enough to a sensor's.
        const float noise = (static_cast<float>(bits & 255) + static_cast<float>((bits >> 8) & 255)) / 104.0f - 2.45f;
        bits >>= 16;
        pixel[static_cast<int>(band)] = cv::saturate_cast<std::uint8_t>(value + strength * noise);
      }
    }
}

}  // namespace tilescout::synth
