#include "search/scan_kernel.h"

// Highway compiles this file once for every instruction set that can be met; HWY_DYNAMIC_DISPATCH picks one.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "search/scan_kernel.cpp"
#include <hwy/cache_control.h>
#include <hwy/foreach_target.h>  // must come before highway.h
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace tilescout::search::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using FloatTag = hn::CappedTag<float, 16>;  // at most a granule at a time, however long the registers are
using HalfTag = hn::Rebind<hwy::float16_t, FloatTag>;
using FloatVector = hn::Vec<FloatTag>;

/// Distance of the software prefetch: the hardware's prefetchers stop at every 4 KiB page.
constexpr std::size_t prefetchBytes = 4096;

HWY_INLINE FloatVector loadHalves(const std::uint16_t* at) {
  return hn::PromoteTo(FloatTag(), hn::LoadU(HalfTag(), reinterpret_cast<const hwy::float16_t*>(at)));
}

/// Four rows a pass: one load of the query serves them all, and their sums are independent chains for the FMA units.
HWY_INLINE void dotFourRows(const std::uint16_t* HWY_RESTRICT rows, std::size_t stride, const float* HWY_RESTRICT query,
                            float* HWY_RESTRICT out) {
  const FloatTag tag;
  const std::size_t lanes = hn::Lanes(tag);
  const std::uint16_t* const r1 = rows + stride;
  const std::uint16_t* const r2 = r1 + stride;
  const std::uint16_t* const r3 = r2 + stride;
  FloatVector s0 = hn::Zero(tag), s1 = s0, s2 = s0, s3 = s0;
  for (std::size_t i = 0; i < stride; i += lanes) {
    const FloatVector q = hn::LoadU(tag, query + i);
    s0 = hn::MulAdd(loadHalves(rows + i), q, s0);
    s1 = hn::MulAdd(loadHalves(r1 + i), q, s1);
    s2 = hn::MulAdd(loadHalves(r2 + i), q, s2);
    s3 = hn::MulAdd(loadHalves(r3 + i), q, s3);
  }
  out[0] = hn::GetLane(hn::SumOfLanes(tag, s0));
  out[1] = hn::GetLane(hn::SumOfLanes(tag, s1));
  out[2] = hn::GetLane(hn::SumOfLanes(tag, s2));
  out[3] = hn::GetLane(hn::SumOfLanes(tag, s3));
}

/// The same sum in the same order, so that the last rows of a block score as they would elsewhere.
HWY_INLINE float dotRow(const std::uint16_t* HWY_RESTRICT row, std::size_t stride, const float* HWY_RESTRICT query) {
  const FloatTag tag;
  const std::size_t lanes = hn::Lanes(tag);
  FloatVector sum = hn::Zero(tag);
  for (std::size_t i = 0; i < stride; i += lanes) sum = hn::MulAdd(loadHalves(row + i), hn::LoadU(tag, query + i), sum);
  return hn::GetLane(hn::SumOfLanes(tag, sum));
}

HWY_INLINE void prefetchRows(const std::uint16_t* rows, std::size_t count) {
  const auto* const bytes = reinterpret_cast<const char*>(rows) + prefetchBytes;
  for (std::size_t at = 0; at < count * sizeof(std::uint16_t); at += 64) hwy::Prefetch(bytes + at);
}

void ScanRows(const std::uint16_t* HWY_RESTRICT rows, std::size_t rowCount, std::size_t stride,
              const float* HWY_RESTRICT queries, std::size_t queryCount, float* HWY_RESTRICT out,
              std::size_t outStride) {
  std::size_t r = 0;
  for (; r + 4 <= rowCount; r += 4) {
    const std::uint16_t* const group = rows + r * stride;
    prefetchRows(group, 4 * stride);
    for (std::size_t q = 0; q < queryCount; ++q)
      dotFourRows(group, stride, queries + q * stride, out + q * outStride + r);
  }
  for (; r < rowCount; ++r)
    for (std::size_t q = 0; q < queryCount; ++q)
      out[q * outStride + r] = dotRow(rows + r * stride, stride, queries + q * stride);
}

std::uint16_t LargestMagnitude(const std::uint16_t* HWY_RESTRICT halves, std::size_t count) {
  const hn::ScalableTag<std::uint16_t> tag;
  const std::size_t lanes = hn::Lanes(tag);
  const auto withoutSign = hn::Set(tag, 0x7fff);
  auto largest = hn::Zero(tag);
  std::size_t i = 0;
  for (; i + lanes <= count; i += lanes) largest = hn::Max(largest, hn::And(hn::LoadU(tag, halves + i), withoutSign));
  std::uint16_t result = 0;
  HWY_ALIGN std::uint16_t stored[HWY_MAX_BYTES / sizeof(std::uint16_t)];
  hn::Store(largest, tag, stored);
  for (std::size_t l = 0; l < lanes; ++l) result = stored[l] > result ? stored[l] : result;
  for (; i < count; ++i) {
    const auto magnitude = static_cast<std::uint16_t>(halves[i] & 0x7fffU);
    result = magnitude > result ? magnitude : result;
  }
  return result;
}

std::int64_t Target() { return HWY_TARGET; }

}  // namespace tilescout::search::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace tilescout::search {

HWY_EXPORT(ScanRows);
HWY_EXPORT(LargestMagnitude);
HWY_EXPORT(Target);

void scanRows(const std::uint16_t* rows, std::size_t rowCount, std::size_t stride, const float* queries,
              std::size_t queryCount, float* out, std::size_t outStride) {
  HWY_DYNAMIC_DISPATCH(ScanRows)(rows, rowCount, stride, queries, queryCount, out, outStride);
}

std::uint16_t largestMagnitude(const std::uint16_t* halves, std::size_t count) {
  return HWY_DYNAMIC_DISPATCH(LargestMagnitude)(halves, count);
}

std::string scanTargetName() { return hwy::TargetName(HWY_DYNAMIC_DISPATCH(Target)()); }

}  // namespace tilescout::search
#endif
