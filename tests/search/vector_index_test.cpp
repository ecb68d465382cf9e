#include <doctest/doctest.h>

#include <hwy/highway.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "base/error.h"
#include "base/half.h"
#include "search/scan_kernel.h"
#include "search/vector_index.h"

using namespace tilescout;
using namespace tilescout::search;

namespace {

struct RandomRows {
  std::size_t dim;
  std::vector<TileId> ids;
  std::vector<std::uint16_t> halves;

  RandomRows(std::size_t count, std::size_t rowDim, unsigned seed) : dim(rowDim) {
    std::mt19937 random(seed);
    std::normal_distribution<float> normal;
    for (std::size_t r = 0; r < count; ++r) {
      ids.push_back(static_cast<TileId>(r * 3 + 10));
      std::vector<float> row(dim);
      double norm = 0.0;
      for (float& value : row) {
        value = normal(random);
        norm += static_cast<double>(value) * static_cast<double>(value);
      }
      for (const float value : row) halves.push_back(halfFromFloat(value / static_cast<float>(std::sqrt(norm))));
    }
  }

  double score(std::span<const float> query, std::size_t row) const {
    double sum = 0.0;
    for (std::size_t i = 0; i < dim; ++i)
      sum += static_cast<double>(query[i]) * static_cast<double>(floatFromHalf(halves[row * dim + i]));
    return sum;
  }

  /// Rank by float64, ties by id: what the index has to give.
  std::vector<TileId> ranked(std::span<const float> query, std::size_t k, const RowMask* mask = nullptr) const {
    std::vector<std::pair<double, TileId>> all;
    for (std::size_t r = 0; r < ids.size(); ++r)
      if (mask == nullptr || mask->passes(r)) all.emplace_back(-score(query, r), ids[r]);
    std::sort(all.begin(), all.end());
    std::vector<TileId> best;
    for (std::size_t i = 0; i < std::min(k, all.size()); ++i) best.push_back(all[i].second);
    return best;
  }
};

std::vector<float> randomQuery(std::size_t dim, unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<float> normal(0.0F, 0.1F);
  std::vector<float> query(dim);
  for (float& value : query) value = normal(random);
  return query;
}

VectorIndex indexOf(const RandomRows& rows, int threads = 2) {
  VectorIndex index(rows.dim, threads);
  index.append(rows.ids, rows.halves);
  return index;
}

std::vector<TileId> tilesOf(const std::vector<Neighbour>& found) {
  std::vector<TileId> tiles;
  for (const Neighbour& neighbour : found) tiles.push_back(neighbour.tile);
  return tiles;
}

/// Runs `check` once for every instruction set that was compiled in and that this CPU has.
template <typename Check>
int withEveryTarget(const Check& check) {
  int count = 0;
  for (std::int64_t targets = hwy::SupportedTargets() & HWY_TARGETS; targets != 0; targets &= targets - 1) {
    hwy::GetChosenTarget().Update(targets & -targets);
    check(scanTargetName());
    ++count;
  }
  hwy::GetChosenTarget().DeInit();
  return count;
}

}  // namespace

TEST_CASE("topRanksAsFloat64DoesForEveryDimension") {
  for (const std::size_t dim : {1U, 7U, 32U, 65U, 256U, 512U, 768U}) {
    const RandomRows rows(503, dim, static_cast<unsigned>(dim));
    const VectorIndex index = indexOf(rows);
    const auto query = randomQuery(dim, 99);
    const auto found = index.top(query, 50);
    CHECK(tilesOf(found) == rows.ranked(query, 50));
    CHECK(found[0].score == doctest::Approx(rows.score(query, found[0].row)).epsilon(1e-14));
  }
}

