#include "base/atomic_file.h"
#include "base/error.h"
#include "jobs/finetune_prepare.h"
#include "jobs/pack_job.h"
#include "tests/jobs/finetune_fixture.h"
#include "tests/jobs/labelled_archive.h"
#include "train/caption_data.h"

using namespace tilescout;
using namespace tilescout::jobs;
using test::FinetuneFixture;
namespace fs = std::filesystem;

namespace {

std::size_t imagesIn(const fs::path& file) { return train::readPackedData(file).imageCount(); }

}  // namespace

TEST_CASE("anArchiveTrainedElsewhereComesBackAsTheModelThatTrainingHereGives") {
  const FinetuneFixture fixture;
  JobContext job;
  FinetuneRequest here;
  here.source.archive = test::labelledArchive(fixture);
  here.name = "here";
  here.baseModel = "tiny";
  here.config = test::tinyConfig();
  here.config.captionsEach = false;
  here.config.epochs = 1;
  const FinetuneReport report = runFinetune(here, {}, job);
  PackRequest pack;
  pack.source = here.source;
  pack.baseModel = "tiny";
  pack.config = here.config;
  pack.folder = fixture / "packed";
  pack.withModel = true;
  const PackReport packed = packLabelled(pack, job);
  CHECK(packed.data.fingerprint == report.data.fingerprint);
  CHECK(packed.pixels == 32);

  // Another computer: no archive, no scenes, a model store of its own.
  const std::string home = (fixture / "home").string();
  ::setenv("TILESCOUT_HOME", (fixture / "elsewhere").c_str(), 1);
  fs::rename(fixture / "scenes", fixture / "unplugged");
  ImportOptions base;
  base.path = pack.folder / "model";
  base.name = "brought";
  CHECK(ModelStore().import(base).fingerprint == fixture.base().fingerprint);
  FinetuneRequest there = here;
  there.source = {{}, pack.folder / "train.safetensors", {}};
  there.name = "there";
  there.baseModel = "brought";
  const FinetuneReport away = runFinetune(there, {}, job);
  for (const auto& [one, other] : {std::pair{report.data.train, away.data.train},
                                   {report.data.val, away.data.val},
                                   {report.data.test, away.data.test}}) {
    CHECK(one.images == other.images);
    CHECK(one.captions == other.captions);
  }
  CHECK(away.result.find("test")->after.meanRecall == report.result.find("test")->after.meanRecall);
  const fs::path adapter = ModelStore().folderOf("there") / "adapter.safetensors";

  ::setenv("TILESCOUT_HOME", home.c_str(), 1);
  ImportOptions back;
  back.path = "tiny";  // a model of the store by its name
  back.adapter = adapter;
  back.name = "back";
  ModelStore store;
  const ModelCard card = store.import(back);
  CHECK(card.fingerprint == report.card.fingerprint);  // the archive's embeddings of the one are those of the other
  bool told = false;
  for (const auto& [key, value] : card.notes) told = told || (key == "training" && value.find("steps") != value.npos);
  CHECK(told);
  const model::DeviceChoice cpu{"cpu", model::Precision::Fp32, 1};
  CHECK(LoadedModel::load(store, "back", cpu)->encodeTexts({"many trees"}) ==
        LoadedModel::load(store, "here", cpu)->encodeTexts({"many trees"}));
}

TEST_CASE("packingLeavesNothingOfAnEarlierPacking") {
  FinetuneFixture fixture;
  JobContext job;
  PackRequest pack;
  pack.source = fixture.request("any").source;
  pack.baseModel = "tiny";
  pack.folder = fixture / "packed";
  fs::create_directories(pack.folder);
  AtomicFile old(pack.folder / "test.safetensors");  // would be reported on
  old.write("of other tiles");
  old.commit();
  const PackReport first = packLabelled(pack, job);
  CHECK(imagesIn(pack.folder / "test.safetensors") == static_cast<std::size_t>(first.data.test.images));
  CHECK(imagesIn(pack.folder / "train.safetensors") == static_cast<std::size_t>(first.data.train.images));
  CHECK(imagesIn(pack.folder / "general.safetensors") == 120);
  CHECK_FALSE(fs::exists(pack.folder / "model"));
  fs::remove(pack.source.dataset / "test.json");
  pack.config.testShare = 0;
  const PackReport second = packLabelled(pack, job);
  CHECK(second.data.test.images == 0);
  CHECK_FALSE(fs::exists(pack.folder / "test.safetensors"));
}

TEST_CASE("imagesToCropFromAreHeldLargerThanTheModelReads") {
  CHECK(sideForCrops(128, 600, 500) == 192);
  CHECK(sideForCrops(128, 150, 500) == 150);    // no more than the pictures have
  CHECK(sideForCrops(128, 64, 500) == 128);     // and no less than the model reads
  CHECK(sideForCrops(224, 600, 4'000) == 288);  // a gigabyte of them: 4,000 x 3 x 288 x 288
  CHECK(sideForCrops(224, 600, 1'000'000) == 224);
  FinetuneFixture fixture;
  JobContext job;
  PackRequest pack;
  pack.source = fixture.request("any").source;
  pack.baseModel = "tiny";
  pack.folder = fixture / "packed";
  const auto sideOf = [&](const char* split) {
    return train::readPackedData(pack.folder / (std::string(split) + ".safetensors")).pixels;
  };
  packLabelled(pack, job);
  CHECK(sideOf("train") == 48);
  CHECK(sideOf("val") == 32);
  pack.pixels = 40;  // as asked
  packLabelled(pack, job);
  CHECK(sideOf("train") == 40);
  CHECK(sideOf("val") == 40);
  pack.pixels = 0;
  pack.config.augment = false;  // nothing is cropped
  packLabelled(pack, job);
  CHECK(sideOf("train") == 32);
}
