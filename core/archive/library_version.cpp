#include "archive/library_version.h"

#include <sqlite3.h>

namespace tilescout::archive {

std::string sqliteVersion() { return sqlite3_libversion(); }

}  // namespace tilescout::archive
