#include <array>
#include <cstdio>
#include <fstream>
#include <set>
#include <sstream>

#include "base/error.h"
#include "base/hash.h"
#include "nlohmann/json.hpp"
#include "support/test_files.h"
#include "synth/scene_block.h"
#include "synth/scene_writer.h"

using namespace tilescout;

namespace {

std::string outputOf(const std::string& command) {
  std::FILE* pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string text;
  std::array<char, 4096> buffer{};
  for (std::size_t got = 0; (got = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) text.append(buffer.data(), got);
  REQUIRE(::pclose(pipe) == 0);
  return text;
}

nlohmann::json readJson(const std::filesystem::path& file) {
  std::ifstream stream(file);
  return nlohmann::json::parse(stream);
}

synth::Pt middleOf(const synth::Poly& outline) {
  synth::Pt middle{};
  for (const auto& p : outline) middle += p;
  return middle * (1.0 / static_cast<double>(outline.size()));
}

}  // namespace

TEST_CASE("the same options give the same bytes, another seed others") {
  const test::TempFolder folder;
  JobContext job;
  const synth::DemoOptions options{2, 768, 5};
  const auto first = synth::paintDemoArchive(folder / "a", options, job);
  const auto second = synth::paintDemoArchive(folder / "b", options, job);
  const auto other = synth::paintDemoArchive(folder / "c", {2, 768, 6}, job);
  REQUIRE(first.size() == 2);
  for (std::size_t i = 0; i < first.size(); ++i) {
    CHECK(first[i].filename() == second[i].filename());
    CHECK(hashFile(first[i]) == hashFile(second[i]));
    CHECK(hashFile(first[i]) != hashFile(other[i]));
  }
  const auto objects = readJson(folder.path() / "a/objects.geojson");
  REQUIRE(objects.at("features").size() > 2);
  CHECK(objects.at("features")[0].at("properties").at("scene") == first[0].filename().string());
  CHECK(hashFile(folder.path() / "a/objects.geojson") == hashFile(folder.path() / "b/objects.geojson"));
}

TEST_CASE("gdalinfo sees what a scene should be: UTM, date, bands, tiles, overviews") {
  const test::TempFolder folder;
  JobContext job;
  const auto files = synth::paintDemoArchive(folder.path(), {4, 512, 9}, job);
  std::set<int> systems, bandCounts;
  std::set<std::string> types;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto info = nlohmann::json::parse(outputOf("gdalinfo -json '" + files[i].string() + "'"));
    const auto spec = synth::specOf({4, 512, 9}, static_cast<int>(i));
    CHECK(info.at("size") == nlohmann::json{512, 512});
    CHECK(info.at("geoTransform") == nlohmann::json{spec.place.easting, 1.0, 0.0, spec.place.northing, 0.0, -1.0});
    const auto& bands = info.at("bands");
    CHECK(bands.size() == static_cast<std::size_t>(spec.bands));
    CHECK(bands[0].at("colorInterpretation") == "Red");
    CHECK(bands[2].at("colorInterpretation") == "Blue");
    if (bands.size() == 4) CHECK(bands[3].at("description") == "NIR");
    CHECK(bands[0].at("block") == nlohmann::json{256, 256});
    CHECK(bands[0].at("overviews").size() == 2);
    CHECK(info.at("metadata").at("IMAGE_STRUCTURE").at("COMPRESSION") == "DEFLATE");
    std::string date = info.at("metadata").at("").at("TIFFTAG_DATETIME").get<std::string>().substr(0, 10);
    date.erase(7, 1).erase(4, 1);
    CHECK(files[i].filename().string().find(date) != std::string::npos);
    const std::string wkt = info.at("coordinateSystem").at("wkt");
    const int epsg = (spec.place.north ? 32600 : 32700) + spec.place.zone;
    CHECK(wkt.find("ID[\"EPSG\"," + std::to_string(epsg) + "]") != std::string::npos);
    systems.insert(epsg);
    bandCounts.insert(spec.bands);
    types.insert(bands[0].at("type").get<std::string>());
  }
  CHECK(systems.size() == 4);
  CHECK(bandCounts == std::set<int>{3, 4});
  CHECK(types == std::set<std::string>{"Byte", "UInt16"});
}

