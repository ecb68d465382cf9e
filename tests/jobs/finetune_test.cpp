#include <algorithm>
#include <nlohmann/json.hpp>

#include "archive/label_book.h"
#include "archive/training_store.h"
#include "base/atomic_file.h"
#include "base/code_version.h"
#include "base/error.h"
#include "jobs/finetune_json.h"
#include "jobs/index_job.h"
#include "jobs/label_service.h"
#include "tests/jobs/finetune_fixture.h"
#include "tests/jobs/labelled_archive.h"

using namespace tilescout;
using namespace tilescout::jobs;
using test::FinetuneFixture;
namespace fs = std::filesystem;

TEST_CASE("aRunPutsASmallAdapterIntoTheStoreAndKeepsItsRecord") {
  FinetuneFixture fixture;
  JobContext job;
  std::int64_t events = 0;
  const FinetuneReport report = runFinetune(
      fixture.request("tuned"), [&](const train::TuneEvent&) { ++events; }, job);
  const ModelStore store;
  const ModelCard card = store.find("tuned");
  CHECK(card.adapter == "released");
  CHECK(card.adapterBottleneck == 16);
  CHECK(card.trainableParameters == report.result.trainedParameters);
  CHECK(card.fingerprint != fixture.base().fingerprint);
  CHECK(fs::exists(store.folderOf("tuned") / "adapter.safetensors"));
  bool namesBase = false, namesCode = false;
  for (const auto& [key, value] : card.notes) {
    namesCode = namesCode || (key == "training" && value.find("code version " + codeVersion()) != std::string::npos);
    namesBase = namesBase || (key == "base" && value.find(fixture.base().fingerprint) != std::string::npos);
  }
  CHECK(namesBase);
  CHECK(namesCode);
  // It is a model like any other.
  const auto model = LoadedModel::load(store, "tuned", {"cpu", model::Precision::Fp32, 1});
  CHECK(model->encodeTexts({"a roundabout"}).size() == 32);

  REQUIRE(report.result.find("test") != nullptr);
  CHECK(report.result.find("general") != nullptr);
  CHECK_FALSE(report.verdict.empty());
  const auto run = finetuneRun("tuned");
  REQUIRE(run.has_value());
  CHECK(run->state == RunState::Finished);
  CHECK(run->request.config.batch == 8);
  const FinetuneReport stored = finetuneReport("tuned");
  CHECK(stored.verdict == report.verdict);
  CHECK(stored.result.find("test")->gain.low == report.result.find("test")->gain.low);
  CHECK(stored.data.fingerprint == report.data.fingerprint);
  CHECK(static_cast<std::int64_t>(finetuneEvents("tuned").size()) == events);
  CHECK(finetuneEvents("tuned", 3).size() < finetuneEvents("tuned").size());
  discardFinetune("tuned");
  CHECK_FALSE(finetuneRun("tuned").has_value());
  CHECK_NOTHROW(store.find("tuned"));
}

TEST_CASE("aStoppedRunIsOfferedForResumptionAndGivesTheSameModel") {
  FinetuneFixture fixture;
  JobContext job;
  runFinetune(fixture.request("whole"), {}, job);
  std::stop_source stop;
  JobContext stopped(stop.get_token());
  FinetuneRequest request = fixture.request("parts");
  const auto stopAtFive = [&](const train::TuneEvent& event) {
    if (event.step == 5) stop.request_stop();
  };
  CHECK_THROWS_AS(runFinetune(request, stopAtFive, stopped), Cancelled);
  const auto run = finetuneRun("parts");
  REQUIRE(run.has_value());
  CHECK(run->state == RunState::Unfinished);
  CHECK(run->step == 5);
  CHECK_THROWS_WITH_AS(runFinetune(request, {}, job), doctest::Contains("unfinished"), Error);
  request = run->request;
  request.resume = true;
  runFinetune(request, {}, job);
  const ModelStore store;
  CHECK(readTextFile(store.folderOf("parts") / "adapter.safetensors") ==
        readTextFile(store.folderOf("whole") / "adapter.safetensors"));
}

TEST_CASE("aRunCanBeAskedToEndAndKeepItsBest") {
  FinetuneFixture fixture;
  JobContext job;
  const auto finishAtThree = [](const train::TuneEvent& event) {
    if (event.step == 3) finishFinetune("early");
  };
  const FinetuneReport report = runFinetune(fixture.request("early"), finishAtThree, job);
  CHECK(report.result.steps == 3);
  CHECK(report.result.stoppedEarly);
  CHECK_NOTHROW(ModelStore().find("early"));
}

