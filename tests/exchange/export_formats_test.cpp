#include <cpl_minixml.h>
#include <doctest/doctest.h>

#include <cstdio>
#include <fstream>
#include <memory>

#include "base/atomic_file.h"
#include "base/error.h"
#include "exchange/csv_text.h"
#include "exchange/feature_export.h"
#include "exchange/geopackage_writer.h"
#include "exchange/hit_geometry.h"
#include "exchange/qgis_project.h"
#include "exchange/scene_clip.h"
#include "exchange/score_classes.h"
#include "exchange/xml_text.h"
#include "support/test_files.h"

using namespace tilescout;
using namespace tilescout::exchange;

namespace {

/// All that markup, a shell and a spreadsheet could stumble over.
const std::string kNasty = "=cmd|' /C calc'!A0 <b>&amp;\"x\" ]]> \xe6\xb8\xaf\xe5\x8f\xa3";

Hit formatHit(int rank, double score, const std::string& scene, Ring ring) {
  Hit hit;
  hit.rank = rank;
  hit.tile = 40 + rank;
  hit.scene = scene;
  hit.score = score;
  hit.window = {0, 0, 0, 10, 20, 30, 40};
  hit.wgs84 = std::move(ring);
  hit.date = "2014-05-03";
  return hit;
}

SearchResult formatResult() {
  SearchResult result;
  result.model = "tiny <1>";
  result.hits.push_back(formatHit(1, 0.31, kNasty, {{10, 51}, {11, 51}, {11, 50}, {10, 50}}));
  result.hits.push_back(formatHit(2, 0.27, "fiji.tif", {{179.5, -16}, {180.5, -16}, {180.5, -17}, {179.5, -17}}));
  result.hits.push_back(formatHit(3, 0.20, "nowhere.png", {}));
  return result;
}

Query formatQuery() {
  Query query;
  query.text = "ships & <harbours>";
  return query;
}

std::string run(const std::string& command) {
  std::string output;
  FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  REQUIRE(pipe != nullptr);
  char buffer[4096];
  while (std::fgets(buffer, sizeof buffer, pipe) != nullptr) output += buffer;
  CHECK(::pclose(pipe) == 0);
  return output;
}

bool outputSays(const std::string& output, const std::string& wanted) {
  return output.find(wanted) != std::string::npos;
}

struct XmlFree {
  void operator()(CPLXMLNode* node) const { CPLDestroyXMLNode(node); }
};
using Xml = std::unique_ptr<CPLXMLNode, XmlFree>;

std::string valueAt(const Xml& tree, const char* path) { return CPLGetXMLValue(tree.get(), path, "(absent)"); }

/// 40 × 30 pixels of three 16-bit bands in UTM 33N, 10 m.
void writeScene(const std::filesystem::path& file) {
  const test::TempFolder work;
  std::ofstream(work / "grid.vrt") << R"(<VRTDataset rasterXSize="40" rasterYSize="30"><SRS>EPSG:32633</SRS>
    <GeoTransform>500000, 10, 0, 5300000, 0, -10</GeoTransform>
    <VRTRasterBand dataType="UInt16" band="1"><NoDataValue>7</NoDataValue><Description>nir</Description></VRTRasterBand>
    <VRTRasterBand dataType="UInt16" band="2"/><VRTRasterBand dataType="UInt16" band="3"/></VRTDataset>)";
  run("gdal_translate -q '" + (work / "grid.vrt").string() + "' '" + file.string() + "'");
}

}  // namespace

TEST_CASE("kmlOpensInOgrinfoWithNamesScoresAndBothSidesOfTheDateLine") {
  const test::TempFolder folder;
  writeHits(formatResult(), formatQuery(), HitFormat::Kml, folder / "hits.kml");
  const std::string text = readTextFile(folder / "hits.kml");
  const Xml tree(CPLParseXMLString(text.c_str()));
  REQUIRE(tree != nullptr);
  const std::string output = run("ogrinfo -ro -al '" + (folder / "hits.kml").string() + "'");
  CAPTURE(output);
  CHECK(outputSays(output, "Feature Count: 3"));
  CHECK(outputSays(output, kNasty));
  CHECK(outputSays(output, "= 0.31"));
  CHECK(outputSays(output, "POLYGON"));
  CHECK(outputSays(output, "180 -17"));
  CHECK(outputSays(output, "-180 -17"));
  CHECK(outputSays(output, "-179.5"));
  CHECK_FALSE(outputSays(output, "180.5"));
  CHECK(outputSays(text, "ships &amp; &lt;harbours&gt;"));
}

