#include "jobs/export_job.h"

#include <doctest/doctest.h>

#include <cstdio>

#include "base/atomic_file.h"
#include "base/error.h"
#include "jobs/catalog_service.h"
#include "jobs/index_job.h"
#include "support/test_files.h"
#include "tests/jobs/fake_model.h"
#include "tests/jobs/scene_files.h"

using namespace tilescout;
using namespace tilescout::jobs;

namespace {

namespace fs = std::filesystem;

struct Indexed {
  test::TempFolder folder;
  fs::path file = folder / "a.tilescout";
  SearchResult result;

  Indexed() {
    ::setenv("TILESCOUT_HOME", (folder / "home").c_str(), 1);
    writeSmallWorld(folder / "scenes");
    CatalogService::createArchive(file);
    FakeModel model(8);
    IndexOptions options;
    options.paths = {folder / "scenes"};
    options.tile = 64;
    JobContext job;
    runIndex(file, model, options, job);
    result.model = "fake";
    CatalogService catalog(file);
    for (TileId id = 1; id <= 10; ++id) {
      const auto tile = catalog.tile(id);
      REQUIRE(tile.has_value());
      const auto scene = catalog.scene(tile->scene);
      Hit hit;
      hit.rank = static_cast<int>(id);
      hit.tile = id;
      hit.sceneId = tile->scene;
      hit.scene = scene->name;
      hit.scenePath = scene->path;
      hit.score = 0.4 - 0.01 * static_cast<double>(id);
      hit.window = tile->window;
      hit.wgs84 = tile->footprint;
      result.hits.push_back(hit);
    }
  }
  ~Indexed() { ::unsetenv("TILESCOUT_HOME"); }

  ExportRequest request(ExportFormat format, const std::string& target) const {
    ExportRequest request{result, {}, format, folder / target};
    request.query.text = "ships";
    return request;
  }
};

std::string run(const std::string& command) {
  std::string output;
  FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  REQUIRE(pipe != nullptr);
  char buffer[4096];
  while (std::fgets(buffer, sizeof buffer, pipe) != nullptr) output += buffer;
  ::pclose(pipe);
  return output;
}

bool says(const std::string& output, const std::string& wanted) { return output.find(wanted) != std::string::npos; }

std::size_t filesIn(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), {}));
}

}  // namespace

TEST_CASE("everyFormatIsWrittenAndNamed") {
  const Indexed indexed;
  for (const auto& [format, name] :
       {std::pair{ExportFormat::GeoPackage, "out/h.gpkg"}, std::pair{ExportFormat::GeoJson, "out/h.geojson"},
        std::pair{ExportFormat::Csv, "out/h.csv"}, std::pair{ExportFormat::Json, "out/h.json"},
        std::pair{ExportFormat::Kml, "out/h.kml"}}) {
    CAPTURE(name);
    fs::create_directories(indexed.folder / "out");
    JobContext job;
    const ExportReport report = runExport(indexed.file, indexed.request(format, name), job);
    CHECK(report.hits == 10);
    REQUIRE(report.files == std::vector<fs::path>{indexed.folder / name});
    CHECK(fs::file_size(report.files[0]) > 500);
  }
  CHECK(filesIn(indexed.folder / "out") == 5);
}

TEST_CASE("aQgisProjectBringsItsGeoPackageAndItsScenes") {
  const Indexed indexed;
  JobContext job;
  const ExportReport report = runExport(indexed.file, indexed.request(ExportFormat::QgisProject, "p.qgs"), job);
  REQUIRE(report.files.size() == 2);
  CHECK(report.files[1] == indexed.folder / "p.gpkg");
  const std::string text = readTextFile(indexed.folder / "p.qgs");
  CHECK(says(text, "./p.gpkg|layername=hits"));
  CHECK(says(text, (indexed.folder / "scenes" / "a.tif").string()));
  CHECK(says(run("ogrinfo -ro '" + report.files[1].string() + "' hits"), "Feature Count: 10"));
}

TEST_CASE("tilesAreCutIntoAFolderWithTheirListAndAreWhereTheyWere") {
  const Indexed indexed;
  JobContext job;
  const ExportReport report = runExport(indexed.file, indexed.request(ExportFormat::GeoTiffs, "tiles"), job);
  CHECK(report.hits == 10);
  CHECK(report.problems.empty());
  REQUIRE(report.files.size() == 11);
  CHECK(report.files[0].filename() == "hits.csv");
  CHECK(filesIn(indexed.folder / "tiles") == 11);
  for (const Hit& hit : indexed.result.hits) {
    const std::string info = run("gdalinfo '" + report.files[static_cast<std::size_t>(hit.rank)].string() + "'");
    CAPTURE(info);
    CHECK(says(info, "Size is 64, 64"));
    char origin[80];
    std::snprintf(origin, sizeof origin, "Origin = (%.15f,%.15f)", 500'000.0 + 5.0 * hit.window.x,
                  5'400'000.0 - 5.0 * hit.window.y);
    CHECK(says(info, origin));
    CHECK(says(info, "TILESCOUT_QUERY=ships"));
  }
}

TEST_CASE("aMissingSceneIsToldAndTheOthersAreCut") {
  const Indexed indexed;
  ExportRequest request = indexed.request(ExportFormat::GeoTiffs, "tiles");
  request.result.hits[3].scenePath = (indexed.folder / "gone.tif").string();
  JobContext job;
  const ExportReport report = runExport(indexed.file, request, job);
  CHECK(report.hits == 9);
  REQUIRE(report.problems.size() == 1);
  CHECK(report.problems[0].code == "not_found");
  const std::string list = readTextFile(indexed.folder / "tiles" / "hits.csv");
  CHECK(std::count(list.begin(), list.end(), '\n') == 10);
}

TEST_CASE("aStoppedExportKeepsWhatIsWholeAndNoHalfFile") {
  const Indexed indexed;
  std::stop_source stop;
  JobContext job(stop.get_token(), [&](const Progress& progress) {
    if (progress.stage == "clip" && progress.done >= 1) stop.request_stop();
  });
  CHECK_THROWS_AS(runExport(indexed.file, indexed.request(ExportFormat::GeoTiffs, "tiles"), job), Cancelled);
  std::size_t cut = 0;
  for (const auto& entry : fs::directory_iterator(indexed.folder / "tiles")) {
    CHECK(says(run("gdalinfo '" + entry.path().string() + "'"), "Size is 64, 64"));
    ++cut;
  }
  CHECK(cut >= 1);
  CHECK(cut < 10);
}

TEST_CASE("aTargetThatCannotBeWrittenIsAnErrorThatNamesIt") {
  const Indexed indexed;
  for (const auto& [format, name] :
       {std::pair{ExportFormat::GeoPackage, "absent/h.gpkg"}, std::pair{ExportFormat::Kml, "absent/h.kml"},
        std::pair{ExportFormat::QgisProject, "absent/h.qgs"}, std::pair{ExportFormat::GeoTiffs, "a.tilescout/tiles"}}) {
    CAPTURE(name);
    JobContext job;
    CHECK_THROWS_AS(runExport(indexed.file, indexed.request(format, name), job), Error);
  }
}
