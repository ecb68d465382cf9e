#pragma once
#include <optional>
#include <string>
#include <vector>

#include "synth/parts.h"
#include "synth/raster_writer.h"
#include "synth/scene_painter.h"

namespace tilescout::synth {

/// What a scene is, before anything is painted.
struct SceneSpec {
  std::string name;  ///< file name
  std::string theme;
  std::uint64_t seed = 1;
  int size = 2048;   ///< pixels of one metre
  std::string date;  ///< YYYY-MM-DD
  UtmPlace place;
  int bands = 3;     ///< 3, or 4 with near infrared
  bool sixteenBit = false;
  Style style;
};

/// A place for one painter: a square with soft edges.
struct SiteSlot {
  const SiteKind* kind = nullptr;
  Pt centre;
  double extent = 0;  ///< metres of the painter's place
  double square = 0;  ///< metres of the stamped square
  std::uint64_t seed = 0;
  std::optional<double> facing;
};

struct SceneRoad {
  Poly path;  ///< a point every kRoadStep metres
  int lanes = 2;
  std::uint64_t seed = 0;
};

struct SceneBridge {
  Frame frame;
  double halfLength = 0, halfWidth = 0;
  int lanes = 2;
};

/// Everything in a scene and where: pure geometry in metres from the upper left corner, y downwards. Decided once for
/// the whole scene; painting a block then needs only what touches it.
struct SceneLayout {
  static constexpr double kCell = 320;  ///< land-cover cell; sites take one or four of them
  static constexpr double kRoadStep = 45;

  SceneSpec spec;
  std::vector<Ground> grounds;  ///< from low to high values of the region noise, in equal shares
  std::vector<SiteSlot> slots;
  std::vector<SceneRoad> roads;
  std::vector<SceneBridge> bridges;
  Poly river;                   ///< empty: none
  double riverWidth = 0;
  Poly coast;                   ///< empty: none; the sea lies on its right
  double beach = 0;
};

/// The scene of that number under the options; names, dates and places differ from scene to scene.
SceneSpec specOf(const DemoOptions& options, int number);
SceneLayout layOut(const SceneSpec& spec);
double distanceToPath(const Poly& path, Pt at);

}  // namespace tilescout::synth
