#include "train/harma_augment.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <utility>
#include <vector>

#include "model/preprocess.h"

namespace tilescout::train {

namespace {

using Table = std::array<std::uint8_t, 256>;
constexpr double outside = 128.0;

std::uint8_t truncated(double value) { return static_cast<std::uint8_t>(std::clamp(value, 0.0, 255.0)); }

/// Each channel through a table that `make(values of the channel's histogram)` gives.
template <typename Make>
Image throughTables(const Image& image, Make&& make) {
  std::array<std::array<std::int64_t, 256>, 3> counts{};
  for (std::size_t i = 0; i < image.pixels.size(); ++i) ++counts[i % 3][image.pixels[i]];
  std::array<Table, 3> tables;
  for (std::size_t c = 0; c < 3; ++c) tables[c] = make(counts[c]);
  Image out = image;
  for (std::size_t i = 0; i < out.pixels.size(); ++i) out.pixels[i] = tables[i % 3][image.pixels[i]];
  return out;
}

Table identityTable() {
  Table table;
  for (std::size_t v = 0; v < 256; ++v) table[v] = static_cast<std::uint8_t>(v);
  return table;
}

struct Box {
  int x, y, width, height;
};

/// torchvision's RandomResizedCrop: ten tries, then the greatest centred part of an allowed shape.
Box chooseCrop(const Image& image, const HarmaAugment& settings, AugmentRandom& random) {
  const double area = static_cast<double>(image.width) * image.height;
  for (int attempt = 0; attempt < 10; ++attempt) {
    const double target = area * random.uniform(settings.minArea, settings.maxArea);
    const double aspect = std::exp(random.uniform(std::log(3.0 / 4.0), std::log(4.0 / 3.0)));
    const int width = static_cast<int>(std::lround(std::sqrt(target * aspect)));
    const int height = static_cast<int>(std::lround(std::sqrt(target / aspect)));
    if (width <= 0 || height <= 0 || width > image.width || height > image.height) continue;
    const int y = random.below(image.height - height + 1);
    return {random.below(image.width - width + 1), y, width, height};
  }
  const int side = std::min(image.width, image.height);
  return {(image.width - side) / 2, (image.height - side) / 2, side, side};
}

Image cropped(const Image& image, const Box& box) {
  Image out(box.width, box.height);
  for (int y = 0; y < box.height; ++y) {
    std::copy_n(image.row(box.y + y) + box.x * 3, box.width * 3, out.row(y));
  }
  return out;
}

void mirror(Image& image) {
  for (int y = 0; y < image.height; ++y) {
    std::uint8_t* row = image.row(y);
    for (int a = 0, b = image.width - 1; a < b; ++a, --b) std::swap_ranges(row + a * 3, row + a * 3 + 3, row + b * 3);
  }
}

double signedBy(double value, AugmentRandom& random) { return random.chance(0.5) ? -value : value; }

/// One of the ten operations at `level` of 10, as the authors' arg_dict scales it.
Image oneOperation(const Image& image, int magnitude, AugmentRandom& random) {
  const double level = magnitude / 10.0;
  const double factor = level * 1.8 + 0.1, shear = level * 0.3, shift = level * 10.0, turn = level * 30.0;
  switch (random.below(10)) {
    case 0: return image;
    case 1: return autoContrast(image);
    case 2: return equalise(image);
    case 3: return brightness(image, factor);
    case 4: return sharpness(image, factor);
    case 5: return shearX(image, signedBy(shear, random));
    case 6: return shearY(image, signedBy(shear, random));
    case 7: return translateX(image, signedBy(shift, random));
    case 8: return translateY(image, signedBy(shift, random));
    default: return rotate(image, signedBy(turn, random));
  }
}

}  // namespace

Image autoContrast(const Image& image) {
  return throughTables(image, [](const auto& counts) {
    Table table = identityTable();
    int low = 0, high = 255;
    while (low < 255 && counts[static_cast<std::size_t>(low)] == 0) ++low;
    while (high > 0 && counts[static_cast<std::size_t>(high)] == 0) --high;
    if (high <= low) return table;
    const double scale = 255.0 / (high - low);
    for (std::size_t v = 0; v < 256; ++v) table[v] = truncated(static_cast<double>(v) * scale - low * scale);
    return table;
  });
}

Image equalise(const Image& image) {
  return throughTables(image, [](const auto& counts) {
    Table table = identityTable();
    std::int64_t all = 0, last = 0;
    for (const std::int64_t count : counts) {
      all += count;
      if (count != 0) last = count;
    }
    const std::int64_t step = (all - last) / 255;
    if (step == 0) return table;
    std::int64_t sum = step / 2;
    for (std::size_t v = 0; v < 256; ++v) {
      table[v] = static_cast<std::uint8_t>(std::min<std::int64_t>(sum / step, 255));
      sum += counts[v];
    }
    return table;
  });
}

Image brightness(const Image& image, double factor) {
  return throughTables(image, [&](const auto&) {
    Table table;
    for (std::size_t v = 0; v < 256; ++v) table[v] = truncated(static_cast<double>(v) * factor);
    return table;
  });
}

Image sharpness(const Image& image, double factor) {
  Image out = image;
  for (int y = 1; y + 1 < image.height; ++y) {
    for (int x = 1; x + 1 < image.width; ++x) {
      for (int c = 0; c < 3; ++c) {
        int sum = 4 * image.row(y)[x * 3 + c];
        for (int dy = -1; dy <= 1; ++dy) {
          for (int dx = -1; dx <= 1; ++dx) sum += image.row(y + dy)[(x + dx) * 3 + c];
        }
        const double blurred = std::round(sum / 13.0);  // the kernel's sum: eight ones and a five
        out.row(y)[x * 3 + c] = truncated(blurred + factor * (image.row(y)[x * 3 + c] - blurred));
      }
    }
  }
  return out;
}

Image warpAffine(const Image& image, const std::array<double, 6>& m) {
  const double determinant = m[0] * m[4] - m[1] * m[3];
  const double a = m[4] / determinant, b = -m[1] / determinant, d = -m[3] / determinant, e = m[0] / determinant;
  const double tx = -(a * m[2] + b * m[5]), ty = -(d * m[2] + e * m[5]);
  Image out(image.width, image.height);
  const auto at = [&](int x, int y, int c) {
    const bool inside = x >= 0 && y >= 0 && x < image.width && y < image.height;
    return inside ? static_cast<double>(image.row(y)[x * 3 + c]) : outside;
  };
  for (int v = 0; v < out.height; ++v) {
    for (int u = 0; u < out.width; ++u) {
      const double x = a * u + b * v + tx, y = d * u + e * v + ty;
      const int x0 = static_cast<int>(std::floor(x)), y0 = static_cast<int>(std::floor(y));
      const double fx = x - x0, fy = y - y0;
      for (int c = 0; c < 3; ++c) {
        const double top = at(x0, y0, c) * (1 - fx) + at(x0 + 1, y0, c) * fx;
        const double bottom = at(x0, y0 + 1, c) * (1 - fx) + at(x0 + 1, y0 + 1, c) * fx;
        out.row(v)[u * 3 + c] = static_cast<std::uint8_t>(std::lround(top * (1 - fy) + bottom * fy));
      }
    }
  }
  return out;
}

Image shearX(const Image& image, double factor) { return warpAffine(image, {1, factor, 0, 0, 1, 0}); }
Image shearY(const Image& image, double factor) { return warpAffine(image, {1, 0, 0, factor, 1, 0}); }
Image translateX(const Image& image, double pixels) { return warpAffine(image, {1, 0, -pixels, 0, 1, 0}); }
Image translateY(const Image& image, double pixels) { return warpAffine(image, {1, 0, 0, 0, 1, -pixels}); }

Image rotate(const Image& image, double degrees) {
  const double angle = degrees * std::numbers::pi / 180.0, c = std::cos(angle), s = std::sin(angle);
  const double x = image.width / 2.0, y = image.height / 2.0;  // cv2.getRotationMatrix2D about the middle
  return warpAffine(image, {c, s, (1 - c) * x - s * y, -s, c, s * x + (1 - c) * y});
}

Image quarterTurn(const Image& image, int turns) {
  turns = ((turns % 4) + 4) % 4;
  if (turns == 0) return image;
  const bool sideways = turns % 2 != 0;
  Image out(sideways ? image.height : image.width, sideways ? image.width : image.height);
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      const int u = turns == 1 ? image.height - 1 - y : turns == 2 ? image.width - 1 - x : y;
      const int v = turns == 1 ? x : turns == 2 ? image.height - 1 - y : image.width - 1 - x;
      std::copy_n(image.row(y) + x * 3, 3, out.row(v) + u * 3);
    }
  }
  return out;
}

Image augmentHarma(const Image& image, int size, const HarmaAugment& settings, AugmentRandom& random) {
  Image out = model::resizeBicubic(cropped(image, chooseCrop(image, settings, random)), size, size);
  if (settings.flip && random.chance(0.5)) mirror(out);
  if (settings.quarterTurns) out = quarterTurn(out, random.below(4));
  for (int i = 0; i < settings.operations; ++i) {
    if (random.chance(0.5)) out = oneOperation(out, settings.magnitude, random);
  }
  return out;
}

}  // namespace tilescout::train
