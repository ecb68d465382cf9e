#pragma once
#include <cstddef>
#include <cstdint>
#include <string>

namespace tilescout::search {

/// Rows are padded with zeros to a multiple of this many halves (64 bytes), so the kernel has no tail.
inline constexpr std::size_t rowGranule = 32;

/// Inner products of `rows` consecutive fp16 rows with `queries` fp32 vectors, in fp32. `stride` (a multiple of
/// rowGranule) is the length of rows and queries alike; rows start on 64-byte boundaries, queries on any.
/// out[q * outStride + r]. The best instruction set of this CPU is chosen when it is first called (AVX-512, AVX2, SSE4,
/// SSSE3, NEON, or portable C++). A row's result does not depend on the rows or queries around it.
void scanRows(const std::uint16_t* rows, std::size_t rowCount, std::size_t stride, const float* queries,
              std::size_t queryCount, float* out, std::size_t outStride);

/// Largest |value| of `count` halves as its bit pattern; 0x7c00 and above: there is an infinity or NaN among them.
std::uint16_t largestMagnitude(const std::uint16_t* halves, std::size_t count);

/// Name of the instruction set that scanRows uses here, e.g. "AVX3"; for the benchmark and bug reports.
std::string scanTargetName();

}  // namespace tilescout::search
