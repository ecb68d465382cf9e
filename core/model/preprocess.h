#pragma once
#include <array>
#include <string>

#include "base/image.h"

namespace tilescout::model {

/// PIL's anti-aliased bicubic (a = -0.5, support scaled with the reduction, two passes with 8-bit rounding between):
/// within one grey level of Pillow. Torch-free, so that datasets, thumbnails and the encoder resize alike.
Image resizeBicubic(const Image& image, int width, int height);

/// "squash": straight to size × size. "crop": shorter side to size, centre crop, as CLIP does.
Image fitToModel(const Image& image, int size, const std::string& resize);

/// 8-bit RGB to a model's input: 3 planes of width × height floats, (value / 255 − mean) / std by channel.
void normalisePlanes(const Image& image, const std::array<double, 3>& mean, const std::array<double, 3>& std,
                     float* out);

}  // namespace tilescout::model
