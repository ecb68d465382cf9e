#include <cmath>
#include <set>

#include "base/error.h"
#include "tests/train/tiny_base.h"
#include "train/pair_loader.h"
#include "train/rank_statistics.h"
#include "train/tune_json.h"

// Last: LibTorch brings a CHECK of its own.
#include <doctest/doctest.h>

using namespace tilescout;
using namespace tilescout::train;

namespace {

PairSettings settings() {
  PairSettings out;
  out.batch = 8;
  out.size = 32;
  out.std = {1, 1, 1};
  return out;
}

}  // namespace

TEST_CASE("batchesAreTheSameWhateverTheNumberOfWorkers") {
  const CaptionData data = test::colours(40);
  PairSettings many = settings();
  many.workers = 4;
  PairLoader one(data, settings()), four(data, many);
  one.start(3);
  four.start(3);
  for (int i = 0; i < 12; ++i) {
    const PairBatch a = one.next(), b = four.next();
    CHECK(a.step == 3 + i);
    CHECK(a.captions == b.captions);
    CHECK(a.images == b.images);
    CHECK(a.images == one.make(3 + i).images);
  }
}

TEST_CASE("anEpochShowsEveryCaptionOnceOrEveryImageOnce") {
  CaptionData data = test::colours(20);
  for (std::int64_t i = 0; i < 20; ++i) {  // a second caption each
    data.captionImage.push_back(i);
    data.captions.push_back("again " + std::to_string(i));
    data.captionIds.insert(data.captionIds.end(), {20, 13, 14, 21, 0});
  }
  for (const bool captionsEach : {true, false}) {
    PairSettings chosen = settings();
    chosen.captionsEach = captionsEach;
    chosen.batch = 5;
    const PairLoader loader(data, chosen);
    CHECK(loader.stepsPerEpoch() == (captionsEach ? 8 : 4));
    std::set<std::int64_t> captions, images;
    for (std::int64_t step = 0; step < loader.stepsPerEpoch(); ++step) {
      for (const std::int64_t caption : loader.make(step).captions) {
        captions.insert(caption);
        images.insert(data.captionImage[static_cast<std::size_t>(caption)]);
      }
    }
    CHECK(captions.size() == (captionsEach ? 40 : 20));
    CHECK(images.size() == 20);
  }
}

TEST_CASE("equalTextsAndEqualImagesArePositivesOnlyWhereAsked") {
  const CaptionData data = test::colours(16);  // rows i and i + 8 have the same caption
  PairSettings chosen = settings();
  chosen.batch = 16;
  for (const bool merge : {true, false}) {
    chosen.mergeEqualTexts = merge;
    const PairBatch batch = PairLoader(data, chosen).make(0);
    float sum = 0;
    for (const float value : batch.positives) sum += value;
    CHECK(sum == (merge ? 32.0f : 16.0f));
    for (std::size_t i = 0; i < 16; ++i) CHECK(batch.positives[i * 16 + i] == 1.0f);
  }
}

TEST_CASE("aBatchIsNeverLargerThanTheData") {
  PairSettings chosen = settings();
  chosen.batch = 1000;
  const CaptionData data = test::colours(10), one = test::colours(1);
  CHECK(PairLoader(data, chosen).batch() == 10);
  CHECK(PairLoader(data, chosen).stepsPerEpoch() == 1);
  CHECK_THROWS_WITH_AS(PairLoader(one, chosen), doctest::Contains("fewer than two"), Error);
}

TEST_CASE("anIntervalHoldsItsFigureAndTellsNoiseFromGain") {
  constexpr int count = 60;
  std::vector<std::int64_t> owner;
  std::vector<float> eye(count * count, 0.0f), noise(count * count);
  AugmentRandom random(9);
  for (int i = 0; i < count; ++i) {
    owner.push_back(i);
    eye[static_cast<std::size_t>(i * count + i)] = 1.0f;
  }
  const auto randomise = [&] {
    for (float& value : noise) value = static_cast<float>(random.uniform(-1, 1));
  };
  randomise();
  const Measured first = measure(noise, eye, owner, count);
  const Comparison same = compare("test", first, first, owner);
  CHECK(same.gain.value == 0.0);
  CHECK(same.verdict == Verdict::NoMeasurableChange);
  randomise();
  const Comparison luck = compare("test", first, measure(noise, eye, owner, count), owner);
  CHECK(luck.gain.low < luck.gain.value);
  CHECK(luck.gain.value < luck.gain.high);
  CHECK(luck.verdict == Verdict::NoMeasurableChange);
  const Measured perfect = measure(eye, eye, owner, count);
  CHECK(compare("test", first, perfect, owner).verdict == Verdict::Better);
  CHECK(compare("test", perfect, first, owner).verdict == Verdict::Worse);
  CHECK(compare("test", perfect, first, owner).afterMeanRecall.high < 60.0);
}

