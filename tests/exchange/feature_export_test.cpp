#include <doctest/doctest.h>

#include <clocale>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "base/atomic_file.h"
#include "base/error.h"
#include "exchange/feature_export.h"
#include "support/test_files.h"

using namespace tilescout;
using namespace tilescout::exchange;
using nlohmann::json;

namespace {

Hit hitAt(int rank, TileId tile, const std::string& scene, Ring ring) {
  Hit hit;
  hit.rank = rank;
  hit.tile = tile;
  hit.scene = scene;
  hit.score = 0.25 + 0.001 * rank;
  hit.window = {1, 2, 3, 512, 768.5, 448, 448};
  hit.wgs84 = std::move(ring);
  hit.date = "2014-05-03";
  return hit;
}

/// North-up tile, one across the date line, one without a place; a scene name with everything that needs quoting.
SearchResult sampleResult() {
  SearchResult result;
  result.model = "tiny";
  result.tookMs = 12.3456;
  result.hits.push_back(hitAt(1, 41, "a,\"b\" \xc3\xbc.tif", {{10, 51}, {11, 51}, {11, 50}, {10, 50}}));
  result.hits.push_back(hitAt(2, 42, "fiji.tif", {{179.5, -16}, {180.5, -16}, {180.5, -17}, {179.5, -17}}));
  result.hits.push_back(hitAt(3, 9007199254740993, "plain.png", {}));
  return result;
}

Query sampleQuery() {
  Query query;
  query.text = "ships in a harbour";
  return query;
}

/// What GDAL's own tool says of the file.
std::string ogrinfo(const std::filesystem::path& file) {
  std::string output;
  FILE* pipe = ::popen(("ogrinfo -ro -al '" + file.string() + "' 2>&1").c_str(), "r");
  REQUIRE(pipe != nullptr);
  char buffer[4096];
  while (std::fgets(buffer, sizeof buffer, pipe) != nullptr) output += buffer;
  CHECK(::pclose(pipe) == 0);
  return output;
}

bool says(const std::string& output, const std::string& wanted) { return output.find(wanted) != std::string::npos; }

}  // namespace

TEST_CASE("jsonHasExactlyTheFieldsOfTheContract") {
  const json document = json::parse(hitsToText(sampleResult(), sampleQuery(), HitFormat::Json));
  CHECK(document["query"] == "ships in a harbour");
  CHECK(document["model"] == "tiny");
  CHECK(document["took_ms"] == 12.35);
  CHECK(document.size() == 4);
  REQUIRE(document["hits"].size() == 3);
  const json& hit = document["hits"][0];
  std::set<std::string> keys;
  for (const auto& [key, value] : hit.items()) keys.insert(key);
  CHECK(keys == std::set<std::string>{"rank", "tile", "scene", "score", "col", "row", "width", "height", "level",
                                      "wgs84", "date"});
  CHECK(hit["tile"] == 41);
  CHECK(hit["scene"] == "a,\"b\" \xc3\xbc.tif");
  CHECK(hit["score"].get<double>() == 0.25 + 0.001);
  CHECK(hit["col"].is_number_integer());
  CHECK(hit["col"] == 512);
  CHECK(hit["row"] == 768.5);
  CHECK(hit["wgs84"] == json::parse("[[10,51],[11,51],[11,50],[10,50]]"));
  CHECK(document["hits"][1]["wgs84"][1][0] == 180.5);
  CHECK(document["hits"][2]["wgs84"].empty());
  CHECK(document["hits"][2]["tile"] == 9007199254740993);
}

