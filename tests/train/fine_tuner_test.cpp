#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "base/atomic_file.h"
#include "base/error.h"
#include "model/encoder.h"
#include "tests/train/tiny_base.h"
#include "train/detail/tunable_model.h"
#include "train/fine_tuner.h"

// Last: LibTorch brings a CHECK of its own.
#include <doctest/doctest.h>

#include "support/test_files.h"

using namespace tilescout;
using namespace tilescout::train;
using test::colours;
using test::tinyConfig;
using test::tuneInto;

namespace {

TuneData tinyData() { return {colours(40), colours(16, 3), colours(16, 5), colours(8)}; }

struct PowerCut : std::runtime_error {
  PowerCut() : std::runtime_error("the power went") {}
};

}  // namespace

TEST_CASE("everyMethodLearnsWhatCanBeLearned") {
  const test::TempFolder folder;
  const ModelCard base = test::writeTinyBase(folder / "base");
  for (const Method method : {Method::Harma, Method::Lora, Method::Adapter, Method::Full}) {
    CAPTURE(methodName(method));
    TrainConfig config = tinyConfig(method);
    config.epochs = 30;
    if (method == Method::Full) config.lr = 1e-3;
    JobContext job;
    const TuneOutcome out = fineTune(folder / "base", base, config, tinyData(), tuneInto(folder / methodName(method)), job);
    REQUIRE(out.result.find("test") != nullptr);
    const Comparison& test = *out.result.find("test");
    CHECK(test.after.meanRecall > test.before.meanRecall + 10.0);
    CHECK(test.verdict == Verdict::Better);
    CHECK(test.gain.low > 0.0);
    CHECK(out.result.weightDistance > 0.0);
    CHECK(out.result.bestStep > 0);
    CHECK(out.result.find("general") != nullptr);
    CHECK_FALSE(out.result.classes.empty());
    CHECK_FALSE(out.result.improved.empty());
    REQUIRE(out.result.others.size() == 1);
    CHECK(out.result.others[0].split == "val");
    CHECK_FALSE(out.result.others[0].classes.empty());
    CHECK(out.result.estimatedSeconds > 0.0);
    CHECK(out.result.estimatedBytes > 0);
  }
}

TEST_CASE("whatIsSavedEmbedsAsWhatWasMeasured") {
  const test::TempFolder folder;
  const ModelCard base = test::writeTinyBase(folder / "base");
  for (const Method method : {Method::Harma, Method::Lora, Method::Adapter, Method::Projection, Method::Full}) {
    for (const bool share : {true, false}) {
      if (!share && method != Method::Harma) continue;
      CAPTURE(methodName(method));
      TrainConfig config = tinyConfig(method);
      config.share = share;
      const auto place = folder / (methodName(method) + (share ? "" : "-unshared"));
      JobContext job;
      const TuneOutcome out = fineTune(folder / "base", base, config, tinyData(), tuneInto(place), job);
      if (!std::filesystem::exists(place / "model.safetensors")) {
        std::filesystem::copy_file(folder / "base/model.safetensors", place / "model.safetensors");
      }
      writeModelCard(out.card, place / "card.json");
      const auto encoder = model::Encoder::load(place, config.device);
      const CaptionData val = colours(16, 3);
      std::vector<Image> images;
      for (std::size_t i = 0; i < val.imageCount(); ++i) {
        Image image(32, 32);
        std::copy_n(val.images.begin() + static_cast<std::ptrdiff_t>(i * 3072), 3072, image.pixels.begin());
        images.push_back(image);
      }
      const auto metrics = retrievalMetrics(encoder->encodeImages(images), encoder->encodeTokens(val.captionIds),
                                            val.captionImage, 32);
      // Two images of a colour lie so close that roundings decide which comes first: one rank of the 96 may differ.
      CHECK(std::abs(metrics.meanRecall - out.result.find("val")->after.meanRecall) < 100.0 / 96 + 0.01);
      CHECK(metrics.alignment == doctest::Approx(out.result.find("val")->after.alignment).epsilon(1e-3));
    }
  }
}

