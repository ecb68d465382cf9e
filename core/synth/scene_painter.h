#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/image.h"
#include "base/job.h"

namespace tilescout::synth {

struct DemoOptions {
  int scenes = 6;
  int size = 2048;         ///< pixels, square; 1 m GSD unless the style says otherwise
  std::uint64_t seed = 1;
};

/// Paints GeoTIFF scenes (tiled, deflate, UTM, acquisition date, 3 or 4 bands) and objects.geojson (WGS 84; properties
/// scene, class, attributes). The same options give the same bytes. Returns the scene files.
std::vector<std::filesystem::path> paintDemoArchive(const std::filesystem::path& folder, const DemoOptions& options,
                                                    JobContext& job);

/// One painted tile with true captions (counts, colours, relations), five a tile, in the style of RSICD.
struct PaintedTile {
  Image image;
  std::string className;
  std::vector<std::string> captions;
};
PaintedTile paintTile(int pixels, std::uint64_t seed);

/// paintTile for firstSeed, firstSeed + 1, …, on all cores; for training in memory.
std::vector<PaintedTile> paintTiles(int count, int pixels, std::uint64_t firstSeed);

/// Tiles cut from small painted scenes around their sites, as `index` would see them: with the surroundings, at the
/// scale of the scene. Captions tell of the site alone. Reproducible; on all cores.
std::vector<PaintedTile> paintSceneTiles(int count, int pixels, std::uint64_t firstSeed);

/// Dataset folder of painted tiles: images/*.tif, {train,val,test}.json in the authors' format; test = 20 %, val = 10 %.
void paintTileDataset(const std::filesystem::path& folder, int count, std::uint64_t seed, JobContext& job);

}  // namespace tilescout::synth
