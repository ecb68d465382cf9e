#include "model/device_memory.h"

#include <dlfcn.h>

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

#include "base/process_memory.h"

namespace tilescout::model {

namespace {

/// Number of the GPU, -1 of what is none.
int gpuNumber(const std::string& device) {
  if (device == "auto" || device == "cuda") return 0;
  constexpr std::string_view kPrefix = "cuda:";
  if (device.rfind(kPrefix, 0) != 0) return -1;
  int number = -1;
  std::from_chars(device.data() + kPrefix.size(), device.data() + device.size(), number);
  return number;
}

template <typename Function>
Function loaded(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_DEFAULT, name));
}

}  // namespace

CudaRuntime loadedCudaRuntime() {
  return {loaded<int (*)(int*)>("cudaGetDevice"), loaded<int (*)(int)>("cudaSetDevice"),
          loaded<int (*)(std::size_t*, std::size_t*)>("cudaMemGetInfo")};
}

std::optional<GpuMemory> gpuMemory(const std::string& device, const CudaRuntime& runtime) {
  const int number = gpuNumber(device);
  int before = 0;
  if (number < 0 || !runtime.getDevice || !runtime.setDevice || !runtime.memGetInfo) return std::nullopt;
  if (runtime.getDevice(&before) != 0 || runtime.setDevice(number) != 0) return std::nullopt;
  std::size_t free = 0, total = 0;
  const bool told = runtime.memGetInfo(&free, &total) == 0;
  runtime.setDevice(before);
  if (!told) return std::nullopt;
  return GpuMemory{static_cast<std::int64_t>(total), static_cast<std::int64_t>(free)};
}

std::int64_t availableMemoryOn(const std::string& device, const CudaRuntime& runtime) {
  const auto gpu = gpuMemory(device, runtime);
  return gpu ? gpu->free : availableMemory();
}

MemoryWatch::MemoryWatch(std::string device, const CudaRuntime& runtime)
    : device_(std::move(device)), runtime_(runtime) {
  resetPeakMemory();
}

std::int64_t MemoryWatch::now() const {
  const auto gpu = gpuMemory(device_, runtime_);
  const std::int64_t used = gpu ? gpu->total - gpu->free : residentMemory();
  most_ = std::max(most_, used);
  return used;
}

std::int64_t MemoryWatch::peak() const {
  const std::int64_t used = now();
  return gpuMemory(device_, runtime_) ? std::max(most_, used) : peakResidentMemory();
}

}  // namespace tilescout::model
