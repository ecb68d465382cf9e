#pragma once
#include <filesystem>
#include <vector>

#include "exchange/feature_export.h"
#include "search/query.h"

namespace tilescout::jobs {

/// What people wrote of the hits' tiles. Throws Error{Io} naming the file.
exchange::HitNotes notesOf(const std::filesystem::path& archiveFile, const std::vector<Hit>& hits);

}  // namespace tilescout::jobs
