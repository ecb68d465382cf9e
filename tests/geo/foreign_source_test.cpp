#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "base/error.h"
#include "geo/listening_server.h"
#include "geo/local_sources.h"
#include "geo/raster_fixture.h"
#include "geo/raster_reader.h"

using namespace tilescout;
using test::TempFolder;
using test::writeText;

namespace {

std::string vrtOver(const std::string& source, const std::string& relative = "0") {
  return "<VRTDataset rasterXSize=\"20\" rasterYSize=\"20\">" + test::utmXml() +
         "<VRTRasterBand dataType=\"Byte\" band=\"1\"><SimpleSource><SourceFilename relativeToVRT=\"" + relative +
         "\">" + source +
         "</SourceFilename><SourceBand>1</SourceBand><SourceProperties RasterXSize=\"20\" RasterYSize=\"20\" "
         "DataType=\"Byte\" BlockXSize=\"20\" BlockYSize=\"20\"/></SimpleSource></VRTRasterBand></VRTDataset>";
}

std::string wmsDescription(const std::string& url) {
  return "<GDAL_WMS><Service name=\"TMS\"><ServerUrl>" + url +
         "</ServerUrl></Service><DataWindow><UpperLeftX>0</UpperLeftX><UpperLeftY>10</UpperLeftY><LowerRightX>10"
         "</LowerRightX><LowerRightY>0</LowerRightY><TileLevel>1</TileLevel><TileCountX>1</TileCountX><TileCountY>1"
         "</TileCountY></DataWindow><Projection>EPSG:4326</Projection><BandsCount>3</BandsCount></GDAL_WMS>";
}

void writeGrey(const std::filesystem::path& file, const std::string& options = "") {
  test::RasterSpec spec{20, 20};
  spec.bands = {std::vector<double>(400, 90)};
  spec.sceneXml = test::utmXml();
  spec.options = options;
  test::writeRaster(file, spec);
}

/// The scan refuses the file as a network source and its sentence holds `name`.
void checkRefused(const std::filesystem::path& file, const std::string& name) {
  CAPTURE(file.filename().string());
  const auto result = test::scanned(file);
  REQUIRE(result.problem.has_value());
  CHECK(result.problem->code == "network_source");
  CHECK(result.problem->message.find(name) != std::string::npos);
}

}  // namespace

TEST_CASE("descriptions that name a network are refused with its name, and nobody is asked") {
  const TempFolder folder;
  test::ListeningServer server;
  const std::string curl = "/vsicurl/" + server.url();
  writeText(folder / "direct.vrt", vrtOver(curl));
  writeText(folder / "plain_url.vrt", vrtOver(server.url()));
  writeText(folder / "nested.vrt", vrtOver("direct.vrt", "1"));
  writeText(folder / "twice.vrt", vrtOver((folder / "nested.vrt").string()));
  writeText(folder / "looks_like.tif", vrtOver(curl));
  writeText(folder / "zipped.vrt", vrtOver("/vsizip/" + curl + "/a.tif"));
  writeText(folder / "question.vrt", vrtOver("/vsicurl?url=" + server.url()));
  writeText(folder / "prefix.vrt", vrtOver("vrt://" + curl + "?bands=1"));
  writeText(folder / "upper.vrt", vrtOver("HTTP" + server.url().substr(4)));
  for (const char* name : {"direct.vrt", "plain_url.vrt", "nested.vrt", "twice.vrt", "looks_like.tif", "zipped.vrt",
                           "question.vrt", "prefix.vrt", "upper.vrt"})
    checkRefused(folder / name, "127.0.0.1");
  writeText(folder / "service.xml", wmsDescription(server.url()));
  checkRefused(folder / "service.xml", server.url());
  writeText(folder / "over_service.vrt", vrtOver("service.xml", "1"));
  checkRefused(folder / "over_service.vrt", server.url());
  writeText(folder / "bucket.vrt", vrtOver("/vsis3/bucket/a.tif"));
  checkRefused(folder / "bucket.vrt", "/vsis3/bucket/a.tif");
  writeText(folder / "database.vrt", vrtOver("PG:host=127.0.0.1 dbname=a"));
  checkRefused(folder / "database.vrt", "PG:");
  CHECK(server.visitors() == 0);
}

