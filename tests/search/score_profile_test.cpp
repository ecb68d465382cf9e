#include <doctest/doctest.h>

#include <cmath>
#include <random>

#include "search/row_mask.h"
#include "search/score_profile.h"

using namespace tilescout;
using search::profileOf;
using search::RowMask;

namespace {

/// `noise` scores around 0.20 ± 0.02, then `found` scores around 0.34 ± 0.01.
std::vector<float> scoresOf(std::size_t noise, std::size_t found, unsigned seed = 1) {
  std::mt19937 random(seed);
  std::normal_distribution<float> bulk(0.20F, 0.02F), tail(0.34F, 0.01F);
  std::vector<float> scores;
  for (std::size_t i = 0; i < noise; ++i) scores.push_back(bulk(random));
  for (std::size_t i = 0; i < found; ++i) scores.push_back(tail(random));
  return scores;
}

}  // namespace

TEST_CASE("theHistogramCountsEveryTileOnceAndThoseThatPass") {
  const std::vector<float> scores = scoresOf(5000, 50);
  RowMask mask(scores.size(), false);
  for (std::size_t row = 0; row < scores.size(); row += 3) mask.set(row);
  const ScoreProfile profile = profileOf(scores, &mask);
  CHECK(profile.passingFrom(0) == static_cast<std::int64_t>(mask.count()));
  CHECK(profile.passingFrom(profile.all.size()) == 0);
  std::int64_t all = 0;
  for (const std::int64_t count : profile.all) all += count;
  CHECK(all == 5050);
  // At an edge the count is exact.
  for (const double wanted : {0.19, 0.25, 0.33}) {
    const std::size_t edge = profile.edgeNear(wanted);
    std::int64_t exact = 0;
    for (std::size_t row = 0; row < scores.size(); ++row)
      if (mask.passes(row) && static_cast<double>(scores[row]) >= profile.edge(edge)) ++exact;
    CHECK(std::abs(profile.passingFrom(edge) - exact) <= 1);  // one tile may lie on the edge itself
  }
}

TEST_CASE("noiseIsModelledByItsBulk") {
  const ScoreProfile profile = profileOf(scoresOf(20000, 400), nullptr);
  CHECK(profile.noiseCentre == doctest::Approx(0.20).epsilon(0.02));
  CHECK(profile.noiseSpread == doctest::Approx(0.02).epsilon(0.1));
}

TEST_CASE("findingsAreLikelyAndTheBulkIsNoise") {
  const ScoreProfile profile = profileOf(scoresOf(20000, 400), nullptr);
  CHECK(profile.possibleFrom <= profile.likelyFrom);
  CHECK(profile.bandOf(0.34) == ScoreBand::Likely);
  CHECK(profile.bandOf(0.20) == ScoreBand::Noise);
  CHECK(profile.bandOf(0.23) == ScoreBand::Noise);
  // The promise: of the likely tiles at most about a tenth is noise.
  const std::vector<float> scores = scoresOf(20000, 400);
  std::int64_t likely = 0, wrong = 0;
  for (std::size_t row = 0; row < scores.size(); ++row)
    if (profile.bandOf(static_cast<double>(scores[row])) == ScoreBand::Likely) {
      ++likely;
      if (row < 20000) ++wrong;
    }
  CHECK(likely >= 390);
  CHECK(static_cast<double>(wrong) / static_cast<double>(likely) < 0.15);
}

TEST_CASE("pureNoiseHasNothingLikely") {
  int likely = 0;
  for (unsigned seed = 1; seed <= 20; ++seed) {
    const std::vector<float> scores = scoresOf(3000, 0, seed);
    const ScoreProfile profile = profileOf(scores, nullptr);
    for (const float score : scores) likely += profile.bandOf(static_cast<double>(score)) == ScoreBand::Likely ? 1 : 0;
  }
  CHECK(likely <= 10);  // of 60,000 tiles in 20 archives
}

TEST_CASE("cutOffsComeFromTheQuerysOwnScale") {
  std::vector<float> scores = scoresOf(5000, 60);
  for (float& score : scores) score = 0.9F + (score - 0.2F) * 0.1F;  // another query, another scale
  const ScoreProfile profile = profileOf(scores, nullptr);
  CHECK(profile.bandOf(0.914) == ScoreBand::Likely);
  CHECK(profile.bandOf(0.90) == ScoreBand::Noise);
}

TEST_CASE("fewOrEqualScoresHaveNoBands") {
  CHECK(profileOf({}, nullptr).empty());
  const std::vector<float> few{0.1F, 0.2F, 0.9F};
  CHECK(std::isinf(profileOf(few, nullptr).likelyFrom));
  CHECK(profileOf(few, nullptr).passingFrom(0) == 3);
  const std::vector<float> equal(100, 0.25F);
  const ScoreProfile profile = profileOf(equal, nullptr);
  CHECK(profile.passingFrom(0) == 100);
  CHECK(profile.bandOf(0.25) == ScoreBand::Noise);
  CHECK(profile.edgeNear(0.25) == 0);
}