TEST_CASE("aRingIsSplitOnlyWhereItCrossesTheDateLine") {
  CHECK(splitAtDateLine({{10, 51}, {11, 51}, {11, 50}, {10, 50}}).size() == 1);
  CHECK(splitAtDateLine({{10, 51}, {11, 51}}).empty());
  const std::vector<Ring> parts = splitAtDateLine({{179, 1}, {182, 1}, {182, 0}, {179, 0}});
  REQUIRE(parts.size() == 2);
  double width = 0.0;
  for (const Ring& part : parts) {
    double west = 999, east = -999;
    for (const LonLat& point : part) {
      west = std::min(west, point.lon);
      east = std::max(east, point.lon);
    }
    CHECK(west >= -180.0);
    CHECK(east <= 180.0);
    width += east - west;
  }
  CHECK(width == doctest::Approx(3.0));
}

TEST_CASE("xmlTextLeavesNothingThatAParserRefuses") {
  CHECK(xmlText("a<b>&\"'") == "a&lt;b&gt;&amp;&quot;&#39;");
  CHECK(xmlText("caf\xe9") == "caf\xef\xbf\xbd");
  CHECK(xmlText(std::string("a\0b\x1b", 4)) ==
        "a\xef\xbf\xbd"
        "b\xef\xbf\xbd");
  CHECK(xmlText("\xe6\xb8\xaf") == "\xe6\xb8\xaf");
  CHECK(xmlText("\xc0\xaf\xed\xa0\x80") == xmlText("\xff\xff\xff\xff\xff"));  // overlong, surrogate: a sign a byte
  CHECK(xmlText("\xf0\x9f\x9b\xb0") == "\xf0\x9f\x9b\xb0");
}

TEST_CASE("cellsThatASpreadsheetWouldRunBecomeText") {
  for (const char* text : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1"}) {
    CAPTURE(text);
    CHECK(csvCell(text).find('\'') <= 1);
  }
  CHECK(csvCell("plain.tif") == "plain.tif");
  CHECK(csvCell("a=b") == "a=b");
  const std::string csv = hitsToText(formatResult(), formatQuery(), HitFormat::Csv);
  CHECK(outputSays(csv, ",\"'=cmd|"));
  CHECK(outputSays(csv, ",-16.5,"));  // a number is none
}

TEST_CASE("scoreClassesCoverEveryScoreOnce") {
  const std::vector<Hit> hits = formatResult().hits;
  const std::vector<ScoreClass> classes = scoreClasses(hits);
  REQUIRE(classes.size() == 8);
  CHECK(classes.front().low == 0.20);
  CHECK(classes.back().high == 0.31);
  for (std::size_t i = 1; i < classes.size(); ++i) CHECK(classes[i].low == doctest::Approx(classes[i - 1].high));
  CHECK(classOf(0.31, classes) == 7);
  CHECK(classOf(0.20, classes) == 0);
  CHECK(scoreClasses({}).empty());
  CHECK(scoreClasses({hits[0]}).size() == 1);
}

