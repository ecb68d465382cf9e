#pragma once
#include <SQLiteCpp/Database.h>

#include <string>
#include <vector>

#include "archive/archive.h"

namespace tilescout::archive {

/// Texts that people gave to tiles. A caption remembers the pixels it was given for, so that it finds its place again
/// when its scene is tiled anew. No transactions of its own.
class CaptionStore {
 public:
  explicit CaptionStore(SQLite::Database& database) : database_(database) {}

  CaptionId add(TileId tile, const std::string& text);
  std::vector<CaptionRow> all();
  std::int64_t count();
  /// Hangs the captions of a scene on its present tiles: the one whose centre and size are nearest. Without tiles they
  /// stay with the scene as orphans.
  void reattach(SceneId scene);

 private:
  SQLite::Database& database_;
};

}  // namespace tilescout::archive
