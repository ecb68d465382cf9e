#include <doctest/doctest.h>

#include "archive/archive.h"
#include "jobs/index_job.h"
#include "jobs/label_service.h"
#include "support/test_files.h"
#include "tests/jobs/archive_dump.h"
#include "tests/jobs/fake_model.h"
#include "tests/jobs/program_run.h"
#include "tests/jobs/scene_files.h"

using namespace tilescout;
using namespace tilescout::jobs;

namespace {

namespace fs = std::filesystem;

struct Desk {
  test::TempFolder folder;
  int made = 0;

  Desk() { writeSmallWorld(folder / "scenes"); }
  fs::path indexed(int shard = 0, int shards = 1) {
    const fs::path file = folder / ("indexed" + std::to_string(made++) + ".tilescout");
    archive::Archive::create(file);
    FakeModel model(8);
    IndexOptions options;
    options.paths = {folder / "scenes"};
    options.tile = 64;
    options.levels = 2;
    options.shard = shard;
    options.shards = shards;
    JobContext job;
    runIndex(file, model, options, job);
    return file;
  }
  fs::path copyOf(const fs::path& file) {
    const fs::path copy = folder / ("copy" + std::to_string(made++) + ".tilescout");
    fs::copy_file(file, copy);
    return copy;
  }
};

/// Breaks `job(file)` off at every point and pass; each time a second run must give `whole`. Returns how often.
template <typename Make, typename Job>
int killEverywhere(const std::vector<std::string>& points, const std::string& whole, Make&& make, Job&& job) {
  int tried = 0;
  for (const std::string& point : points) {
    for (const int pass : {1, 2, 3, 5, 8, 13, 21}) {
      const fs::path file = make();
      const Ending ending = job(file, point + ":" + std::to_string(pass));
      if (ending == Ending::Finished) break;
      CAPTURE(point);
      CAPTURE(pass);
      REQUIRE(ending == Ending::Killed);
      ++tried;
      REQUIRE(job(file, "") == Ending::Finished);
      REQUIRE(dumpOf(file) == whole);
      fs::remove(file);
    }
  }
  return tried;
}

}  // namespace

TEST_CASE("aKilledReembeddingEndsAsAnUninterruptedOne") {
  Desk desk;
  const fs::path indexed = desk.indexed();
  const auto reembed = [](const fs::path& file, const std::string& failPoint) {
    return runProgram({TILESCOUT_JOB_RUNNER, "reembed", file.string(), "fake-2", "4"}, failPoint);
  };
  const fs::path whole = desk.copyOf(indexed);
  REQUIRE(reembed(whole, "") == Ending::Finished);
  const int tried = killEverywhere(
      {"index.tile_read", "index.batch_embedded", "reembed.before_switch", "archive.before_commit",
       "archive.after_commit"},
      dumpOf(whole), [&] { return desk.copyOf(indexed); }, reembed);
  MESSAGE("kill points tried: ", tried);
  CHECK(tried >= 20);
}

TEST_CASE("aKilledMergeEndsAsAnUninterruptedOne") {
  Desk desk;
  const std::vector<fs::path> shards = {desk.indexed(0, 3), desk.indexed(1, 3), desk.indexed(2, 3)};
  {
    archive::Archive part = archive::Archive::open(shards[0], archive::OpenMode::ReadWrite);
    for (const char* text : {"a field", "a field", "a road"}) part.addCaption(part.pendingTiles(1, 99).at(0).id, text);
  }
  const auto merge = [&](const fs::path& file, const std::string& failPoint) {
    return runProgram({TILESCOUT_JOB_RUNNER, "merge", file.string(), shards[0].string(), shards[1].string(),
                       shards[2].string()},
                      failPoint);
  };
  const fs::path whole = desk.folder / "whole.tilescout";
  REQUIRE(merge(whole, "") == Ending::Finished);
  int made = 0;
  const int tried = killEverywhere(
      {"merge.scene_done", "merge.before_finish", "archive.before_commit", "archive.after_commit",
       "archive.before_migration_commit"},
      dumpOf(whole), [&] { return desk.folder / ("merged" + std::to_string(made++) + ".tilescout"); }, merge);
  MESSAGE("kill points tried: ", tried);
  CHECK(tried >= 12);
}

TEST_CASE("aKillLosesNoLabelThatWasGivenAndLeavesNoneHalfDone") {
  Desk desk;
  const fs::path indexed = desk.indexed();
  int tried = 0;
  for (const int edits : {1, 2, 7, 20, 21, 22, 23}) {
    for (const bool after : {false, true}) {
      const fs::path file = desk.copyOf(indexed);
      const std::string point = after ? "archive.after_commit:" : "archive.before_commit:";
      REQUIRE(runProgram({TILESCOUT_JOB_RUNNER, "label", file.string(), "1"}, point + std::to_string(edits)) ==
              Ending::Killed);
      CAPTURE(point);
      CAPTURE(edits);
      const int done = after ? edits : edits - 1;
      LabelService labels(file);
      CHECK(labels.captions().size() == static_cast<std::size_t>(done >= 23 ? 19 : std::min(done, 20)));
      CHECK(labels.tags().size() == (done == 21 ? 1u : 0u));
      CHECK(labels.redoable().has_value() == (done >= 22));
      ++tried;
    }
  }
  CHECK(tried == 14);
}
