#include <algorithm>
#include <cmath>
#include <map>
#include <opencv2/imgproc.hpp>

#include "synth/parts.h"

namespace tilescout::synth {
namespace {

void paintFields(Brush& b) {
  const double angle = b.rng.uniform(0, CV_PI), reach = b.half() * 1.6;
  const Frame f = b.frame(angle);
  const double scale = b.extent / 224;
  const double widths = b.rng.uniform(14, 75) * scale, lengths = b.rng.uniform(50, 190) * scale, track = b.rng.uniform(0.6, 3.0);
  b.canvas.fillAll(b.rng.chance(0.5) ? b.soil() : b.grass());
  std::map<std::string, double> areas;
  std::vector<NamedColour> season;
  for (int i = b.rng.integer(1, 5); i >= 0; --i) season.push_back(cropColour(b.rng));
  const bool hedges = b.rng.chance(0.3);
  for (double u = -reach; u < reach;) {
    const double width = widths * b.rng.uniform(0.5, 1.5);
    for (double v = -reach * b.rng.uniform(1.0, 1.3); v < reach;) {
      const double length = lengths * b.rng.uniform(0.5, 1.6);
      const NamedColour crop = b.rng.pick(season);
      const Poly parcel = f.rect(u + track, v + track, u + width, v + length);
      b.canvas.fill(parcel, cropMaterial(crop, angle + (b.rng.chance(0.7) ? 0 : CV_PI / 2), b.rng), 0.7);
      const Pt middle = f.at(u + width / 2, v + length / 2);
      if (b.inside(middle)) areas[crop.word] += width * length, b.add("farmland", parcel, {{"colour", crop.word}});
      if (hedges && b.rng.chance(0.5)) treeRow(b, {f.at(u, v), f.at(u, v + length)}, 6, 2.6);
      v += length;
    }
    u += width;
  }
  b.site.main = {"farmland", "farmlands", static_cast<int>(b.site.objects.size()), false, {}, "near"};
  double total = 0;
  for (const auto& [word, area] : areas) total += area;
  for (const auto& [word, area] : areas)
    if (area > 0.75 * total) b.site.main.adjectives = {word};
  if (b.rng.chance(0.35)) {
    const Poly path = crossingPath(b, angle + (b.rng.chance(0.5) ? 0 : CV_PI / 2), 4);
    road(b, path, b.rng.integer(1, 2), false);
    b.site.others.push_back(roadThing("through"));
  }
  if (b.rng.chance(0.3)) {
    const int houses = scatterHouses(b, b.rng.integer(1, 5), 5, 9);
    if (houses > 0) b.site.others.push_back({"house", "houses", houses, true, {}, "near"});
  }
  if (b.rng.chance(0.4)) b.site.others.push_back(scatterTrees(b, b.rng.integer(6, 40)));
  if (areas.size() >= 3) b.site.details.push_back("many pieces of farmlands in different colors are together .");
  if (widths < 26 * scale) b.site.details.push_back("the farmland is divided into many long strips .");
  b.site.general = {"many pieces of farmlands are together .", "the farm is divided into many pieces of farmlands .", "there are many farmlands with different sizes in this area ."};
}

void paintPivots(Brush& b) {
  b.canvas.fillAll(b.soil());
  const int side = b.rng.integer(1, 3);
  const double pitch = b.extent / side, radius = pitch * b.rng.uniform(0.4, 0.47);
  std::map<std::string, int> words;
  const double missing = side == 1 ? 0.0 : 0.2;
  for (int row = 0; row < side; ++row)
    for (int column = 0; column < side; ++column) {
      const Pt at = b.centre + Pt((column + 0.5) * pitch - b.half(), (row + 0.5) * pitch - b.half());
      if (b.rng.chance(missing)) continue;
      const NamedColour crop = cropColour(b.rng);
      const double start = b.rng.uniform(0, 2 * CV_PI);
      b.canvas.fill(discOf(at, radius, 90), cropMaterial(crop, start, b.rng), 1.0);
      if (b.rng.chance(0.4)) {  // a sector in another state
        Poly sector{at};
        const double sweep = b.rng.uniform(0.4, 1.6);
        for (int i = 0; i <= 24; ++i) sector.push_back(at + Pt(std::cos(start + sweep * i / 24), std::sin(start + sweep * i / 24)) * radius);
        b.canvas.fill(sector, cropMaterial(cropColour(b.rng), start, b.rng), 1.0);
      }
      for (double ring = radius * 0.2; ring < radius; ring += radius * 0.13) {
        Poly circle = discOf(at, ring, 72);
        circle.push_back(circle.front());
        b.canvas.line(circle, 1.6, scaled(crop.colour, 0.93));
      }
      b.canvas.line({at, at + Pt(std::cos(start), std::sin(start)) * radius}, 2.5, scaled(crop.colour, 0.75));
      ++words[crop.word];
      b.take(at, radius);
      b.add("circular farmland", discOf(at, radius, 36), {{"colour", crop.word}});
    }
  const int count = static_cast<int>(b.site.objects.size());
  if (count == 0) return paintFields(b);
  b.site.main = {"circular farmland", "circular farmlands", count, true, {}, "near"};
  if (words.size() == 1) b.site.main.adjectives = {words.begin()->first};
  if (side > 1 && b.rng.chance(0.5)) {
    for (int i = 1; i < side; ++i) {
      const double at = i * pitch - b.half();
      b.canvas.line({b.centre + Pt(-b.extent, at), b.centre + Pt(b.extent, at)}, 5, b.style.gravel);
    }
    b.site.others.push_back({"road", "roads", side - 1, true, {"straight"}, "between"});
  }
  b.site.others.push_back({"bareland", "", 1, false, {b.style.soil.word}, "surround"});
  b.site.general = {"there are circular farmlands on the bareland .", "the farmlands are in the shape of circle ."};
}

void paintPaddies(Brush& b) {
  const Frame f = b.randomFrame();
  const double pitchU = b.rng.uniform(16, 34), pitchV = pitchU * b.rng.uniform(0.6, 1.6), reach = b.half() * 1.55;
  const std::uint64_t seed = b.rng.next();
  b.canvas.fillAll(b.grass());
  const auto corner = [&](int i, int j) {
    Rng local(mixSeed(seed, static_cast<std::uint64_t>(i * 977 + j)));
    const double bend = 9 * std::sin(i * 0.55 + j * 0.13);
    return f.at(-reach + i * pitchU + local.uniform(-2.5, 2.5), -reach + j * pitchV + bend + local.uniform(-2.5, 2.5));
  };
  const double flooded = b.rng.uniform(0.0, 0.9);
  const NamedColour crop{"green", jitter({88, 122, 64, 175}, 0.15, b.rng)};
  for (int i = 0; i * pitchU < 2 * reach; ++i)
    for (int j = 0; j * pitchV < 2 * reach; ++j) {
      Poly plot{corner(i, j), corner(i + 1, j), corner(i + 1, j + 1), corner(i, j + 1)};
      Pt middle = (plot[0] + plot[1] + plot[2] + plot[3]) * 0.25;
      for (Pt& p : plot) p = middle + (p - middle) * 0.93;
      Material m = cropMaterial(crop, f.angle, b.rng);
      m.a = jitter(m.a, 0.1, b.rng);
      if (b.rng.chance(flooded)) m.a = m.b = jitter(lerp(b.style.water.colour, crop.colour, b.rng.uniform(0.1, 0.6)), 0.08, b.rng), m.stripe = 0;
      if (b.canvas.touches(middle, 2 * pitchU)) b.canvas.fill(plot, m, 0.6);
      if (b.inside(middle)) b.add("farmland", plot, {{"kind", "paddy"}});
    }
  b.site.main = {"paddy field", "paddy fields", static_cast<int>(b.site.objects.size()), false, {"small"}, "near"};
  if (b.rng.chance(0.4)) {
    const Poly path = crossingPath(b, f.angle, 15);
    b.canvas.fill(stripOf(path, 8), b.water(), 0.8, 0.6);
    b.takePath(path, 6);
    b.site.others.push_back({"river", "rivers", 1, true, {"narrow", "small"}, "through"});
  }
  if (b.rng.chance(0.4)) b.site.others.push_back(scatterTrees(b, b.rng.integer(8, 30)));
  if (flooded > 0.5) b.site.details.push_back("some farmlands are covered by water .");
  b.site.general = {"many small pieces of farmlands are together .", "the fields are divided into small blocks ."};
}

void paintForest(Brush& b) {
  b.canvas.fillAll(b.forest());
  b.add("forest", b.frame(0).rect(-b.half(), -b.half(), b.half(), b.half()), {{"colour", b.style.trees.word}});
  b.site.main = {"forest", "", 1, false, {b.style.trees.word}, "near"};
  b.site.general = {"many green trees are in a piece of forest .", "there are many trees in the forest .", "many trees grow closely together in the dense forest ."};
  if (b.style.trees.word == "yellow") b.site.general = {"there are many trees in the forest .", "the trees in the forest are yellow ."};
  const int extra = b.rng.integer(0, 4);
  const double angle = b.rng.uniform(0, CV_PI);
  if (extra == 1) {
    road(b, crossingPath(b, angle, 18), 1, false);
    b.site.others.push_back({"road", "roads", 1, true, {"narrow"}, "through"});
  } else if (extra == 2) {
    const Poly path = crossingPath(b, angle, 26);
    b.canvas.fill(stripOf(path, b.rng.uniform(8, 16)), b.water(), 1.5, 1.5);
    b.site.others.push_back({"river", "rivers", 1, true, {"curved"}, "through"});
  } else if (extra == 3) {
    const Poly clearing = blobOf(b.centre + Pt(b.rng.uniform(-40, 40), b.rng.uniform(-40, 40)), b.half() * 0.4, b.half() * 0.3, 0.3, b.rng.next());
    b.canvas.fill(clearing, b.soil(), 4, 6);
    b.site.others.push_back({"bareland", "", 1, false, {b.style.soil.word}, "in"});
  }
}

void paintMeadow(Brush& b) {
  b.canvas.fillAll(b.grass());
  b.add("meadow", b.frame(0).rect(-b.half(), -b.half(), b.half(), b.half()), {{"colour", b.style.grass.word}});
  b.site.main = {"meadow", "", 1, false, {b.style.grass.word}, "near"};
  b.site.general = {"this is a big grassland .", "it is a large piece of meadow .", "the meadow is very flat and covered with grass ."};
  if (b.rng.chance(0.5)) b.site.others.push_back(scatterTrees(b, b.rng.integer(3, 14)));
  if (b.rng.chance(0.35)) {
    b.canvas.line(crossingPath(b, b.rng.uniform(0, CV_PI), 20), b.rng.uniform(1.2, 3), b.style.soil.colour);
    b.site.others.push_back({"path", "paths", 1, true, {"narrow", b.style.soil.word}, "through"});
  }
}

void paintBareland(Brush& b) {
  b.canvas.fillAll(b.soil());
  b.add("bareland", b.frame(0).rect(-b.half(), -b.half(), b.half(), b.half()), {{"colour", b.style.soil.word}});
  b.site.main = {"bareland", "", 1, false, {b.style.soil.word}, "near"};
  b.site.general = {"it is a large piece of bareland .", "the land is bare and there are no buildings on it .", "there is nothing on the bareland ."};
  for (int i = b.rng.integer(0, 3); i > 0; --i) b.canvas.line(crossingPath(b, b.rng.uniform(0, CV_PI), 25), b.rng.uniform(0.7, 2), scaled(b.style.soil.colour, 1.12));
  if (b.rng.chance(0.55)) {
    for (int i = b.rng.integer(2, 6); i > 0; --i) {
      const Pt at = b.centre + Pt(b.rng.uniform(-1, 1), b.rng.uniform(-1, 1)) * b.half();
      b.canvas.fill(blobOf(at, b.rng.uniform(14, 40), b.rng.uniform(10, 28), 0.3, b.rng.next()), b.grass(), 4, 7);
    }
    b.site.others.push_back({"plant", "plants", 10, false, {b.style.grass.word}, "on"});
    b.site.general.pop_back();
  }
}

void paintDesert(Brush& b) {
  static const std::vector<NamedColour> sands{{"yellow", {208, 172, 118, 150}}, {"khaki", {184, 158, 118, 140}}, {"brown", {176, 128, 84, 130}}, {"red", {188, 112, 74, 130}}};
  const NamedColour sand = b.rng.pick(sands);
  Material m;
  m.a = jitter(sand.colour, 0.05, b.rng);
  m.b = scaled(m.a, b.rng.uniform(0.82, 0.95));
  m.blotch = b.rng.uniform(60, 220);
  m.contrast = 0.7;
  m.stripeAngle = b.rng.uniform(0, CV_PI);
  m.stripeLength = b.rng.uniform(9, 60);
  m.stripe = m.stripeLength < 30 ? b.rng.uniform(5, 14) : b.rng.uniform(10, 26);
  m.stripeWarp = b.rng.uniform(6, 30);
  m.relief = b.rng.uniform(8, 34);
  m.reliefSize = b.rng.uniform(40, 110);
  m.reliefOctaves = 4;
  m.grain = b.rng.uniform(1, 4);
  m.seed = b.rng.next();
  b.canvas.fillAll(m);
  b.add("desert", b.frame(0).rect(-b.half(), -b.half(), b.half(), b.half()), {{"colour", sand.word}});
  b.site.main = {"desert", "", 1, false, {sand.word}, "near"};
  b.site.others.push_back({"ripple", "ripples", 10, false, {}, "in"});
  b.site.general = {"some ripples are in the desert .", "it is a large piece of desert .", "there is no water in the desert ."};
  if (m.stripeLength > 28) b.site.details.push_back("the desert is covered with huge sand waves .");
  if (m.stripeLength < 14) b.site.details.push_back("many small ripples are on the sand like fish scales .");
}

/// Ridged height field, lit by the sun; snow above a line, green below another.
void paintMountains(Brush& b, bool snow) {
  b.site.main = {"mountain", "mountains", 3, false, {}, "near"};
  b.site.general = {"the mountain is very high with many ridges on it .", "there are some ridges in the mountain ."};
  static const std::vector<NamedColour> rocks{{"gray", {128, 122, 116, 90}}, {"brown", {138, 110, 84, 95}}, {"green", {82, 98, 60, 140}}, {"dark green", {54, 74, 46, 150}}};
  const NamedColour rock = b.rng.pick(rocks);
  const double cover = b.rng.uniform(0.25, 0.85);
  b.site.main.adjectives = {snow && cover > 0.6 ? "white" : rock.word};
  b.add("mountain", b.frame(0).rect(-b.half(), -b.half(), b.half(), b.half()), {{"colour", rock.word}, {"snow", snow ? "yes" : "no"}});
  if (snow) {
    b.site.main.one = "snow mountain", b.site.main.many = "snow mountains";
    if (cover <= 0.6) b.site.main.adjectives = {};
    b.site.details.push_back(cover > 0.6 ? "the mountain is covered with white snow ." : "the mountain is partly covered with snow .");
    b.site.general = {"there is white snow on the mountains .", "some ridges are in the snow mountains ."};
  }
  const double size = b.extent * b.rng.uniform(0.25, 0.55);
  const std::uint64_t seed = b.rng.next();
  if (b.canvas.empty()) return;
  NoiseGrid grid = b.canvas.grid();
  const cv::Mat1f noise = noiseField(grid, {size, 7, 0.52, seed});
  const cv::Mat1f patch = noiseField(grid, {size * 0.3, 4, 0.6, seed + 3});
  const Pt sun = b.canvas.sun().shadow;
  const auto steep = static_cast<float>(size * b.rng.uniform(0.18, 0.34) / grid.step);
  const Colour low = lerp(rock.colour, b.style.trees.colour, b.rng.uniform(0.1, 0.6));
  const auto line = static_cast<float>(1.0 - 2.0 * cover);
  const auto ridge = [&](int y, int x) { return 1.0f - 1.7f * std::abs(noise(std::min(y, noise.rows - 1), std::min(x, noise.cols - 1))); };
  const Colour white{238, 241, 246, 190};
  for (int y = 0; y < noise.rows; ++y)
    for (int x = 0; x < noise.cols; ++x) {
      const float h = ridge(y, x);
      const float slope = (ridge(y, x + 1) - h) * static_cast<float>(sun.x) + (ridge(y + 1, x) - h) * static_cast<float>(sun.y);
      const float lit = std::clamp(1.0f - steep * -slope * -1.0f * 0.6f, 0.35f, 1.55f);
      Colour c = lerp(low, rock.colour, std::clamp(0.5 + 0.6 * h + 0.4 * patch(y, x), 0.0, 1.0));
      const float frost = snow ? std::clamp((h * 0.8f + 0.45f * patch(y, x) - line) * 5.0f, 0.0f, 1.0f) : 0.0f;
      c = scaled(lerp(c, white, frost), frost > 0.5f ? 0.45 + 0.55 * lit : lit);
      b.canvas.samples()(y, x) = cv::Vec4b(cv::saturate_cast<std::uint8_t>(c.r), cv::saturate_cast<std::uint8_t>(c.g), cv::saturate_cast<std::uint8_t>(c.b), cv::saturate_cast<std::uint8_t>(c.n));
    }
}

void paintRockMountain(Brush& b) { paintMountains(b, false); }
void paintSnowMountain(Brush& b) { paintMountains(b, true); }

}  // namespace

const std::vector<SiteKind>& landKinds() {
  static const std::vector<SiteKind> kinds{
      {"fields", "farmland", paintFields, 180, 420, true},       {"pivots", "farmland", paintPivots, 500, 1400, true},
      {"paddies", "farmland", paintPaddies, 160, 300, true},     {"forest", "forest", paintForest, 160, 380, true},
      {"meadow", "meadow", paintMeadow, 160, 300, true},         {"bareland", "bareland", paintBareland, 160, 320, true},
      {"desert", "desert", paintDesert, 200, 500, true},         {"mountain", "mountain", paintRockMountain, 350, 900, true},
      {"snow", "mountain", paintSnowMountain, 350, 900, true}};
  return kinds;
}

}  // namespace tilescout::synth
