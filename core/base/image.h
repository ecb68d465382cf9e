#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tilescout {

/// 8-bit RGB picture, rows from the top, interleaved: pixels[(y * width + x) * 3 + c].
struct Image {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> pixels;

  Image() = default;
  Image(int w, int h) : width(w), height(h), pixels(static_cast<std::size_t>(w) * static_cast<std::size_t>(h) * 3) {}

  bool empty() const noexcept { return width <= 0 || height <= 0; }
  std::uint8_t* row(int y) { return pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width) * 3; }
  const std::uint8_t* row(int y) const {
    return pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width) * 3;
  }
};

/// A picture to be laid over others: `alpha` is one byte a pixel, 255 opaque; colours are not multiplied by it.
struct MaskedImage {
  Image image;
  std::vector<std::uint8_t> alpha;

  bool empty() const noexcept { return image.empty(); }
};

}  // namespace tilescout
