#pragma once
#include <SQLiteCpp/Database.h>

#include <filesystem>
#include <vector>

#include "archive/archive.h"

namespace tilescout::archive {

/// Everything that can be checked without reading pixels: pages, references, R*Tree, embeddings, scene files.
std::vector<VerifyProblem> verifyArchive(SQLite::Database& database, const std::filesystem::path& file);

}  // namespace tilescout::archive
