#pragma once
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <array>

#include "archive/archive.h"

namespace tilescout::archive {

/// Tables whose rows hang on a tile and keep the pixels they were given for: columns scene_id, tile_id, x, y, width,
/// height beside their own.
inline constexpr std::array<const char*, 4> kPlacedTables = {"caption", "tile_set_member", "search_mark", "apart_tile"};

/// Hangs the rows of a scene on its present tiles: each on the one whose centre and size are nearest. Without tiles
/// they stay with the scene as orphans. No transaction of its own.
void reattachPlaced(SQLite::Database& database, SceneId scene);

/// The same for one row, which keeps its tile while that is still the one it was given for.
void reattachRow(SQLite::Database& database, const char* table, std::int64_t id);

/// Binds a tile's scene, number and window to the parameters `first` … `first + 5`; throws Error{NotFound}.
void bindPlace(SQLite::Database& database, SQLite::Statement& statement, int first, TileId tile);

}  // namespace tilescout::archive
