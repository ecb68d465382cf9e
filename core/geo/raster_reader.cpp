#include "geo/raster_reader.h"

#include <gdal_priv.h>

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "geo/gdal_session.h"
#include "geo/scene_rendering.h"
#include "geo/window_sampler.h"

namespace tilescout::geo {

struct RasterReader::Impl {
  SceneInfo scene;
  bool allowNetwork = false;
  DatasetPtr dataset;

  Samples sample(const Rendering& rendering, const TileWindow& window, int outWidth, int outHeight) const {
    const NetworkPermit permit(allowNetwork);
    const GdalErrorTrap trap;
    return samplerFor(rendering).sample(window, outWidth, outHeight);
  }
  WindowSampler samplerFor(const Rendering& rendering) const { return {*dataset, rendering.bands, rendering.palette}; }
};

namespace {

std::uint8_t shown(float value, double low, double high) {
  if (high == low) return value > high ? 255 : 0;
  const double scaled = std::clamp((value - low) / (high - low) * 255.0, 0.0, 255.0);
  // As std::nearbyint does, which is a call a pixel: a sum of this size has no bits left for fractions.
  constexpr double kWholeFrom = 6755399441055744.0;  // 1.5 * 2^52
  return static_cast<std::uint8_t>(scaled + kWholeFrom - kWholeFrom);
}

Image render(const Samples& samples, const Rendering& rendering) {
  Image image(samples.width, samples.height);
  for (std::size_t channel = 0; channel < 3; ++channel) {
    const float* plane = samples.plane(samples.channels == 1 ? 0 : static_cast<int>(channel));
    const double low = rendering.palette ? 0.0 : rendering.low[channel];
    const double high = rendering.palette ? 255.0 : rendering.high[channel];
    for (std::size_t i = 0; i < samples.coverage.size(); ++i) {
      if (samples.coverage[i] > 0) image.pixels[i * 3 + channel] = shown(plane[i], low, high);
    }
  }
  return image;
}

double validFractionOf(const Samples& samples) {
  double covered = 0.0;
  for (const float share : samples.coverage) covered += share;
  const double fraction = covered / static_cast<double>(samples.coverage.size());
  // Weights are floats: a window full of data must count as full whatever it is shrunk by.
  return fraction > 1.0 - 1e-5 ? 1.0 : fraction;
}

}  // namespace

RasterReader::RasterReader(const SceneInfo& scene, bool allowNetwork) : impl_(std::make_unique<Impl>()) {
  impl_->scene = scene;
  impl_->allowNetwork = allowNetwork;
  impl_->dataset = openRaster(scene.path, allowNetwork);
  if (impl_->dataset->GetRasterXSize() != scene.width || impl_->dataset->GetRasterYSize() != scene.height)
    throw Error(ErrorCode::Incompatible, "has another size than when it was scanned: scan it again", scene.path);
}

RasterReader::~RasterReader() = default;
RasterReader::RasterReader(RasterReader&&) noexcept = default;
RasterReader& RasterReader::operator=(RasterReader&&) noexcept = default;

WindowPixels RasterReader::read(const TileWindow& window, int outWidth, int outHeight,
                                const std::optional<Rendering>& rendering) {
  const Rendering& used = rendering ? *rendering : impl_->scene.rendering;
  const Samples samples = impl_->sample(used, window, outWidth, outHeight);
  return {render(samples, used), validFractionOf(samples)};
}

RasterReader::WindowAndPicture RasterReader::readWithPicture(const TileWindow& window, int outWidth, int outHeight,
                                                             int pictureWidth, int pictureHeight, double leastValid) {
  const Rendering& used = impl_->scene.rendering;
  const NetworkPermit permit(impl_->allowNetwork);
  const GdalErrorTrap trap;
  const auto [samples, more] = impl_->samplerFor(used).sampleTwice(
      window, {outWidth, outHeight}, {pictureWidth, pictureHeight},
      [&](const Samples& first) { return validFractionOf(first) >= leastValid; });
  return {{render(samples, used), validFractionOf(samples)}, more ? render(*more, used) : Image()};
}

MaskedImage RasterReader::readMasked(const TileWindow& window, int outWidth, int outHeight,
                                     const std::optional<Rendering>& rendering) {
  const Rendering& used = rendering ? *rendering : impl_->scene.rendering;
  const Samples samples = impl_->sample(used, window, outWidth, outHeight);
  MaskedImage result{render(samples, used), {}};
  result.alpha.reserve(samples.coverage.size());
  for (const float share : samples.coverage)
    result.alpha.push_back(static_cast<std::uint8_t>(std::lround(std::clamp(share, 0.0f, 1.0f) * 255.0f)));
  return result;
}

Rendering RasterReader::renderingFor(const std::array<int, 3>& bands, const StretchSpec& stretch, JobContext& job) {
  const NetworkPermit permit(impl_->allowNetwork);
  const GdalErrorTrap trap;
  SceneInfo scene = impl_->scene;
  ScanOptions options;
  options.bands = bands;
  options.stretch = stretch;
  options.allowNetwork = impl_->allowNetwork;
  computeRendering(*impl_->dataset, options, job, scene);  // without any data the old rendering is as good as another
  return scene.rendering;
}

Image RasterReader::overview(int maxSize) {
  const int width = impl_->scene.width;
  const int height = impl_->scene.height;
  const double shrink = std::min(1.0, static_cast<double>(std::max(1, maxSize)) / std::max(width, height));
  const TileWindow whole{0, 0, 0, 0.0, 0.0, static_cast<double>(width), static_cast<double>(height)};
  return read(whole, std::max(1, static_cast<int>(std::lround(width * shrink))),
              std::max(1, static_cast<int>(std::lround(height * shrink))))
      .image;
}

}  // namespace tilescout::geo