TEST_CASE("side files that name a network are refused too") {
  const TempFolder folder;
  test::ListeningServer server;
  const std::string curl = "/vsicurl/" + server.url();
  writeGrey(folder / "ovr.tif");
  writeText(folder / "ovr.tif.ovr", vrtOver(curl));
  writeGrey(folder / "msk.tif");
  writeText(folder / "msk.tif.msk", vrtOver(curl));
  writeGrey(folder / "aux.tif");
  writeText(folder / "aux.tif.aux.xml", "<PAMDataset><Metadata domain=\"OVERVIEWS\"><MDI key=\"OVERVIEW_FILE\">" +
                                            curl + "</MDI></Metadata></PAMDataset>");
  for (const char* name : {"ovr.tif", "msk.tif", "aux.tif"}) checkRefused(folder / name, "127.0.0.1");
  CHECK(server.visitors() == 0);
}

namespace {

/// A GeoTIFF whose own metadata say where its overviews are. gdal_translate copies no such item, so one of the same
/// length is written and changed.
void writeWithOverviewFile(const std::filesystem::path& file, const std::string& source) {
  const std::string domain = " domain=\"OVERVIEWS\">";
  const std::string filler = ">" + std::string(domain.size() - 1, 'X');
  writeGrey(file, "-mo 'OVERVIEW_FILE=" + filler.substr(1) + source + "'");
  std::ifstream stream(file, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  const std::size_t at = bytes.find(filler);
  REQUIRE(at != std::string::npos);
  writeText(file, bytes.replace(at, filler.size(), domain));
}

}  // namespace

TEST_CASE("a network name inside of a binary file is refused") {
  const TempFolder folder;
  test::ListeningServer server;
  for (const std::string& source : {"/vsicurl/" + server.url(), "NETCDF:\"" + server.url() + "\":x"}) {
    CAPTURE(source);
    std::filesystem::remove(folder / "inside.tif");  // gdal_translate would ask an old one for its overviews
    writeWithOverviewFile(folder / "inside.tif", source);
    writeText(folder / "over.vrt", vrtOver("inside.tif", "1"));
    checkRefused(folder / "inside.tif", "127.0.0.1");
    checkRefused(folder / "over.vrt", "127.0.0.1");
    CHECK(server.visitors() == 0);
  }
}

TEST_CASE("what the user allowed is followed") {
  const TempFolder folder;
  test::ListeningServer server;
  writeText(folder / "direct.vrt", vrtOver("/vsicurl/" + server.url()));
  geo::ScanOptions options;
  options.allowNetwork = true;
  options.stretch.kind = StretchSpec::Kind::Percent;  // has to read pixels
  const auto result = test::scanned(folder / "direct.vrt", options);
  CHECK(server.visitors() > 0);
  REQUIRE(result.problem.has_value());  // the server hangs up
  CHECK(result.problem->code != "network_source");
  // The permit ended with that scan.
  const int before = server.visitors();
  checkRefused(folder / "direct.vrt", "127.0.0.1");
  CHECK(server.visitors() == before);
}

TEST_CASE("local sources are followed, and web addresses in prose harm nobody") {
  const TempFolder folder;
  writeGrey(folder / "a.tif");
  writeText(folder / "local.vrt", vrtOver("a.tif", "1"));
  std::string credited = vrtOver("a.tif", "1");
  credited.insert(credited.find("<VRTRasterBand"),
                  "<Metadata><MDI key=\"Credit\">see https://example.org/licence</MDI></Metadata>");
  writeText(folder / "credited.vrt", credited);
  for (const char* name : {"local.vrt", "credited.vrt"}) {
    CAPTURE(name);
    const SceneInfo scene = test::scannedScene(folder / name);
    const auto pixels = geo::RasterReader(scene).read(test::windowAt(0, 0, 20, 20), 20, 20);
    CHECK(test::pixelAt(pixels.image, 3, 3) == std::array<int, 3>{90, 90, 90});
  }
}

TEST_CASE("descriptions that lead in circles, to devices, pipes or memory are refused") {
  const TempFolder folder;
  writeText(folder / "self.vrt", vrtOver("self.vrt", "1"));
  writeText(folder / "a.vrt", vrtOver("b.vrt", "1"));
  writeText(folder / "b.vrt", vrtOver("a.vrt", "1"));
  REQUIRE(::mkfifo((folder / "pipe.tif").c_str(), 0600) == 0);
  writeText(folder / "pipe.vrt", vrtOver("pipe.tif", "1"));
  writeText(folder / "device.vrt", vrtOver("/dev/zero"));
  writeText(folder / "input.vrt", vrtOver("/vsistdin/"));
  writeText(folder / "memory.vrt", vrtOver("MEM:::DATAPOINTER=4096,PIXELS=20,LINES=20"));
  for (int i = 0; i < 40; ++i)
    writeText(folder / ("deep" + std::to_string(i) + ".vrt"), vrtOver("deep" + std::to_string(i + 1) + ".vrt", "1"));
  writeGrey(folder / "deep40.tif");
  for (const char* name :
       {"self.vrt", "a.vrt", "pipe.vrt", "device.vrt", "input.vrt", "memory.vrt", "deep0.vrt", "pipe.tif"}) {
    CAPTURE(name);
    const auto result = test::scanned(folder / name);
    REQUIRE(result.problem.has_value());
    CHECK(result.problem->code == "invalid_input");
  }
}

TEST_CASE("code inside of a description does not run, and caches are not written") {
  const TempFolder folder;
  const std::string proof = (folder / "proof").string();
  std::string code = vrtOver("a.tif", "1");
  writeGrey(folder / "a.tif");
  code.replace(code.find("band=\"1\">"), 9,
               "band=\"1\" subClass=\"VRTDerivedRasterBand\"><PixelFunctionType>f</PixelFunctionType>"
               "<PixelFunctionLanguage>Python</PixelFunctionLanguage><PixelFunctionCode><![CDATA[\nopen('" +
                   proof + "', 'w')\ndef f(*a, **k): pass\n]]></PixelFunctionCode>");
  writeText(folder / "code.vrt", code);
  geo::ScanOptions options;
  options.stretch.kind = StretchSpec::Kind::Percent;
  const auto run = test::scanned(folder / "code.vrt", options);
  CHECK(run.problem.has_value());
  CHECK_FALSE(std::filesystem::exists(proof));
  writeText(folder / "cache.mrf",
            "<MRF_META><CachedSource><Source>a.tif</Source></CachedSource><Raster><Size x=\"20\" y=\"20\" c=\"1\"/>"
            "<PageSize x=\"20\" y=\"20\" c=\"1\"/><Compression>NONE</Compression><DataFile>" +
                proof + "</DataFile><IndexFile>" + proof + ".idx</IndexFile></Raster></MRF_META>");
  const auto cached = test::scanned(folder / "cache.mrf", options);
  CHECK(cached.problem.has_value());
  CHECK_FALSE(std::filesystem::exists(proof));
  CHECK_FALSE(std::filesystem::exists(proof + ".idx"));
}

TEST_CASE("scanning leaves nothing behind beside the scenes") {
  const TempFolder folder;
  test::RasterSpec spec{64, 64, "UInt16"};
  spec.bands = {test::valuesOf(64, 64, [](int x, int y) { return x * y; })};
  test::writeRaster(folder / "a.tif", spec);
  const SceneInfo scene = test::scannedScene(folder / "a.tif");
  (void)geo::RasterReader(scene).overview(32);
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}
