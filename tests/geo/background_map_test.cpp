#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <string>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/web_address.h"
#include "geo/background_map.h"
#include "listening_server.h"
#include "picture_server.h"
#include "support/test_files.h"

using namespace tilescout;
using namespace tilescout::geo;

namespace {

/// One flat green picture of 256 x 256, as map servers send them.
std::string greenTile(const test::TempFolder& folder) {
  const std::string tif = (folder / "green.tif").string(), png = (folder / "green.png").string();
  const std::string make = "gdal_create -q -outsize 256 256 -bands 3 -burn 20 -burn 160 -burn 60 '" + tif +
                           "' && gdal_translate -q -of PNG '" + tif + "' '" + png + "'";
  REQUIRE(std::system(make.c_str()) == 0);
  return readTextFile(png);
}

std::string whyNot(const std::string& address, bool allowed, const std::filesystem::path& folder) {
  try {
    BackgroundMap map(address, allowed, folder);
    map.warped({0, 40, 10, 50}, 64, 64);
  } catch (const Error& error) {
    return std::string(errorCodeName(error.code())) + " " + error.what();
  }
  return {};
}

}  // namespace

TEST_CASE("addressesOfMapTilesAndOfAWmsBecomeDescriptions") {
  const std::string tiles = describeWebMap("https://maps.invalid/a/{z}/{x}/{y}.png?key=1&b=2", "/cache");
  CHECK(tiles.find("${z}/${x}/${y}.png?key=1&amp;b=2") != std::string::npos);
  CHECK(tiles.find("<YOrigin>top") != std::string::npos);
  CHECK(describeWebMap("https://maps.invalid/{Z}/{X}/{-y}", "/c").find("<YOrigin>bottom") != std::string::npos);
  const std::string wms = describeWebMap("WMS:http://maps.invalid/wms?service=WMS&LAYERS=relief,roads", "/cache");
  CHECK(wms.find("<Layers>relief,roads</Layers>") != std::string::npos);
  CHECK(wms.find("<ServerUrl>http://maps.invalid/wms?</ServerUrl>") != std::string::npos);
  CHECK_THROWS_AS(describeWebMap("https://maps.invalid/{z}/{x}.png", "/c"), Error);
  CHECK_THROWS_AS(describeWebMap("https://{s}.maps.invalid/{z}/{x}/{y}.png", "/c"), Error);
  CHECK_THROWS_AS(describeWebMap("http://maps.invalid/wms?service=WMS", "/c"), Error);
  CHECK(isWebAddress("HTTPS://maps.invalid/x"));
  CHECK(isWebAddress("wms:http://maps.invalid"));
  CHECK_FALSE(isWebAddress("/data/world.tif"));
}

TEST_CASE("withoutPermissionNobodyIsAsked") {
  const test::TempFolder folder;
  test::ListeningServer server;
  const std::string address = server.url() + "/{z}/{x}/{y}";
  CHECK(whyNot(address, false, folder / "maps").find("not allowed") != std::string::npos);
  std::ofstream(folder / "map.xml") << describeWebMap(address, folder / "cache");
  CHECK(whyNot((folder / "map.xml").string(), false, folder / "maps").find("127.0.0.1") != std::string::npos);
  CHECK(server.visitors() == 0);
}

TEST_CASE("anAllowedWebMapLiesUnderTheScenes") {
  const test::TempFolder folder;
  test::PictureServer server(greenTile(folder));
  BackgroundMap map(server.root() + "/tiles/{z}/{x}/{y}.png", true, folder / "maps");
  const MaskedImage picture = map.warped({0, 40, 10, 50}, 128, 128);
  REQUIRE_FALSE(picture.empty());
  const std::uint8_t* middle = picture.image.row(64) + 64 * 3;
  CHECK(int(middle[0]) == 20);
  CHECK(int(middle[1]) == 160);
  CHECK(int(picture.alpha[64 * 128 + 64]) == 255);
  const auto asked = server.asked();
  REQUIRE_FALSE(asked.empty());
  CHECK(asked.front().starts_with("GET /tiles/"));
  // Ten degrees over 128 pixels: a level or two of the world's, not the deepest.
  const int level = std::atoi(asked.front().c_str() + std::string("GET /tiles/").size());
  CHECK(level >= 3);
  CHECK(level <= 6);
  map.warped({0, 40, 10, 50}, 128, 128);
  CHECK(server.asked().size() == asked.size());  // what was fetched is kept
}

TEST_CASE("aServerThatCannotBeReachedIsNamed") {
  const test::TempFolder folder;
  test::ListeningServer server;  // hangs up on everyone
  const std::string said = whyNot(server.url() + "/{z}/{x}/{y}", true, folder / "maps");
  CAPTURE(said);
  CHECK(said.starts_with("io http://127.0.0.1"));
  CHECK(said.find("cannot be reached") != std::string::npos);
}

TEST_CASE("aLocalRasterNeedsAPlaceOnTheEarth") {
  const test::TempFolder folder;
  const std::string placed = (folder / "world.tif").string(), bare = (folder / "bare.png").string();
  REQUIRE(std::system(("gdal_create -q -outsize 360 180 -bands 3 -burn 10 -burn 20 -burn 200 -a_srs EPSG:4326 -a_ullr "
                       "-180 90 180 -90 '" +
                       placed + "'")
                          .c_str()) == 0);
  BackgroundMap map(placed, false, folder / "maps");
  const MaskedImage picture = map.warped({-20, -20, 20, 20}, 64, 64);
  REQUIRE_FALSE(picture.empty());
  CHECK(int(picture.image.row(32)[32 * 3 + 2]) == 200);
  std::ofstream(bare) << greenTile(folder);
  CHECK(whyNot(bare, false, folder / "maps").find("no place") != std::string::npos);
  CHECK(whyNot((folder / "absent.tif").string(), false, folder / "maps").find("absent.tif") != std::string::npos);
}
