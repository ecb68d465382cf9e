#pragma once
#include <array>

#include "base/image.h"
#include "train/augment.h"

namespace tilescout::train {

/// The HarMA authors' training transform, and quarter turns beside it: random resized crop (scale 0.5–1, Pillow's
/// bicubic), horizontal flip, RandAugment(2, 7) with their ten operations. Plain C++, so that it is the same where no
/// image library is; agrees with OpenCV's operations within rounding (tests/train).
struct HarmaAugment {
  double minArea = 0.5, maxArea = 1.0;
  bool flip = true;
  bool quarterTurns = true;
  int operations = 2;  ///< RandAugment N
  int magnitude = 7;   ///< RandAugment M, of 10
};

/// One augmented image of size × size.
Image augmentHarma(const Image& image, int size, const HarmaAugment& settings, AugmentRandom& random);

// The operations, for tests. Factors and offsets are what the magnitude comes to.

Image autoContrast(const Image& image);
Image equalise(const Image& image);
Image brightness(const Image& image, double factor);
Image sharpness(const Image& image, double factor);
/// Affine warp as OpenCV's warpAffine with a forward 2×3 matrix: bilinear, outside grey (128).
Image warpAffine(const Image& image, const std::array<double, 6>& forward);
Image shearX(const Image& image, double factor);
Image shearY(const Image& image, double factor);
Image translateX(const Image& image, double pixels);
Image translateY(const Image& image, double pixels);
Image rotate(const Image& image, double degrees);
Image quarterTurn(const Image& image, int turns);

}  // namespace tilescout::train