TEST_CASE("equalCaptionsAndEqualImagesGetEqualEmbeddings") {
  const test::TempFolder folder;
  const ModelCard base = test::writeTinyBase(folder / "base");
  const auto model = detail::makeTunable(folder / "base", base, tinyConfig(), "cpu", at::kFloat);
  CaptionData data = colours(300);
  for (std::size_t i = 8; i < 300; ++i) {
    std::copy_n(data.images.begin() + static_cast<std::ptrdiff_t>((i % 8) * 3072), 3072,
                data.images.begin() + static_cast<std::ptrdiff_t>(i * 3072));
  }
  // Sentences of unlike length, so that equal ones come into groups that are cut at unlike places.
  for (std::size_t i = 0; i < 300; ++i) {
    if (i % 8 < 4)
      std::copy_n(std::vector<std::int32_t>{20, static_cast<int>(i % 8) + 1, 21, 0, 0}.begin(), 5,
                  data.captionIds.begin() + static_cast<std::ptrdiff_t>(i * 5));
  }
  const auto rows = detail::embedData(detail::effectiveWeights(model), data, 32, base, at::kFloat, "cpu");
  REQUIRE(rows.texts.size() == 300 * 32);
  REQUIRE(rows.images.size() == 300 * 32);
  for (std::size_t i = 8; i < 300; ++i) {
    CAPTURE(i);
    CHECK(std::equal(&rows.texts[i * 32], &rows.texts[i * 32] + 32, &rows.texts[(i % 8) * 32]));
    CHECK(std::equal(&rows.images[i * 32], &rows.images[i * 32] + 32, &rows.images[(i % 8) * 32]));
  }
  CHECK_FALSE(std::equal(&rows.texts[0], &rows.texts[32], &rows.texts[32]));
}

TEST_CASE("whereNothingBeatTheBaseNothingIsGained") {
  const test::TempFolder folder;
  const ModelCard base = test::writeTinyBase(folder / "base");
  for (const Method method : {Method::Harma, Method::Adapter}) {
    CAPTURE(methodName(method));
    TrainConfig config = tinyConfig(method);
    config.lr = 1e-12;
    config.epochs = 1;
    JobContext job;
    const TuneResult result =
        fineTune(folder / "base", base, config, tinyData(), tuneInto(folder / methodName(method)), job).result;
    REQUIRE(result.bestStep == 0);
    REQUIRE(result.splits.size() == 3);
    for (const Comparison& split : result.splits) {
      CAPTURE(split.split);
      CHECK(split.after.meanRecall == split.before.meanRecall);
      CHECK(split.after.alignment == split.before.alignment);
      CHECK(split.gain.low == 0.0);
      CHECK(split.gain.high == 0.0);
      CHECK(split.verdict == Verdict::NoMeasurableChange);
    }
    CHECK(result.improved.empty());
    CHECK(result.worsened.empty());
  }
}

TEST_CASE("aRunCutOffAtAnyStepGoesOnToTheSameBytes") {
  const test::TempFolder folder;
  const ModelCard base = test::writeTinyBase(folder / "base");
  TrainConfig config = tinyConfig();
  config.augment = true;
  config.epochs = 3;  // 15 steps
  JobContext job;
  const TuneOutcome whole = fineTune(folder / "base", base, config, tinyData(), tuneInto(folder / "whole"), job);
  CHECK(whole.result.steps == 15);
  const std::string expected = readTextFile(folder / "whole/adapter.safetensors");
  for (const int cut : {1, 4, 6, 11, 14}) {
    CAPTURE(cut);
    TuneOptions options = tuneInto(folder / ("cut" + std::to_string(cut)));
    options.checkpointSteps = 1 + cut % 4;
    options.onEvent = [&](const TuneEvent& event) {
      if (event.step == cut && !event.val) throw PowerCut();
    };
    CHECK_THROWS_AS(fineTune(folder / "base", base, config, tinyData(), options, job), PowerCut);
    options.onEvent = {};
    options.resume = true;
    const TuneOutcome resumed = fineTune(folder / "base", base, config, tinyData(), options, job);
    CHECK(resumed.result.bestStep == whole.result.bestStep);
    CHECK(readTextFile(options.modelFolder / "adapter.safetensors") == expected);
  }
}

