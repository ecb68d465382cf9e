#include <doctest/doctest.h>
#include <sys/resource.h>

#include <atomic>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <thread>
#include <vector>

#include "base/atomic_file.h"
#include "base/bounded_queue.h"
#include "base/error.h"
#include "base/half.h"
#include "base/hash.h"
#include "base/job.h"
#include "base/process_memory.h"
#include "support/test_files.h"

using namespace tilescout;

TEST_CASE("errorSaysSubjectThenMessage") {
  const Error error(ErrorCode::Corrupt, "ends early", "a.tif");
  CHECK(std::string(error.what()) == "a.tif: ends early");
  CHECK(errorCodeName(error.code()) == "corrupt");
}

TEST_CASE("everyHalfSurvivesTheRoundTripThroughFloat") {
  for (std::uint32_t bits = 0; bits < 0x10000u; ++bits) {
    const auto half = static_cast<std::uint16_t>(bits);
    const float value = floatFromHalf(half);
    if (std::isnan(value)) {
      REQUIRE(std::isnan(floatFromHalf(halfFromFloat(value))));
    } else {
      REQUIRE(halfFromFloat(value) == half);
    }
  }
}

TEST_CASE("halfRoundsToNearestEvenAndOverflowsToInfinity") {
  CHECK(halfFromFloat(1.0f + 1.0f / 2048) == halfFromFloat(1.0f));          // tie, to even
  CHECK(floatFromHalf(halfFromFloat(1.0f + 3.0f / 2048)) == 1.0f + 2.0f / 1024);  // tie, up to even
  CHECK(floatFromHalf(halfFromFloat(65504.0f)) == 65504.0f);
  CHECK(std::isinf(floatFromHalf(halfFromFloat(65520.0f))));
  CHECK(floatFromHalf(halfFromFloat(5.96e-8f)) == doctest::Approx(5.9604644775390625e-8f));
}

TEST_CASE("boundedQueueHandsOverInOrderAndDrainsAfterClose") {
  BoundedQueue<int> queue(2);
  std::vector<int> seen;
  std::jthread consumer([&] {
    while (auto item = queue.pop()) seen.push_back(*item);
  });
  for (int i = 0; i < 100; ++i) REQUIRE(queue.push(i));
  queue.close();
  consumer.join();
  REQUIRE(seen.size() == 100);
  CHECK(seen.front() == 0);
  CHECK(seen.back() == 99);
  CHECK_FALSE(queue.push(1));
}

TEST_CASE("abortWakesAProducerThatWaitsForRoom") {
  BoundedQueue<int> queue(1);
  REQUIRE(queue.push(1));
  std::atomic<bool> taken{true};
  std::jthread producer([&] { taken = queue.push(2); });
  queue.abort();
  producer.join();
  CHECK_FALSE(queue.pop().has_value());
}

TEST_CASE("atomicFileLeavesTheOldContentUntilCommit") {
  const test::TempFolder folder;
  const auto target = folder / "state.json";
  {
    AtomicFile file(target);
    file.write("old");
    file.commit();
  }
  {
    AtomicFile file(target);
    file.write("half of the new");
  }
  CHECK(readTextFile(target) == "old");
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("fileHashDependsOnContentAlone") {
  const test::TempFolder folder;
  std::ofstream(folder / "a") << "tile";
  std::ofstream(folder / "b") << "tile";
  CHECK(hashFile(folder / "a") == hashFile(folder / "b"));
  CHECK(hashFile(folder / "a") == hashText("tile"));
  CHECK(hashText("tile") != hashText("tiles"));
  CHECK_THROWS_AS(hashFile(folder / "missing"), Error);
}

TEST_CASE("jobStopsAtTheNextCheckpointAndReportsStageChanges") {
  std::stop_source source;
  std::vector<std::string> stages;
  JobContext job(source.get_token(), [&](const Progress& progress) { stages.push_back(progress.stage); });
  job.report({"scan", 0, 10});
  job.report({"scan", 1, 10});
  job.report({"embed", 0, 10});
  job.report({"embed", 10, 10});
  CHECK(stages == std::vector<std::string>{"scan", "embed", "embed"});
  CHECK_NOTHROW(job.checkpoint());
  source.request_stop();
  CHECK_THROWS_AS(job.checkpoint(), Cancelled);
}

TEST_CASE("thePeakOfMemoryCanBeTakenAnew") {
  if (!std::ofstream("/proc/self/clear_refs").is_open()) {
    MESSAGE("SKIPPED: this system does not let a process take its peak anew");
    return;
  }
  constexpr std::int64_t large = 64 << 20;
  {
    const std::vector<char> block(static_cast<std::size_t>(large), 1);
    CHECK(peakResidentMemory() >= large);
  }
  const std::int64_t before = peakResidentMemory();
  resetPeakMemory();
  CHECK(peakResidentMemory() < before - large / 2);
}

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST_CASE("freedMemoryIsKeptForTheNextUse") {
  const auto faultsOf = [](std::size_t bytes) {
    rusage before{}, after{};
    getrusage(RUSAGE_SELF, &before);
    auto* block = static_cast<volatile char*>(std::malloc(bytes));
    for (std::size_t i = 0; i < bytes; i += 4096) block[i] = 1;  // volatile: a compiler may leave out all of it
    std::free(const_cast<char*>(block));
    getrusage(RUSAGE_SELF, &after);
    return after.ru_minflt - before.ru_minflt;
  };
  constexpr std::size_t block = std::size_t{24} << 20, large = std::size_t{100} << 20;
  const auto pages = [](std::size_t bytes) { return static_cast<long>(bytes / 4096); };
  keepFreedMemory(FreedMemory::Some);
  faultsOf(block);
  CHECK(faultsOf(block) < pages(block) / 10);
  const std::int64_t resident = residentMemory();
  CHECK(faultsOf(large) > 0);
  CHECK(residentMemory() - resident < std::int64_t{large} / 4);  // given back
  keepFreedMemory(FreedMemory::All);
  faultsOf(large);
  CHECK(faultsOf(large) < pages(large) / 10);
}
#endif
