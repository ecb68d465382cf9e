#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>
#include <vector>

#include "archive/archive.h"
#include "support/test_files.h"
#include "tests/jobs/archive_dump.h"
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

enum class Ending { Finished, Killed, Failed };

Ending runIndexer(const std::filesystem::path& archive, const std::filesystem::path& folder,
                  const RunOptions& options) {
  const std::string batch = std::to_string(options.batch);
  const std::string readers = std::to_string(options.readers);
  const std::string delay = std::to_string(options.encodeDelayMs);
  const pid_t id = ::fork();
  if (id == 0) {
    const int nowhere = ::open("/dev/null", O_WRONLY);
    ::dup2(nowhere, 1);
    ::dup2(nowhere, 2);
    if (!options.failPoint.empty()) ::setenv("TILESCOUT_FAIL_POINT", options.failPoint.c_str(), 1);
    ::execl(TILESCOUT_INDEX_RUNNER, TILESCOUT_INDEX_RUNNER, archive.c_str(), folder.c_str(), batch.c_str(),
            readers.c_str(), delay.c_str(), nullptr);
    ::_exit(127);
  }
  if (options.killAfterMs >= 0) {
    ::usleep(static_cast<useconds_t>(options.killAfterMs) * 1000);
    ::kill(id, SIGKILL);
  }
  int status = 0;
  REQUIRE(::waitpid(id, &status, 0) == id);
  if (WIFSIGNALED(status)) {
    REQUIRE(WTERMSIG(status) == SIGKILL);
    return Ending::Killed;
  }
  return WEXITSTATUS(status) == 0 ? Ending::Finished : Ending::Failed;
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
