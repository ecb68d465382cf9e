#pragma once
#include <SQLiteCpp/Database.h>

#include <filesystem>
#include <memory>

#include "archive/archive.h"
#include "archive/file_place.h"

namespace tilescout::archive {

/// Makes a new archive file with the present schema. Throws Error{InvalidInput} when the file exists already.
void createDatabase(const std::filesystem::path& file, const FilePlace& place);

/// Opens an archive that may come from a stranger: its header is read before SQLite sees it, then defensive mode, no
/// trusted schema, cell checks, no triggers or views. Read-write: migrates, and chooses the journal by `place`.
/// Read-only in a folder that cannot be written: the file counts as immutable, unless a log lies beside it.
std::unique_ptr<SQLite::Database> openDatabase(const std::filesystem::path& file, OpenMode mode,
                                               const FilePlace& place);

}  // namespace tilescout::archive
