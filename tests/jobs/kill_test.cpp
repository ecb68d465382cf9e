#include <doctest/doctest.h>

#include <random>
#include <vector>

#include "archive/archive.h"
#include "support/test_files.h"
#include "tests/jobs/archive_dump.h"
#include "tests/jobs/program_run.h"
#include "tests/jobs/scene_files.h"

using namespace tilescout;
using namespace tilescout::jobs;

namespace {

struct RunOptions {
  std::string failPoint;
  int batch = 4;
  int readers = 2;
  int killAfterMs = -1;
  int encodeDelayMs = 0;
};

Ending runIndexer(const std::filesystem::path& archive, const std::filesystem::path& folder,
                  const RunOptions& options) {
  return runProgram({TILESCOUT_INDEX_RUNNER, archive.string(), folder.string(), std::to_string(options.batch),
                     std::to_string(options.readers), std::to_string(options.encodeDelayMs)},
                    options.failPoint, options.killAfterMs);
}

/// A small world and the dump of an archive of it that was made without interruption.
struct World {
  test::TempFolder folder;
  std::filesystem::path scenes = folder / "scenes";
  std::string whole;

  World() {
    writeSmallWorld(scenes);
    whole = make("whole", {});
    REQUIRE(whole.find("== embedding\nX'") == std::string::npos);
    REQUIRE(whole.find("== embedding\n1,") != std::string::npos);
  }
  std::string make(const std::string& name, const RunOptions& options) {
    const std::filesystem::path file = fresh(name);
    REQUIRE(runIndexer(file, scenes, options) == Ending::Finished);
    return dumpOf(file);
  }
  std::filesystem::path fresh(const std::string& name) {
    const std::filesystem::path file = folder / (name + ".tilescout");
    archive::Archive::create(file);
    return file;
  }
};

}  // namespace

TEST_CASE("theArchiveDoesNotDependOnBatchesOrReaders") {
  World world;
  CHECK(world.make("one", {"", 1, 1}) == world.whole);
  CHECK(world.make("many", {"", 64, 3}) == world.whole);
  CHECK(world.make("odd", {"", 7, 4}) == world.whole);
}

TEST_CASE("killedAtAnyPointTheNextRunEndsAsAnUninterruptedOne") {
  World world;
  int tried = 0, begun = 0;
  for (const std::string point : {"index.scene_stored", "index.tile_read", "index.batch_embedded", "index.scene_done",
                                  "index.before_finish", "archive.before_commit", "archive.after_commit"}) {
    for (const int pass : {1, 2, 3, 5, 8, 13, 21, 34}) {
      const std::filesystem::path file = world.fresh("killed" + std::to_string(begun++));
      const Ending ending = runIndexer(file, world.scenes, {point + ":" + std::to_string(pass)});
      if (ending == Ending::Finished) break;  // passed less often than that
      CAPTURE(point);
      CAPTURE(pass);
      REQUIRE(ending == Ending::Killed);
      ++tried;
      REQUIRE(runIndexer(file, world.scenes, {}) == Ending::Finished);
      REQUIRE(dumpOf(file) == world.whole);
      for (const archive::JobRow& job : archive::Archive::open(file, archive::OpenMode::ReadOnly).status().jobs) {
        CHECK(job.state != "running");
      }
      std::filesystem::remove(file);
    }
  }
  MESSAGE("kill points tried: ", tried);
  CHECK(tried >= 30);
}

TEST_CASE("killedAgainAndAgainTheWorkStillGetsDone") {
  World world;
  const std::filesystem::path file = world.fresh("again");
  int kills = 0;
  while (runIndexer(file, world.scenes, {"archive.after_commit:4", 4, 1}) == Ending::Killed) REQUIRE(++kills < 100);
  CHECK(kills >= 5);
  CHECK(dumpOf(file) == world.whole);
}

TEST_CASE("killedAtAnyMomentTheNextRunEndsAsAnUninterruptedOne") {
  World world;
  std::mt19937 random(7);
  int killed = 0;
  for (int round = 0; round < 15; ++round) {
    const std::filesystem::path file = world.fresh("moment" + std::to_string(round));
    RunOptions options;
    options.encodeDelayMs = 2;
    options.killAfterMs = static_cast<int>(random() % 150);
    CAPTURE(options.killAfterMs);
    const Ending ending = runIndexer(file, world.scenes, options);
    REQUIRE(ending != Ending::Failed);
    killed += ending == Ending::Killed ? 1 : 0;
    REQUIRE(runIndexer(file, world.scenes, {}) == Ending::Finished);
    REQUIRE(dumpOf(file) == world.whole);
    std::filesystem::remove(file);
  }
  CHECK(killed >= 5);
}
