#include <cmath>
#include <fstream>
#include <set>
#include <sstream>

#include "tests/cli/cli_fixture.h"

using namespace tilescout::test;

namespace {

std::set<std::string> keysOf(const Json& object) {
  std::set<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.insert(key);
  return keys;
}

const std::set<std::string> kProgressKeys = {"stage", "done", "total", "rate", "eta_s"};
const std::set<std::string> kReportKeys = {"scenes", "indexed", "tiles", "skipped", "problems", "seconds"};
const std::set<std::string> kHitKeys = {"rank",  "tile",   "scene", "score", "col", "row",
                                        "width", "height", "level", "wgs84", "date"};

/// What GDAL's own tool says about a pixel of a scene.
std::pair<double, double> groundByGdal(const std::string& scene, double col, double row) {
  const ProcessResult result = runProcess({"gdaltransform", "-t_srs", "EPSG:4326", "-output_xy", "-coord",
                                           std::to_string(col), std::to_string(row), scene});
  REQUIRE_MESSAGE(result.exitCode == 0, result.err);
  std::istringstream text(result.out);
  std::pair<double, double> lonLat;
  text >> lonLat.first >> lonLat.second;
  return lonLat;
}

}  // namespace

TEST_CASE("from painted scenes to ranked tiles, all in JSON") {
  const Cli cli;
  TILESCOUT_NEEDS_MODEL(cli);
  const std::string archive = cli.paintedScenes(2, 512);

  const ProcessResult indexed = cli({"index", archive, cli.path("scenes"), "--tile", "64", "--json"});
  REQUIRE_MESSAGE(indexed.exitCode == 0, indexed.err);
  const std::vector<Json> lines = jsonLines(indexed.out);
  REQUIRE(lines.size() >= 2);
  std::set<std::string> stages;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    CHECK(keysOf(lines[i]) == kProgressKeys);
    stages.insert(lines[i]["stage"]);
  }
  CHECK(stages == std::set<std::string>{"scan", "embed"});
  const Json& report = lines.back();
  CHECK(keysOf(report) == kReportKeys);
  CHECK(report["scenes"] == 2);
  CHECK(report["indexed"] == 2);
  CHECK(report["tiles"].get<int>() + report["skipped"].get<int>() == 128);
  CHECK(report["problems"].empty());
  CHECK(keysOf(report["seconds"]) == std::set<std::string>{"scanning", "reading", "embedding", "writing", "elapsed"});
  for (const auto& [stage, seconds] : report["seconds"].items()) CHECK_MESSAGE(seconds.get<double>() > 0, stage);

  const Json status = Json::parse(cli({"status", archive, "--json"}).out);
  CHECK(keysOf(status) == std::set<std::string>{"scenes", "tiles", "skipped", "captions", "models", "jobs", "bytes"});
  CHECK(status["scenes"] == 2);
  CHECK(status["models"].size() == 1);
  CHECK(status["models"][0]["device"] == "cpu");
  CHECK(status["models"][0]["precision"].is_string());
  CHECK(Json::parse(cli({"verify", archive, "--json"}).out) == Json{{"ok", true}, {"problems", Json::array()}});

  const ProcessResult searched = cli({"search", archive, "an airport", "--top", "5", "--format", "json"});
  REQUIRE_MESSAGE(searched.exitCode == 0, searched.err);
  const Json answer = Json::parse(searched.out);
  CHECK(keysOf(answer) == std::set<std::string>{"query", "model", "took_ms", "hits"});
  CHECK(answer["query"] == "an airport");
  REQUIRE(answer["hits"].size() == 5);
  double before = 2.0;
  for (std::size_t i = 0; i < 5; ++i) {
    const Json& hit = answer["hits"][i];
    CHECK(keysOf(hit) == kHitKeys);
    CHECK(hit["rank"] == i + 1);
    CHECK(hit["score"].get<double>() <= before);
    before = hit["score"];
    REQUIRE(hit["wgs84"].size() == 4);
    const std::string scene = cli.path("scenes/" + hit["scene"].get<std::string>());
    const double col = hit["col"], row = hit["row"], width = hit["width"], height = hit["height"];
    CHECK(width == 64);
    const double corners[4][2] = {{col, row}, {col + width, row}, {col + width, row + height}, {col, row + height}};
    for (std::size_t corner = 0; corner < 4; ++corner) {
      const auto [lon, lat] = groundByGdal(scene, corners[corner][0], corners[corner][1]);
      CHECK(hit["wgs84"][corner][0].get<double>() == doctest::Approx(lon).epsilon(1e-8));
      CHECK(hit["wgs84"][corner][1].get<double>() == doctest::Approx(lat).epsilon(1e-8));
    }
  }
}

