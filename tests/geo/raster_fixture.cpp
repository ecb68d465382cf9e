#include "geo/raster_fixture.h"

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

namespace tilescout::test {

namespace fs = std::filesystem;

namespace {

std::string quoted(const fs::path& file) { return "'" + file.string() + "'"; }

template <typename Value>
void appendAs(std::string& bytes, double value) {
  const auto typed = static_cast<Value>(value);
  std::array<char, sizeof typed> raw{};
  std::memcpy(raw.data(), &typed, sizeof typed);
  bytes.append(raw.data(), raw.size());
}

std::size_t bytesOfType(const std::string& type) {
  if (type == "Byte") return 1;
  if (type == "Float64") return 8;
  return type == "Float32" ? 4 : 2;
}

std::string encoded(const RasterSpec& spec) {
  std::string bytes;
  for (const auto& band : spec.bands) {
    for (const double value : band) {
      if (spec.type == "Byte") appendAs<std::uint8_t>(bytes, value);
      if (spec.type == "UInt16") appendAs<std::uint16_t>(bytes, value);
      if (spec.type == "Int16") appendAs<std::int16_t>(bytes, value);
      if (spec.type == "Float32") appendAs<float>(bytes, value);
      if (spec.type == "Float64") appendAs<double>(bytes, value);
    }
  }
  return bytes;
}

std::string rawDescription(const RasterSpec& spec, const fs::path& raw) {
  std::ostringstream xml;
  xml << "<VRTDataset rasterXSize=\"" << spec.width << "\" rasterYSize=\"" << spec.height << "\">" << spec.sceneXml;
  const std::size_t size = bytesOfType(spec.type);
  const std::size_t bandBytes = size * static_cast<std::size_t>(spec.width) * static_cast<std::size_t>(spec.height);
  for (std::size_t band = 0; band < spec.bands.size(); ++band) {
    xml << "<VRTRasterBand dataType=\"" << spec.type << "\" band=\"" << band + 1 << "\" subClass=\"VRTRawRasterBand\">"
        << (band < spec.bandXml.size() ? spec.bandXml[band] : "") << "<SourceFilename relativeToVRT=\"1\">"
        << raw.filename().string() << "</SourceFilename><ImageOffset>" << band * bandBytes
        << "</ImageOffset><PixelOffset>" << size << "</PixelOffset><LineOffset>"
        << size * static_cast<std::size_t>(spec.width) << "</LineOffset><ByteOrder>LSB</ByteOrder></VRTRasterBand>";
  }
  xml << "</VRTDataset>";
  return xml.str();
}

}  // namespace

std::string utmXml() { return "<SRS>EPSG:32633</SRS><GeoTransform>500000, 10, 0, 5300000, 0, -10</GeoTransform>"; }

void writeText(const fs::path& file, const std::string& text) {
  std::ofstream stream(file, std::ios::binary);
  stream << text;
  if (!stream.flush()) throw std::runtime_error("cannot write " + file.string());
}

std::string runTool(const std::string& command) {
  FILE* pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("cannot run " + command);
  std::string said;
  std::array<char, 4096> buffer{};
  for (std::size_t got = 0; (got = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
    said.append(buffer.data(), got);
  if (::pclose(pipe) != 0) throw std::runtime_error("failed: " + command);
  return said;
}

void writeRaster(const fs::path& file, const RasterSpec& spec) {
  const TempFolder work;
  const fs::path raw = work / "values.raw";
  const fs::path description = work / "values.vrt";
  writeText(raw, encoded(spec));
  writeText(description, rawDescription(spec, raw));
  runTool("gdal_translate -q " + spec.options + " " + quoted(description) + " " + quoted(file) + " 2>/dev/null");
}

Image gdalWindow(const fs::path& file, std::array<int, 3> bands, std::array<int, 4> window, std::array<int, 2> size,
                 const std::string& method, const TempFolder& folder) {
  const fs::path raw = folder / "window.raw";
  std::ostringstream command;
  command << "gdal_translate -q -of ENVI -co INTERLEAVE=BIP -r " << method;
  for (const int band : bands) command << " -b " << band;
  command << " -srcwin";
  for (const int value : window) command << ' ' << value;
  command << " -outsize " << size[0] << ' ' << size[1] << ' ' << quoted(file) << ' ' << quoted(raw) << " 2>/dev/null";
  runTool(command.str());
  std::ifstream stream(raw, std::ios::binary);
  Image image(size[0], size[1]);
  stream.read(reinterpret_cast<char*>(image.pixels.data()), static_cast<std::streamsize>(image.pixels.size()));
  if (!stream) throw std::runtime_error("no window came from " + file.string());
  return image;
}

std::vector<LonLat> gdalPlaces(const fs::path& file, const std::vector<std::array<double, 2>>& pixels,
                               const TempFolder& folder) {
  std::ostringstream input;
  input.precision(17);
  for (const auto& pixel : pixels) input << pixel[0] << ' ' << pixel[1] << '\n';
  writeText(folder / "pixels.txt", input.str());
  std::istringstream output(runTool("gdaltransform -output_xy -t_srs EPSG:4326 " + quoted(file) + " < " +
                                    quoted(folder / "pixels.txt") + " 2>/dev/null"));
  std::vector<LonLat> places;
  for (LonLat place; output >> place.lon >> place.lat;) places.push_back(place);
  return places;
}

geo::ScanResult scanned(const fs::path& file, const geo::ScanOptions& options) {
  JobContext job;
  return geo::scanScene(file, options, job);
}

SceneInfo scannedScene(const fs::path& file, const geo::ScanOptions& options) {
  geo::ScanResult result = scanned(file, options);
  if (result.problem) FAIL_CHECK(file.filename().string(), " is refused: ", result.problem->message);
  REQUIRE(result.scene.has_value());
  return *std::move(result.scene);
}

TileWindow windowAt(double x, double y, double width, double height) { return {0, 0, 0, x, y, width, height}; }

std::array<int, 3> pixelAt(const Image& image, int x, int y) {
  const std::uint8_t* pixel = image.row(y) + x * 3;
  return {pixel[0], pixel[1], pixel[2]};
}

}  // namespace tilescout::test