TEST_CASE("aTakenNameIsRefusedBeforeAnyWork") {
  FinetuneFixture fixture;
  JobContext job;
  CHECK_THROWS_WITH_AS(runFinetune(fixture.request("tiny"), {}, job), doctest::Contains("already a model"), Error);
  CHECK_FALSE(finetuneRun("tiny").has_value());
  CHECK_THROWS_AS(finetuneRun("../outside"), Error);
}

TEST_CASE("aFailedRunSaysWhy") {
  FinetuneFixture fixture;
  JobContext job;
  FinetuneRequest request = fixture.request("failing");
  request.source.dataset = fixture / "nowhere";
  CHECK_THROWS_AS(runFinetune(request, {}, job), Error);
  const auto run = finetuneRun("failing");
  REQUIRE(run.has_value());
  CHECK(run->state == RunState::Failed);
  CHECK(run->failure.find("nowhere") != std::string::npos);
}

TEST_CASE("everythingWrongWithADatasetIsReportedAndTheRestIsUsed") {
  FinetuneFixture fixture;
  JobContext job;
  FinetuneRequest request = fixture.request("messy");
  const fs::path file = request.source.dataset / "train.json";
  auto entries = nlohmann::json::parse(readTextFile(file));
  const auto imageOf = [&](std::size_t i) { return entries[i * 5]["image"].get<std::string>(); };
  std::ofstream(request.source.dataset / imageOf(0), std::ios::binary) << "no picture at all";
  fs::remove(request.source.dataset / imageOf(1));
  const auto otherId = entries[10]["image_id"];
  for (std::size_t i = 15; i < 20; ++i) entries[i]["image_id"] = otherId;
  entries[20]["caption"] = " .,! ";
  std::string endless;
  for (int i = 0; i < 500; ++i) endless += "word ";
  entries[25]["caption"] = endless;
  std::ofstream(file, std::ios::binary) << entries.dump();
  const DataReport data = inspectTrainingData(request.source, request.config, "tiny", job);
  for (const char* code : {"broken_file", "missing_file", "duplicate_id", "empty_caption", "long_caption"}) {
    CAPTURE(code);
    REQUIRE(FinetuneFixture::issue(data, code) != nullptr);
    CHECK(FinetuneFixture::issue(data, code)->count == 1);
    CHECK(FinetuneFixture::issue(data, code)->subjects.size() == 1);
  }
  CHECK(data.usable());
  CHECK_FALSE(data.examples.empty());
  const FinetuneReport report = runFinetune(request, {}, job);
  CHECK(report.data.train.images == data.train.images);
}

TEST_CASE("imagesThatAreAllElsewhereAreSaidToBe") {
  FinetuneFixture fixture;
  JobContext job;
  FinetuneRequest request = fixture.request("elsewhere");
  request.source.imagesRoot = fixture / "no-such-folder";
  CHECK_THROWS_WITH_AS(inspectTrainingData(request.source, request.config, "tiny", job),
                       doctest::Contains("none of its 60 images"), Error);
}

