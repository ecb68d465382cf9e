#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <unordered_map>

#include "base/image.h"

namespace tilescout::jobs {

/// What a picture looks like as a whole.
struct PictureLook {
  double mean = 0.0;       ///< grey, 0 … 255
  double deviation = 0.0;  ///< of the grey values
  double commonest = 0.0;  ///< share of the pixels that have exactly the commonest colour
};

inline PictureLook lookAt(const Image& image) {
  PictureLook look;
  const std::size_t count = image.pixels.size() / 3;
  if (count == 0) return look;
  std::unordered_map<std::uint32_t, std::size_t> colours;
  double sum = 0.0, squares = 0.0;
  std::size_t most = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint8_t* p = image.pixels.data() + 3 * i;
    const double grey = 0.299 * p[0] + 0.587 * p[1] + 0.114 * p[2];
    sum += grey;
    squares += grey * grey;
    most = std::max(most,
                    ++colours[static_cast<std::uint32_t>(p[0]) << 16 | static_cast<std::uint32_t>(p[1]) << 8 | p[2]]);
  }
  const auto n = static_cast<double>(count);
  look.mean = sum / n;
  look.deviation = std::sqrt(std::max(0.0, squares / n - look.mean * look.mean));
  look.commonest = static_cast<double>(most) / n;
  return look;
}

}  // namespace tilescout::jobs
