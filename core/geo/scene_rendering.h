#pragma once
#include "base/job.h"
#include "base/scene.h"
#include "geo/scene_scanner.h"

class GDALDataset;

namespace tilescout::geo {

/// The bands given or chosen, without limits. Appends what was guessed to scene.note. Needs scene.{path,name,bands}.
/// Throws Error{InvalidInput} for bands that the scene does not have.
Rendering chosenBands(const ScanOptions& options, SceneInfo& scene);

/// The scene's rendering: given or chosen bands, and the stretch from a bounded sample (overviews, else windows spread
/// over the scene). False when the scene holds no data at all. Appends what was guessed to scene.note.
/// Needs scene.{path,name,width,height,bands}. Throws Error{InvalidInput, Corrupt}.
bool computeRendering(GDALDataset& dataset, const ScanOptions& options, JobContext& job, SceneInfo& scene);

}  // namespace tilescout::geo