TEST_CASE("everyInstructionSetScoresWithinTheRoundingOfFloat32") {
  const RandomRows rows(131, 200, 5);
  const VectorIndex index = indexOf(rows, 1);
  const auto query = randomQuery(200, 6);
  const int targets = withEveryTarget([&](const std::string& name) {
    CAPTURE(name);
    const auto scores = index.scan(query);
    for (std::size_t r = 0; r < rows.ids.size(); ++r)
      REQUIRE(std::fabs(static_cast<double>(scores[r]) - rows.score(query, r)) < 2e-6);
    CHECK(tilesOf(index.top(query, 20)) == rows.ranked(query, 20));
  });
  CHECK(targets >= 1);
#if HWY_ARCH_X86_64 && defined(__GNUC__)
  CHECK((HWY_TARGETS & HWY_AVX3) != 0);
  CHECK((HWY_TARGETS & HWY_AVX2) != 0);
#endif
}

TEST_CASE("everyInstructionSetReadsEveryHalfExactly") {
  std::vector<std::uint16_t> finite;
  for (std::uint32_t bits = 0; bits < 0x10000U; ++bits)
    if ((bits & 0x7c00U) != 0x7c00U) finite.push_back(static_cast<std::uint16_t>(bits));
  VectorIndex index(1, 1);
  std::vector<TileId> ids(finite.size());
  for (std::size_t i = 0; i < ids.size(); ++i) ids[i] = static_cast<TileId>(i + 1);
  index.append(ids, finite);
  withEveryTarget([&](const std::string& name) {
    CAPTURE(name);
    const auto scores = index.scan(std::vector<float>{1.0F});
    for (std::size_t i = 0; i < finite.size(); ++i) REQUIRE(scores[i] == floatFromHalf(finite[i]));
  });
}

TEST_CASE("equalScoresComeInOrderOfTheirTiles") {
  VectorIndex index(4, 2);
  const std::vector<TileId> ids{9, 2, 7, 4};
  std::vector<std::uint16_t> halves;
  for (int i = 0; i < 4; ++i)
    for (const float value : {0.5F, 0.5F, 0.5F, 0.5F}) halves.push_back(halfFromFloat(value));
  index.append(ids, halves);
  CHECK(tilesOf(index.top(std::vector<float>{1, 0, 0, 0}, 3)) == std::vector<TileId>{2, 4, 7});
}

TEST_CASE("rowsThatFloat32CannotTellApartAreRankedByFloat64") {
  // Many rows within a few units in the last place of one another: fp32 sums alone would shuffle them.
  const std::size_t dim = 512;
  RandomRows rows(1, dim, 1);
  const std::vector<std::uint16_t> base = rows.halves;
  std::mt19937 random(3);
  for (int i = 1; i < 400; ++i) {
    rows.ids.push_back(i * 3 + 10);
    std::vector<std::uint16_t> row = base;
    row[random() % dim] = static_cast<std::uint16_t>(row[random() % dim] & 0x83ffU);  // a value made tiny or zero
    rows.halves.insert(rows.halves.end(), row.begin(), row.end());
  }
  std::vector<float> query = randomQuery(dim, 8);
  for (float& value : query) value *= 1e-3F;
  CHECK(tilesOf(indexOf(rows).top(query, 37)) == rows.ranked(query, 37));
}

TEST_CASE("onlyRowsThatPassTheMaskAreFound") {
  const RandomRows rows(1000, 64, 11);
  const VectorIndex index = indexOf(rows);
  const auto query = randomQuery(64, 12);
  RowMask mask(1000, false);
  for (std::size_t r = 0; r < 1000; r += 7) mask.set(r);
  CHECK(tilesOf(index.top(query, 30, &mask)) == rows.ranked(query, 30, &mask));
  CHECK(index.top(query, 500, &mask).size() == mask.count());
  const RowMask none(1000, false);
  CHECK(index.top(query, 5, &none).empty());
}

TEST_CASE("askingForMoreThanThereIsGivesEverything") {
  const RandomRows rows(12, 48, 21);
  const VectorIndex index = indexOf(rows);
  const auto query = randomQuery(48, 22);
  CHECK(tilesOf(index.top(query, 1000)) == rows.ranked(query, 12));
  CHECK(index.top(query, 0).empty());
}

TEST_CASE("emptyIndexFindsNothing") {
  const VectorIndex index(16);
  CHECK(index.top(std::vector<float>(16, 0.25F), 5).empty());
}

