#include "model/preprocess.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "base/error.h"

namespace tilescout::model {
namespace {

constexpr int kChannels = 3;
/// Pillow's fixed point: 32 bits less 8 of the pixel and 2 of headroom for the filter's overshoot.
constexpr int kPrecisionBits = 32 - 8 - 2;
constexpr std::int32_t kHalf = 1 << (kPrecisionBits - 1);
constexpr double kBicubicSupport = 2.0;

double bicubic(double x) {
  constexpr double a = -0.5;
  x = std::abs(x);
  if (x < 1.0) return ((a + 2.0) * x - (a + 3.0)) * x * x + 1;
  if (x < 2.0) return (((x - 5) * x + 8) * x - 4) * a;
  return 0.0;
}

/// For each output sample the input samples it is made of and their weights; stride weights an output sample.
struct Filter {
  std::vector<int> first;
  std::vector<int> count;
  std::vector<std::int32_t> weights;
  std::size_t stride = 0;

  const std::int32_t* weightsOf(int output) const { return weights.data() + static_cast<std::size_t>(output) * stride; }
};

/// The arithmetic is Pillow's to the order of operations (libImaging/Resample.c), because rounding must agree.
Filter makeFilter(int inputSize, int outputSize) {
  const double scale = static_cast<double>(inputSize) / outputSize;
  const double filterScale = std::max(scale, 1.0);
  const double support = kBicubicSupport * filterScale;
  Filter filter;
  filter.stride = static_cast<std::size_t>(std::ceil(support)) * 2 + 1;
  filter.weights.resize(filter.stride * static_cast<std::size_t>(outputSize));
  std::vector<double> exact(filter.stride);
  for (int output = 0; output < outputSize; ++output) {
    const double centre = (output + 0.5) * scale;
    // NOLINTBEGIN(bugprone-incorrect-roundings): Pillow truncates here.
    const int first = std::max(static_cast<int>(centre - support + 0.5), 0);
    const int count = std::min(static_cast<int>(centre + support + 0.5), inputSize) - first;
    // NOLINTEND(bugprone-incorrect-roundings)
    double sum = 0.0;
    for (int i = 0; i < count; ++i) {
      const double weight = bicubic((i + first - centre + 0.5) * (1.0 / filterScale));
      exact[static_cast<std::size_t>(i)] = weight;
      sum += weight;
    }
    std::int32_t* fixed = filter.weights.data() + static_cast<std::size_t>(output) * filter.stride;
    for (int i = 0; i < count; ++i) {
      const double weight = exact[static_cast<std::size_t>(i)] / sum * (1 << kPrecisionBits);
      fixed[i] = static_cast<std::int32_t>(weight < 0 ? weight - 0.5 : weight + 0.5);
    }
    filter.first.push_back(first);
    filter.count.push_back(count);
  }
  return filter;
}

std::uint8_t toByte(std::int32_t sum) { return static_cast<std::uint8_t>(std::clamp(sum >> kPrecisionBits, 0, 255)); }

Image resizeHorizontally(const Image& image, int width) {
  const Filter filter = makeFilter(image.width, width);
  Image result(width, image.height);
  for (int y = 0; y < image.height; ++y) {
    const std::uint8_t* in = image.row(y);
    std::uint8_t* out = result.row(y);
    for (int x = 0; x < width; ++x) {
      const std::int32_t* weights = filter.weightsOf(x);
      const std::uint8_t* pixel =
          in + static_cast<std::ptrdiff_t>(filter.first[static_cast<std::size_t>(x)]) * kChannels;
      const int count = filter.count[static_cast<std::size_t>(x)];
      std::int32_t red = kHalf;
      std::int32_t green = kHalf;
      std::int32_t blue = kHalf;
      for (int i = 0; i < count; ++i, pixel += kChannels) {
        red += pixel[0] * weights[i];
        green += pixel[1] * weights[i];
        blue += pixel[2] * weights[i];
      }
      *out++ = toByte(red);
      *out++ = toByte(green);
      *out++ = toByte(blue);
    }
  }
  return result;
}

/// A whole row at a time, so that the compiler works on many samples at once.
Image resizeVertically(const Image& image, int height) {
  const Filter filter = makeFilter(image.height, height);
  Image result(image.width, height);
  const std::size_t samples = static_cast<std::size_t>(image.width) * kChannels;
  std::vector<std::int32_t> sums(samples);
  for (int y = 0; y < height; ++y) {
    const std::int32_t* weights = filter.weightsOf(y);
    std::fill(sums.begin(), sums.end(), kHalf);
    for (int i = 0; i < filter.count[static_cast<std::size_t>(y)]; ++i) {
      const std::uint8_t* in = image.row(filter.first[static_cast<std::size_t>(y)] + i);
      const std::int32_t weight = weights[i];
      for (std::size_t s = 0; s < samples; ++s) sums[s] += in[s] * weight;
    }
    std::transform(sums.begin(), sums.end(), result.row(y), toByte);
  }
  return result;
}

void requirePixels(const Image& image, int width, int height) {
  if (width <= 0 || height <= 0) throw Error(ErrorCode::InvalidInput, "An image cannot be resized to no pixels.");
  const auto expected = static_cast<std::size_t>(std::max(image.width, 0)) *
                        static_cast<std::size_t>(std::max(image.height, 0)) * kChannels;
  if (image.empty() || image.pixels.size() != expected) {
    throw Error(ErrorCode::InvalidInput, "The image has no pixels, or not as many as its size says.");
  }
}

Image centreCrop(const Image& image, int size) {
  // torchvision rounds the offset half to even, as std::nearbyint does.
  const int left = static_cast<int>(std::nearbyint((image.width - size) / 2.0));
  const int top = static_cast<int>(std::nearbyint((image.height - size) / 2.0));
  Image result(size, size);
  for (int y = 0; y < size; ++y) {
    const std::uint8_t* from = image.row(top + y) + static_cast<std::ptrdiff_t>(left) * kChannels;
    std::copy_n(from, static_cast<std::ptrdiff_t>(size) * kChannels, result.row(y));
  }
  return result;
}

}  // namespace

Image resizeBicubic(const Image& image, int width, int height) {
  requirePixels(image, width, height);
  if (width == image.width && height == image.height) return image;
  if (height == image.height) return resizeHorizontally(image, width);
  if (width == image.width) return resizeVertically(image, height);
  return resizeVertically(resizeHorizontally(image, width), height);
}

Image fitToModel(const Image& image, int size, const std::string& resize) {
  if (resize == "squash") return resizeBicubic(image, size, size);
  if (resize != "crop") throw Error(ErrorCode::InvalidInput, "\"" + resize + "\" is neither squash nor crop.");
  requirePixels(image, size, size);
  const auto longSide = [size](int longer, int shorter) {
    const std::int64_t pixels = static_cast<std::int64_t>(size) * longer / shorter;
    if (pixels > INT16_MAX) throw Error(ErrorCode::InvalidInput, "The image is too narrow to be cropped to a square.");
    return static_cast<int>(pixels);
  };
  const bool wide = image.width >= image.height;
  const int width = wide ? longSide(image.width, image.height) : size;
  const int height = wide ? size : longSide(image.height, image.width);
  return centreCrop(resizeBicubic(image, width, height), size);
}

void normalisePlanes(const Image& image, const std::array<double, 3>& mean, const std::array<double, 3>& std,
                     float* out) {
  const std::size_t area = static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height);
  for (std::size_t c = 0; c < 3; ++c) {
    const auto scale = static_cast<float>(1.0 / (255.0 * std[c]));
    const auto shift = static_cast<float>(mean[c] / std[c]);
    float* plane = out + c * area;
    for (std::size_t p = 0; p < area; ++p) plane[p] = static_cast<float>(image.pixels[p * 3 + c]) * scale - shift;
  }
}

}  // namespace tilescout::model
