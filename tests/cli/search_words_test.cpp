#include <doctest/doctest.h>

#include "tests/cli/cli_fixture.h"

using namespace tilescout;
using namespace tilescout::test;

TEST_CASE("a Chinese query is translated, cut-offs hold, and words decide the order") {
  const Cli cli;
  TILESCOUT_NEEDS_MODEL(cli);
  const std::string archive = cli.paintedScenes(2, 512);
  REQUIRE(cli({"index", archive, cli.path("scenes"), "--tile", "64"}).exitCode == 0);
  const auto search = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"search", archive});
    arguments.insert(arguments.end(), {"--top", "500", "--format", "json"});
    ProcessResult result = cli(arguments);
    REQUIRE_MESSAGE(result.exitCode == 0, result.err);
    return result;
  };
  const ProcessResult chinese = search({"有两条跑道的机场"});
  CHECK(chinese.err.find("airport with two runways") != std::string::npos);
  CHECK(Json::parse(chinese.out)["hits"] == Json::parse(search({"airport with two runways"}).out)["hits"]);
  CHECK(Json::parse(chinese.out)["query"] == "有两条跑道的机场");
  CHECK(search({"机场和饕餮"}).err.find("饕餮") != std::string::npos);

  const Json all = Json::parse(search({"a river"}).out)["hits"];
  REQUIRE(all.size() > 40);
  const double cut = all[10]["score"];
  const Json some = Json::parse(search({"a river", "--min-score", std::to_string(cut - 1e-6)}).out)["hits"];
  CHECK(some.size() >= 11);
  CHECK(some.size() < all.size());
  CHECK(Json::parse(search({"a river", "--band", "likely"}).out)["hits"].size() < all.size() / 2);
  CHECK(cli({"search", archive, "a river", "--band", "surely"}).exitCode == 2);

  // The name of a scene is a word like another.
  const std::string scene = all.back()["scene"];
  const std::string word = scene.substr(0, scene.find('.'));
  const Json first = Json::parse(search({word, "--words", "first"}).out)["hits"];
  CHECK(first.size() == all.size());
  CHECK(first[0]["scene"] == scene);
}
