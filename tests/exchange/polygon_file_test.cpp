#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <string>

#include "base/error.h"
#include "exchange/polygon_file.h"
#include "support/test_files.h"

using namespace tilescout;
using namespace tilescout::exchange;

namespace {

void writePolygon(const std::filesystem::path& file, const std::string& text) { std::ofstream(file) << text; }

std::string collection(const std::string& geometries, const std::string& crs = "") {
  return R"({"type":"FeatureCollection",)" + crs + R"("features":[)" + geometries + "]}";
}

std::string feature(const std::string& geometry) {
  return R"({"type":"Feature","properties":{},"geometry":)" + geometry + "}";
}

std::string refusalOf(const std::filesystem::path& file) {
  try {
    readPolygons(file);
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

/// The same polygons in another format or system, made by GDAL's own tool.
bool convert(const std::string& options, const std::filesystem::path& target, const std::filesystem::path& source) {
  return std::system(
             ("ogr2ogr " + options + " '" + target.string() + "' '" + source.string() + "' 2>/dev/null").c_str()) == 0;
}

const std::string square = R"({"type":"Polygon","coordinates":[[[10,50],[11,50],[11,51],[10,51],[10,50]]]})";

}  // namespace

TEST_CASE("ringsComeOpenWithTheirHoles") {
  const test::TempFolder folder;
  writePolygon(
      folder / "a.geojson",
      collection(feature(
          R"({"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,9],[0,0]],[[3,3],[3,6],[6,6],[6,3],[3,3]]]})")));
  const auto polygons = readPolygons(folder / "a.geojson");
  REQUIRE(polygons.size() == 1);
  REQUIRE(polygons[0].size() == 2);
  CHECK(polygons[0][0].size() == 4);
  CHECK(polygons[0][1].size() == 4);
  CHECK(polygons[0][1][2].lon == 6);
}

TEST_CASE("multiPolygonsAndCollectionsAreTakenApart") {
  const test::TempFolder folder;
  writePolygon(
      folder / "a.geojson",
      collection(
          feature(
              R"({"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]],[[[5,5],[6,5],[6,6],[5,5]]]]})") +
          "," +
          feature(R"({"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[0,0]},)" + square +
                  "]}") +
          "," + feature(R"({"type":"LineString","coordinates":[[0,0],[1,1]]})") + "," + feature("null")));
  CHECK(readPolygons(folder / "a.geojson").size() == 3);
}

TEST_CASE("everyVectorFormatGivesTheSamePolygon") {
  const test::TempFolder folder;
  writePolygon(folder / "a.geojson", collection(feature(square)));
  for (const char* name : {"a.gpkg", "a.shp", "a.fgb", "a.kml"}) {
    CAPTURE(name);
    if (!convert("", folder / name, folder / "a.geojson")) {
      MESSAGE("this GDAL does not write ", name);
      continue;
    }
    const auto polygons = readPolygons(folder / name);
    REQUIRE(polygons.size() == 1);
    REQUIRE(polygons[0][0].size() == 4);
    double lon = 0.0, lat = 0.0;
    for (const LonLat& point : polygons[0][0]) {
      lon += point.lon / 4;
      lat += point.lat / 4;
    }
    CHECK(lon == doctest::Approx(10.5));
    CHECK(lat == doctest::Approx(50.5));
  }
}

TEST_CASE("projectedPolygonsComeBackInDegrees") {
  const test::TempFolder folder;
  writePolygon(folder / "a.geojson", collection(feature(square)));
  REQUIRE(convert("-t_srs EPSG:32632", folder / "utm.gpkg", folder / "a.geojson"));
  const auto polygons = readPolygons(folder / "utm.gpkg");
  REQUIRE(polygons.size() == 1);
  CHECK(polygons[0][0][0].lon == doctest::Approx(10.0).epsilon(1e-7));
  CHECK(polygons[0][0][0].lat == doctest::Approx(50.0).epsilon(1e-7));
}

