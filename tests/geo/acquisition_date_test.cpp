#include "geo/acquisition_date.h"

#include <doctest/doctest.h>

#include <vector>

using namespace tilescout::geo;

TEST_CASE("namesOfScenesGiveTheirDates") {
  CHECK(dateFromName("scene_20150926.tif") == "2015-09-26");
  CHECK(dateFromName("scene-2015-09-26.tif") == "2015-09-26");
  CHECK(dateFromName("2015_09_26_mosaic.tif") == "2015-09-26");
  CHECK(dateFromName("2015.09.26.tif") == "2015-09-26");
  CHECK(dateFromName("LC08_L1TP_042034_20150926_20200908_02_T1_B4.TIF") == "2015-09-26");  // not the processing date
  CHECK(dateFromName("LC80420342015269LGN00_B4.TIF") == "2015-09-26");
  CHECK(dateFromName("S2A_MSIL2A_20200831T173901_N0214_R098_T14TLS_20200831T221230.SAFE") == "2020-08-31");
  CHECK(dateFromName("T14TLS_20200831T173901_TCI_10m.jp2") == "2020-08-31");
  CHECK(dateFromName("m_4709963_se_14_1_20150926.tif") == "2015-09-26");
  CHECK(dateFromName("20200831_173901_ssc4_u0001_analytic.tif") == "2020-08-31");
  CHECK(dateFromName("20200831173901.tif") == "2020-08-31");
  CHECK(dateFromName("MOD09GA.A2015269.h10v04.006.hdf") == "2015-09-26");
}

TEST_CASE("aYearAloneIsKeptAsAYear") {
  CHECK(dateFromName("landsat_pucallpa_1985.tif") == "1985");
  CHECK(dateFromName("2005.tif") == "2005");
}

TEST_CASE("numbersThatAreNoDatesGiveNone") {
  CHECK(dateFromName("tile_20151326.tif").empty());    // month 13
  CHECK(dateFromName("tile_20150230.tif").empty());    // 30 February
  CHECK(dateFromName("tile_18150926.tif").empty());    // before any aerial picture
  CHECK(dateFromName("m_4709963_se.tif").empty());     // seven digits
  CHECK(dateFromName("grid_9999.tif").empty());
  CHECK(dateFromName("x1985y.tif").empty());           // part of a word
  CHECK(dateFromName("123456789012345678901234567890.tif").empty());
  CHECK(dateFromName("").empty());
  CHECK(dateFromName("LC80420342015367LGN00.TIF").empty());  // a year has 366 days at most
}

TEST_CASE("leapDaysExistOnlyInLeapYears") {
  CHECK(dateFromText("2020-02-29") == "2020-02-29");
  CHECK(dateFromText("2019-02-29").empty());
}

TEST_CASE("metadataOfAcquisitionComesBeforeTheFilesOwnDate") {
  using Items = std::vector<std::pair<std::string, std::string>>;
  CHECK(dateFromMetadata(Items{{"TIFFTAG_DATETIME", "2022:01:17 10:43:43"}}) == "2022-01-17");
  CHECK(dateFromMetadata(Items{{"TIFFTAG_DATETIME", "2022:01:17 10:43:43"}, {"ACQUISITIONDATETIME", "2015-09-26 10:00:00"}}) == "2015-09-26");
  CHECK(dateFromMetadata(Items{{"date_acquired", "2015-09-26"}}) == "2015-09-26");
  CHECK(dateFromMetadata(Items{{"DATE_ACQUIRED", "unknown"}, {"DATE", "2020-01-06"}}) == "2020-01-06");
  CHECK(dateFromMetadata(Items{{"AREA_OR_POINT", "20150926"}}).empty());
}
