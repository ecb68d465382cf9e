#pragma once
#include <cstddef>
#include <span>

namespace tilescout::explore {

/// A matrix seen from outside: count() rows of `dim` floats, row-major. Embeddings are L2-normalised rows.
struct Rows {
  std::span<const float> values;
  std::size_t dim = 0;

  std::size_t count() const noexcept { return dim == 0 ? 0 : values.size() / dim; }
  const float* row(std::size_t i) const noexcept { return values.data() + i * dim; }
  Rows part(std::size_t first, std::size_t rows) const noexcept {
    return {values.subspan(first * dim, rows * dim), dim};
  }
};

/// A point of a layout.
struct Point {
  float x = 0.0F;
  float y = 0.0F;
};

}  // namespace tilescout::explore
