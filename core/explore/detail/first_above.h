#pragma once
#include <cstddef>

namespace tilescout::explore::detail {

/// The first i in [from, count) with values[i] > limit; count if there is none.
std::size_t firstAbove(const float* values, std::size_t from, std::size_t count, float limit);

/// The same with a limit for each value.
std::size_t firstAbove(const float* values, const float* limits, std::size_t from, std::size_t count);

}  // namespace tilescout::explore::detail