TEST_CASE("aStyledGeoPackageBringsTheColoursThatQgisLooksFor") {
  const test::TempFolder folder;
  writeGeoPackage(formatResult(), formatQuery(), folder / "hits.gpkg", true);
  const std::string hits = run("ogrinfo -ro '" + (folder / "hits.gpkg").string() + "' hits");
  CHECK(outputSays(hits, "Feature Count: 3"));
  CHECK(outputSays(hits, "query (String) = ships & <harbours>"));
  CHECK(outputSays(hits, "Geometry Column = geom"));
  const std::string style = run("ogrinfo -ro '" + (folder / "hits.gpkg").string() + "' layer_styles");
  CHECK(outputSays(style, "f_table_name (String) = hits"));
  CHECK(outputSays(style, "f_geometry_column (String) = geom"));
  CHECK(outputSays(style, "useAsDefault (Integer(Boolean)) = 1"));
  CHECK(outputSays(style, "graduatedSymbol"));
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("aStoppedGeoPackageLeavesNothing") {
  const test::TempFolder folder;
  std::stop_source stop;
  stop.request_stop();
  CHECK_THROWS_AS(writeGeoPackage(formatResult(), formatQuery(), folder / "a.gpkg", true, JobContext(stop.get_token())),
                  Cancelled);
  CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("aQgisProjectNamesItsLayersAndStretches") {
  SceneInfo scene;
  scene.name = kNasty;
  scene.path = "/data/a&b.tif";
  scene.rendering.bands = {4, 3, 2};
  scene.rendering.low = {10, 20, 30};
  scene.rendering.high = {1000, 2000, 3000};
  SceneInfo grey = scene;
  grey.rendering.bands = {1, 1, 1};
  const std::string text = qgisProject(formatResult(), formatQuery(), "hits.gpkg", {scene, grey});
  const Xml tree(CPLParseXMLString(text.c_str()));
  REQUIRE(tree != nullptr);
  CHECK(valueAt(tree, "=qgis.title") == "ships & <harbours>");
  CHECK(valueAt(tree, "=qgis.projectCrs.spatialrefsys.authid") == "EPSG:4326");
  CHECK(valueAt(tree, "=qgis.projectlayers.maplayer.datasource") == "./hits.gpkg|layername=hits");
  CHECK(valueAt(tree, "=qgis.projectlayers.maplayer.renderer-v2.attr") == "score");
  CHECK(outputSays(text, "redBand=\"4\" greenBand=\"3\" blueBand=\"2\""));
  CHECK(outputSays(text, "<maxValue>1000</maxValue>"));
  CHECK(outputSays(text, "grayBand=\"1\""));
  CHECK(outputSays(text, "<datasource>/data/a&amp;b.tif</datasource>"));
}

TEST_CASE("aCutTileKeepsValuesPlaceAndNodata") {
  const test::TempFolder folder;
  writeScene(folder / "scene.tif");
  clipToGeoTiff(folder / "scene.tif", {0, 0, 0, 10, 5, 20, 12}, {{"TILESCOUT_QUERY", kNasty}}, folder / "cut.tif");
  const std::string info = run("gdalinfo '" + (folder / "cut.tif").string() + "'");
  CAPTURE(info);
  CHECK(outputSays(info, "Size is 20, 12"));
  CHECK(outputSays(info, "Origin = (500100.000000000000000,5299950.000000000000000)"));
  CHECK(outputSays(info, "ID[\"EPSG\",32633]"));
  CHECK(outputSays(info, "NoData Value=7"));
  CHECK(outputSays(info, "Description = nir"));
  CHECK(outputSays(info, "Band 3 Block"));
  CHECK(outputSays(info, "Type=UInt16"));
  CHECK(outputSays(info, "TILESCOUT_QUERY=" + kNasty));
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 2);
}

TEST_CASE("aTileOverTheEdgeIsCutAtTheEdgeAndOneBeyondItIsRefused") {
  const test::TempFolder folder;
  writeScene(folder / "scene.tif");
  clipToGeoTiff(folder / "scene.tif", {0, 0, 0, 30, 20, 20, 20}, {}, folder / "cut.tif");
  CHECK(outputSays(run("gdalinfo '" + (folder / "cut.tif").string() + "'"), "Size is 10, 10"));
  CHECK_THROWS_AS(clipToGeoTiff(folder / "scene.tif", {0, 0, 0, 40, 0, 20, 20}, {}, folder / "none.tif"), Error);
  CHECK_THROWS_AS(clipToGeoTiff(folder / "absent.tif", {0, 0, 0, 0, 0, 20, 20}, {}, folder / "none.tif"), Error);
  CHECK_FALSE(std::filesystem::exists(folder / "none.tif"));
}

TEST_CASE("controlPointsAndRealScenesAreCutWithTheirPlace") {
  TILESCOUT_NEEDS_SHARED();
  const test::TempFolder folder;
  const auto scenes = test::sharedFolder() / "data" / "scenes";
  clipToGeoTiff(scenes / "naip_m_4709963_se_20150926.tif", {0, 0, 0, 100, 200, 256, 256}, {}, folder / "naip.tif");
  const std::string naip = run("gdalinfo '" + (folder / "naip.tif").string() + "'");
  CHECK(outputSays(naip, "Size is 256, 256"));
  CHECK(outputSays(naip, "UTM zone 14N"));
  clipToGeoTiff(scenes / "riotiler_cog_gcps.tif", {0, 0, 0, 64, 64, 128, 128}, {}, folder / "gcps.tif");
  CHECK(outputSays(run("gdalinfo '" + (folder / "gcps.tif").string() + "'"), "GCP["));
  CHECK_THROWS_AS(clipToGeoTiff(scenes / "rasterio_corrupt.tif", {0, 0, 0, 0, 0, 1024, 1024}, {}, folder / "no.tif"),
                  Error);
  CHECK_FALSE(std::filesystem::exists(folder / "no.tif"));
}

TEST_CASE("fileNamesFromSceneNamesHoldNothingThatASystemForbids") {
  CHECK(fileNamePart("../a/b:c*?\"<>|\\d e.tif") == ".._a_b_c_______d_e.tif");
  CHECK(fileNamePart("\xe6\xb8\xaf.tif") == "\xe6\xb8\xaf.tif");
  std::string longName;
  for (int i = 0; i < 60; ++i) longName += "\xe6\xb8\xaf";
  CHECK(fileNamePart(longName).size() == 78);  // whole characters only
}
