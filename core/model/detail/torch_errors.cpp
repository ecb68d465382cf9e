#include "model/detail/torch_errors.h"

#include <algorithm>
#include <array>
#include <new>
#include <string_view>

#include "base/error.h"

namespace tilescout::model::detail {

bool isOutOfMemory(const std::exception& error) {
  if (dynamic_cast<const std::bad_alloc*>(&error) != nullptr) return true;
  if (dynamic_cast<const c10::Error*>(&error) == nullptr) return false;
  // CUDA's; the CPU's from 2.0 on; the CPU's before.
  static constexpr std::array<std::string_view, 3> kWords = {"out of memory", "not enough memory",
                                                             "can't allocate memory"};
  const std::string_view text = error.what();
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view words) { return text.find(words) != std::string_view::npos; });
}

void throwTorch(const c10::Error& error, const std::string& noMemory, const std::string& subject) {
  if (isOutOfMemory(error)) throw Error(ErrorCode::OutOfMemory, noMemory, subject);
  throw Error(ErrorCode::Internal, error.what_without_backtrace(), subject);
}

}  // namespace tilescout::model::detail
