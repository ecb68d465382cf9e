#include <algorithm>
#include <cmath>
#include <sstream>

#include "tests/cli/cli_fixture.h"

using namespace tilescout::test;

namespace {

/// Features of a vector file as GDAL's ogr2ogr reads them.
Json featuresByGdal(const std::string& file) {
  const ProcessResult result = runProcess({"ogr2ogr", "-f", "GeoJSON", "/vsistdout/", file});
  REQUIRE_MESSAGE(result.exitCode == 0, result.err);
  return Json::parse(result.out)["features"];
}

std::string ogrinfo(const std::string& file) {
  const ProcessResult result = runProcess({"ogrinfo", "-al", "-so", file});
  REQUIRE_MESSAGE(result.exitCode == 0, result.err);
  return result.out;
}

}  // namespace

TEST_CASE("results open in GDAL's tools with the geometry and attributes of the JSON answer") {
  const Cli cli;
  TILESCOUT_NEEDS_MODEL(cli);
  const std::string archive = cli.paintedScenes(1, 512);
  REQUIRE(cli({"index", archive, cli.path("scenes"), "--tile", "128"}).exitCode == 0);
  const std::vector<std::string> query{"search", archive, "a river", "--top", "6", "--format"};
  const auto as = [&](const std::string& format, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments = query;
    arguments.push_back(format);
    arguments.insert(arguments.end(), more.begin(), more.end());
    const ProcessResult result = cli(arguments);
    REQUIRE_MESSAGE(result.exitCode == 0, result.err);
    return result.out;
  };
  const Json hits = Json::parse(as("json"))["hits"];

  for (const std::string format : {"geojson", "gpkg"}) {
    CAPTURE(format);
    const std::string file = cli.path("answer." + format);
    CHECK(as(format, {"-o", file}).empty());
    const std::string info = ogrinfo(file);
    CHECK(info.find("Feature Count: 6") != std::string::npos);
    CHECK(info.find("Polygon") != std::string::npos);
    CHECK(info.find("WGS 84") != std::string::npos);
    Json features = featuresByGdal(file);
    REQUIRE(features.size() == hits.size());
    std::sort(features.begin(), features.end(), [](const Json& a, const Json& b) {
      return a["properties"]["rank"].get<int>() < b["properties"]["rank"].get<int>();
    });
    for (std::size_t i = 0; i < hits.size(); ++i) {
      const Json& properties = features[i]["properties"];
      for (const char* key : {"rank", "tile", "scene", "level"}) CHECK(properties[key] == hits[i][key]);
      CHECK(properties["score"].get<double>() == doctest::Approx(hits[i]["score"].get<double>()).epsilon(1e-5));
      const Json& ring = features[i]["geometry"]["coordinates"][0];
      REQUIRE(ring.size() == 5);
      for (const Json& corner : hits[i]["wgs84"]) {
        CHECK(std::any_of(ring.begin(), ring.end(), [&](const Json& point) {
          return std::abs(point[0].get<double>() - corner[0].get<double>()) < 1e-6 &&
                 std::abs(point[1].get<double>() - corner[1].get<double>()) < 1e-6;
        }));
      }
    }
  }
  CHECK(Json::parse(as("geojson"))["features"].size() == hits.size());

  std::istringstream csv(as("csv"));
  std::string header, row;
  std::getline(csv, header);
  CHECK(header.find("score") != std::string::npos);
  std::size_t rows = 0;
  while (std::getline(csv, row)) rows += row.empty() ? 0 : 1;
  CHECK(rows == hits.size());
}

TEST_CASE("a result that cannot be written fails and names the file") {
  const Cli cli;
  TILESCOUT_NEEDS_MODEL(cli);
  const std::string archive = cli.paintedScenes(1, 256);
  REQUIRE(cli({"index", archive, cli.path("scenes"), "--tile", "128"}).exitCode == 0);
  for (const std::string format : {"table", "json", "csv", "geojson", "gpkg"}) {
    const ProcessResult result =
        cli({"search", archive, "x", "--format", format, "-o", cli.path("no/such/folder/answer")});
    CAPTURE(format);
    CAPTURE(result.err);
    CHECK(result.exitCode == 1);
    CHECK(result.err.find("no/such/folder") != std::string::npos);
  }
}
