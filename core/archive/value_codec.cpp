#include "archive/value_codec.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <nlohmann/json.hpp>

#include "base/error.h"

namespace tilescout::archive {

using nlohmann::json;

namespace {

static_assert(std::endian::native == std::endian::little, "archives hold little-endian arrays");

constexpr int kLargestArray = 1 << 20;  // bytes; outlines have tens of points

json parsed(const std::string& text, const char* what) {
  json value = json::parse(text, nullptr, false);
  if (value.is_discarded()) throw Error(ErrorCode::Corrupt, std::string("the archive's ") + what + " cannot be read");
  return value;
}

// nlohmann's own exceptions name neither the archive nor the value.
template <typename Body>
auto checked(const char* what, Body&& body) {
  try {
    return body();
  } catch (const json::exception&) {
    throw Error(ErrorCode::Corrupt, std::string("the archive's ") + what + " are not as they must be");
  }
}

}  // namespace

void bindDoubles(SQLite::Statement& statement, int index, std::span<const double> values) {
  if (values.empty()) {
    statement.bind(index);
  } else {
    statement.bind(index, values.data(), static_cast<int>(values.size_bytes()));
  }
}

std::vector<double> doublesOf(const SQLite::Column& column) {
  const void* bytes = column.getBlob();
  const int size = column.getBytes();
  if (size < 0 || size > kLargestArray || size % static_cast<int>(sizeof(double)) != 0) {
    throw Error(ErrorCode::Corrupt, "the archive holds an array of a wrong size");
  }
  std::vector<double> values(static_cast<std::size_t>(size) / sizeof(double));
  if (size > 0) std::memcpy(values.data(), bytes, static_cast<std::size_t>(size));
  return values;
}

void bindRing(SQLite::Statement& statement, int index, const Ring& ring) {
  std::vector<double> values;
  values.reserve(ring.size() * 2);
  for (const LonLat& point : ring) {
    values.push_back(point.lon);
    values.push_back(point.lat);
  }
  bindDoubles(statement, index, values);
}

Ring ringOf(const SQLite::Column& column) {
  const std::vector<double> values = doublesOf(column);
  if (values.size() % 2 != 0) throw Error(ErrorCode::Corrupt, "the archive holds an outline of a wrong size");
  Ring ring(values.size() / 2);
  for (std::size_t i = 0; i < ring.size(); ++i) {
    ring[i] = {values[2 * i], values[2 * i + 1]};
    if (!std::isfinite(ring[i].lon) || !std::isfinite(ring[i].lat)) {
      throw Error(ErrorCode::Corrupt, "the archive holds an outline with a point that is no number");
    }
  }
  return ring;
}

std::string bandsToJson(const std::vector<BandInfo>& bands) {
  json list = json::array();
  for (const BandInfo& band : bands) {
    list.push_back({{"number", band.number},
                    {"name", band.name},
                    {"interpretation", band.interpretation},
                    {"type", band.dataType}});
  }
  // Band names come from files in any encoding; what is no UTF-8 must not stop the archive.
  return list.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::vector<BandInfo> bandsFromJson(const std::string& text) {
  return checked("bands", [&] {
    const json list = parsed(text, "band list");
    std::vector<BandInfo> bands;
    for (const json& item : list) {
      bands.push_back({item.at("number").get<int>(), item.at("name").get<std::string>(),
                       item.at("interpretation").get<std::string>(), item.at("type").get<std::string>()});
    }
    return bands;
  });
}

std::string renderingToJson(const Rendering& rendering) {
  return json{
      {"bands", rendering.bands}, {"palette", rendering.palette}, {"low", rendering.low}, {"high", rendering.high}}
      .dump();
}

Rendering renderingFromJson(const std::string& text) {
  return checked("stretch values", [&] {
    const json value = parsed(text, "stretch values");
    Rendering rendering;
    rendering.bands = value.at("bands").get<std::array<int, 3>>();
    rendering.palette = value.at("palette").get<bool>();
    rendering.low = value.at("low").get<std::array<double, 3>>();
    rendering.high = value.at("high").get<std::array<double, 3>>();
    return rendering;
  });
}

std::string_view stateName(SceneState state) {
  switch (state) {
    case SceneState::Pending: return "pending";
    case SceneState::Indexed: return "indexed";
    case SceneState::Refused: return "refused";
    case SceneState::Offline: return "offline";
  }
  return "pending";
}

SceneState stateFromName(const std::string& name) {
  for (const SceneState state : {SceneState::Pending, SceneState::Indexed, SceneState::Refused, SceneState::Offline}) {
    if (stateName(state) == name) return state;
  }
  throw Error(ErrorCode::Corrupt, "the archive holds an unknown scene state '" + name + "'");
}

TileWindow readWindow(SQLite::Statement& row, int first) {
  TileWindow window;
  window.level = row.getColumn(first).getInt();
  window.col = row.getColumn(first + 1).getInt();
  window.row = row.getColumn(first + 2).getInt();
  window.x = row.getColumn(first + 3).getDouble();
  window.y = row.getColumn(first + 4).getDouble();
  window.width = row.getColumn(first + 5).getDouble();
  window.height = row.getColumn(first + 6).getDouble();
  return window;
}

std::optional<GlobeBox> globeBox(const Ring& ring) {
  if (ring.size() < 3) return std::nullopt;
  GlobeBox box{ring[0].lon, ring[0].lon, ring[0].lat, ring[0].lat};
  double sumLat = 0.0;
  for (const LonLat& point : ring) {
    if (!std::isfinite(point.lon) || !std::isfinite(point.lat)) return std::nullopt;
    box.west = std::min(box.west, point.lon);
    box.east = std::max(box.east, point.lon);
    box.south = std::min(box.south, point.lat);
    box.north = std::max(box.north, point.lat);
    sumLat += point.lat;
  }
  // Longitudes run on without a jump, so a ring that does not come back to where it began goes around a pole.
  if (std::abs(ring.back().lon - ring.front().lon) > 180.0) {
    (sumLat > 0 ? box.north : box.south) = sumLat > 0 ? 90.0 : -90.0;
    return GlobeBox{-180.0, 180.0, box.south, box.north};
  }
  if (box.east - box.west >= 360.0) return GlobeBox{-180.0, 180.0, box.south, box.north};
  const double turns = std::floor((box.west + 180.0) / 360.0) * 360.0;
  return GlobeBox{box.west - turns, box.east - turns, box.south, box.north};
}

bool boxesMeet(const GlobeBox& a, const GlobeBox& b) {
  if (a.south > b.north || b.south > a.north) return false;
  for (const double turn : {-360.0, 0.0, 360.0}) {
    if (a.west <= b.east + turn && b.west + turn <= a.east) return true;
  }
  return false;
}

}  // namespace tilescout::archive
