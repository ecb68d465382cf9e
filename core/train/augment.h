#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace tilescout::train {

/// Small, fast, reproducible random source (SplitMix64): one per image, seeded from (run seed, epoch, image), so that
/// the result does not depend on which thread makes it.
class AugmentRandom {
 public:
  explicit AugmentRandom(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  double uniform(double low, double high);
  bool chance(double probability) { return uniform(0.0, 1.0) < probability; }
  int below(int count) { return static_cast<int>(next() % static_cast<std::uint64_t>(count)); }

 private:
  std::uint64_t state_;
};

/// Seed of one image's augmentation in one epoch.
std::uint64_t augmentSeed(std::uint64_t runSeed, std::uint64_t epoch, std::uint64_t image);

/// What is simulated when a model is trained from nothing: other framings, orientations and sensors. Probabilities and
/// ranges are the recipe's. Scenes have no up, so quarter turns and flips are always on.
struct AugmentSettings {
  double minArea = 0.25, maxArea = 1.0;   ///< share of the image that the crop covers
  double maxAspect = 4.0 / 3.0;
  double maxTilt = 0.15;                  ///< radians on top of a quarter turn
  double sensor = 0.8;                    ///< probability of gains, gamma and contrast
  double gain = 0.15, gamma = 0.3, contrast = 0.25;
  double haze = 0.1, blur = 0.1, lowResolution = 0.15, stretch = 0.15, grey = 0.05;  ///< probabilities
};

/// 8-bit square RGB images with a half-size copy each, so that shrinking crops read from a level near their own.
class ImagePyramid {
 public:
  ImagePyramid(std::span<const std::uint8_t> images, int pixels);

  std::size_t count() const { return count_; }
  int pixels() const { return pixels_; }
  const std::uint8_t* full(std::size_t image) const { return full_.data() + image * fullSize_; }
  const std::uint8_t* half(std::size_t image) const { return half_.data() + image * (fullSize_ / 4); }

 private:
  int pixels_;
  std::size_t count_, fullSize_;
  std::span<const std::uint8_t> full_;
  std::vector<std::uint8_t> half_;
};

/// One augmented, normalised image: out is 3 × size × size floats, channel by channel.
void augmentImage(const ImagePyramid& images, std::size_t image, int size, const AugmentSettings& settings,
                  AugmentRandom& random, const std::array<double, 3>& mean, const std::array<double, 3>& std,
                  float* out);

}  // namespace tilescout::train