TEST_CASE("filters and examples narrow the answer") {
  const Cli cli;
  TILESCOUT_NEEDS_MODEL(cli);
  const std::string archive = cli.paintedScenes(2, 512);
  REQUIRE(cli({"index", archive, cli.path("scenes"), "--tile", "128"}).exitCode == 0);
  const auto hitsOf = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"search", archive});
    arguments.insert(arguments.end(), {"--top", "100", "--format", "json"});
    const ProcessResult result = cli(arguments);
    REQUIRE_MESSAGE(result.exitCode == 0, result.err);
    return Json::parse(result.out)["hits"];
  };

  const Json all = hitsOf({"a river"});
  REQUIRE(all.size() > 8);
  const Json& wanted = all[all.size() / 2];
  const std::string tile = std::to_string(wanted["tile"].get<long>());
  const Json alike = hitsOf({"--like", tile});
  CHECK(alike.size() == all.size() - 1);  // an example is no answer to itself
  for (const Json& hit : alike) CHECK(hit["tile"] != wanted["tile"]);

  const std::string scene = wanted["scene"];
  const Json ofScene = hitsOf({"a river", "--scene", scene});
  CHECK(ofScene.size() < all.size());
  for (const Json& hit : ofScene) CHECK(hit["scene"] == scene);
  // Names of painted scenes tell of no sensor.
  CHECK(hitsOf({"a river", "--sensor", "Landsat*"}).empty());
  CHECK(hitsOf({"a river", "--sensor", "Landsat*", "--sensor", ""}).size() == all.size());

  double lon = 0, lat = 0;
  for (const Json& point : wanted["wgs84"]) {
    lon += point[0].get<double>() / 4;
    lat += point[1].get<double>() / 4;
  }
  const std::string box = std::to_string(lon - 1e-5) + "," + std::to_string(lat - 1e-5) + "," +
                          std::to_string(lon + 1e-5) + "," + std::to_string(lat + 1e-5);
  const Json inBox = hitsOf({"a river", "--bbox", box});
  REQUIRE(inBox.size() == 1);
  CHECK(inBox[0]["tile"] == wanted["tile"]);

  const std::string day = wanted["date"];
  for (const Json& hit : hitsOf({"a river", "--from", day, "--to", day})) CHECK(hit["date"] == day);
  CHECK(hitsOf({"a river", "--from", "2999-01-01"}).empty());
}

TEST_CASE("a preview tells what an index then makes, and writes nothing") {
  const Cli cli;
  TILESCOUT_NEEDS_MODEL(cli);
  const std::string archive = cli.paintedScenes(2, 256);
  const ProcessResult told = cli({"index", archive, cli.path("scenes"), "--tile", "64", "--preview", "--json"});
  REQUIRE_MESSAGE(told.exitCode == 0, told.err);
  const Json preview = jsonLines(told.out).back();
  CHECK(preview["files"] == 2);
  CHECK(preview["known"] == 0);
  CHECK(Json::parse(cli({"status", archive, "--json"}).out)["tiles"] == 0);
  const ProcessResult indexed = cli({"index", archive, cli.path("scenes"), "--tile", "64", "--json"});
  const Json report = jsonLines(indexed.out).back();
  CHECK(preview["tiles"] == report["tiles"].get<int>() + report["skipped"].get<int>());
  const ProcessResult again = cli({"index", archive, cli.path("scenes"), "--preview"});
  CHECK(again.out.find("0 new scene files") != std::string::npos);
}

TEST_CASE("a damaged scene is named with its reason, and the others are indexed") {
  const Cli cli;
  TILESCOUT_NEEDS_MODEL(cli);
  const std::string archive = cli.paintedScenes(1, 256);
  std::ofstream(cli.path("scenes/broken.tif"), std::ios::binary) << "II*" << '\0' << "no TIFF follows";

  const ProcessResult result = cli({"index", archive, cli.path("scenes"), "--tile", "128", "--json"});
  CAPTURE(result.err);
  CHECK(result.exitCode == 3);
  CHECK(result.err.find("broken.tif") != std::string::npos);
  const Json report = jsonLines(result.out).back();
  CHECK(report["scenes"] == 2);
  CHECK(report["indexed"] == 1);
  REQUIRE(report["problems"].size() == 1);
  CHECK(report["problems"][0]["scene"].get<std::string>().ends_with("broken.tif"));
  CHECK_FALSE(report["problems"][0]["code"].get<std::string>().empty());
  CHECK_FALSE(report["problems"][0]["message"].get<std::string>().empty());
}

TEST_CASE("verify finds a damaged archive and ends with a failure") {
  const Cli cli;
  const ProcessResult made = cli({"init", cli.path("a.tilescout")});
  REQUIRE(made.exitCode == 0);
  {
    std::fstream file(cli.path("a.tilescout"), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(4096);
    file << std::string(std::filesystem::file_size(cli.path("a.tilescout")) / 2, '\xA5');
  }
  const ProcessResult result = cli({"verify", cli.path("a.tilescout"), "--json"});
  CAPTURE(result.err);
  CHECK(result.exitCode == 3);
  const Json report = Json::parse(result.out);
  CHECK(report["ok"] == false);
  CHECK_FALSE(report["problems"].empty());
}

TEST_CASE("match ranks the lines of a file for an image and for a tile") {
  const Cli cli;
  TILESCOUT_NEEDS_MODEL(cli);
  const std::string archive = cli.paintedScenes(1, 256);
  REQUIRE(cli({"index", archive, cli.path("scenes"), "--tile", "128"}).exitCode == 0);
  std::ofstream(cli.path("texts.txt")) << "a forest\r\n\na harbour with boats\nan airport\n";
  const std::string scene =
      Json::parse(cli({"search", archive, "x", "--format", "json"}).out)["hits"][0]["scene"].get<std::string>();

  for (const std::vector<std::string>& subject :
       {std::vector<std::string>{"--image", cli.path("scenes/" + scene)}, {"--tile", "1"}}) {
    std::vector<std::string> arguments{"match", archive, "--texts", cli.path("texts.txt"), "--format", "json"};
    arguments.insert(arguments.end(), subject.begin(), subject.end());
    const ProcessResult result = cli(arguments);
    REQUIRE_MESSAGE(result.exitCode == 0, result.err);
    const Json answer = Json::parse(result.out);
    REQUIRE(answer["matches"].size() == 3);
    std::set<std::string> texts;
    for (const Json& match : answer["matches"]) texts.insert(match["text"]);
    CHECK(texts == std::set<std::string>{"a forest", "a harbour with boats", "an airport"});
    CHECK(answer["matches"][0]["score"].get<double>() >= answer["matches"][2]["score"].get<double>());
  }
}
