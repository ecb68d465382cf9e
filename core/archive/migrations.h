#pragma once
#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <filesystem>
#include <span>

namespace tilescout::archive {

/// `application_id` of every archive ("TSco"), by which another application's database is told apart.
inline constexpr std::int32_t kApplicationId = 0x5453636f;

/// Pages of 16 KiB: an embedding row (E up to 1,024, so 2 KiB and a few bytes) never spills into overflow pages, which
/// for 512 halves at 4 KiB cost four times the space and reading time (measured).
inline constexpr int kPageSize = 16384;

/// One step of the schema. Steps are never changed after a release, only added.
struct Migration {
  int version = 0;
  const char* sql = nullptr;
};

/// All steps in order; the last one's version is what this program writes.
std::span<const Migration> schemaMigrations();

/// Brings the database from its `user_version` to the last step's, each step in one transaction. A database that holds
/// data is copied to `<file>.backup-v<old>` first. Throws Error{Incompatible} when the file is newer.
void migrate(SQLite::Database& database, const std::filesystem::path& file, std::span<const Migration> steps);

}  // namespace tilescout::archive
