#include "synth/scene_block.h"

#include <algorithm>
#include <cmath>

namespace tilescout::synth {
namespace {

constexpr int kSupersample = 2;
constexpr int kMargin = 4;  // pixels around a block, so that the sensor's blur sees its neighbours

/// Parcels on one grid through the whole scene; each one's crop and size come from its number.
void paintCrops(Canvas& canvas, const SceneLayout& layout) {
  Rng rng(mixSeed(layout.spec.seed, 22));
  const double angle = rng.uniform(0, CV_PI), pitch = rng.uniform(50, 90), size = layout.spec.size;
  const Frame f{{size / 2, size / 2}, angle};
  const int reach = static_cast<int>(size * 0.75 / pitch) + 1;
  for (int column = -reach; column <= reach; ++column)
    for (double v = -size * 0.75, number = 0; v < size * 0.75; ++number) {
      Rng own(mixSeed(mixSeed(layout.spec.seed, static_cast<std::uint64_t>(column + 5000)), static_cast<std::uint64_t>(number)));
      const double length = own.uniform(70, 240);
      if (canvas.touches(f.at((column + 0.5) * pitch, v + length / 2), length / 2 + pitch)) {
        const int parts = own.integer(1, 3);
        for (int part = 0; part < parts; ++part)
          canvas.fill(f.rect((column + static_cast<double>(part) / parts) * pitch + 1.2, v + 1.2, (column + (part + 1.0) / parts) * pitch, v + length),
                      cropMaterial(cropColour(own), angle + (own.chance(0.7) ? 0 : CV_PI / 2), own), 0.7);
      }
      v += length;
    }
}

/// Land cover: the regions are level bands of one noise field, so their borders are natural and fit from block to block.
void paintGrounds(Canvas& canvas, const SceneLayout& layout, const SharedGrounds& shared, Pt corner, cv::Size pixels) {
  const cv::Mat1f field = noiseField(canvas.grid(), {1300, 7, 0.5, mixSeed(layout.spec.seed, 12)});
  const auto bands = static_cast<float>(layout.grounds.size());
  for (std::size_t i = 0; i < layout.grounds.size(); ++i) {
    // Each band is painted over all that lies above it; the next one covers the rest again.
    const Ground ground = layout.grounds[i];
    if (i > 0 && ground == layout.grounds[i - 1]) continue;
    cv::Mat1b mask(field.size());
    const auto low = static_cast<float>(i) / bands;
    for (int y = 0; y < field.rows; ++y)
      for (int x = 0; x < field.cols; ++x) mask(y, x) = i == 0 ? 255 : cv::saturate_cast<std::uint8_t>(255.0f * (0.5f + 0.45f * field(y, x) - low) * 90.0f);
    if (cv::countNonZero(mask) == 0) continue;
    Canvas cover(pixels.width, pixels.height, corner, 1.0, kSupersample);
    cover.setSun(layout.spec.style.sun);
    cover.fillAll(ground == Ground::Forest ? shared.forest : ground == Ground::Bare ? shared.soil : shared.grass);
    if (ground == Ground::Crops) paintCrops(cover, layout);
    canvas.blend(cover.samples(), mask, cv::Rect(0, 0, field.cols, field.rows));
  }
}

void paintRoad(Canvas& canvas, const SceneLayout& layout, const SceneRoad& whole) {
  Poly piece;
  std::size_t first = 0;
  for (std::size_t i = 0; i < whole.path.size(); ++i) {
    if (!canvas.touches(whole.path[i], 3 * SceneLayout::kRoadStep)) continue;
    if (piece.empty()) first = i;
    piece.push_back(whole.path[i]);
  }
  if (piece.size() < 2) return;
  Site ignored;
  Brush b(canvas, layout.spec.style, ignored, whole.seed, piece.front(), layout.spec.size);
  const double width = road(b, piece, whole.lanes);
  for (std::size_t i = 0; i + 1 < piece.size(); ++i) {
    // Cars and trees belong to their stretch of road, whichever block paints it.
    Brush stretch(canvas, layout.spec.style, ignored, mixSeed(whole.seed, first + i), piece[i], layout.spec.size);
    const Poly part{piece[i], piece[i + 1]};
    if (stretch.rng.chance(0.5)) treeRow(stretch, offsetPath(part, width / 2 + 5), 9, 2.8);
    carsAlong(stretch, part, width, stretch.rng.integer(0, 2));
  }
}

void paintSceneRiver(Canvas& canvas, const SceneLayout& layout, const SharedGrounds& shared) {
  if (layout.river.empty()) return;
  Rng rng(mixSeed(layout.spec.seed, 31));
  canvas.fill(stripOf(layout.river, layout.riverWidth + rng.uniform(6, 16)), shared.soil, 3, 4);
  canvas.fill(stripOf(layout.river, layout.riverWidth), shared.water, 1.5, 1.5);
}

void paintSceneBridge(Canvas& canvas, const SceneLayout& layout, const SceneBridge& bridge, std::uint64_t seed) {
  const Frame& f = bridge.frame;
  if (!canvas.touches(f.origin, bridge.halfLength + 40)) return;
  const Poly deck = f.rect(-bridge.halfLength, -bridge.halfWidth, bridge.halfLength, bridge.halfWidth);
  canvas.shadow(deck, 8);
  canvas.fill(deck, layout.spec.style.concrete);
  Site ignored;
  Brush b(canvas, layout.spec.style, ignored, seed, f.origin, layout.spec.size);
  canvas.fill(f.rect(-bridge.halfLength, -bridge.halfWidth + 1.4, bridge.halfLength, bridge.halfWidth - 1.4), layout.spec.style.asphalt);
  carsAlong(b, {f.at(-bridge.halfLength, 0), f.at(bridge.halfLength, 0)}, bridge.lanes * 3.6, b.rng.integer(0, 4));
}

void paintCoast(Canvas& canvas, const SceneLayout& layout, const SharedGrounds& shared) {
  if (layout.coast.empty()) return;
  const Style& style = layout.spec.style;
  Rng rng(mixSeed(layout.spec.seed, 41));
  const double size = layout.spec.size;
  Poly sea(layout.coast);
  sea.emplace_back(size * 1.2, size * 1.2);
  sea.emplace_back(-size * 0.2, size * 1.2);
  Material shallow = shared.water, sand = sandMaterial(style, rng), foam = sand;
  canvas.fill(sea, shared.water);
  shallow.a = lerp(style.water.colour, {112, 168, 156, 40}, 0.5);
  shallow.b = lerp(style.water.colour, style.sand.colour, 0.3);
  canvas.fill(stripOf(layout.coast, 60, 0.0, 1.0), shallow, 12, 8);
  foam.a = {240, 244, 244, 120}, foam.b = shallow.a, foam.blotch = 14, foam.contrast = 1.3;
  for (const double at : {4.0, 13.0}) canvas.fill(stripOf(offsetPath(layout.coast, at), 3), foam, 1.5, 4);
  canvas.fill(stripOf(layout.coast, 2 * layout.beach, 1.0, 0.05), sand, 3, 3);
}

bool holds(const cv::Rect& box, Pt p) { return p.x >= box.x && p.y >= box.y && p.x < box.x + box.width && p.y < box.y + box.height; }

/// One site on its own canvas, stamped into the block with frayed edges.
void paintSite(Canvas& canvas, const SceneLayout& layout, const SharedGrounds& shared, const SiteSlot& slot, const cv::Rect& box,
               SceneBlock& block) {
  if (!canvas.touches(slot.centre, slot.square / 2 + 20)) return;
  const double half = std::ceil(slot.square / 2) + 8;
  const Pt corner(std::floor(slot.centre.x - half), std::floor(slot.centre.y - half));
  const int side = static_cast<int>(2 * half) + 1;
  Canvas own(side, side, corner, 1.0, kSupersample);
  own.setSun(layout.spec.style.sun);
  Site site;
  Brush brush(own, layout.spec.style, site, slot.seed, slot.centre, slot.extent);
  brush.facing = slot.facing;
  brush.shared = &shared;
  slot.kind->paint(brush);
  const double reach = slot.square / 2;
  const Poly outline = Frame{slot.centre, slot.facing.value_or(0.0)}.rect(-reach, -reach, reach, reach);
  canvas.stamp(own, outline, slot.facing ? 10 : 5, slot.facing ? 0 : 9);
  if (!holds(box, slot.centre)) return;
  const std::string className = slot.kind->className;
  const double inner = slot.extent / 2;
  block.objects.push_back({className, Frame{slot.centre, 0}.rect(-inner, -inner, inner, inner), {{"kind", slot.kind->key}, {"objects", std::to_string(site.objects.size())}}});
  for (const PaintedObject& object : site.objects) {
    const bool inside = std::all_of(object.outline.begin(), object.outline.end(), [&](Pt p) { return brush.inside(p, -4); });
    if (inside && object.name != className) block.objects.push_back(object);
  }
  block.places.push_back({&slot, std::move(site)});
}

}  // namespace

SceneBlock paintBlock(const SceneLayout& layout, const cv::Rect& box) {
  const Pt corner(box.x - kMargin, box.y - kMargin);
  Canvas canvas(box.width + 2 * kMargin, box.height + 2 * kMargin, corner, 1.0, kSupersample);
  canvas.setSun(layout.spec.style.sun);
  SceneBlock block;
  Rng rng(mixSeed(layout.spec.seed, 20));
  const SharedGrounds shared = sharedGrounds(layout.spec.style, rng);
  paintGrounds(canvas, layout, shared, corner, box.size() + cv::Size(2 * kMargin, 2 * kMargin));
  paintSceneRiver(canvas, layout, shared);
  for (const SiteSlot& slot : layout.slots)
    if (!slot.facing) paintSite(canvas, layout, shared, slot, box, block);
  for (const SceneRoad& road : layout.roads) paintRoad(canvas, layout, road);
  for (std::size_t i = 0; i < layout.bridges.size(); ++i) {
    const SceneBridge& bridge = layout.bridges[i];
    paintSceneBridge(canvas, layout, bridge, mixSeed(layout.spec.seed, 500 + i));
    if (holds(box, bridge.frame.origin))
      block.objects.push_back({"bridge", bridge.frame.rect(-bridge.halfLength, -bridge.halfWidth, bridge.halfLength, bridge.halfWidth), {{"lanes", std::to_string(bridge.lanes)}}});
  }
  paintCoast(canvas, layout, shared);
  // Crossings and ports meet roads and the coast, so they come last.
  for (const SiteSlot& slot : layout.slots)
    if (slot.facing) paintSite(canvas, layout, shared, slot, box, block);
  block.picture = canvas.finish();
  applySensor(block.picture, layout.spec.style, {corner.x, corner.y, 1, block.picture.cols, block.picture.rows}, mixSeed(layout.spec.seed, 61));
  block.picture = block.picture(cv::Rect(kMargin, kMargin, box.width, box.height)).clone();
  return block;
}

}  // namespace tilescout::synth
