#include "archive/session.h"

#include "archive/connection.h"
#include "archive/file_place.h"

namespace tilescout::archive {

Session Session::open(const std::filesystem::path& file, OpenMode mode) {
  return {file, mode, openDatabase(file, mode, placeOf(file))};
}

void bumpRevision(SQLite::Database& database) {
  database.exec("UPDATE meta SET value = value + 1 WHERE key = 'revision'");
}

}  // namespace tilescout::archive
