#include "base/sensor_name.h"

#include <doctest/doctest.h>

using tilescout::sensorOfName;

TEST_CASE("aSensorIsKnownByItsProvidersFileNames") {
  CHECK(sensorOfName("LC08_L1TP_029027_20150629_20170226_01_T1_B4.TIF") == "Landsat 8 OLI");
  CHECK(sensorOfName("LE70290271999195EDC00_B3.tif") == "Landsat 7 ETM+");
  CHECK(sensorOfName("LT05_L2SP_029027_19900629.tif") == "Landsat 5 TM");
  CHECK(sensorOfName("S2A_MSIL1C_20150629T171906_N0204_R012_T14TPT.tif") == "Sentinel-2 MSI");
  CHECK(sensorOfName("T14TPT_20150629T171906_TCI.jp2") == "Sentinel-2 MSI");
  CHECK(sensorOfName("m_4709963_se_14_1_20150629.tif") == "NAIP");
  CHECK(sensorOfName("fargo_naip_m_4709963_se.tif") == "NAIP");
  CHECK(sensorOfName("20180601_170000_1042_3B_AnalyticMS.tif") == "PlanetScope");
  CHECK(sensorOfName("project-WV03-pansharpened.tif") == "WorldView-3");
  CHECK(sensorOfName("ESP_012345_1800_RED.JP2") == "HiRISE");
}

TEST_CASE("aNameThatOnlyLooksAlikeTellsOfNoSensor") {
  CHECK(sensorOfName("").empty());
  CHECK(sensorOfName("orthophoto_2015.tif").empty());
  CHECK(sensorOfName("modern_town.tif").empty());    // no mod##
  CHECK(sensorOfName("m_47.tif").empty());           // NAIP's quadrangles have seven digits
  CHECK(sensorOfName("wv0").empty());
  CHECK(sensorOfName("gf12_tile.tif").empty());
}
