#include "base/parallel.h"

#include <doctest/doctest.h>

#include <atomic>
#include <latch>
#include <stdexcept>
#include <vector>

using namespace tilescout;

TEST_CASE("everyPieceIsDoneOnce") {
  for (const int threads : {0, 1, 3, 8}) {
    for (const std::size_t pieces : {0, 1, 2, 100}) {
      std::vector<std::atomic<int>> done(pieces);
      inParallel(threads, pieces, [&](std::size_t piece) { ++done[piece]; });
      for (const auto& times : done) CHECK(times == 1);
    }
  }
}

TEST_CASE("piecesRunAtTheSameTime") {
  std::latch all(3);  // nobody passes before three are here
  inParallel(3, 3, [&](std::size_t) { all.arrive_and_wait(); });
  CHECK(all.try_wait());
}

TEST_CASE("aFailureIsThrownOnAndEndsTheWork") {
  std::atomic<int> done{0};
  CHECK_THROWS_AS(inParallel(2, 100000,
                             [&](std::size_t piece) {
                               if (piece == 5) throw std::runtime_error("five");
                               ++done;
                             }),
                  std::runtime_error);
  CHECK(done < 99999);
}
