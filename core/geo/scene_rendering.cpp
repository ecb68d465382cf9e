#include "geo/scene_rendering.h"

#include <gdal_priv.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/error.h"
#include "geo/band_choice.h"
#include "geo/stretch.h"
#include "geo/window_sampler.h"

namespace tilescout::geo {

namespace {

constexpr int kSampleSide = 1024;  // longest side of a sample of the whole scene
constexpr int kPatchSide = 256;    // of a patch, where there are no overviews
constexpr int kPatchesPerSide = 8;

/// Data values of each channel.
struct ValueSample {
  std::array<std::vector<float>, 3> channels;

  void take(const Samples& samples) {
    for (int c = 0; c < samples.channels; ++c) {
      const float* plane = samples.plane(c);
      auto& values = channels[static_cast<std::size_t>(c)];
      for (std::size_t i = 0; i < samples.coverage.size(); ++i) {
        if (samples.coverage[i] > 0) values.push_back(plane[i]);
      }
    }
  }
  bool empty() const { return channels[0].empty(); }
};

/// True when the whole scene can be sampled by reading about a sample's worth of pixels.
bool cheapAsAWhole(GDALDataset& dataset) {
  GDALRasterBand& band = *dataset.GetRasterBand(1);
  double fewest = static_cast<double>(band.GetXSize()) * band.GetYSize();
  for (int i = 0; i < band.GetOverviewCount(); ++i) {
    GDALRasterBand* overview = band.GetOverview(i);
    if (overview != nullptr && std::max(overview->GetXSize(), overview->GetYSize()) >= kSampleSide)
      fewest = std::min(fewest, static_cast<double>(overview->GetXSize()) * overview->GetYSize());
  }
  return fewest <= 16.0 * kSampleSide * kSampleSide;
}

void takeWhole(const WindowSampler& sampler, const SceneInfo& scene, ValueSample& sample) {
  const double shrink = std::min(1.0, static_cast<double>(kSampleSide) / std::max(scene.width, scene.height));
  const TileWindow whole{0, 0, 0, 0.0, 0.0, static_cast<double>(scene.width), static_cast<double>(scene.height)};
  sample.take(sampler.sample(whole, std::max(1, static_cast<int>(scene.width * shrink)),
                             std::max(1, static_cast<int>(scene.height * shrink))));
}

void takePatches(const WindowSampler& sampler, const SceneInfo& scene, JobContext& job, ValueSample& sample) {
  const int width = std::min(kPatchSide, scene.width);
  const int height = std::min(kPatchSide, scene.height);
  for (int row = 0; row < kPatchesPerSide; ++row) {
    for (int col = 0; col < kPatchesPerSide; ++col) {
      job.checkpoint();
      const double x = std::floor((scene.width - width) * (col + 0.5) / kPatchesPerSide);
      const double y = std::floor((scene.height - height) * (row + 0.5) / kPatchesPerSide);
      sample.take(
          sampler.sample({0, 0, 0, x, y, static_cast<double>(width), static_cast<double>(height)}, width, height));
    }
  }
}

/// Reads a little of a scene whose values decide nothing: what cannot be read is known before tiles are asked for.
void probe(const WindowSampler& sampler, const SceneInfo& scene) {
  for (const double place : {0.0, 0.5}) {
    const double x = std::floor(place * (scene.width - 1));
    const double y = std::floor(place * (scene.height - 1));
    sampler.sample({0, 0, 0, x, y, 1.0, 1.0}, 1, 1);
  }
}

void addToNote(std::string& note, const std::string& text) {
  if (!text.empty()) note += (note.empty() ? "" : "; ") + text;
}

/// Whether pixels have to be looked at: a picture shown as it is, with every pixel data, needs nothing from them.
bool needsValues(GDALDataset& dataset, const ScanOptions& options, const Rendering& rendering, const SceneInfo& scene) {
  if (options.stretch.kind != StretchSpec::Kind::Auto) return true;
  return rendering.palette || std::any_of(rendering.bands.begin(), rendering.bands.end(), [&](int number) {
           return scene.bands[static_cast<std::size_t>(number - 1)].dataType != "Byte" ||
                  dataset.GetRasterBand(number)->GetMaskFlags() != GMF_ALL_VALID;
         });
}

}  // namespace

Rendering chosenBands(const ScanOptions& options, SceneInfo& scene) {
  Rendering rendering;
  if (!options.bands) {
    const BandChoice choice = chooseBands(scene);
    addToNote(scene.note, choice.reason);
    rendering.bands = choice.bands;
    rendering.palette = choice.palette;
    return rendering;
  }
  for (const int band : *options.bands) {
    if (band < 1 || band > static_cast<int>(scene.bands.size()))
      throw Error(ErrorCode::InvalidInput,
                  "has no band " + std::to_string(band) + " (it has " + std::to_string(scene.bands.size()) + ")",
                  scene.path);
  }
  rendering.bands = *options.bands;
  const auto first = static_cast<std::size_t>(rendering.bands[0] - 1);
  rendering.palette = rendering.bands[0] == rendering.bands[1] && rendering.bands[1] == rendering.bands[2] &&
                      scene.bands[first].interpretation == "palette";
  return rendering;
}

bool computeRendering(GDALDataset& dataset, const ScanOptions& options, JobContext& job, SceneInfo& scene) {
  Rendering rendering = chosenBands(options, scene);
  ValueSample sample;
  const WindowSampler sampler(dataset, rendering.bands, rendering.palette);
  if (!needsValues(dataset, options, rendering, scene)) {
    probe(sampler, scene);
  } else {
    const bool whole = cheapAsAWhole(dataset);
    if (!whole) takePatches(sampler, scene, job, sample);
    job.checkpoint();
    if (whole || sample.empty()) takeWhole(sampler, scene, sample);
    if (sample.empty()) return false;
  }
  for (std::size_t channel = 0; channel < 3 && !rendering.palette; ++channel) {
    const int number = rendering.bands[channel];
    const bool grey = rendering.bands[0] == rendering.bands[1] && rendering.bands[1] == rendering.bands[2];
    GDALRasterBand& band = *dataset.GetRasterBand(number);
    std::tie(rendering.low[channel], rendering.high[channel]) =
        stretchRange(options.stretch, sample.channels[grey ? 0 : channel],
                     scene.bands[static_cast<std::size_t>(number - 1)].dataType, band.GetScale(), band.GetOffset());
  }
  scene.rendering = rendering;
  return true;
}

}  // namespace tilescout::geo
