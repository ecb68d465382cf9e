// What is told before an index starts agrees with what the index then does, and nothing is written for it.
#include "jobs/index_preview.h"

#include <doctest/doctest.h>

#include <fstream>

#include "archive/archive.h"
#include "base/error.h"
#include "support/test_files.h"
#include "tests/jobs/fake_model.h"
#include "tests/jobs/scene_files.h"

using namespace tilescout;
using namespace tilescout::jobs;

namespace {

namespace fs = std::filesystem;

struct PreviewDesk {
  test::TempFolder folder;
  fs::path scenes = folder / "scenes";
  fs::path file = folder / "a.tilescout";
  FakeModel model{8};
  IndexOptions options;
  PreviewMemory memory;

  PreviewDesk() {
    writeSmallWorld(scenes);
    options.paths = {scenes};
    options.tile = 64;
    options.levels = 2;
  }
  IndexPreview preview(const fs::path& archive = {}) {
    JobContext job;
    return previewIndex(archive, model, options, memory, job);
  }
  IndexReport index() {
    if (!fs::exists(file)) archive::Archive::create(file);
    JobContext job;
    return runIndex(file, model, options, job);
  }
};

}  // namespace

TEST_CASE("the preview tells the tiles that the index makes") {
  PreviewDesk desk;
  const IndexPreview preview = desk.preview();
  const IndexReport report = desk.index();
  CHECK(preview.files == report.scenes);
  CHECK(preview.looked == preview.files);
  CHECK(preview.tiles == report.tiles + report.skipped);  // which are mostly nodata only pixels tell
  REQUIRE(preview.problems.size() == 1);
  CHECK(preview.problems[0].scene == report.problems[0].scene);
  CHECK(preview.refused == 1);
  CHECK(preview.finestMetres == doctest::Approx(5.0).epsilon(0.01));
  CHECK(preview.smallestTileMetres == doctest::Approx(5.0 * 64).epsilon(0.01));
  CHECK(preview.largestTileMetres == doctest::Approx(5.0 * 128).epsilon(0.01));
  CHECK(preview.bytes > 0);
  CHECK(preview.seconds > 0);
  CHECK(preview.bands.size() == 3);
  CHECK(preview.shown == std::array<int, 3>{1, 2, 3});
}

TEST_CASE("scenes of the archive are counted apart, and an archive stays as it is") {
  PreviewDesk desk;
  desk.index();
  writeScene(desk.scenes / "e.tif", {256, 192, 9, 540'000.0, 0});
  const auto before = fs::last_write_time(desk.file);
  const IndexPreview preview = desk.preview(desk.file);
  CHECK(preview.known == 4);
  CHECK(preview.files == 1);
  CHECK(fs::last_write_time(desk.file) == before);
  const IndexReport report = desk.index();
  CHECK(report.newTiles == preview.tiles);
}

TEST_CASE("as before means: as the archive was given it the last time") {
  PreviewDesk desk;
  desk.index();
  writeScene(desk.folder / "more" / "e.tif", {256, 192, 9, 540'000.0, 0});
  desk.options = {};
  desk.options.paths = {desk.folder / "more"};
  desk.options.cutAsBefore = true;
  const IndexPreview preview = desk.preview(desk.file);
  CHECK(preview.tiles == 4 * 3 + 2 * 2);  // 256 × 192 in tiles of 64, and of 128 at the second level
}

TEST_CASE("of many files an even sample is looked at, and tiles are estimated by size") {
  PreviewDesk desk;
  fs::remove_all(desk.scenes);
  writeScene(desk.folder / "one.tif", {128, 128, 1, 500'000.0, 0});
  fs::create_directories(desk.scenes);
  for (int i = 0; i < 900; ++i) {
    std::string name = std::to_string(i);
    name.insert(0, 4 - name.size(), '0');
    fs::copy_file(desk.folder / "one.tif", desk.scenes / (name + ".tif"));
  }
  const IndexPreview preview = desk.preview();
  CHECK(preview.files == 900);
  CHECK(preview.looked <= 400);
  CHECK(preview.looked > 0);
  CHECK(preview.tiles == 900 * (4 + 1));
}

TEST_CASE("bands that a scene does not have, and a folder that is not there, are said") {
  PreviewDesk desk;
  desk.options.bands = {{1, 2, 7}};
  const IndexPreview preview = desk.preview();
  CHECK(preview.refused == 4);
  CHECK(preview.tiles == 0);
  CHECK(preview.problems[0].message.find("no band 7") != std::string::npos);
  desk.options.paths = {desk.folder / "nowhere"};
  CHECK_THROWS_AS(desk.preview(), Error);
}

TEST_CASE("another choice over the same files neither finds nor times anything anew") {
  PreviewDesk desk;
  const IndexPreview first = desk.preview();
  const std::int64_t encoded = desk.model.encoded;
  CHECK(encoded > 0);
  writeScene(desk.scenes / "e.tif", {256, 192, 9, 540'000.0, 0});  // came after the files were found
  desk.options.levels = 1;
  const IndexPreview second = desk.preview();
  CHECK(desk.model.encoded == encoded);
  CHECK(second.files == first.files);
  CHECK(second.tiles < first.tiles);
  CHECK(second.seconds / static_cast<double>(second.tiles) ==
        doctest::Approx(first.seconds / static_cast<double>(first.tiles)));
  desk.options.bands = {{1, 2, 7}};
  CHECK(desk.preview().refused == 4);  // headers say something else for other bands
  desk.options.bands.reset();
  desk.options.paths.push_back(desk.scenes / "e.tif");
  CHECK(desk.preview().files == first.files + 1);
}
