#pragma once
#include "synth/scene_painter.h"
#include "synth/site.h"

namespace tilescout::synth {

/// A tile together with what was painted on it, for tests and for writing a georeference.
struct TileRecord {
  PaintedTile tile;
  Site site;
  std::string kind;             ///< which painter
  double metresPerPixel = 1.0;
};
TileRecord paintTileRecord(int pixels, std::uint64_t seed);

/// Class names of all painters, sorted, each once.
std::vector<std::string> siteClassNames();

}  // namespace tilescout::synth
