#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "model/detail/row_kernels.h"

namespace tilescout::model::detail {

/// Products in bfloat16 with sums in float32, for processors that do both in one instruction (AVX-512 BF16: Zen 4 and
/// later, Cooper Lake). Not where there is AMX, which oneDNN drives faster, and not on other architectures.
bool hasBf16Rows();

constexpr std::size_t bf16PanelWidth = 32;  ///< outputs

/// A weight matrix [out, in] rounded to bfloat16, two inputs a word, in the order in which multiplyBf16() reads it; out
/// is filled up with zeros to whole panels.
std::vector<std::uint32_t> packBf16(const float* weight, std::size_t out, std::size_t in, std::size_t outStep,
                                    std::size_t inStep);

/// As multiply() for float32, rows of x rounded on the way; `bias` has as many values as there are outputs in whole
/// panels. Only where hasBf16Rows().
void multiplyBf16(const std::uint32_t* packed, const float* bias, std::size_t out, std::size_t in, RowsView x,
                  std::size_t rows, RowsView y, Finish finish);

}  // namespace tilescout::model::detail
