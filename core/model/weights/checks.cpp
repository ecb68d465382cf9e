#include "model/weights/checks.h"

#include <algorithm>

namespace tilescout::model::weights {

std::optional<std::uint64_t> elementCount(std::span<const std::int64_t> shape) {
  std::uint64_t count = 1;
  bool zero = false;
  for (const std::int64_t size : shape) {
    if (size < 0) return std::nullopt;
    if (size == 0) {
      zero = true;
      continue;
    }
    if (__builtin_mul_overflow(count, static_cast<std::uint64_t>(size), &count)) return std::nullopt;
    if (count > static_cast<std::uint64_t>(INT64_MAX)) return std::nullopt;
  }
  return zero ? 0 : count;
}

std::optional<std::uint64_t> stridedExtent(std::span<const std::int64_t> shape, std::span<const std::int64_t> strides) {
  if (shape.size() != strides.size()) return std::nullopt;
  const auto count = elementCount(shape);
  if (!count) return std::nullopt;
  if (*count == 0) return 0;
  std::uint64_t last = 0;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    std::uint64_t step = 0;
    if (strides[i] < 0 || __builtin_mul_overflow(static_cast<std::uint64_t>(shape[i] - 1),
                                                 static_cast<std::uint64_t>(strides[i]), &step)) {
      return std::nullopt;
    }
    if (__builtin_add_overflow(last, step, &last)) return std::nullopt;
  }
  if (last >= static_cast<std::uint64_t>(INT64_MAX)) return std::nullopt;
  return last + 1;
}

std::string printable(std::string_view text) {
  constexpr std::size_t longest = 120;
  std::string result;
  for (const char letter : text.substr(0, longest)) {
    result.push_back(letter >= 0x20 && letter < 0x7f ? letter : '?');
  }
  if (text.size() > longest) result += "...";
  return result;
}

std::string shapeText(std::span<const std::int64_t> shape) {
  std::string text = "[";
  for (std::size_t i = 0; i < shape.size(); ++i) text += (i ? ", " : "") + std::to_string(shape[i]);
  return text + "]";
}

bool goodTensorName(std::string_view name) {
  return !name.empty() && name.size() <= 512 && std::all_of(name.begin(), name.end(), [](char letter) {
    return static_cast<unsigned char>(letter) >= 0x20 && letter != 0x7f;
  });
}

}  // namespace tilescout::model::weights
