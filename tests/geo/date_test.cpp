#include "geo/acquisition_date.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "geo/raster_fixture.h"

using namespace tilescout;

TEST_CASE("file names of common products give the day of acquisition") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"S2A_MSIL1C_20150926T101112_N0204_R022_T32TQM_20150926T101113.SAFE", "2015-09-26"},
      {"T32UPU_20200831T101031_TCI_10m.jp2", "2020-08-31"},
      {"S2B_32TQM_20210704_0_L2A.tif", "2021-07-04"},
      {"LC08_L1TP_006066_20200617_20200625_01_T1_B4.TIF", "2020-06-17"},
      {"LT05_L2SP_006066_19850617_20200918_02_T1.tif", "1985-06-17"},
      {"LC80060662020170LGN00.tif", "2020-06-18"},
      {"LE70060662001060EDC00_B1.TIF", "2001-03-01"},
      {"m_4709963_se_14_1_20100629.tif", "2010-06-29"},
      {"m_4709963_se_14_060_20200831_20201112.tif", "2020-08-31"},
      {"20200831_170801_1032_3B_AnalyticMS.tif", "2020-08-31"},
      {"MOD09GA.A2016366.h10v09.006.hdf", "2016-12-31"},
      {"HLS.S30.T10TET.2020006T185751.v1.5.tif", "2020-01-06"},
      {"S1B_IW_GRDH_1SDV_20200106T015322_20200106T015347_019690_025387_1BC3.tif", "2020-01-06"},
      {"ortho-2015-09-26.tif", "2015-09-26"},
      {"ortho_2015_09_26_final.tif", "2015-09-26"},
      {"harbour.2015.09.26.tif", "2015-09-26"},
      {"landsat_pucallpa_1985.tif", "1985"},
  };
  for (const auto& [name, date] : cases) {
    CAPTURE(name);
    CHECK(geo::dateFromName(name) == date);
  }
}

TEST_CASE("numbers that are no dates give none") {
  for (const std::string& name :
       std::vector<std::string>{"riotiler_cog_gcps.tif", "tile_20151326.tif", "tile_20150230.tif",
                                "orbit_123456789.tif", "LC80060662020367LGN00", "scene_4326.tif", "dem_0900.tif",
                                "A2019366.tif", "20150926123.tif", "", "x1985y.tif"}) {
    CAPTURE(name);
    CHECK(geo::dateFromName(name).empty());
  }
  CHECK(geo::dateFromName("feb_20160229.tif") == "2016-02-29");
}

TEST_CASE("texts of metadata give their first date") {
  CHECK(geo::dateFromText("2015:09:26 10:11:12") == "2015-09-26");
  CHECK(geo::dateFromText("2015-09-26T10:11:12.024Z") == "2015-09-26");
  CHECK(geo::dateFromText("20150926T101112") == "2015-09-26");
  CHECK(geo::dateFromText("26-SEP-2015").empty());
  CHECK(geo::dateFromText("2015-9").empty());
  CHECK(geo::dateFromText("").empty());
}

TEST_CASE("a scan takes the date from the file's metadata, else from its name") {
  const test::TempFolder folder;
  test::RasterSpec spec{8, 8};
  spec.bands = {std::vector<double>(64, 5)};
  const auto dateOf = [&](const std::string& name, const std::string& options) {
    spec.options = options;
    test::writeRaster(folder / name, spec);
    return test::scannedScene(folder / name).date;
  };
  CHECK(dateOf("a_20150926.tif", "-mo ACQUISITION_DATE=2020-01-06") == "2020-01-06");
  CHECK(dateOf("b_20150926.tif", "") == "2015-09-26");
  CHECK(dateOf("c.tif", "-mo 'TIFFTAG_DATETIME=2022:01:17 10:43:43'") == "2022-01-17");
  CHECK(dateOf("d.tif", "").empty());
}

TEST_CASE("metadata of acquisition comes before metadata of the file's making") {
  const std::vector<std::pair<std::string, std::string>> items = {
      {"TIFFTAG_DATETIME", "2022:01:17 10:43:43"}, {"Acquisition_Date", "2020-01-06"}, {"Title", "1999-01-01"}};
  CHECK(geo::dateFromMetadata(items) == "2020-01-06");
  const std::vector<std::pair<std::string, std::string>> onlyMade = {{"TIFFTAG_DATETIME", "2022:01:17 10:43:43"}};
  CHECK(geo::dateFromMetadata(onlyMade) == "2022-01-17");
  const std::vector<std::pair<std::string, std::string>> useless = {{"DATE", "unknown"}, {"Comment", "2001-01-01"}};
  CHECK(geo::dateFromMetadata(useless).empty());
}
