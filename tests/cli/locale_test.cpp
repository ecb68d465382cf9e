#include "tests/cli/cli_fixture.h"

using namespace tilescout::test;

TEST_CASE("numbers are the same under a locale with a decimal comma") {
  const Cli cli;
  TILESCOUT_NEEDS_MODEL(cli);
  // The locale is made here, so that the test needs no particular machine.
  const std::string locales = cli.path("locales");
  std::filesystem::create_directories(locales);
  const ProcessResult made = runProcess({"localedef", "-i", "de_DE", "-f", "UTF-8", locales + "/de_DE.UTF-8"});
  if (made.exitCode != 0) {
    MESSAGE("SKIPPED: localedef makes no German locale here: " << made.err);
    return;
  }
  ProcessOptions german;
  german.environment = {{"LOCPATH", locales}, {"LC_ALL", "de_DE.UTF-8"}};
  REQUIRE(runProcess({"locale", "decimal_point"}, german).out == ",\n");

  const std::string archive = cli.paintedScenes(1, 256);
  REQUIRE(
      cli({"index", archive, cli.path("scenes"), "--tile", "64", "--stretch", "percent:2.5,97.5"}, german).exitCode ==
      0);
  for (const std::string format : {"json", "csv", "geojson"}) {
    std::vector<std::string> query{"search",     archive, "a river",  "--top", "3", "--bbox", "-180,-89.5,180,89.5",
                                   "--distinct", "0.5",   "--format", format};
    const ProcessResult here = cli(query), there = cli(query, german);
    CAPTURE(format);
    REQUIRE_MESSAGE(here.exitCode == 0, here.err);
    REQUIRE_MESSAGE(there.exitCode == 0, there.err);
    if (format == "json") {
      CHECK(Json::parse(here.out)["hits"] == Json::parse(there.out)["hits"]);
    } else {
      CHECK(here.out == there.out);
    }
  }
}
