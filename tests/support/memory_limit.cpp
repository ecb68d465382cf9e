#include "support/memory_limit.h"

#include <atomic>
#include <cstdlib>
#include <limits>
#include <new>

namespace {

std::atomic<std::size_t> largest{std::numeric_limits<std::size_t>::max()};

void* allocate(std::size_t bytes) {
  void* memory = bytes > largest.load(std::memory_order_relaxed) ? nullptr : std::malloc(bytes > 0 ? bytes : 1);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

}  // namespace

// The standard's own way of counting or refusing memory: [new.delete.single].
void* operator new(std::size_t bytes) { return allocate(bytes); }
void* operator new[](std::size_t bytes) { return allocate(bytes); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }

namespace tilescout::test {

MemoryLimit::MemoryLimit(std::size_t bytes) { largest = bytes; }
MemoryLimit::~MemoryLimit() { largest = std::numeric_limits<std::size_t>::max(); }

}  // namespace tilescout::test
