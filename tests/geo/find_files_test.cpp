#include <doctest/doctest.h>

#include "base/error.h"
#include "geo/geo_fixtures.h"
#include "geo/scene_scanner.h"
#include "support/test_files.h"

using namespace tilescout;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> namesBelow(const fs::path& root) {
  std::vector<std::string> names;
  for (const fs::path& file : geo::findRasterFiles(std::array{root})) names.push_back(fs::relative(file, root).string());
  return names;
}

}  // namespace

TEST_CASE("rastersAreFoundInOrderAndSideFilesLeftOut") {
  const test::TempFolder folder;
  fs::create_directories(folder / "b/deep");
  fs::create_directories(folder / ".cache");
  for (const char* name : {"b/z.TIF", "b/deep/a.jp2", "a.tif", "a.tif.aux.xml", "a.tif.ovr", "a.tif.msk", "a.tfw", "notes.txt", ".hidden.tif", ".cache/x.tif", "m.vrt"})
    test::writeText(folder / name, "x");
  CHECK(namesBelow(folder.path()) == std::vector<std::string>{"a.tif", "b/deep/a.jp2", "b/z.TIF", "m.vrt"});
}

TEST_CASE("linkLoopsEndAndLinkedFoldersCountOnce") {
  const test::TempFolder folder;
  fs::create_directories(folder / "sub");
  test::writeText(folder / "sub/a.tif", "x");
  fs::create_directory_symlink(folder.path(), folder / "sub/loop");
  fs::create_directory_symlink(folder / "sub", folder / "again");
  CHECK(namesBelow(folder.path()).size() == 1);
}

TEST_CASE("namedFilesAreTakenWhateverTheirEnding") {
  const test::TempFolder folder;
  test::writeText(folder / "raster.dat", "x");
  const auto found = geo::findRasterFiles(std::array{folder / "raster.dat", folder / "raster.dat", folder / "missing.tif"});
  CHECK(found.size() == 2);
  CHECK(test::problemCode(folder / "missing.tif") == "not_found");
}

TEST_CASE("stampIsSizeAndTime") {
  const test::TempFolder folder;
  test::writeText(folder / "a.tif", "12345");
  const auto before = geo::fileStamp(folder / "a.tif");
  CHECK(before.first == 5);
  fs::last_write_time(folder / "a.tif", fs::last_write_time(folder / "a.tif") - std::chrono::seconds(10));
  CHECK(before.second - geo::fileStamp(folder / "a.tif").second == 10'000'000'000);
  CHECK_THROWS_AS(geo::fileStamp(folder / "missing"), Error);
}
