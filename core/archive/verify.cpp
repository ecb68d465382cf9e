#include "archive/verify.h"

#include <SQLiteCpp/Statement.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "archive/embedding_store.h"
#include "archive/scene_store.h"
#include "archive/sqlite_guard.h"

namespace tilescout::archive {

namespace {

bool checkPages(SQLite::Database& database, const std::string& subject, std::vector<VerifyProblem>& problems) {
  bool sound = true;
  SQLite::Statement check(database, "PRAGMA integrity_check(20)");
  while (check.executeStep()) {
    const std::string line = check.getColumn(0).getString();
    if (line == "ok") continue;
    sound = false;
    problems.push_back({subject, line});
  }
  return sound;
}

void checkReferences(SQLite::Database& database, const std::string& subject, std::vector<VerifyProblem>& problems) {
  SQLite::Statement check(database, "SELECT \"table\", count(*) FROM pragma_foreign_key_check GROUP BY 1");
  while (check.executeStep()) {
    problems.push_back({subject, check.getColumn(1).getString() + " rows of table '" + check.getColumn(0).getString() +
                                     "' refer to something that is gone"});
  }
  SQLite::Statement tree(database, "SELECT rtreecheck('tile_box')");
  const std::string result = firstRow(tree, "a spatial index").getColumn(0).getString();
  if (result != "ok") problems.push_back({subject, "the spatial index is damaged: " + result});
  SQLite::Statement missing(database,
                            "SELECT count(*) FROM tile WHERE footprint IS NOT NULL AND "
                            "NOT EXISTS (SELECT 1 FROM tile_box WHERE tile_box.id = tile.id)");
  const std::int64_t lost = firstRow(missing, "a count").getColumn(0).getInt64();
  if (lost > 0) problems.push_back({subject, std::to_string(lost) + " tiles are missing from the spatial index"});
}

void checkSceneFile(const SceneRow& scene, std::vector<VerifyProblem>& problems) {
  if (scene.state == SceneState::Refused) return;
  struct stat info {};
  if (::stat(scene.info.path.c_str(), &info) != 0) {
    problems.push_back(
        {scene.info.path, std::string("the scene's file cannot be reached (") + std::strerror(errno) + ")"});
    return;
  }
  const std::int64_t modified = std::int64_t{info.st_mtim.tv_sec} * 1'000'000'000 + info.st_mtim.tv_nsec;
  if (static_cast<std::uint64_t>(info.st_size) != scene.info.fileSize || modified != scene.info.modifiedNs) {
    problems.push_back({scene.info.path, "the file has changed since it was indexed; index it again"});
  }
}

}  // namespace

std::vector<VerifyProblem> verifyArchive(SQLite::Database& database, const std::filesystem::path& file) {
  std::vector<VerifyProblem> problems;
  if (!checkPages(database, file.string(), problems)) return problems;  // the rest would read damaged pages
  checkReferences(database, file.string(), problems);
  try {
    EmbeddingStore(database).verify(problems);
    for (const SceneRow& scene : SceneStore(database).all()) checkSceneFile(scene, problems);
  } catch (const Error& error) {
    problems.push_back({file.string(), error.message()});
  }
  return problems;
}

}  // namespace tilescout::archive
