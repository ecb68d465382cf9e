#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "base/error.h"
#include "geo/raster_fixture.h"
#include "geo/raster_reader.h"

using namespace tilescout;
using test::TempFolder;
using test::writeText;
namespace fs = std::filesystem;

namespace {

/// Peak resident memory of this process so far, MiB.
long peakMemory() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

std::string bytesOf(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void writeNoise(const fs::path& file, const std::string& options) {
  std::mt19937 random(7);
  test::RasterSpec spec{96, 96};
  for (int band = 0; band < 3; ++band)
    spec.bands.push_back(test::valuesOf(96, 96, [&](int, int) { return random() % 256; }));
  spec.bandXml = {"<ColorInterp>Red</ColorInterp>", "<ColorInterp>Green</ColorInterp>",
                  "<ColorInterp>Blue</ColorInterp>"};
  spec.sceneXml = test::utmXml();
  spec.options = options;
  test::writeRaster(file, spec);
}

template <typename Value>
void append(std::string& bytes, Value value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

/// A classic TIFF of one grey band whose directory says what it likes, with a few bytes of data.
std::string lyingTiff(std::uint32_t width, std::uint32_t height, std::uint32_t rowsPerStrip, std::uint16_t compression,
                      std::uint32_t strips = 1) {
  std::string bytes = "II";
  append<std::uint16_t>(bytes, 42);
  append<std::uint32_t>(bytes, 8);
  append<std::uint16_t>(bytes, 9);
  const auto tag = [&](std::uint16_t number, std::uint16_t type, std::uint32_t count, std::uint32_t value) {
    append(bytes, number);
    append(bytes, type);
    append(bytes, count);
    append(bytes, value);
  };
  tag(256, 4, 1, width);
  tag(257, 4, 1, height);
  tag(258, 3, 1, 8);
  tag(259, 3, 1, compression);
  tag(262, 3, 1, 1);
  tag(273, 4, strips, 130);
  tag(277, 3, 1, 1);
  tag(278, 4, 1, rowsPerStrip);
  tag(279, 4, strips, 60);
  append<std::uint32_t>(bytes, 0);
  bytes.resize(400, '\x55');
  return bytes;
}

/// Scans, and when that gives a scene reads from it: whatever comes, it is a value or an Error.
void survive(const fs::path& file) {
  const auto result = test::scanned(file);
  REQUIRE(result.scene.has_value() != result.problem.has_value());
  if (!result.scene) {
    CHECK_FALSE(result.problem->message.empty());
    return;
  }
  try {
    geo::RasterReader reader(*result.scene);
    (void)reader.read(test::windowAt(0, 0, 64, 64), 32, 32);
    (void)reader.overview(48);
  } catch (const Error& error) {
    CHECK_FALSE(error.message().empty());
  }
}

}  // namespace

TEST_CASE("files that are no rasters, empty or absent become problems") {
  const TempFolder folder;
  writeText(folder / "empty.tif", "");
  writeText(folder / "words.tif", "this is no picture");
  writeText(folder / "head.tif", std::string("II*\0\x08\0\0\0", 8));
  fs::create_directory(folder / "folder.tif");
  const auto codeOf = [&](const std::string& name) {
    const auto result = test::scanned(folder / name);
    REQUIRE(result.problem.has_value());
    CHECK(result.problem->scene == (folder / name).string());
    return result.problem->code;
  };
  CHECK(codeOf("empty.tif") == "corrupt");
  CHECK(codeOf("words.tif") == "incompatible");
  CHECK(codeOf("head.tif") == "corrupt");
  CHECK(codeOf("absent.tif") == "not_found");
  CHECK(codeOf("folder.tif") == "incompatible");
}

TEST_CASE("a truncated GeoTIFF is damaged wherever it ends") {
  const TempFolder folder;
  for (const std::string options : {"", "-co COMPRESS=DEFLATE", "-co TILED=YES -co BLOCKXSIZE=32 -co BLOCKYSIZE=32",
                                    "-co INTERLEAVE=BAND", "-of COG -co BLOCKSIZE=128"}) {
    CAPTURE(options);
    writeNoise(folder / "whole.tif", options);
    REQUIRE(test::scanned(folder / "whole.tif").scene.has_value());
    const std::string bytes = bytesOf(folder / "whole.tif");
    for (int part = 1; part < 20; ++part) {
      CAPTURE(part);
      writeText(folder / "cut.tif", bytes.substr(0, bytes.size() * static_cast<std::size_t>(part) / 20));
      const auto result = test::scanned(folder / "cut.tif");
      REQUIRE(result.problem.has_value());
      CHECK(result.problem->code == "corrupt");
    }
  }
}

TEST_CASE("sizes that lie take no memory") {
  const TempFolder folder;
  struct Lie {
    std::uint32_t width, height, rows;
    std::uint16_t compression;
    std::uint32_t strips;
  };
  const long before = peakMemory();
  for (const Lie& lie :
       {Lie{2'000'000'000, 2'000'000'000, 1, 1, 1}, Lie{1'000'000, 1'000'000, 1'000'000, 1, 1},
        Lie{100'000, 100'000, 100'000, 8, 1}, Lie{30'000, 30'000, 30'000, 8, 1}, Lie{60'000, 15'000, 15'000, 5, 1},
        Lie{1000, 2'000'000'000, 1, 8, 2'000'000'000}, Lie{4'000'000'000, 3, 3, 1, 1}, Lie{0, 0, 0, 1, 0}}) {
    CAPTURE(lie.width);
    CAPTURE(lie.height);
    writeText(folder / "lie.tif", lyingTiff(lie.width, lie.height, lie.rows, lie.compression, lie.strips));
    const auto result = test::scanned(folder / "lie.tif");
    CHECK(result.problem.has_value());
    if (result.scene) survive(folder / "lie.tif");
  }
  CHECK(peakMemory() - before < 100);
}

TEST_CASE("an enormous description takes no memory") {
  const TempFolder folder;
  const auto band = std::string("<VRTRasterBand dataType=\"Float64\" band=\"1\"/>");
  writeText(folder / "huge.vrt",
            "<VRTDataset rasterXSize=\"2147483647\" rasterYSize=\"2147483647\">" + band + "</VRTDataset>");
  const long before = peakMemory();
  const auto huge = test::scanned(folder / "huge.vrt");
  REQUIRE(huge.problem.has_value());
  CHECK(huge.problem->code == "invalid_input");
  writeText(folder / "large.vrt",
            "<VRTDataset rasterXSize=\"900000\" rasterYSize=\"900000\">" + band + "</VRTDataset>");
  survive(folder / "large.vrt");
  CHECK(peakMemory() - before < 100);
}

TEST_CASE("deeply nested and broken XML does no harm") {
  const TempFolder folder;
  std::string nested;
  for (int i = 0; i < 200'000; ++i) nested += "<a>";
  writeText(folder / "deep.vrt", "<VRTDataset rasterXSize=\"5\" rasterYSize=\"5\">" + nested);
  std::string closed = nested;
  for (int i = 0; i < 200'000; ++i) closed += "</a>";
  writeText(folder / "closed.vrt", "<VRTDataset rasterXSize=\"5\" rasterYSize=\"5\">" + closed + "</VRTDataset>");
  writeText(folder / "broken.vrt", "<VRTDataset rasterXSize=\"5\" rasterYSize=");
  for (const char* name : {"deep.vrt", "closed.vrt", "broken.vrt"}) {
    CAPTURE(name);
    CHECK(test::scanned(folder / name).problem.has_value());
  }
}

TEST_CASE("a description whose source is gone is refused, not shown black") {
  const TempFolder folder;
  writeText(folder / "a.vrt",
            "<VRTDataset rasterXSize=\"20\" rasterYSize=\"20\"><VRTRasterBand dataType=\"Byte\" band=\"1\">"
            "<SimpleSource><SourceFilename relativeToVRT=\"1\">gone.tif</SourceFilename><SourceBand>1</SourceBand>"
            "<SourceProperties RasterXSize=\"20\" RasterYSize=\"20\" DataType=\"Byte\" BlockXSize=\"20\" "
            "BlockYSize=\"20\"/></SimpleSource></VRTRasterBand></VRTDataset>");
  const auto result = test::scanned(folder / "a.vrt");
  REQUIRE(result.problem.has_value());
  CHECK(result.problem->message.find("gone.tif") != std::string::npos);
}

TEST_CASE("flipped bytes end in a value or an error") {
  const TempFolder folder;
  std::mt19937 random(11);
  for (const std::string options : {"-co COMPRESS=DEFLATE", "-co TILED=YES -co BLOCKXSIZE=32 -co BLOCKYSIZE=32",
                                    "-co COMPRESS=JPEG", "-of PNG", "-of JPEG"}) {
    CAPTURE(options);
    writeNoise(folder / "sound.tif", options);
    const std::string sound = bytesOf(folder / "sound.tif");
    for (int trial = 0; trial < 120; ++trial) {
      std::string damaged = sound;
      // Half of the damage falls on the directory at the start or the end.
      for (int flip = 0; flip < 6; ++flip) {
        std::size_t at = random() % damaged.size();
        if (flip % 2 == 0) at = trial % 2 == 0 ? at % 512 : damaged.size() - 1 - at % 512;
        damaged[at % damaged.size()] = static_cast<char>(random());
      }
      writeText(folder / "damaged.tif", damaged);
      survive(folder / "damaged.tif");
    }
  }
}

TEST_CASE("folders are walked once, whatever links they hold") {
  const TempFolder folder;
  fs::create_directories(folder / "a/b");
  fs::create_directory(folder / ".hidden");
  fs::create_directories(folder / "a/x.tilescout.thumbs-v1/3f");  // small pictures of an archive that lies here
  for (const char* name : {"a/2.tif", "a/b/1.TIF", "a/x.jp2", "a/x.tif.aux.xml", "a/x.tif.ovr", "a/x.tif.msk",
                           "a/x.tfw", "a/notes.txt", ".hidden/3.tif", "a/.4.tif", "a/x.tilescout.thumbs-v1/3f/3f01.jpg"})
    writeText(folder / name, "x");
  fs::create_directory_symlink(folder.path(), folder / "a/loop");
  fs::create_directory_symlink(folder / "a/itself", folder / "a/itself");
  fs::create_symlink(folder / "nowhere.tif", folder / "a/broken.tif");
  REQUIRE(::mkfifo((folder / "a/pipe.tif").c_str(), 0600) == 0);
  const std::vector<fs::path> wanted = {folder / "a/2.tif", folder / "a/b/1.TIF", folder / "a/x.jp2"};
  CHECK(geo::findRasterFiles(std::vector{folder.path()}) == wanted);
  // The same file by two ways is one, and a file named on its own is taken whatever its ending.
  const std::vector<fs::path> roots = {folder.path(), folder / "a", folder / "a/notes.txt", folder / "absent.tif"};
  CHECK(geo::findRasterFiles(roots).size() == 5);
}

TEST_CASE("a file whose ending says nothing is taken by what it begins with") {
  const TempFolder folder;
  writeNoise(folder / "scene.tif", "-of GTiff");
  fs::copy_file(folder / "scene.tif", folder / "scene");
  fs::copy_file(folder / "scene.tif", folder / "scene.part07");
  fs::copy_file(folder / "scene.tif", folder / "scene.tif.ovr");
  fs::copy_file(folder / "scene.tif", folder / "scene.zip");  // what its ending forbids is left out unseen
  writeText(folder / "README", "no scene");
  const std::vector<fs::path> wanted = {folder / "scene", folder / "scene.part07", folder / "scene.tif"};
  CHECK(geo::findRasterFiles(std::vector{folder.path()}) == wanted);
}

TEST_CASE("the stamp of a file is its size and time, and an absent file is named") {
  const TempFolder folder;
  writeText(folder / "a.tif", "12345");
  const auto first = geo::fileStamp(folder / "a.tif");
  CHECK(first.first == 5);
  fs::last_write_time(folder / "a.tif", fs::last_write_time(folder / "a.tif") + std::chrono::seconds(2));
  CHECK(geo::fileStamp(folder / "a.tif").second - first.second == 2'000'000'000);
  CHECK_THROWS_AS(geo::fileStamp(folder / "absent.tif"), Error);
}

TEST_CASE("a stop that was asked for ends the scan") {
  const TempFolder folder;
  writeNoise(folder / "a.tif", "");
  std::stop_source stop;
  stop.request_stop();
  JobContext job(stop.get_token());
  CHECK_THROWS_AS(geo::scanScene(folder / "a.tif", {}, job), Cancelled);
}