TEST_CASE("projectedPolygonAcrossTheDateLineRunsOn") {
  const test::TempFolder folder;
  // UTM zone 60 south reaches the date line at its eastern edge.
  writePolygon(
      folder / "a.geojson",
      collection(feature(
          R"({"type":"Polygon","coordinates":[[[179.5,-17],[180.5,-17],[180.5,-16],[179.5,-16],[179.5,-17]]]})")));
  REQUIRE(convert("-t_srs EPSG:32760", folder / "utm.gpkg", folder / "a.geojson"));
  const auto polygons = readPolygons(folder / "utm.gpkg");
  REQUIRE(polygons.size() == 1);
  double least = 1e9, most = -1e9;
  for (const LonLat& point : polygons[0][0]) {
    least = std::min(least, point.lon);
    most = std::max(most, point.lon);
  }
  CHECK(most - least == doctest::Approx(1.0).epsilon(1e-6));
}

TEST_CASE("aWholeWorldOfDegreesStaysWhole") {
  const test::TempFolder folder;
  writePolygon(folder / "a.geojson",
               collection(feature(
                   R"({"type":"Polygon","coordinates":[[[-180,-80],[180,-80],[180,80],[-180,80],[-180,-80]]]})")));
  CHECK(readPolygons(folder / "a.geojson")[0][0][1].lon == 180);
}

TEST_CASE("filesWithoutUsablePolygonsAreRefusedWithTheReason") {
  const test::TempFolder folder;
  CHECK(refusalOf(folder / "absent.geojson").find("is not there") != std::string::npos);
  CHECK(refusalOf("/vsicurl/http://127.0.0.1:9/a.geojson").find("is not there") != std::string::npos);
  writePolygon(folder / "points.geojson", collection(feature(R"({"type":"Point","coordinates":[0,0]})")));
  CHECK(refusalOf(folder / "points.geojson").find("holds no polygon") != std::string::npos);
  writePolygon(folder / "damaged.geojson", collection(feature(square)).substr(0, 60));
  CHECK_FALSE(refusalOf(folder / "damaged.geojson").empty());
  writePolygon(folder / "text.geojson", "no polygons here");
  CHECK(refusalOf(folder / "text.geojson").find("no polygon file") != std::string::npos);
  writePolygon(folder / "remote.vrt",
               "<OGRVRTDataSource><OGRVRTLayer name=\"a\"><SrcDataSource>/vsicurl/http://127.0.0.1:9/a.geojson"
               "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>");
  CHECK(refusalOf(folder / "remote.vrt").find("no polygon file") != std::string::npos);
}

TEST_CASE("whatIsGivenInPlaceOfPolygonsIsSaid") {
  const test::TempFolder folder;
  const auto says = [&](const std::filesystem::path& file, const char* reason) {
    const std::string message = refusalOf(file);
    CAPTURE(message);
    CHECK(message.starts_with(file.string() + ": "));
    CHECK(message.find(reason) != std::string::npos);
  };
  std::filesystem::create_directory(folder / "areas");
  says(folder / "areas", "is a folder");
  writePolygon(folder / "nothing.geojson", "");
  says(folder / "nothing.geojson", "is empty");
  writePolygon(folder / "none.geojson", collection(""));
  says(folder / "none.geojson", "nothing is drawn");
  writePolygon(folder / "bare.geojson", collection(feature("null")));
  says(folder / "bare.geojson", "has a shape");
  writePolygon(folder / "lines.geojson", collection(feature(R"({"type":"LineString","coordinates":[[0,0],[1,1]]})")));
  says(folder / "lines.geojson", "only lines");
  REQUIRE(std::system(("gdal_create -q -outsize 8 8 -bands 1 '" + (folder / "scene.tif").string() + "'").c_str()) == 0);
  says(folder / "scene.tif", "a picture (GTiff)");
  REQUIRE(std::system(("gdal_create -q -of GPKG -outsize 8 8 -bands 3 -a_srs EPSG:4326 -a_ullr 0 1 1 0 '" +
                       (folder / "scene.gpkg").string() + "'")
                          .c_str()) == 0);
  says(folder / "scene.gpkg", "polygon");
}

TEST_CASE("metresWithoutACoordinateSystemAreRefused") {
  const test::TempFolder folder;
  writePolygon(folder / "a.geojson", collection(feature(square)));
  REQUIRE(convert("-t_srs EPSG:32632", folder / "utm.shp", folder / "a.geojson"));
  std::filesystem::remove(folder / "utm.prj");
  CHECK(refusalOf(folder / "utm.shp").find("no longitude and latitude") != std::string::npos);
}
