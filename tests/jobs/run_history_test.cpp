#include <sstream>

#include "archive/archive.h"
#include "archive/training_store.h"
#include "base/atomic_file.h"
#include "base/code_version.h"
#include "base/error.h"
#include "jobs/run_history.h"
#include "tests/jobs/finetune_fixture.h"
#include "tests/jobs/labelled_archive.h"

using namespace tilescout;
using namespace tilescout::jobs;
using test::FinetuneFixture;
namespace fs = std::filesystem;

namespace {

FinetuneRequest runOn(const fs::path& archive, const std::string& name) {
  FinetuneRequest request;
  request.source.archive = archive;
  request.name = name;
  request.baseModel = "tiny";
  request.config = test::tinyConfig();
  request.config.captionsEach = false;
  request.config.epochs = 1;
  return request;
}

/// Trains until step 2 and is stopped there.
void stopAtTwo(const FinetuneRequest& request) {
  std::stop_source stop;
  JobContext job(stop.get_token());
  const auto stopper = [&](const train::TuneEvent& event) {
    if (event.step == 2) stop.request_stop();
  };
  CHECK_THROWS_AS(runFinetune(request, stopper, job), Cancelled);
}

}  // namespace

TEST_CASE("aCopiedArchiveShowsItsRunsWithTheirCurvesResultsAndNotes") {
  const FinetuneFixture fixture;
  JobContext job;
  const fs::path archive = test::labelledArchive(fixture);
  const FinetuneReport made = runFinetune(runOn(archive, "tuned"), {}, job);
  const RunHistory here(archive);
  here.setNotes("tuned", "a first try");
  REQUIRE(here.runs().size() == 1);
  CHECK_FALSE(here.runs().front().recordedOnly);

  const fs::path copy = fixture / "copy.tilescout";
  fs::copy_file(archive, copy);
  const RunHistory there(copy);
  const auto runs = there.runs();
  REQUIRE(runs.size() == 1);
  CHECK(runs.front().recordedOnly);
  CHECK(runs.front().name == "tuned");
  CHECK(runs.front().state == RunState::Finished);
  CHECK(runs.front().step == made.result.steps);
  CHECK(runs.front().baseMeanRecall == doctest::Approx(made.result.find("val")->before.meanRecall));
  CHECK(there.notes("tuned") == "a first try");
  CHECK(there.events("tuned").size() == here.events("tuned").size());
  CHECK(there.report("tuned").result.find("test")->gain.low == made.result.find("test")->gain.low);
  CHECK(there.report("tuned").verdict == made.verdict);

  // Each has its own record from here on; the model is the other one's, too, and stays.
  there.setNotes("tuned", "seen elsewhere");
  CHECK(here.notes("tuned") == "a first try");
  there.discard("tuned");
  CHECK(there.runs().empty());
  CHECK(here.runs().size() == 1);
  CHECK_NOTHROW(ModelStore().find("tuned"));
  here.discard("tuned");
  CHECK(here.runs().empty());
  CHECK(archive::TrainingStore(archive, archive::OpenMode::ReadOnly).all().empty());
  CHECK_THROWS_AS(ModelStore().find("tuned"), Error);
}

TEST_CASE("stoppedAndFailedRunsAreRecordedAndAResumedOneKeepsItsRow") {
  const FinetuneFixture fixture;
  JobContext job;
  const fs::path archive = test::labelledArchive(fixture);
  const RunHistory history(archive);
  FinetuneRequest request = runOn(archive, "parts");
  stopAtTwo(request);
  archive::TrainingStore store(archive, archive::OpenMode::ReadOnly);
  REQUIRE(store.all().size() == 1);
  const archive::TrainingRun stopped = store.all().front();
  CHECK(stopped.fingerprint.empty());
  CHECK(stopped.codeVersion == codeVersion());
  history.setNotes("parts", "too slow");
  REQUIRE(history.runs().size() == 1);
  CHECK(history.runs().front().state == RunState::Unfinished);
  CHECK_FALSE(history.runs().front().recordedOnly);

  request.resume = true;
  runFinetune(request, {}, job);
  REQUIRE(store.all().size() == 1);
  CHECK(store.all().front().id == stopped.id);
  CHECK(store.all().front().started == stopped.started);
  CHECK_FALSE(store.all().front().fingerprint.empty());
  CHECK(history.notes("parts") == "too slow");

  // Discarded with its folder alone, as an earlier version did, it is still told of.
  FinetuneRequest gone = runOn(archive, "gone");
  stopAtTwo(gone);
  discardFinetune("gone");
  FinetuneRequest broken = runOn(archive, "broken");
  const auto breaks = [](const train::TuneEvent& event) {
    if (event.step == 1) throw Error(ErrorCode::Io, "the disk is full");
  };
  CHECK_THROWS_AS(runFinetune(broken, breaks, job), Error);
  discardFinetune("broken");
  std::map<std::string, RunInfo> byName;
  for (const RunInfo& run : history.runs()) byName[run.name] = run;
  REQUIRE(byName.size() == 3);
  CHECK(byName["gone"].state == RunState::Unfinished);
  CHECK(byName["gone"].step == 2);
  CHECK(byName["gone"].recordedOnly);
  CHECK(byName["broken"].state == RunState::Failed);
  CHECK(byName["broken"].failure.find("disk is full") != std::string::npos);
  CHECK_THROWS_AS(history.report("gone"), Error);
  CHECK(history.events("gone").size() == 3);  // the base, and two steps
}

TEST_CASE("recordedRunsOfOneNameAreToldApartAndDamagedRowsAreLeftOut") {
  const FinetuneFixture fixture;
  const fs::path archive = fixture / "a.tilescout";
  archive::Archive::create(archive);
  archive::TrainingStore store(archive, archive::OpenMode::ReadWrite);
  archive::TrainingRun row;
  row.model = "same";
  row.config = train::configToJson(test::tinyConfig());
  row.result = R"({"state": "stopped", "step": 4})";
  const std::int64_t first = store.add(row);
  const std::int64_t second = store.add(row);
  row.result = "no json";
  store.add(row);
  const RunHistory history(archive);
  const auto runs = history.runs();
  REQUIRE(runs.size() == 2);
  CHECK(runs[0].name != runs[1].name);
  for (const RunInfo& run : runs) history.setNotes(run.name, "of " + run.name);
  CHECK(store.byId(first)->notes != store.byId(second)->notes);
}