TEST_CASE("rowThatIsNotANumberIsRefusedWithItsTile") {
  RandomRows rows(20, 40, 31);
  VectorIndex index(40);
  for (const float bad : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
    rows.halves[7 * 40 + 39] = halfFromFloat(bad);
    std::string message;
    try {
      index.append(rows.ids, rows.halves);
    } catch (const Error& error) {
      message = error.what();
    }
    CHECK(message.find("tile " + std::to_string(rows.ids[7])) != std::string::npos);
    CHECK(index.size() == 0);
  }
}

TEST_CASE("queryThatDoesNotFitIsRefused") {
  const RandomRows rows(4, 8, 41);
  const VectorIndex index = indexOf(rows);
  CHECK_THROWS_AS(index.top(std::vector<float>(7, 0.1F), 1), Error);
  CHECK_THROWS_AS(index.top(std::vector<float>{}, 1), Error);
  CHECK_THROWS_AS(index.top(std::vector<float>(8, std::nanf("")), 1), Error);
  CHECK_THROWS_AS(VectorIndex(8).append(rows.ids, std::span(rows.halves).first(9)), Error);
}

TEST_CASE("manyQueriesAtOnceScoreAsEachAlone") {
  const RandomRows rows(777, 96, 51);
  const VectorIndex index = indexOf(rows);
  std::vector<float> queries;
  for (unsigned q = 0; q < 5; ++q) {
    const auto query = randomQuery(96, 60 + q);
    queries.insert(queries.end(), query.begin(), query.end());
  }
  const auto together = index.scan(queries);
  for (std::size_t q = 0; q < 5; ++q) {
    const auto alone = index.scan(std::span(queries).subspan(q * 96, 96));
    CHECK(std::equal(alone.begin(), alone.end(), together.begin() + static_cast<std::ptrdiff_t>(q * 777)));
  }
}

TEST_CASE("numberOfThreadsNeverChangesAScore") {
  const RandomRows rows(9001, 33, 71);
  const auto query = randomQuery(33, 72);
  const auto one = indexOf(rows, 1).scan(query);
  CHECK(indexOf(rows, 3).scan(query) == one);
}

TEST_CASE("rowsGrowOverBlocksAndShrinkWhenRemoved") {
  // 16,384 values a row make blocks of 1,024 rows.
  const std::size_t dim = 16384;
  VectorIndex index(dim, 2);
  std::vector<std::uint16_t> row(dim, 0);
  for (TileId id = 1; id <= 2100; ++id) {
    row[0] = halfFromFloat(static_cast<float>(id % 97));
    index.append(std::span(&id, 1), row);
  }
  std::vector<float> query(dim, 0.0F);
  query[0] = 1.0F;
  CHECK(tilesOf(index.top(query, 3)) == std::vector<TileId>{96, 193, 290});
  std::vector<TileId> gone{96, 290, 5000};
  for (TileId id = 1000; id <= 2000; ++id) gone.push_back(id);
  CHECK(index.remove(gone) == 1003);
  CHECK(index.size() == 1097);
  CHECK(tilesOf(index.top(query, 3)) == std::vector<TileId>{193, 387, 484});
  CHECK(index.rowOf(2100) == std::optional<std::size_t>(1096));
  CHECK_FALSE(index.rowOf(1500).has_value());
  CHECK(index.vectorOf(*index.rowOf(2100))[0] == static_cast<float>(2100 % 97));
}

TEST_CASE("scanStopsWhenAsked") {
  const RandomRows rows(5000, 32, 81);
  std::stop_source source;
  source.request_stop();
  CHECK_THROWS_AS(indexOf(rows).scan(randomQuery(32, 82), source.get_token()), Cancelled);
}

TEST_CASE("maskCountsAndCombines") {
  RowMask mask(130, true);
  CHECK(mask.count() == 130);
  mask.clear(129);
  RowMask other(130, false);
  other.set(0);
  other.set(129);
  mask.keepOnly(other);
  CHECK(mask.count() == 1);
  CHECK(mask.passes(0));
}