TEST_CASE("aStopKeepsTheStateAndTheRestIsTheSame") {
  const test::TempFolder folder;
  const ModelCard base = test::writeTinyBase(folder / "base");
  JobContext job;
  fineTune(folder / "base", base, tinyConfig(), tinyData(), tuneInto(folder / "whole"), job);
  std::stop_source stop;
  JobContext stopped(stop.get_token());
  TuneOptions options = tuneInto(folder / "parts");
  options.onEvent = [&](const TuneEvent& event) {
    if (event.step == 7) stop.request_stop();
  };
  CHECK_THROWS_AS(fineTune(folder / "base", base, tinyConfig(), tinyData(), options, stopped), Cancelled);
  options.onEvent = {};
  options.resume = true;
  fineTune(folder / "base", base, tinyConfig(), tinyData(), options, job);
  CHECK(readTextFile(folder / "parts/adapter.safetensors") == readTextFile(folder / "whole/adapter.safetensors"));
}

TEST_CASE("aStopIsHeardInTheMiddleOfAStepAndTheRestIsTheSame") {
  const test::TempFolder folder;
  const ModelCard base = test::writeTinyBase(folder / "base");
  TrainConfig config = tinyConfig();
  config.microBatch = 2;  // eight pairs a step: four pieces a tower, twice
  JobContext job;
  std::int64_t all = 0;
  TuneOptions whole = tuneInto(folder / "whole");
  whole.onPiece = [&](std::int64_t) { ++all; };
  const TuneOutcome outcome = fineTune(folder / "base", base, config, tinyData(), whole, job);
  const std::int64_t pieces = all / outcome.result.steps;
  REQUIRE(pieces == 16);
  // In the first piece of a step, with its towers on the way there; and in the last, on the way back.
  for (const std::int64_t at : {2 * pieces + 1, 4 * pieces}) {
    CAPTURE(at);
    std::stop_source stop;
    JobContext stopped(stop.get_token());
    TuneOptions options = tuneInto(folder / ("parts" + std::to_string(at)));
    std::int64_t piece = 0, lastStep = 0;
    options.onPiece = [&](std::int64_t) {
      if (++piece == at) stop.request_stop();
    };
    options.onEvent = [&](const TuneEvent& event) { lastStep = event.step; };
    CHECK_THROWS_AS(fineTune(folder / "base", base, config, tinyData(), options, stopped), Cancelled);
    CHECK(piece == at);  // not another one
    CHECK(lastStep == (at - 1) / pieces);
    options.onPiece = {};
    options.resume = true;
    fineTune(folder / "base", base, config, tinyData(), options, job);
    CHECK(readTextFile(options.modelFolder / "adapter.safetensors") ==
          readTextFile(folder / "whole/adapter.safetensors"));
  }
}

TEST_CASE("anEvaluationThatWasStoppedIsMadeUp") {
  const test::TempFolder folder;
  const ModelCard base = test::writeTinyBase(folder / "base");
  JobContext job;
  std::vector<std::int64_t> expected, made;
  TuneOptions whole = tuneInto(folder / "whole");
  whole.onEvent = [&](const TuneEvent& event) {
    if (event.val) expected.push_back(event.step);
  };
  fineTune(folder / "base", base, tinyConfig(), tinyData(), whole, job);
  REQUIRE(expected.size() > 2);
  std::stop_source stop;
  JobContext stopped(stop.get_token());
  TuneOptions options = tuneInto(folder / "parts");
  options.onEvent = [&](const TuneEvent& event) {
    if (event.val) made.push_back(event.step);
    if (event.step == expected[1]) stop.request_stop();  // the step's own event: its evaluation comes next
  };
  CHECK_THROWS_AS(fineTune(folder / "base", base, tinyConfig(), tinyData(), options, stopped), Cancelled);
  CHECK(made == std::vector<std::int64_t>{0});
  options.resume = true;
  fineTune(folder / "base", base, tinyConfig(), tinyData(), options, job);
  CHECK(made == expected);
  CHECK(readTextFile(folder / "parts/adapter.safetensors") == readTextFile(folder / "whole/adapter.safetensors"));
}

