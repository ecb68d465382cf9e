#pragma once
#include <cstddef>

namespace tilescout::test {

/// While it lives, no single allocation of more than `bytes` succeeds in this program: operator new throws
/// std::bad_alloc. The program has to be linked with memory_limit.cpp.
class MemoryLimit {
 public:
  explicit MemoryLimit(std::size_t bytes);
  ~MemoryLimit();
  MemoryLimit(const MemoryLimit&) = delete;
  MemoryLimit& operator=(const MemoryLimit&) = delete;
};

}  // namespace tilescout::test
