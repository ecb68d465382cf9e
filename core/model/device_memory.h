#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "model/device.h"

namespace tilescout::model {

/// Memory of a GPU, bytes. What other programs hold of it is not free either.
struct GpuMemory {
  std::int64_t total = 0, free = 0;
};

/// The CUDA runtime's functions that tell it. LibTorch's own would need CUDA's headers to build.
struct CudaRuntime {
  int (*getDevice)(int*) = nullptr;
  int (*setDevice)(int) = nullptr;
  int (*memGetInfo)(std::size_t*, std::size_t*) = nullptr;
};
/// Those of the runtime that LibTorch has loaded; null where there is none.
CudaRuntime loadedCudaRuntime();

/// Nothing for a CPU, or where the runtime does not say. "auto" and "cuda" mean the first GPU.
std::optional<GpuMemory> gpuMemory(const std::string& device, const CudaRuntime& runtime = loadedCudaRuntime());

/// Bytes that new work may take on this device: of the GPU, or else of the computer.
std::int64_t availableMemoryOn(const std::string& device, const CudaRuntime& runtime = loadedCudaRuntime());

/// What work on a device takes from the making of this on. On a CPU what the process holds; on a GPU what is in use of
/// it. LibTorch keeps what it has once allocated there, so looking after each step finds the peak.
class MemoryWatch {
 public:
  explicit MemoryWatch(std::string device, const CudaRuntime& runtime = loadedCudaRuntime());
  std::int64_t now() const;
  /// The most: of the process at any time, of a GPU as far as looked at.
  std::int64_t peak() const;

 private:
  std::string device_;
  CudaRuntime runtime_;
  mutable std::int64_t most_ = 0;  ///< seen so far
};

}  // namespace tilescout::model
