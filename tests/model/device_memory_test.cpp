// Memory of a GPU, told by a CUDA runtime: here one of two made-up cards.
#include "model/device_memory.h"

#include <doctest/doctest.h>

using namespace tilescout::model;

namespace {

int current = 0;
std::size_t freeBytes[2] = {6'000'000'000, 1'000'000'000};

int getDevice(int* device) {
  *device = current;
  return 0;
}
int setDevice(int device) {
  if (device > 1) return 101;  // cudaErrorInvalidDevice
  current = device;
  return 0;
}
int memGetInfo(std::size_t* free, std::size_t* total) {
  *free = freeBytes[current];
  *total = 8'000'000'000;
  return 0;
}

const CudaRuntime kTwoCards{getDevice, setDevice, memGetInfo};

}  // namespace

TEST_CASE("memory of a GPU is asked of the card that is meant, and the current one stays") {
  current = 1;
  REQUIRE(gpuMemory("cuda", kTwoCards));
  CHECK(gpuMemory("cuda", kTwoCards)->free == 6'000'000'000);
  CHECK(gpuMemory("cuda:1", kTwoCards)->free == 1'000'000'000);
  CHECK(gpuMemory("cuda:1", kTwoCards)->total == 8'000'000'000);
  CHECK(current == 1);
  CHECK_FALSE(gpuMemory("cuda:7", kTwoCards));
  CHECK_FALSE(gpuMemory("cpu", kTwoCards));
  CHECK_FALSE(gpuMemory("cuda:0", CudaRuntime{}));
  CHECK(availableMemoryOn("cuda:1", kTwoCards) == 1'000'000'000);
  CHECK(availableMemoryOn("cpu", kTwoCards) > 0);
}

TEST_CASE("the peak of a GPU is what was seen, that of a CPU what the process held") {
  freeBytes[0] = 6'000'000'000;
  MemoryWatch card("cuda:0", kTwoCards);
  CHECK(card.now() == 2'000'000'000);
  freeBytes[0] = 3'000'000'000;
  CHECK(card.now() == 5'000'000'000);
  freeBytes[0] = 6'000'000'000;
  CHECK(card.now() == 2'000'000'000);
  CHECK(card.peak() == 5'000'000'000);
  MemoryWatch process("cpu", kTwoCards);
  CHECK(process.now() > 1'000'000);
  CHECK(process.peak() >= process.now() / 2);
}
