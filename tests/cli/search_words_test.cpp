#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "archive/label_book.h"
#include "search/query_json.h"
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

  // Sentences around the text: one that is the text itself changes nothing, the program's own do.
  CHECK(Json::parse(search({"a river", "--template", "{}"}).out)["hits"] == all);
  const Json averaged = Json::parse(search({"a river", "--templates"}).out)["hits"];
  CHECK(averaged.size() == all.size());
  CHECK(averaged[0]["score"] != all[0]["score"]);
  CHECK(Json::parse(search({"a river", "--template", "a satellite image of {}."}).out)["hits"] ==
        Json::parse(search({"a satellite image of a river."}).out)["hits"]);

  // The name of a scene is a word like another.
  const std::string scene = all.back()["scene"];
  const std::string word = scene.substr(0, scene.find('.'));
  const Json first = Json::parse(search({word, "--words", "first"}).out)["hits"];
  CHECK(first.size() == all.size());
  CHECK(first[0]["scene"] == scene);
}

TEST_CASE("a saved search is asked by its name, and its new hits are told once") {
  const Cli cli;
  TILESCOUT_NEEDS_MODEL(cli);
  const std::string archive = cli.paintedScenes(2, 512);
  std::vector<std::string> scenes;
  for (const auto& entry : std::filesystem::directory_iterator(cli.path("scenes")))
    if (entry.path().extension() == ".tif") scenes.push_back(entry.path().string());
  std::sort(scenes.begin(), scenes.end());
  REQUIRE(scenes.size() == 2);
  REQUIRE(cli({"index", archive, scenes[0], "--tile", "64"}).exitCode == 0);
  {
    archive::LabelBook book(archive, archive::OpenMode::ReadWrite);
    Query query;
    query.text = "a river";
    book.saveSearch({0, "rivers", "", search::queryToJson(query), {}, true, book.newestTile(), "", ""});
  }
  REQUIRE(cli({"index", archive, scenes[1], "--tile", "64"}).exitCode == 0);
  CHECK(cli({"status", archive}).out.find("Search    rivers, counts new hits") != std::string::npos);
  const auto hits = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"search", archive});
    arguments.insert(arguments.end(), {"--top", "500", "--format", "json"});
    const ProcessResult result = cli(arguments);
    REQUIRE_MESSAGE(result.exitCode == 0, result.err);
    return Json::parse(result.out)["hits"];
  };
  CHECK(hits({"--saved", "rivers"}) == hits({"a river"}));
  CHECK(hits({"--saved", "rivers", "--band", "likely"}) == hits({"a river", "--band", "likely"}));
  const std::string second = std::filesystem::path(scenes[1]).filename().string();
  std::set<std::int64_t> likely, fresh;
  for (const Json& hit : hits({"a river", "--band", "likely"}))
    if (hit["scene"] == second) likely.insert(hit["tile"].get<std::int64_t>());
  for (const Json& hit : hits({"--saved", "rivers", "--new", "--mark-seen"}))
    fresh.insert(hit["tile"].get<std::int64_t>());
  CHECK(fresh == likely);
  CHECK(hits({"--saved", "rivers", "--new"}).empty());

  const ProcessResult unknown = cli({"search", archive, "--saved", "lakes"});
  CHECK(unknown.exitCode == 1);
  CHECK(unknown.err.find("rivers") != std::string::npos);
  CHECK(cli({"search", archive, "--saved", "rivers", "a lake"}).exitCode == 2);
  CHECK(cli({"search", archive, "a lake", "--new"}).exitCode == 2);
}

TEST_CASE("match says which words of its texts the model does not know") {
  const Cli cli;
  TILESCOUT_NEEDS_MODEL(cli);
  const std::string archive = cli.paintedScenes(1, 256);
  REQUIRE(cli({"index", archive, cli.path("scenes"), "--tile", "64"}).exitCode == 0);
  std::ofstream(cli.path("texts.txt")) << "a river\na qwertyuiop beside a river\n";
  const ProcessResult result = cli({"match", archive, "--tile", "1", "--texts", cli.path("texts.txt")});
  REQUIRE_MESSAGE(result.exitCode == 0, result.err);
  CHECK(result.err.find("does not know: qwertyuiop (1 of 2 texts)") != std::string::npos);
}