TEST_CASE("labelledTilesOfAnArchiveAreDividedByPlaceAndLearnedFrom") {
  FinetuneFixture fixture;
  JobContext job;
  synth::DemoOptions demo;
  demo.scenes = 2;
  demo.size = 640;
  synth::paintDemoArchive(fixture / "scenes", demo, job);
  const fs::path file = fixture / "a.tilescout";
  archive::Archive::create(file);
  IndexOptions index;
  index.paths = {fixture / "scenes"};
  index.tile = 64;
  runIndex(file, *LoadedModel::load(ModelStore(), "tiny", {"cpu", model::Precision::Fp32, 1}), index, job);
  {
    archive::Archive archive = archive::Archive::open(file, archive::OpenMode::ReadWrite);
    std::vector<TileId> tiles;
    archive.readEmbeddings(archive.activeModel()->id,
                           [&](auto ids, auto) { tiles.insert(tiles.end(), ids.begin(), ids.end()); });
    REQUIRE(tiles.size() >= 100);
    for (std::size_t i = 0; i < tiles.size(); ++i)
      archive.addCaption(tiles[i], i % 2 ? "a road, with houses" : "Trees");
    archive.addCaption(tiles[5], "...");
    archive::LabelBook book(file, archive::OpenMode::ReadWrite);
    const std::vector<TileId> third(tiles.begin(), tiles.begin() + static_cast<std::ptrdiff_t>(tiles.size() / 3));
    book.addToSet(TileSetKind::Tag, "wood", tiles);
    book.addToSet(TileSetKind::Tag, "park", third);
    SavedSearch saved;
    saved.name = "mine";
    saved.query = R"({"text":"many trees"})";
    book.saveSearch(saved);
    saved.name = "no text in it";
    saved.query = R"({"like":[1]})";
    book.saveSearch(saved);
  }
  FinetuneRequest request = fixture.request("tuned");
  request.source = {file, {}, {}};
  const FinetuneReport report = runFinetune(request, {}, job);
  CHECK(report.data.split == train::SplitRule::Place);
  CHECK(report.data.train.images > 60);
  CHECK(report.data.val.images > 5);
  CHECK(report.data.test.images > 5);
  CHECK(report.data.distinctCaptions == 2);
  CHECK(FinetuneFixture::issue(report.data, "repeated_captions") != nullptr);
  REQUIRE_FALSE(report.data.examples.empty());
  CHECK(report.data.examples.front().tile > 0);
  for (const auto& change : report.result.improved) CHECK(change.tile > 0);
  // What a warning is about can be opened.
  CHECK(FinetuneFixture::issue(report.data, "repeated_captions")->tiles.size() > 60);
  REQUIRE(FinetuneFixture::issue(report.data, "empty_caption") != nullptr);
  CHECK(FinetuneFixture::issue(report.data, "empty_caption")->tiles.size() == 1);
  // A tile's commonest tag is its class.
  REQUIRE(report.data.classes.size() == 1);
  CHECK(report.data.classes.front().name == "wood");
  REQUIRE(report.result.classes.size() == 1);
  CHECK(report.result.classes.front().name == "wood");
  // The user's own searches, before and after, over tiles that were not trained on.
  const auto stored = finetuneReport("tuned").result;
  REQUIRE(stored.queries.size() == 1);
  CHECK(stored.queries.front().text == "many trees");
  for (const auto* hits : {&stored.queries.front().before, &stored.queries.front().after}) {
    REQUIRE(hits->size() == 6);
    for (const train::QueryHit& hit : *hits) CHECK(hit.tile > 0);
    CHECK(hits->front().score >= hits->back().score);
  }
  CHECK(finetuneRun("tuned")->baseMeanRecall == doctest::Approx(report.result.find("val")->before.meanRecall));

  REQUIRE(report.archiveRun > 0);
  archive::TrainingStore runs(file, archive::OpenMode::ReadWrite);
  const auto row = runs.byId(report.archiveRun);
  REQUIRE(row.has_value());
  CHECK(row->model == "tuned");
  CHECK(row->baseFingerprint == fixture.base().fingerprint);
  CHECK(row->dataFingerprint == report.data.fingerprint);
  CHECK(row->codeVersion == codeVersion());
  CHECK(train::configToJson(train::configFromJson(row->config, "x")) == train::configToJson(request.config));
  CHECK(parseTuneEvent(row->curves.substr(0, row->curves.find('\n'))).has_value());
  CHECK(static_cast<std::int64_t>(runs.split(report.archiveRun).size()) ==
        report.data.train.images + report.data.val.images + report.data.test.images);
  runs.setNotes(report.archiveRun, "a first try");
  CHECK(runs.all().at(0).notes == "a first try");
  CHECK_THROWS_AS(runs.setNotes(99, ""), Error);
  runs.remove(report.archiveRun);
  CHECK(runs.all().empty());
  CHECK(runs.split(report.archiveRun).empty());

  fs::remove_all(fixture / "scenes");  // the disk is not plugged in
  request.name = "offline";
  CHECK_THROWS_WITH_AS(runFinetune(request, {}, job), doctest::Contains("labelled images"), Error);
}

