#pragma once
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "archive/archive.h"
#include "base/scene.h"

namespace tilescout::archive {

/// How values lie in columns. Everything read may come from a stranger's file: what cannot be is Error{Corrupt}.

/// Doubles as one blob, NULL when there are none.
void bindDoubles(SQLite::Statement& statement, int index, std::span<const double> values);
std::vector<double> doublesOf(const SQLite::Column& column);

void bindRing(SQLite::Statement& statement, int index, const Ring& ring);
Ring ringOf(const SQLite::Column& column);

std::string bandsToJson(const std::vector<BandInfo>& bands);
std::vector<BandInfo> bandsFromJson(const std::string& json);
std::string renderingToJson(const Rendering& rendering);
Rendering renderingFromJson(const std::string& json);

SceneState stateFromName(const std::string& name);

/// Columns of a tile's window, in the order that readWindow expects them.
inline constexpr const char* kWindowColumns = "level, grid_col, grid_row, x, y, width, height";
TileWindow readWindow(SQLite::Statement& row, int first);

/// Box of a ring for the R*Tree: west in [-180, 180), east may run past 180; a ring around a pole spans all longitudes.
struct GlobeBox {
  double west = 0, east = 0, south = 0, north = 0;
};
std::optional<GlobeBox> globeBox(const Ring& ring);

/// Whether the boxes meet, the second also shifted by a full turn either way.
bool boxesMeet(const GlobeBox& a, const GlobeBox& b);

}  // namespace tilescout::archive
