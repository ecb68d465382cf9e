#pragma once
#include <string>

namespace tilescout::archive {

/// SQLite's, as loaded.
std::string sqliteVersion();

}  // namespace tilescout::archive