TEST_CASE("object outlines in degrees agree with gdaltransform") {
  for (int number = 0; number < 8; ++number) {
    const auto spec = synth::specOf({8, 2048, 2}, number);
    const auto feature = nlohmann::json::parse(synth::featuresOf(spec, {{"house", {{100, 200}, {160, 200}, {160, 240}}}}));
    CHECK(feature.at("properties").at("scene") == spec.name);
    const auto& ring = feature.at("geometry").at("coordinates").at(0);
    REQUIRE(ring.size() == 4);
    CHECK(ring.front() == ring.back());
    std::ostringstream command;
    command.precision(12);
    command << "echo " << spec.place.easting + 100 << ' ' << spec.place.northing - 200 << " | gdaltransform -output_xy -s_srs EPSG:"
            << (spec.place.north ? 32600 : 32700) + spec.place.zone << " -t_srs EPSG:4326";
    std::istringstream answer(outputOf(command.str()));
    double lon = 0, lat = 0;
    answer >> lon >> lat;
    bool found = false;
    for (const auto& point : ring)
      found = found || (std::abs(point[0].get<double>() - lon) < 2e-7 && std::abs(point[1].get<double>() - lat) < 2e-7);
    CHECK(found);
  }
}

TEST_CASE("objects lie where they are painted: red roofs are red there, blue ones blue") {
  int right = 0, wrong = 0;
  for (const int number : {1, 2}) {
    const auto layout = synth::layOut(synth::specOf({3, 1280, 4}, number));
    const auto block = synth::paintBlock(layout, {0, 0, 1280, 1280});
    for (const auto& object : block.objects) {
      for (const auto& p : object.outline) CHECK((p.x > -10 && p.y > -10 && p.x < 1290 && p.y < 1290));
      const auto colour = object.attributes.find("colour");
      if (colour == object.attributes.end() || (object.name != "house" && object.name != "building") ) continue;
      const auto at = middleOf(object.outline);
      const cv::Vec4b pixel = block.picture(static_cast<int>(at.y), static_cast<int>(at.x));
      if (colour->second == "red") ++(pixel[0] > pixel[2] ? right : wrong);
      if (colour->second == "blue") ++(pixel[2] > pixel[0] ? right : wrong);
    }
  }
  CHECK(right > 40);
  CHECK(wrong * 12 < right);  // a tree's or tower's shadow may lie over a roof
}

TEST_CASE("two blocks painted apart fit together without a seam") {
  const auto layout = synth::layOut(synth::specOf({1, 512, 3}, 0));
  const auto whole = synth::paintBlock(layout, {0, 0, 512, 256}), right = synth::paintBlock(layout, {256, 0, 256, 256});
  cv::Mat difference;
  cv::absdiff(whole.picture(cv::Rect(256, 0, 256, 256)), right.picture, difference);
  CHECK(cv::mean(difference)[1] < 0.5);
}

TEST_CASE("a stopped painter leaves no half scene; senseless options are refused") {
  const test::TempFolder folder;
  std::stop_source stop;
  stop.request_stop();
  JobContext job(stop.get_token());
  CHECK_THROWS_AS(synth::paintDemoArchive(folder.path(), {1, 256, 1}, job), Cancelled);
  CHECK(std::filesystem::is_empty(folder.path()));
  JobContext free;
  CHECK_THROWS_AS(synth::paintDemoArchive(folder.path(), {0, 256, 1}, free), Error);
  CHECK_THROWS_AS(synth::paintDemoArchive(folder.path(), {1, -5, 1}, free), Error);
}
