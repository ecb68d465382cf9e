#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "model/weights/tensor_source.h"

namespace tilescout::model::weights {

/// Product of the sizes; nothing when one is negative or the product does not fit 63 bits.
std::optional<std::uint64_t> elementCount(std::span<const std::int64_t> shape);

/// Elements from the first to the last that a strided tensor touches; nothing on overflow or negative strides.
std::optional<std::uint64_t> stridedExtent(std::span<const std::int64_t> shape, std::span<const std::int64_t> strides);

/// Text from a stranger's file, made fit for a message: control characters and bytes above ASCII replaced, cut short.
std::string printable(std::string_view text);

/// "[2, 3]"
std::string shapeText(std::span<const std::int64_t> shape);

/// A name that a tensor may have: not empty, at most 512 bytes, no control characters.
bool goodTensorName(std::string_view name);

inline constexpr std::size_t maxTensors = 100'000;
inline constexpr std::size_t maxRank = 16;

}  // namespace tilescout::model::weights
