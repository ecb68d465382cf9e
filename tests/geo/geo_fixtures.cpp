#include "geo/geo_fixtures.h"

#include <doctest/doctest.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <memory>

#include "geo/gdal_session.h"
#include "support/test_files.h"

namespace tilescout::test {

namespace {

GDALColorInterp interpretationByName(const std::string& name) {
  for (int i = 0; i <= GCI_Max; ++i) {
    std::string known = GDALGetColorInterpretationName(static_cast<GDALColorInterp>(i));
    if (CPLString(known).tolower() == name) return static_cast<GDALColorInterp>(i);
  }
  return GCI_Undefined;
}

void fillBand(GDALRasterBand& band, const TiffRecipe& recipe, int index) {
  std::vector<double> row(static_cast<std::size_t>(recipe.width));
  for (int y = 0; y < recipe.height; ++y) {
    for (int x = 0; x < recipe.width; ++x) row[static_cast<std::size_t>(x)] = recipe.pixel(index, x, y);
    REQUIRE(band.RasterIO(GF_Write, 0, y, recipe.width, 1, row.data(), recipe.width, 1, GDT_Float64, 0, 0, nullptr) == CE_None);
  }
}

void describeBand(GDALRasterBand& band, const TiffRecipe& recipe, std::size_t index) {
  if (index < recipe.interpretation.size()) band.SetColorInterpretation(interpretationByName(recipe.interpretation[index]));
  if (index < recipe.descriptions.size()) band.SetDescription(recipe.descriptions[index].c_str());
  if (recipe.nodata) band.SetNoDataValue(*recipe.nodata);
  if (recipe.scale != 1.0 || recipe.offset != 0.0) {
    band.SetScale(recipe.scale);
    band.SetOffset(recipe.offset);
  }
  if (!recipe.unit.empty()) band.SetUnitType(recipe.unit.c_str());
  if (recipe.palette.empty() || index != 0) return;
  GDALColorTable table;
  for (std::size_t i = 0; i < recipe.palette.size(); ++i) {
    const auto& c = recipe.palette[i];
    const GDALColorEntry entry{c[0], c[1], c[2], c[3]};
    table.SetColorEntry(static_cast<int>(i), &entry);
  }
  band.SetColorTable(&table);
}

void writeMask(GDALDataset& dataset, const TiffRecipe& recipe) {
  REQUIRE(dataset.CreateMaskBand(GMF_PER_DATASET) == CE_None);
  GDALRasterBand& mask = *dataset.GetRasterBand(1)->GetMaskBand();
  std::vector<std::uint8_t> row(static_cast<std::size_t>(recipe.width));
  for (int y = 0; y < recipe.height; ++y) {
    for (int x = 0; x < recipe.width; ++x) row[static_cast<std::size_t>(x)] = recipe.mask(x, y) ? 255 : 0;
    REQUIRE(mask.RasterIO(GF_Write, 0, y, recipe.width, 1, row.data(), recipe.width, 1, GDT_Byte, 0, 0, nullptr) == CE_None);
  }
}

}  // namespace

void writeTiff(const std::filesystem::path& file, const TiffRecipe& recipe) {
  geo::openGdalSession();
  CPLSetThreadLocalConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES");
  CPLStringList creation;
  for (const std::string& option : recipe.creation) creation.AddString(option.c_str());
  geo::DatasetPtr dataset(GetGDALDriverManager()->GetDriverByName("GTiff")->Create(
      file.c_str(), recipe.width, recipe.height, recipe.bands, GDALGetDataTypeByName(recipe.type.c_str()), creation.List()));
  REQUIRE(dataset != nullptr);
  if (recipe.affine) {
    auto affine = *recipe.affine;
    dataset->SetGeoTransform(affine.data());
  }
  if (recipe.epsg != 0) {
    OGRSpatialReference crs;
    crs.importFromEPSG(recipe.epsg);
    dataset->SetSpatialRef(&crs);
  }
  for (const auto& [key, value] : recipe.metadata) dataset->SetMetadataItem(key.c_str(), value.c_str());
  for (int band = 0; band < recipe.bands; ++band) describeBand(*dataset->GetRasterBand(band + 1), recipe, static_cast<std::size_t>(band));
  for (int band = 0; band < recipe.bands; ++band) fillBand(*dataset->GetRasterBand(band + 1), recipe, band);
  if (recipe.mask) writeMask(*dataset, recipe);
  if (recipe.overviews) {
    std::array<int, 2> factors{2, 4};
    REQUIRE(dataset->BuildOverviews("AVERAGE", 2, factors.data(), 0, nullptr, nullptr, nullptr) == CE_None);
  }
}

void writeText(const std::filesystem::path& file, const std::string& text) { std::ofstream(file, std::ios::binary) << text; }

std::string runProgram(const std::string& command, const std::string& input) {
  const TempFolder folder;
  writeText(folder / "input", input);
  const std::string whole = command + " < '" + (folder / "input").string() + "' 2> /dev/null";
  std::FILE* pipe = ::popen(whole.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string output;
  std::array<char, 4096> buffer{};
  while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), pipe)) output.append(buffer.data(), count);
  const int status = ::pclose(pipe);
  INFO(command);
  REQUIRE(status == 0);
  return output;
}

SceneInfo scanned(const std::filesystem::path& file, const geo::ScanOptions& options) {
  JobContext job;
  geo::ScanResult result = geo::scanScene(file, options, job);
  INFO(file.string(), ": ", result.problem ? result.problem->code + " " + result.problem->message : "");
  REQUIRE(result.scene.has_value());
  REQUIRE_FALSE(result.problem.has_value());
  return *result.scene;
}

std::string problemCode(const std::filesystem::path& file, const geo::ScanOptions& options) {
  JobContext job;
  const geo::ScanResult result = geo::scanScene(file, options, job);
  REQUIRE(result.scene.has_value() != result.problem.has_value());
  return result.problem ? result.problem->code : "";
}

}  // namespace tilescout::test
