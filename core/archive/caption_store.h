#pragma once
#include <SQLiteCpp/Database.h>

#include <string>
#include <vector>

#include "archive/archive.h"
#include "archive/edit_log.h"
#include "base/labels.h"

namespace tilescout::archive {

/// Texts that people gave to tiles. A caption remembers the pixels it was given for, so that it finds its place again
/// when its scene is tiled anew. No transactions of its own.
class CaptionStore {
 public:
  explicit CaptionStore(SQLite::Database& database) : database_(database) {}

  CaptionId add(TileId tile, const std::string& text, const std::string& author = {});
  /// Throws Error{NotFound}.
  void setText(CaptionId id, const std::string& text, Edit& edit);
  void remove(CaptionId id, Edit& edit);
  std::vector<CaptionRow> all();
  std::vector<Caption> list();  ///< with authors and times, by id
  std::vector<Caption> ofTile(TileId tile);
  std::int64_t count();

 private:
  SQLite::Database& database_;
};

}  // namespace tilescout::archive