TEST_CASE("tilesThatAreNotForTrainingAreNeitherTrainedNorMeasuredOn") {
  FinetuneFixture fixture;
  const fs::path file = test::labelledArchive(fixture);
  LabelService labels(file);
  std::vector<TileId> out;
  for (const Caption& caption : labels.captions()) {
    if (caption.id % 2 == 0) out.push_back(caption.tile);
  }
  JobContext job;
  FinetuneRequest request = fixture.request("tuned");
  request.source = {file, {}, {}};
  const auto count = [&](train::SplitRule rule) {
    request.config.split = rule;
    const DataReport report = inspectTrainingData(request.source, request.config, "tiny", job);
    const DataIssue* issue = FinetuneFixture::issue(report, "not_for_training");
    if (!labels.isForTraining(out.front())) {
      REQUIRE(issue != nullptr);
      CHECK(issue->count == static_cast<std::int64_t>(out.size()));
      CHECK_FALSE(issue->blocking);
    }
    return report.train.images + report.val.images + report.test.images;
  };
  const std::int64_t all = count(train::SplitRule::Random);
  labels.setForTraining(out, false);
  CHECK(count(train::SplitRule::Random) == all - static_cast<std::int64_t>(out.size()));
  CHECK(count(train::SplitRule::AsGiven) == all - static_cast<std::int64_t>(out.size()));
  labels.setForTraining(out, true);
  CHECK(count(train::SplitRule::Random) == all);
}

TEST_CASE("estimatesSayWhatIsTrainedAndATrialHowLongItTakes") {
  FinetuneFixture fixture;
  JobContext job;
  FinetuneRequest request = fixture.request("trial");
  const FinetuneEstimate plain = estimateFinetune(request, 0, job);
  CHECK(plain.trainedParameters == train::trainedParameters(request.config, fixture.base()));
  CHECK(plain.share > 0.0);
  CHECK(plain.secondsPerStep < 0.0);
  const FinetuneEstimate tried = estimateFinetune(request, 3, job);
  CHECK(tried.secondsPerStep > 0.0);
  CHECK(tried.steps == 10);  // 42 train images, 5 steps of 8 an epoch, two epochs
  CHECK_FALSE(finetuneRun("trial").has_value());
}

TEST_CASE("theLineOfATrialIsReadBack") {
  FinetuneFixture fixture;
  JobContext job;
  const FinetuneRequest request = fixture.request("trial");
  const auto arguments = trialArguments(request, 20);
  CHECK(std::find(arguments.begin(), arguments.end(), "--try") != arguments.end());
  CHECK(std::find(arguments.begin(), arguments.end(), "--resume") == arguments.end());
  FinetuneEstimate estimate = estimateFinetune(request, 0, job);
  estimate.secondsPerStep = 1.5;
  const auto back = parseTrial(nlohmann::json{{"estimate", toJson(estimate)}}.dump());
  REQUIRE(back.has_value());
  CHECK(back->secondsPerStep == 1.5);
  CHECK(back->memoryBytes == estimate.memoryBytes);
  CHECK(back->device == estimate.device);
  CHECK(back->lr == estimate.lr);
  CHECK_FALSE(parseTrial(R"({"estimate": {"share": 1}})").has_value());
  CHECK_FALSE(parseTrial(R"({"stage": "trial", "done": 1, "total": 2})").has_value());
}

TEST_CASE("theCommandLineOfARunMakesTheSameRun") {
  FinetuneFixture fixture;
  const FinetuneRequest request = fixture.request("again");
  const auto arguments = finetuneArguments(request);
  REQUIRE(arguments.front() == "train");
  const auto config = std::find(arguments.begin(), arguments.end(), "--config");
  REQUIRE(config != arguments.end());
  CHECK(train::configToJson(train::configFromJson(*std::next(config), "x")) == train::configToJson(request.config));
  train::TuneEvent event;
  event.step = 7;
  event.val.emplace();
  event.val->meanRecall = 12.5;
  event.samples.push_back({3, "a \"quoted\" caption", 40, 2, "a.tif, x 64 y 0", 17});
  const auto back = parseTuneEvent(tuneEventToJson(event));
  REQUIRE(back.has_value());
  CHECK(back->val->meanRecall == 12.5);
  CHECK(back->samples.at(0).caption == "a \"quoted\" caption");
  CHECK(back->samples.at(0).subject == "a.tif, x 64 y 0");
  CHECK(back->samples.at(0).tile == 17);
  CHECK_FALSE(parseTuneEvent(R"({"stage": "decode", "done": 1, "total": 2})").has_value());
  CHECK_FALSE(parseTuneEvent("no json").has_value());
}
