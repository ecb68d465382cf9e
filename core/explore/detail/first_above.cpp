#include "explore/detail/first_above.h"

// Highway compiles this file once for every instruction set that can be met; HWY_DYNAMIC_DISPATCH picks one.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "explore/detail/first_above.cpp"
#include <hwy/foreach_target.h>  // must come before highway.h
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace tilescout::explore::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Tag = hn::ScalableTag<float>;

/// Nearly all values are below: two vectors a step are only looked into when one of their values is above.
std::size_t FirstAbove(const float* HWY_RESTRICT values, std::size_t from, std::size_t count, float limit) {
  const Tag tag;
  const std::size_t lanes = hn::Lanes(tag);
  const auto limits = hn::Set(tag, limit);
  std::size_t i = from;
  for (; i + 2 * lanes <= count; i += 2 * lanes) {
    const auto greater = hn::Max(hn::LoadU(tag, values + i), hn::LoadU(tag, values + i + lanes));
    if (!hn::AllFalse(tag, hn::Gt(greater, limits))) break;
  }
  while (i < count && !(values[i] > limit)) ++i;
  return i;
}

std::size_t FirstAboveEach(const float* HWY_RESTRICT values, const float* HWY_RESTRICT limits, std::size_t from,
                           std::size_t count) {
  const Tag tag;
  const std::size_t lanes = hn::Lanes(tag);
  std::size_t i = from;
  for (; i + 2 * lanes <= count; i += 2 * lanes) {
    const auto low = hn::Gt(hn::LoadU(tag, values + i), hn::LoadU(tag, limits + i));
    const auto high = hn::Gt(hn::LoadU(tag, values + i + lanes), hn::LoadU(tag, limits + i + lanes));
    if (!hn::AllFalse(tag, hn::Or(low, high))) break;
  }
  while (i < count && !(values[i] > limits[i])) ++i;
  return i;
}

}  // namespace tilescout::explore::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace tilescout::explore::detail {

HWY_EXPORT(FirstAbove);
HWY_EXPORT(FirstAboveEach);

std::size_t firstAbove(const float* values, std::size_t from, std::size_t count, float limit) {
  return HWY_DYNAMIC_DISPATCH(FirstAbove)(values, from, count, limit);
}

std::size_t firstAbove(const float* values, const float* limits, std::size_t from, std::size_t count) {
  return HWY_DYNAMIC_DISPATCH(FirstAboveEach)(values, limits, from, count);
}

}  // namespace tilescout::explore::detail
#endif
