#include <doctest/doctest.h>

#include "base/error.h"
#include "train/fine_tuner.h"
#include "train/train_config.h"

using namespace tilescout;
using namespace tilescout::train;

namespace {

ModelCard vitB32() {
  ModelCard card;  // its defaults are ViT-B/32's numbers
  card.parameters = 151277313;
  return card;
}

ModelCard small() {
  ModelCard card;
  card.imageSize = 128, card.patchSize = 16, card.embedDim = 256;
  card.visionWidth = 320, card.visionLayers = 7, card.visionHeads = 5;
  card.textWidth = 256, card.textLayers = 3, card.textHeads = 4;
  card.contextLength = 32, card.vocabularySize = 3072;
  card.parameters = 12210752;
  return card;
}

}  // namespace

TEST_CASE("adaptersOfVitB32HaveThePublishedNumbers") {
  TrainConfig config;
  CHECK(suggestedBottleneck(config, vitB32()) == 128);
  CHECK(trainedParameters(config, vitB32()) == 5934396 + 1);  // and the temperature
  config.variant = Variant::Paper;
  CHECK(trainedParameters(config, vitB32()) == 5934408 + 1);
}

TEST_CASE("theTrainedShareStaysBelowFourPerCent") {
  for (const ModelCard& base : {vitB32(), small()}) {
    for (const Variant variant : {Variant::Released, Variant::Paper}) {
      TrainConfig config;
      config.variant = variant;
      CHECK(trainedShare(config, base) < 0.04);
      CHECK(trainedShare(config, base) > 0.01);
      CHECK_NOTHROW(checkConfig(config, base));
    }
  }
  CHECK(suggestedBottleneck({}, small()) == 32);
  CHECK(suggestedHeads(32) == 4);
}

TEST_CASE("otherMethodsAreMadeAsLargeAsHarma") {
  TrainConfig config;
  const auto harma = static_cast<double>(trainedParameters(config, small()));
  for (const Method method : {Method::Lora, Method::Adapter}) {
    config.method = method;
    CHECK(static_cast<double>(trainedParameters(config, small())) == doctest::Approx(harma).epsilon(0.1));
  }
  config.method = Method::Full;
  CHECK(trainedShare(config, small()) == 1.0);
}

TEST_CASE("aSmallBaseIsTrainedWholeAndALargeOneByHarma") {
  CHECK(suggestedMethod(small()) == Method::Full);
  CHECK(suggestedMethod(vitB32()) == Method::Harma);
  CHECK(suggestedMethod({}) == Method::Harma);  // of a base that says nothing of its size
}

TEST_CASE("theRateFollowsTheMethodAndTheSizeOfTheBase") {
  TrainConfig config;
  CHECK(suggestedRate(config, vitB32()) == doctest::Approx(4e-4));  // the authors', spec/published.md
  ModelCard larger = vitB32();
  larger.parameters = 427616513;  // ViT-L/14
  CHECK(suggestedRate(config, larger) == suggestedRate(config, vitB32()));
  CHECK(suggestedRate(config, small()) > 8 * suggestedRate(config, vitB32()));
  double last = 1.0;
  for (const Method method : {Method::Harma, Method::Projection, Method::Full}) {  // the more moves, the less each may
    config.method = method;
    CHECK(suggestedRate(config, small()) < last);
    last = suggestedRate(config, small());
  }
  CHECK(withRate(config, small()).lr == last);
  config.lr = 0.25;
  CHECK(withRate(config, small()).lr == 0.25);
  CHECK(preset("paper").lr == doctest::Approx(4e-4));  // as published, whatever the base
}

TEST_CASE("aConfigurationSurvivesItsJson") {
  TrainConfig config = preset("paper");
  config.method = Method::Lora;
  config.variant = Variant::Paper;
  config.schedule = Schedule::Cosine;
  config.seed = 77;
  config.lr = 1.5e-5;
  config.device.device = "cuda:1";
  config.device.precision = model::Precision::Bf16;
  CHECK(configToJson(configFromJson(configToJson(config), "here")) == configToJson(config));
  CHECK_THROWS_WITH_AS(configFromJson(R"({"learning": 1})", "here"), doctest::Contains("learning"), Error);
  CHECK_THROWS_WITH_AS(configFromJson(R"({"epochs": "many"})", "here"), doctest::Contains("here"), Error);
}

TEST_CASE("settingsThatMakeNoSenseAreRefusedByName") {
  const auto refused = [](auto&& change, const char* name) {
    TrainConfig config;
    change(config);
    CHECK_THROWS_WITH_AS(checkConfig(config, small()), doctest::Contains(name), Error);
  };
  refused([](TrainConfig& c) { c.batch = 1; }, "batch");
  refused([](TrainConfig& c) { c.lr = -1e-4; }, "learning rate");
  refused([](TrainConfig& c) { c.bottleneck = 36, c.heads = 8; }, "bottleneck");
  refused([](TrainConfig& c) { c.valShare = 0.5, c.testShare = 0.5; }, "split");
  refused([](TrainConfig& c) { c.epochs = -1; }, "epochs");
  ModelCard adapted = small();
  adapted.adapter = "released";
  CHECK_THROWS_WITH_AS(checkConfig({}, adapted), doctest::Contains("adapters already"), Error);
  CHECK_THROWS_AS(preset("best"), Error);
  CHECK_THROWS_WITH_AS(parseMethod("magic"), doctest::Contains("harma, lora"), Error);
}

TEST_CASE("whereLittleFitsActivationsAreComputedAgain") {
  TrainConfig config;
  config.batch = 64;
  config.device.precision = model::Precision::Fp32;
  CHECK(estimatedBytes(config, vitB32(), 64, true) < estimatedBytes(config, vitB32(), 64) / 2);
  config.memoryGb = 100;
  CHECK_FALSE(memoryPlan(config, vitB32()).recompute);
  CHECK(memoryPlan(config, vitB32()).microBatch == 64);
  config.memoryGb = 2;
  const MemoryPlan small = memoryPlan(config, vitB32());
  CHECK(small.recompute);
  CHECK(static_cast<double>(small.bytes) <= 2e9);
  config.recompute = Recompute::Never;
  CHECK_FALSE(memoryPlan(config, vitB32()).recompute);
  CHECK(memoryPlan(config, vitB32()).microBatch < small.microBatch);
  config.recompute = Recompute::Always;
  config.memoryGb = 100;
  CHECK(memoryPlan(config, vitB32()).recompute);
  CHECK(memoryPlan(config, vitB32(), 1).microBatch == 64);
}

TEST_CASE("moreInMemoryTakesMoreMemory") {
  TrainConfig config;
  CHECK(estimatedBytes(config, vitB32(), 64) > estimatedBytes(config, vitB32(), 8));
  TrainConfig full = config;
  full.method = Method::Full;
  CHECK(estimatedBytes(full, vitB32(), 8) > estimatedBytes(config, vitB32(), 8));
}
