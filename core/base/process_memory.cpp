#include "base/process_memory.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <algorithm>
#include <fstream>
#include <limits>
#include <string>

namespace tilescout {

namespace {

/// The number in kB after `key` in one of /proc's lists; -1 when it is not there.
std::int64_t kilobytes(const char* file, const std::string& key) {
  std::ifstream in(file);
  for (std::string word; in >> word;) {
    std::int64_t value = 0;
    if (word == key && in >> value) return value;
  }
  return -1;
}

std::int64_t numberIn(const char* file) {
  std::ifstream in(file);
  std::int64_t value = 0;
  return in >> value ? value : -1;
}

}  // namespace

std::int64_t residentMemory() { return std::max<std::int64_t>(0, kilobytes("/proc/self/status", "VmRSS:")) * 1024; }
std::int64_t peakResidentMemory() { return std::max<std::int64_t>(0, kilobytes("/proc/self/status", "VmHWM:")) * 1024; }

void resetPeakMemory() { std::ofstream("/proc/self/clear_refs") << 5; }  // man 5 proc

std::int64_t availableMemory() {
  const std::int64_t free = kilobytes("/proc/meminfo", "MemAvailable:");
  std::int64_t bytes = free < 0 ? std::int64_t{1} << 40 : free * 1024;
  const std::int64_t limit = numberIn("/sys/fs/cgroup/memory.max"), used = numberIn("/sys/fs/cgroup/memory.current");
  if (limit > 0 && used >= 0) bytes = std::min(bytes, std::max<std::int64_t>(0, limit - used));
  return bytes;
}

void keepFreedMemory(FreedMemory kept) {
#ifdef __GLIBC__
  constexpr int largestThreshold = 32 << 20;  // more is refused (mallopt(3))
  const bool all = kept == FreedMemory::All;
  mallopt(M_MMAP_THRESHOLD, largestThreshold);
  if (all) mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, all ? std::numeric_limits<int>::max() : 512 << 20);
  mallopt(M_TOP_PAD, 64 << 20);
#endif
}

}  // namespace tilescout
