#pragma once
#include <string>

#include "base/image.h"

namespace tilescout::model {

/// PIL's anti-aliased bicubic (a = -0.5, support scaled with the reduction, two passes with 8-bit rounding between):
/// within one grey level of Pillow. Torch-free, so that datasets, thumbnails and the encoder resize alike.
Image resizeBicubic(const Image& image, int width, int height);

/// "squash": straight to size × size. "crop": shorter side to size, centre crop, as CLIP does.
Image fitToModel(const Image& image, int size, const std::string& resize);

}  // namespace tilescout::model
