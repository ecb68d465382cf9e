#include "train/augment.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/error.h"

namespace tilescout::train {

std::uint64_t AugmentRandom::next() {
  state_ += 0x9e3779b97f4a7c15ull;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
  return z ^ (z >> 31);
}

double AugmentRandom::uniform(double low, double high) {
  return low + (high - low) * static_cast<double>(next() >> 11) * 0x1.0p-53;
}

std::uint64_t augmentSeed(std::uint64_t runSeed, std::uint64_t epoch, std::uint64_t image) {
  AugmentRandom mix(runSeed * 0x9e3779b97f4a7c15ull + epoch);
  return mix.next() ^ (image * 0xd6e8feb86659fd93ull);
}

ImagePyramid::ImagePyramid(std::span<const std::uint8_t> images, int pixels)
    : pixels_(pixels),
      count_(0),
      fullSize_(static_cast<std::size_t>(pixels) * static_cast<std::size_t>(pixels) * 3),
      full_(images) {
  if (pixels < 2 || pixels % 2 != 0 || images.size() % fullSize_ != 0) {
    throw Error(ErrorCode::InvalidInput, "training images must be square with an even number of pixels a side");
  }
  count_ = images.size() / fullSize_;
  half_.resize(images.size() / 4);
  const std::size_t rowBytes = static_cast<std::size_t>(pixels) * 3;
  std::uint8_t* target = half_.data();
  for (std::size_t row = 0; row < count_ * static_cast<std::size_t>(pixels); row += 2) {
    const std::uint8_t* upper = full_.data() + row * rowBytes;
    for (std::size_t x = 0; x < rowBytes; x += 6) {
      for (std::size_t c = 0; c < 3; ++c) {
        const int sum = upper[x + c] + upper[x + 3 + c] + upper[rowBytes + x + c] + upper[rowBytes + x + 3 + c];
        *target++ = static_cast<std::uint8_t>((sum + 2) / 4);
      }
    }
  }
}

namespace {

struct Planes {
  float* data;  ///< 3 × size × size, values 0..255
  int size;
  float* plane(int c) const { return data + static_cast<std::ptrdiff_t>(c) * size * size; }
  int area() const { return size * size; }
};

/// Where output pixels come from: centre, and steps for one output pixel to the right and down, in source pixels.
struct Placement {
  double x, y, rightX, rightY, downX, downY;
};

Placement choosePlacement(int pixels, int size, const AugmentSettings& settings, AugmentRandom& random) {
  const double area = random.uniform(settings.minArea, settings.maxArea);
  const double aspect = std::exp(random.uniform(-1.0, 1.0) * std::log(settings.maxAspect));
  const double width = std::min(1.0, std::sqrt(area * aspect)) * pixels;
  const double height = std::min(1.0, std::sqrt(area / aspect)) * pixels;
  const double centreX = random.uniform(width / 2, pixels - width / 2);
  const double centreY = random.uniform(height / 2, pixels - height / 2);
  const double tilt = random.chance(0.5) ? random.uniform(-settings.maxTilt, settings.maxTilt) : 0.0;
  const double angle = random.below(4) * std::numbers::pi / 2 + tilt;
  const double flip = random.chance(0.5) ? -1.0 : 1.0;
  const double stepX = flip * width / size, stepY = height / size;
  return {centreX, centreY, std::cos(angle) * stepX, std::sin(angle) * stepX, -std::sin(angle) * stepY,
          std::cos(angle) * stepY};
}

int reflected(int position, int count) {
  if (position < 0) position = -position - 1;
  if (position >= count) position = 2 * count - 1 - position;
  return std::clamp(position, 0, count - 1);
}

void sampleBilinear(const std::uint8_t* source, int pixels, const Placement& place, const Planes& out) {
  const double middle = (out.size - 1) / 2.0;
  for (int v = 0; v < out.size; ++v) {
    for (int u = 0; u < out.size; ++u) {
      const double x = place.x + (u - middle) * place.rightX + (v - middle) * place.downX - 0.5;
      const double y = place.y + (u - middle) * place.rightY + (v - middle) * place.downY - 0.5;
      const int x0 = static_cast<int>(std::floor(x)), y0 = static_cast<int>(std::floor(y));
      const float fx = static_cast<float>(x - x0), fy = static_cast<float>(y - y0);
      const int left = reflected(x0, pixels) * 3, right = reflected(x0 + 1, pixels) * 3;
      const std::uint8_t* upper = source + static_cast<std::ptrdiff_t>(reflected(y0, pixels)) * pixels * 3;
      const std::uint8_t* lower = source + static_cast<std::ptrdiff_t>(reflected(y0 + 1, pixels)) * pixels * 3;
      for (int c = 0; c < 3; ++c) {
        const float top = upper[left + c] + fx * static_cast<float>(upper[right + c] - upper[left + c]);
        const float bottom = lower[left + c] + fx * static_cast<float>(lower[right + c] - lower[left + c]);
        out.plane(c)[v * out.size + u] = top + fy * (bottom - top);
      }
    }
  }
}

void boxBlur(const Planes& planes, std::vector<float>& scratch) {
  const int size = planes.size;
  scratch.resize(static_cast<std::size_t>(planes.area()));
  for (int c = 0; c < 3; ++c) {
    float* plane = planes.plane(c);
    for (int y = 0; y < size; ++y) {
      for (int x = 0; x < size; ++x) {
        const float* row = plane + y * size;
        scratch[static_cast<std::size_t>(y * size + x)] =
            (row[std::max(x - 1, 0)] + row[x] + row[std::min(x + 1, size - 1)]) / 3.0f;
      }
    }
    for (int y = 0; y < size; ++y) {
      const float* above = &scratch[static_cast<std::size_t>(std::max(y - 1, 0) * size)];
      const float* here = &scratch[static_cast<std::size_t>(y * size)];
      const float* below = &scratch[static_cast<std::size_t>(std::min(y + 1, size - 1) * size)];
      for (int x = 0; x < size; ++x) plane[y * size + x] = (above[x] + here[x] + below[x]) / 3.0f;
    }
  }
}

/// A coarser sensor: `factor`-fold smaller by averaging, then enlarged again (bilinear).
void coarsen(const Planes& planes, double factor, std::vector<float>& scratch) {
  const int size = planes.size;
  const int small = std::max(8, static_cast<int>(size / factor));
  scratch.assign(static_cast<std::size_t>(small * small), 0.0f);
  for (int c = 0; c < 3; ++c) {
    float* plane = planes.plane(c);
    for (int y = 0; y < small; ++y) {
      const int y0 = y * size / small, y1 = std::max(y0 + 1, (y + 1) * size / small);
      for (int x = 0; x < small; ++x) {
        const int x0 = x * size / small, x1 = std::max(x0 + 1, (x + 1) * size / small);
        float sum = 0.0f;
        for (int yy = y0; yy < y1; ++yy)
          for (int xx = x0; xx < x1; ++xx) sum += plane[yy * size + xx];
        scratch[static_cast<std::size_t>(y * small + x)] = sum / static_cast<float>((y1 - y0) * (x1 - x0));
      }
    }
    const auto scale = static_cast<float>(small) / static_cast<float>(size);
    for (int y = 0; y < size; ++y) {
      const float sy = std::clamp((static_cast<float>(y) + 0.5f) * scale - 0.5f, 0.0f, static_cast<float>(small - 1));
      const int y0 = static_cast<int>(sy), y1 = std::min(y0 + 1, small - 1);
      for (int x = 0; x < size; ++x) {
        const float sx = std::clamp((static_cast<float>(x) + 0.5f) * scale - 0.5f, 0.0f, static_cast<float>(small - 1));
        const int x0 = static_cast<int>(sx), x1 = std::min(x0 + 1, small - 1);
        const float fx = sx - static_cast<float>(x0), fy = sy - static_cast<float>(y0);
        const auto at = [&](int yy, int xx) { return scratch[static_cast<std::size_t>(yy * small + xx)]; };
        const float top = at(y0, x0) + fx * (at(y0, x1) - at(y0, x0));
        const float bottom = at(y1, x0) + fx * (at(y1, x1) - at(y1, x0));
        plane[y * size + x] = top + fy * (bottom - top);
      }
    }
  }
}

void percentileStretch(const Planes& planes, AugmentRandom& random, std::vector<float>& scratch) {
  const double low = random.uniform(0.0, 0.03), high = random.uniform(0.97, 1.0);
  for (int c = 0; c < 3; ++c) {
    float* plane = planes.plane(c);
    scratch.assign(plane, plane + planes.area());
    const auto nth = [&](double share) {
      const auto position = static_cast<std::ptrdiff_t>(share * (planes.area() - 1));
      std::nth_element(scratch.begin(), scratch.begin() + position, scratch.end());
      return scratch[static_cast<std::size_t>(position)];
    };
    const float darkest = nth(low), brightest = nth(high);
    const float scale = 255.0f / std::max(brightest - darkest, 16.0f);
    for (int i = 0; i < planes.area(); ++i) plane[i] = std::clamp((plane[i] - darkest) * scale, 0.0f, 255.0f);
  }
}

/// Gains, gamma and contrast as another sensor or processing would give, through a 256-entry table a channel.
void sensorColours(const Planes& planes, const AugmentSettings& settings, AugmentRandom& random) {
  const double gamma = std::exp(random.uniform(-settings.gamma, settings.gamma));
  const double contrast = 1.0 + random.uniform(-settings.contrast, settings.contrast);
  const double brightness = random.uniform(-settings.contrast, settings.contrast) * 80.0;
  for (int c = 0; c < 3; ++c) {
    const double gain = 1.0 + random.uniform(-settings.gain, settings.gain);
    std::array<float, 257> table{};
    for (int i = 0; i <= 256; ++i) {
      const double shaped = 255.0 * std::pow(std::min(i, 255) / 255.0, gamma) * gain;
      table[static_cast<std::size_t>(i)] =
          static_cast<float>(std::clamp((shaped - 128.0) * contrast + 128.0 + brightness, 0.0, 255.0));
    }
    float* plane = planes.plane(c);
    for (int i = 0; i < planes.area(); ++i) {
      const float value = std::clamp(plane[i], 0.0f, 255.0f);
      const auto index = static_cast<std::size_t>(value);
      plane[i] = table[index] + (value - static_cast<float>(index)) * (table[index + 1] - table[index]);
    }
  }
}

void haze(const Planes& planes, AugmentRandom& random) {
  const auto share = static_cast<float>(random.uniform(0.05, 0.4));
  const auto light = static_cast<float>(random.uniform(180.0, 255.0));
  for (int i = 0; i < 3 * planes.area(); ++i) planes.data[i] += share * (light - planes.data[i]);
}

void greyOut(const Planes& planes) {
  for (int i = 0; i < planes.area(); ++i) {
    const float grey = 0.299f * planes.plane(0)[i] + 0.587f * planes.plane(1)[i] + 0.114f * planes.plane(2)[i];
    for (int c = 0; c < 3; ++c) planes.plane(c)[i] = grey;
  }
}

}  // namespace

void augmentImage(const ImagePyramid& images, std::size_t image, int size, const AugmentSettings& settings,
                  AugmentRandom& random, const std::array<double, 3>& mean, const std::array<double, 3>& std,
                  float* out) {
  const Planes planes{out, size};
  Placement place = choosePlacement(images.pixels(), size, settings, random);
  if (std::hypot(place.rightX, place.rightY) > 1.5) {
    for (double* value : {&place.x, &place.y, &place.rightX, &place.rightY, &place.downX, &place.downY}) *value /= 2;
    sampleBilinear(images.half(image), images.pixels() / 2, place, planes);
  } else {
    sampleBilinear(images.full(image), images.pixels(), place, planes);
  }
  std::vector<float> scratch;
  if (random.chance(settings.lowResolution)) coarsen(planes, std::exp2(random.uniform(1.0, 3.0)), scratch);
  if (random.chance(settings.blur)) boxBlur(planes, scratch);
  if (random.chance(settings.haze)) haze(planes, random);
  if (random.chance(settings.stretch)) percentileStretch(planes, random, scratch);
  if (random.chance(settings.sensor)) sensorColours(planes, settings, random);
  if (random.chance(settings.grey)) greyOut(planes);
  for (int c = 0; c < 3; ++c) {
    const auto channel = static_cast<std::size_t>(c);
    const auto scale = static_cast<float>(1.0 / (255.0 * std[channel]));
    const auto shift = static_cast<float>(mean[channel] / std[channel]);
    float* plane = planes.plane(c);
    for (int i = 0; i < planes.area(); ++i) plane[i] = plane[i] * scale - shift;
  }
}

}  // namespace tilescout::train
