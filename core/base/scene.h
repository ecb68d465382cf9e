#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"

namespace tilescout {

/// WGS 84, degrees.
struct LonLat {
  double lon = 0.0;
  double lat = 0.0;
};

/// A rectangle of the map, degrees; `east` may run on past 180, at most 360 from `west`.
struct MapBox {
  double west = 0.0, south = 0.0, east = 0.0, north = 0.0;
};

/// A place in a scene's own pixels at full resolution.
struct PixelPlace {
  double x = 0.0;
  double y = 0.0;
};

/// Outline without the repeated last point. Across the date line longitudes run on past ±180 without a jump.
using Ring = std::vector<LonLat>;

struct BandInfo {
  int number = 0;              ///< 1-based, as GDAL counts
  std::string name;            ///< description, "" when the file gives none
  std::string interpretation;  ///< GDAL colour interpretation, lower case: "red", "gray", "palette", "alpha", ...
  std::string dataType;        ///< "Byte", "UInt16", "Float32", ...
};

/// How pixels become 8-bit RGB; stored with the scene so that the same pixel looks the same in every tile.
/// 8-bit data of a true picture is kept as it is (low = 0, high = 255) unless a stretch was asked for.
struct Rendering {
  std::array<int, 3> bands{1, 1, 1};             ///< 1-based band of red, green, blue; equal: grey
  bool palette = false;                          ///< bands[0] is an index into the file's colour table
  std::array<double, 3> low{0, 0, 0};            ///< value shown as 0, in the units after scale and offset
  std::array<double, 3> high{255, 255, 255};     ///< value shown as 255
};

/// What to do with the values: "percent:2,98", "minmax:A,B", "sigma:K", "none".
struct StretchSpec {
  enum class Kind { Auto, Percent, MinMax, Sigma, None };
  Kind kind = Kind::Auto;  ///< Auto: 8-bit pictures as they are, everything else percent:2,98
  double a = 2.0;
  double b = 98.0;
};

/// One raster file as found on disk. Value only; geo fills it, archive stores it.
struct SceneInfo {
  SceneId id = 0;                     ///< 0 until the archive has given one
  std::string path;                   ///< absolute
  std::string name;                   ///< file name without folder
  std::uint64_t fileSize = 0;         ///< bytes
  std::int64_t modifiedNs = 0;        ///< modification time, ns since the epoch
  std::string contentHash;            ///< XXH3-128 of the file, "" until computed
  std::string driver;                 ///< GDAL's short name
  int width = 0;                      ///< pixels
  int height = 0;
  std::vector<BandInfo> bands;
  std::string crs;                    ///< WKT, "" when unknown
  std::string crsName;                ///< e.g. "WGS 84 / UTM zone 14N", for people
  std::optional<std::array<double, 6>> geoTransform;  ///< GDAL's; empty for GCP-only and unreferenced scenes
  bool gcps = false;                  ///< footprint from ground control points
  Ring footprint;                     ///< empty: pixels are good but the place is unknown (see note)
  double gsdMetres = 0.0;             ///< ground sampling distance at the centre; 0 = unknown
  std::string date;                   ///< acquisition, ISO 8601 (YYYY-MM-DD), "" = unknown
  Rendering rendering;
  std::string note;                   ///< why there is no footprint, what was guessed; "" = nothing to say
};

/// A file that was not indexed, or only in part, and why. `code`: errorCodeName, or "not_a_picture", "empty",
/// "no_footprint", "resolution", "network_source", ...
struct SceneProblem {
  std::string scene;  ///< path
  std::string code;
  std::string message;
};

/// One tile of one scene. x, y, width, height are full-resolution pixels of the scene (may be larger than the model's
/// image: level L covers 2^L times the pixels); edge tiles keep their size and overlap their neighbour.
struct TileWindow {
  int level = 0;
  int col = 0;
  int row = 0;
  double x = 0.0;
  double y = 0.0;
  double width = 0.0;
  double height = 0.0;
};

/// A stored tile as search and interface see it.
struct TileInfo {
  TileId id = 0;
  SceneId scene = 0;
  TileWindow window;
  Ring footprint;  ///< four corners from the upper left, clockwise in pixel space; empty when the scene has no place
};

}  // namespace tilescout
