#pragma once
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <filesystem>
#include <string>

namespace tilescout::jobs {

/// Everything that an archive says about scenes, tiles, boxes, models, embeddings, captions and sources, bit for bit,
/// as text. Jobs and the revision are left out: they count how often something was done, not what is there.
inline std::string dumpOf(const std::filesystem::path& archive) {
  SQLite::Database database(archive.string(), SQLite::OPEN_READONLY);
  std::string dump;
  for (const std::string table : {"scene", "tile", "tile_box", "model", "embedding", "caption", "source"}) {
    dump += "== " + table + "\n";
    std::string columns;
    SQLite::Statement info(database, "SELECT name FROM pragma_table_info('" + table + "')");
    while (info.executeStep()) {
      columns += (columns.empty() ? "quote(" : " || ',' || quote(") + info.getColumn(0).getString() + ")";
    }
    SQLite::Statement rows(database, "SELECT " + columns + " FROM " + table + " ORDER BY 1");
    while (rows.executeStep()) dump += rows.getColumn(0).getString() + "\n";
  }
  return dump;
}

}  // namespace tilescout::jobs