TEST_CASE("everyRecallHasAnIntervalThatHoldsIt") {
  constexpr int count = 60;
  std::vector<std::int64_t> owner;
  std::vector<float> eye(count * count, 0.0f), mixed(count * count, 0.0f);
  for (std::size_t i = 0; i < count; ++i) {
    owner.push_back(static_cast<std::int64_t>(i));
    eye[i * count + i] = 1.0f;
    // Every third image is taken for its neighbour.
    mixed[i * count + (i % 3 == 0 ? (i + 1) % count : i)] = 1.0f;
  }
  const Measured before = measure(mixed, eye, owner, count), after = measure(eye, eye, owner, count);
  const Comparison comparison = compare("test", before, after, owner);
  REQUIRE(comparison.recalls.size() == 6);
  CHECK(comparison.recalls[0].before.value == before.metrics.txtR1);
  CHECK(comparison.recalls[2].after.value == after.metrics.txtR10);
  CHECK(comparison.recalls[3].before.value == before.metrics.imgR1);
  double sum = 0;
  for (const FigureChange& recall : comparison.recalls) {
    for (const Interval& interval : {recall.before, recall.after, recall.gain}) {
      CHECK(interval.low <= interval.value);
      CHECK(interval.value <= interval.high);
    }
    CHECK(recall.gain.value == recall.after.value - recall.before.value);
    sum += recall.gain.value;
  }
  CHECK(comparison.gain.value == doctest::Approx(sum / 6));
  // A share p of n images scatters by √(p (1 − p) / n): 95 % lie within ± 1.96 of that.
  const double share = before.metrics.txtR1 / 100.0;
  const double width = 2 * 1.96 * 100.0 * std::sqrt(share * (1 - share) / count);
  const Interval& first = comparison.recalls[0].before;
  CHECK(first.high - first.low == doctest::Approx(width).epsilon(0.2));
  CHECK(comparison.recalls[0].after.low == 100.0);  // nothing scatters where all are found

  TuneResult result;
  result.splits = {comparison};
  result.others = {{"val", {{"harbour", 3, 1.5, 2.5}}, {{1, "scene", 7, "a boat", 5, 2}}, {}}};
  result.estimatedSeconds = 12.5;
  const TuneResult again = resultFromJson(nlohmann::json::parse(toJson(result).dump()));
  REQUIRE(again.splits[0].recalls.size() == 6);
  CHECK(again.splits[0].recalls[4].gain.high == comparison.recalls[4].gain.high);
  REQUIRE(again.others.size() == 1);
  CHECK(again.others[0].classes[0].name == "harbour");
  CHECK(again.others[0].improved[0].tile == 7);
  CHECK(again.estimatedSeconds == 12.5);
  nlohmann::json older = nlohmann::json::parse(toJson(result).dump());
  older.erase("others");
  older.erase("estimated_seconds");
  older["splits"][0].erase("intervals");
  CHECK(resultFromJson(older).splits[0].recalls.empty());
  CHECK(resultFromJson(older).estimatedSeconds < 0);
}

TEST_CASE("examplesAreSortedByHowFarTheyMoved") {
  const CaptionData data = test::colours(4);
  const RetrievalRanks before{{0, 0, 0, 0}, {9, 0, 99, 4}}, after{{0, 0, 0, 0}, {0, 3, 49, 4}};
  const auto better = rankChanges(data, before, after, false);
  REQUIRE(better.size() == 2);
  CHECK(better[0].row == 0);
  CHECK(better[0].before == 10);
  CHECK(better[0].after == 1);
  CHECK(better[1].row == 2);
  const auto worse = rankChanges(data, before, after, true);
  REQUIRE(worse.size() == 1);
  CHECK(worse[0].row == 1);
}