TEST_CASE("geoJsonRingsAreClosedAndCounterClockwise") {
  const json document = json::parse(hitsToText(sampleResult(), sampleQuery(), HitFormat::GeoJson));
  CHECK(document["type"] == "FeatureCollection");
  for (const int i : {0, 1}) {
    const json& ring = document["features"][static_cast<std::size_t>(i)]["geometry"]["coordinates"][0];
    REQUIRE(ring.size() == 5);
    CHECK(ring.front() == ring.back());
    double area = 0.0;
    for (std::size_t p = 0; p + 1 < ring.size(); ++p)
      area += ring[p][0].get<double>() * ring[p + 1][1].get<double>() -
              ring[p + 1][0].get<double>() * ring[p][1].get<double>();
    CHECK(area / 2 == doctest::Approx(1.0));
  }
  CHECK(document["features"][2]["geometry"].is_null());
  CHECK(document["features"][0]["properties"]["rank"] == 1);
}

TEST_CASE("everyFileFormatOpensInOgrinfoWithGeometryAndAttributes") {
  const test::TempFolder folder;
  for (const auto& [format, name] :
       {std::pair{HitFormat::GeoJson, "hits.geojson"}, std::pair{HitFormat::GeoPackage, "hits.gpkg"},
        std::pair{HitFormat::Csv, "hits.csv"}}) {
    CAPTURE(name);
    writeHits(sampleResult(), sampleQuery(), format, folder / name);
    const std::string output = ogrinfo(folder / name);
    CAPTURE(output);
    CHECK(says(output, "Layer name: hits"));
    CHECK(says(output, "Feature Count: 3"));
    CHECK(says(output, "POLYGON ((10 51,10 50,11 50,11 51,10 51))"));
    CHECK(says(output, "POLYGON ((179.5 -16,179.5 -17,180.5 -17,180.5 -16,179.5 -16))"));
    CHECK(says(output, "= a,\"b\" \xc3\xbc.tif"));
    CHECK(says(output, "= 9007199254740993"));
    CHECK(says(output, "= 768.5"));
    CHECK(says(output, "2014"));
    if (format != HitFormat::Csv) CHECK(says(output, "WGS 84"));
    if (format != HitFormat::Csv) CHECK(says(output, "Extent: (10.000000, -17.000000) - (180.500000, 51.000000)"));
  }
}

TEST_CASE("csvIsQuotedAndKeepsItsCentreOnTheGlobe") {
  const std::string text = hitsToText(sampleResult(), sampleQuery(), HitFormat::Csv);
  CHECK(
      text.starts_with("rank,tile,scene,score,col,row,width,height,level,date,lon,lat,WKT,percentile,band,sensor,"
                       "query,model,captions,tags\r\n"));
  CHECK(says(text,
             "1,41,\"a,\"\"b\"\" \xc3\xbc.tif\",0.251,512,768.5,448,448,1,2014-05-03,10.5,50.5,\"POLYGON ((10 51,"));
  CHECK(says(text, "2014-05-03,-180,-16.5,"));
  CHECK(says(text, "2014-05-03,,,,0,noise,,ships in a harbour,tiny,,\r\n"));
}

TEST_CASE("whatIsKnownOfAHitGoesOutWithItInEveryFormatAndIsEscaped") {
  const test::TempFolder folder;
  SearchResult result = sampleResult();
  result.hits[0].percentile = 99.75;
  result.hits[0].band = ScoreBand::Likely;
  result.hits[0].sensor = "NAIP";
  Query query = sampleQuery();
  query.text = "=ships & <boats>";
  const HitNotes notes{{41, {{"=1+1 \"port\"", "a <b>quay</b>, wet"}, {"harbour"}}}};
  for (const auto& [format, name] :
       {std::pair{HitFormat::GeoJson, "hits.geojson"}, std::pair{HitFormat::GeoPackage, "hits.gpkg"},
        std::pair{HitFormat::Kml, "hits.kml"}, std::pair{HitFormat::Csv, "hits.csv"}}) {
    CAPTURE(name);
    writeHits(result, query, format, folder / name, notes);
    const std::string output = ogrinfo(folder / name);
    CAPTURE(output);
    CHECK(says(output, "= 99.75"));
    CHECK(says(output, "= likely"));
    CHECK(says(output, "= NAIP"));
    CHECK(says(output, "=ships & <boats>"));
    CHECK(says(output, "= tiny"));
    CHECK(says(output, "a <b>quay</b>, wet"));
    CHECK(says(output, "harbour"));
  }
  const std::string csv = hitsToText(result, query, HitFormat::Csv, notes);
  CHECK(says(csv, ",99.75,likely,NAIP,'=ships & <boats>,tiny,\"'=1+1 \"\"port\"\" | a <b>quay</b>, wet\",harbour\r\n"));
  const json feature = json::parse(hitsToText(result, query, HitFormat::GeoJson, notes))["features"][0]["properties"];
  CHECK(feature["captions"] == json::parse(R"(["=1+1 \"port\"", "a <b>quay</b>, wet"])"));
  CHECK(json::parse(hitsToText(result, query, HitFormat::GeoJson, notes))["features"][1]["properties"]["tags"].empty());
}