TEST_CASE("aStopDuringTheLastMeasurementsIsHeardAndNothingIsTrainedAgain") {
  const test::TempFolder folder;
  const ModelCard base = test::writeTinyBase(folder / "base");
  JobContext job;
  const TuneOutcome whole = fineTune(folder / "base", base, tinyConfig(), tinyData(), tuneInto(folder / "whole"), job);
  std::stop_source stop;
  JobContext stopped(stop.get_token());
  TuneOptions options = tuneInto(folder / "parts");
  options.onEvent = [&](const TuneEvent& event) {
    if (event.step == whole.result.steps) stop.request_stop();  // the last step's own event
  };
  CHECK_THROWS_AS(fineTune(folder / "base", base, tinyConfig(), tinyData(), options, stopped), Cancelled);
  CHECK_FALSE(std::filesystem::exists(folder / "parts/adapter.safetensors"));
  options.resume = true;
  std::int64_t steps = 0;
  options.onEvent = [&](const TuneEvent& event) { steps += event.lr > 0 ? 1 : 0; };
  const TuneOutcome resumed = fineTune(folder / "base", base, tinyConfig(), tinyData(), options, job);
  CHECK(steps == 0);
  CHECK(resumed.result.steps == whole.result.steps);
  CHECK(readTextFile(folder / "parts/adapter.safetensors") == readTextFile(folder / "whole/adapter.safetensors"));
}

TEST_CASE("aCheckpointOfOtherDataOrSettingsIsRefused") {
  const test::TempFolder folder;
  const ModelCard base = test::writeTinyBase(folder / "base");
  JobContext job;
  TuneOptions options = tuneInto(folder / "m");
  fineTune(folder / "base", base, tinyConfig(), tinyData(), options, job);
  options.resume = true;
  options.identity = "other data";
  CHECK_THROWS_WITH_AS(fineTune(folder / "base", base, tinyConfig(), tinyData(), options, job),
                       doctest::Contains("other data or other settings"), Error);
  options.identity = "test";
  TrainConfig other = tinyConfig();
  other.lr *= 2;
  CHECK_THROWS_AS(fineTune(folder / "base", base, other, tinyData(), options, job), Error);
}

TEST_CASE("whenNothingBeatsTheBaseTheBaseIsKept") {
  const test::TempFolder folder;
  const ModelCard base = test::writeTinyBase(folder / "base");
  TrainConfig config = tinyConfig();
  config.lr = 1e-12;
  config.patience = 2;
  config.epochs = 20;
  JobContext job;
  const TuneOutcome out = fineTune(folder / "base", base, config, tinyData(), tuneInto(folder / "m"), job);
  CHECK(out.result.bestStep == 0);
  CHECK(out.result.stoppedEarly);
  CHECK(out.result.steps == 10);  // two evaluations without a gain, five steps each
  CHECK(out.result.find("test")->verdict == Verdict::NoMeasurableChange);
  // Nothing was learned: no rounding, no order among equal captions makes a gain of it.
  CHECK(out.result.find("test")->gain.value == 0.0);
  CHECK(out.result.find("test")->gain.low == 0.0);
  CHECK(out.result.find("test")->gain.high == 0.0);
}

