#include <csignal>

#include "tests/cli/cli_fixture.h"
#include "tests/jobs/archive_dump.h"

using namespace tilescout::test;

TEST_CASE("Ctrl+C ends indexing with 130, keeps what was done, and the next run completes it") {
  const Cli cli;
  TILESCOUT_NEEDS_MODEL(cli);
  const std::string archive = cli.paintedScenes(1, 512);
  const std::vector<std::string> index{"index", archive, cli.path("scenes"), "--tile", "64", "--stride", "16", "--json"};

  bool signalled = false;
  ProcessOptions interrupt;
  interrupt.onOutput = [&](pid_t child, const std::string& output) {
    // Not before embedding has begun: the state to keep must be more than nothing.
    const std::size_t last = output.rfind("{\"stage\":\"embed\",\"done\":");
    if (signalled || last == std::string::npos || output.compare(last + 24, 2, "0,") == 0) return;
    signalled = true;
    ::kill(child, SIGINT);
  };
  const ProcessResult stopped = cli(index, interrupt);
  CAPTURE(stopped.err);
  REQUIRE(signalled);
  CHECK(stopped.exitCode == 130);
  CHECK(stopped.err.find("kept") != std::string::npos);
  const int kept = Json::parse(cli({"status", archive, "--json"}).out)["tiles"];
  CHECK(kept > 0);

  const ProcessResult resumed = cli(index);
  REQUIRE_MESSAGE(resumed.exitCode == 0, resumed.err);
  const Json report = jsonLines(resumed.out).back();
  // ((512 − 64) / 16 + 1)² windows.
  CHECK(report["tiles"].get<int>() + report["skipped"].get<int>() == 29 * 29);
  CHECK(Json::parse(cli({"verify", archive, "--json"}).out)["ok"] == true);
}

TEST_CASE("an index killed in the middle of embedding, then resumed, is the one that was never killed") {
  const Cli cli;
  TILESCOUT_NEEDS_MODEL(cli);
  const std::string archive = cli.paintedScenes(2, 512), whole = cli.path("whole.tilescout");
  const auto index = [&](const std::string& file, const std::string& failPoint) {
    ProcessOptions options;
    if (!failPoint.empty()) options.environment["TILESCOUT_FAIL_POINT"] = failPoint;
    return cli({"index", file, cli.path("scenes"), "--tile", "64"}, options);
  };
  REQUIRE(cli({"init", whole}).exitCode == 0);
  REQUIRE(index(whole, "").exitCode == 0);
  for (const char* point : {"index.batch_embedded:1", "index.batch_embedded:2", "index.scene_done:1"}) {
    CAPTURE(point);
    CHECK(index(archive, point).exitCode == 128 + SIGKILL);
  }
  const ProcessResult resumed = index(archive, "");
  REQUIRE_MESSAGE(resumed.exitCode == 0, resumed.err);
  CHECK(tilescout::jobs::dumpOf(archive) == tilescout::jobs::dumpOf(whole));
}