TEST_CASE("decimalCommaOfALocaleStaysOutOfTheFiles") {
  const std::string before = hitsToText(sampleResult(), sampleQuery(), HitFormat::Csv);
  const char* german = std::setlocale(LC_ALL, "de_DE.UTF-8");
  if (german == nullptr) MESSAGE("de_DE.UTF-8 is not installed; compared under the same locale");
  CHECK(hitsToText(sampleResult(), sampleQuery(), HitFormat::Csv) == before);
  CHECK(says(hitsToText(sampleResult(), sampleQuery(), HitFormat::Json), "768.5"));
  std::setlocale(LC_ALL, "C");
}

TEST_CASE("foreignBytesInASceneNameDoNotStopTheExport") {
  SearchResult result;
  result.hits.push_back(hitAt(1, 1, "caf\xe9.tif", {}));
  CHECK(json::parse(hitsToText(result, {}, HitFormat::Json))["hits"][0]["scene"] == "caf\xef\xbf\xbd.tif");
  CHECK(json::parse(hitsToText(result, {}, HitFormat::GeoJson))["features"].size() == 1);
}

TEST_CASE("noHitsMakeAValidEmptyFile") {
  const test::TempFolder folder;
  for (const auto& [format, name] :
       {std::pair{HitFormat::GeoJson, "none.geojson"}, std::pair{HitFormat::GeoPackage, "none.gpkg"}}) {
    writeHits({}, {}, format, folder / name);
    CHECK(says(ogrinfo(folder / name), "Feature Count: 0"));
  }
  CHECK(json::parse(hitsToText({}, {}, HitFormat::Json))["hits"].is_array());
}

TEST_CASE("aFailedWriteLeavesTheOldFileAndNothingElse") {
  const test::TempFolder folder;
  for (const auto& [format, name] :
       {std::pair{HitFormat::Json, "a.json"}, std::pair{HitFormat::GeoPackage, "a.gpkg"}}) {
    CAPTURE(name);
    CHECK_THROWS_AS(writeHits(sampleResult(), {}, format, folder / ("absent/" + std::string(name))), Error);
    // A folder stands where the file should go.
    std::filesystem::create_directories(folder / name / "kept");
    CHECK_THROWS_AS(writeHits(sampleResult(), {}, format, folder / name), Error);
    CHECK(std::filesystem::is_directory(folder / name / "kept"));
  }
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 2);
}

TEST_CASE("anExistingGeoPackageIsReplaced") {
  const test::TempFolder folder;
  writeHits(sampleResult(), {}, HitFormat::GeoPackage, folder / "a.gpkg");
  SearchResult one = sampleResult();
  one.hits.resize(1);
  writeHits(one, {}, HitFormat::GeoPackage, folder / "a.gpkg");
  CHECK(says(ogrinfo(folder / "a.gpkg"), "Feature Count: 1"));
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("formatNamesAreThoseOfTheCommandLine") {
  CHECK(parseHitFormat("gpkg") == HitFormat::GeoPackage);
  CHECK(parseHitFormat("geojson") == HitFormat::GeoJson);
  CHECK_THROWS_AS(parseHitFormat("shp"), Error);
  CHECK_THROWS_AS(hitsToText({}, {}, HitFormat::GeoPackage), Error);
}
