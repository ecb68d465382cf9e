#include "geo/background_map.h"

#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string_view>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/job.h"
#include "base/web_address.h"
#include "geo/footprint.h"
#include "geo/gdal_session.h"
#include "geo/lower_case.h"
#include "geo/raster_reader.h"
#include "geo/scene_scanner.h"
#include "geo/scene_warp.h"

namespace tilescout::geo {

namespace fs = std::filesystem;

namespace {

constexpr int kDeepestTiles = 19;
constexpr double kMercatorEdge = 20037508.342789244;
constexpr double kMercatorNorth = 85.0511287798;

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

/// Replaces every `{name}`, however it is written.
bool replacePlace(std::string& text, const std::string& name, const std::string& by) {
  bool found = false;
  for (auto at = lowered(text).find('{' + name + '}'); at != std::string::npos;
       at = lowered(text).find('{' + name + '}', at + by.size())) {
    text.replace(at, name.size() + 2, by);
    found = true;
  }
  return found;
}

/// What both kinds have in common: few connections, short waits, what is missing at the server is a hole.
std::string common(const fs::path& cache) {
  return "<BandsCount>4</BandsCount><MaxConnections>2</MaxConnections><Timeout>15</Timeout>"
         "<UserAgent>Tilescout</UserAgent><ZeroBlockHttpCodes>204,404</ZeroBlockHttpCodes>"
         "<ZeroBlockOnServerException>true</ZeroBlockOnServerException><Cache><Path>" +
         escaped(cache.string()) + "</Path><Unique>true</Unique></Cache></GDAL_WMS>\n";
}

std::string describeTiles(std::string address, const fs::path& cache) {
  const bool fromSouth = replacePlace(address, "-y", "${y}");
  const bool complete = replacePlace(address, "z", "${z}") && replacePlace(address, "x", "${x}") &&
                        (replacePlace(address, "y", "${y}") || fromSouth);
  if (!complete || lowered(address).find("{s}") != std::string::npos)
    throw Error(ErrorCode::InvalidInput,
                "is no address of map tiles: it needs {z}, {x} and {y}, and no other place in braces; or a WMS address "
                "that names its LAYERS",
                address);
  const std::string edge = std::to_string(kMercatorEdge);
  return "<GDAL_WMS><Service name=\"TMS\"><ServerUrl>" + escaped(address) +
         "</ServerUrl></Service><DataWindow><UpperLeftX>-" + edge + "</UpperLeftX><UpperLeftY>" + edge +
         "</UpperLeftY><LowerRightX>" + edge + "</LowerRightX><LowerRightY>-" + edge + "</LowerRightY><TileLevel>" +
         std::to_string(kDeepestTiles) + "</TileLevel><TileCountX>1</TileCountX><TileCountY>1</TileCountY><YOrigin>" +
         (fromSouth ? "bottom" : "top") +
         "</YOrigin></DataWindow><Projection>EPSG:3857</Projection><BlockSizeX>256</BlockSizeX>"
         "<BlockSizeY>256</BlockSizeY>" +
         common(cache);
}

/// The value of a parameter of an address, as it stands there.
std::string parameterOf(const std::string& address, const std::string& name) {
  const std::string low = lowered(address);
  for (auto at = low.find(name + '='); at != std::string::npos; at = low.find(name + '=', at + 1)) {
    if (at == 0 || (low[at - 1] != '?' && low[at - 1] != '&')) continue;
    const auto from = at + name.size() + 1, end = address.find('&', from);
    return address.substr(from, end == std::string::npos ? end : end - from);
  }
  return {};
}

std::string describeWms(const std::string& address, const fs::path& cache) {
  const std::string layers = parameterOf(address, "layers");
  if (layers.empty())
    throw Error(ErrorCode::InvalidInput, "is a WMS address without LAYERS: add \"&LAYERS=name\" to it", address);
  const std::string styles = parameterOf(address, "styles"), format = parameterOf(address, "format");
  return "<GDAL_WMS><Service name=\"WMS\"><Version>1.1.1</Version><ServerUrl>" +
         escaped(address.substr(0, address.find('?')) + "?") + "</ServerUrl><SRS>EPSG:4326</SRS><ImageFormat>" +
         escaped(format.empty() ? "image/png" : format) + "</ImageFormat><Layers>" + escaped(layers) +
         "</Layers><Styles>" + escaped(styles) +
         "</Styles><Transparent>TRUE</Transparent></Service><DataWindow><UpperLeftX>-180</UpperLeftX><UpperLeftY>90"
         "</UpperLeftY><LowerRightX>180</LowerRightX><LowerRightY>-90</LowerRightY><SizeX>134217728</SizeX><SizeY>"
         "67108864</SizeY></DataWindow><Projection>EPSG:4326</Projection><OverviewCount>17</OverviewCount>"
         "<BlockSizeX>512</BlockSizeX><BlockSizeY>512</BlockSizeY>" +
         common(cache);
}

std::string withoutPrefix(const std::string& address) {
  return lowered(address).starts_with("wms:") ? address.substr(4) : address;
}

/// What is known of a web map without asking it.
SceneInfo sceneOfWebMap(const fs::path& description) {
  const NetworkPermit permit(true);
  const DatasetPtr dataset = openRaster(description, true);
  SceneInfo scene;
  scene.path = description.string();
  scene.name = description.filename().string();
  scene.width = dataset->GetRasterXSize();
  scene.height = dataset->GetRasterYSize();
  std::array<double, 6> transform{};
  if (dataset->GetGeoTransform(transform.data()) == CE_None) scene.geoTransform = transform;
  if (const OGRSpatialReference* crs = dataset->GetSpatialRef()) {
    char* wkt = nullptr;
    if (crs->exportToWkt(&wkt) == OGRERR_NONE && wkt != nullptr) scene.crs = wkt;
    CPLFree(wkt);
  }
  scene.rendering.bands = {1, 2, 3};
  const double north = std::abs(transform[3]) > 90 ? kMercatorNorth : 90.0;
  scene.footprint = {{-180, north}, {180, north}, {180, -north}, {-180, -north}};
  return scene;
}

SceneInfo sceneOfFile(const std::string& file, bool allowNetwork) {
  ScanOptions options;
  options.allowNetwork = allowNetwork;
  JobContext job;
  ScanResult found = scanScene(file, options, job);
  if (found.problem) throw Error(ErrorCode::InvalidInput, found.problem->message, file);
  if (found.scene->footprint.empty())
    throw Error(ErrorCode::InvalidInput, "has no place on the Earth, so that it cannot lie under the map", file);
  return *std::move(found.scene);
}

}  // namespace

std::string describeWebMap(const std::string& address, const fs::path& cache) {
  const std::string plain = withoutPrefix(address), low = lowered(plain);
  const bool wms =
      low.find("{x}") == std::string::npos &&
      (plain != address || low.find("service=wms") != std::string::npos || !parameterOf(plain, "layers").empty());
  return wms ? describeWms(plain, cache) : describeTiles(plain, cache);
}

struct BackgroundMap::Impl {
  std::string address;
  bool web = false;
  bool allowed = false;
  SceneInfo scene;
  std::optional<RasterReader> reader;
  std::optional<PixelToGround> toGround;
};

BackgroundMap::BackgroundMap(const std::string& address, bool allowNetwork, const fs::path& folder)
    : impl_(std::make_unique<Impl>()) {
  impl_->address = address;
  impl_->web = isWebAddress(address);
  impl_->allowed = allowNetwork;
  if (impl_->web && !allowNetwork)
    throw Error(ErrorCode::InvalidInput, "leads to a network, which was not allowed", address);
  if (impl_->web) {
    const std::string text = describeWebMap(address, folder / "pictures");
    std::error_code failure;
    fs::create_directories(folder, failure);
    const fs::path file = folder / ("map-" + hashText(text).substr(0, 12) + ".xml");
    AtomicFile out(file);
    out.write(text);
    out.commit();
    impl_->scene = sceneOfWebMap(file);
  } else {
    impl_->scene = sceneOfFile(address, allowNetwork);
  }
  impl_->reader.emplace(impl_->scene, allowNetwork);
  impl_->toGround.emplace(impl_->scene);
}

BackgroundMap::~BackgroundMap() = default;

MaskedImage BackgroundMap::warped(const MapBox& box, int width, int height) {
  const NetworkPermit permit(impl_->allowed);
  try {
    return warpToMap(*impl_->reader, *impl_->toGround, impl_->scene, box, width, height);
  } catch (const Error& error) {
    if (!impl_->web) throw;
    throw Error(ErrorCode::Io, "cannot be reached: " + error.message(), impl_->address);
  }
}

}  // namespace tilescout::geo