TEST_CASE("askedToFinishItKeepsTheBest") {
  const test::TempFolder folder;
  const ModelCard base = test::writeTinyBase(folder / "base");
  TuneOptions options = tuneInto(folder / "m");
  std::int64_t last = 0;
  options.onEvent = [&](const TuneEvent& event) { last = event.step; };
  options.finishNow = [&] { return last >= 6; };
  JobContext job;
  const TuneOutcome out = fineTune(folder / "base", base, tinyConfig(), tinyData(), options, job);
  CHECK(out.result.steps == 6);
  CHECK(out.result.stoppedEarly);
  CHECK(std::filesystem::exists(folder / "m/adapter.safetensors"));
}

TEST_CASE("dataOfAnotherVocabularyOrWithoutValIsRefused") {
  const test::TempFolder folder;
  const ModelCard base = test::writeTinyBase(folder / "base");
  JobContext job;
  TuneData data = tinyData();
  data.train.captionIds[1] = 500;
  CHECK_THROWS_WITH_AS(fineTune(folder / "base", base, tinyConfig(), data, tuneInto(folder / "m"), job),
                       doctest::Contains("tokens that the model does not know"), Error);
  data = tinyData();
  data.val = {};
  CHECK_THROWS_WITH_AS(fineTune(folder / "base", base, tinyConfig(), data, tuneInto(folder / "m"), job),
                       doctest::Contains("val"), Error);
}

TEST_CASE("aTrialTellsHowLongAStepTakes") {
  const test::TempFolder folder;
  const ModelCard base = test::writeTinyBase(folder / "base");
  JobContext job;
  const TuneTrial trial = tryFineTune(folder / "base", base, tinyConfig(), colours(40), 5, job);
  CHECK(trial.secondsPerStep > 0.0);
  CHECK(trial.stepsPerEpoch == 5);
  CHECK(trial.microBatch == 8);
  CHECK(trial.peakBytes > 1000000);
}

TEST_CASE("theRateWarmsUpAndFallsAsTheAuthorsDo") {
  TrainConfig config;
  config.warmUp = 0.2;  // golden: 20 steps, 4 of warm-up
  CHECK(tuneLrFactor(config, 0.0) == 0.0);
  CHECK(tuneLrFactor(config, 3.0 / 20) == doctest::Approx(0.75));
  CHECK(tuneLrFactor(config, 4.0 / 20) == doctest::Approx(1.0));
  CHECK(tuneLrFactor(config, 19.0 / 20) == doctest::Approx(0.0625));
  config.schedule = Schedule::Cosine;
  CHECK(tuneLrFactor(config, 0.6) == doctest::Approx(0.5));
  config.schedule = Schedule::Constant;
  CHECK(tuneLrFactor(config, 0.99) == 1.0);
}

TEST_CASE("equalCaptionsAndEqualPicturesHaveEqualRows") {
  CaptionData data = colours(60);  // eight captions, which meet in other groups of like length each
  const std::size_t picture = data.images.size() / data.imageCount();
  std::copy_n(data.images.begin(), picture, data.images.end() - static_cast<std::ptrdiff_t>(picture));
  for (std::size_t i = 0; i < data.captionCount(); i += 3)
    data.captionIds[5 * i + 2] = 21, data.captionIds[5 * i + 3] = 0;
  const test::TempFolder folder;
  const ModelCard base = test::writeTinyBase(folder / "base");
  const detail::ScratchModel model = detail::startScratchModel(base, 24, 0, 5, "cpu");
  const detail::Embedded rows = detail::embedData(model.clip, data, 32, base, at::kBFloat16, "cpu");
  const auto width = static_cast<std::size_t>(base.embedDim);
  const auto rowOf = [&](const std::vector<float>& values, std::size_t i) {
    return std::vector<float>(values.begin() + static_cast<std::ptrdiff_t>(i * width),
                              values.begin() + static_cast<std::ptrdiff_t>((i + 1) * width));
  };
  CHECK(rowOf(rows.images, 0) == rowOf(rows.images, data.imageCount() - 1));
  for (std::size_t i = 0; i + 24 < data.captionCount(); ++i) CHECK(rowOf(rows.texts, i) == rowOf(rows.texts, i + 24));
  CHECK(rowOf(rows.texts, 0) != rowOf(rows.texts, 1));
}
