#pragma once
#include <filesystem>
#include <vector>

#include "synth/scene_layout.h"

namespace tilescout::synth {

/// Paints a scene block by block into `file`: tiled, DEFLATE, overviews, date in TIFFTAG_DATETIME; appears whole or not
/// at all. Returns what was painted where. Memory does not grow with the scene. Throws Error{Io} or Cancelled.
std::vector<PaintedObject> writeScene(const std::filesystem::path& file, const SceneLayout& layout, JobContext& job);

/// `text` of GeoJSON features (joined by ",\n") for objects of one scene, WGS 84.
std::string featuresOf(const SceneSpec& spec, const std::vector<PaintedObject>& objects);

}  // namespace tilescout::synth
