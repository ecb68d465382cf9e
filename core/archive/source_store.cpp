#include "archive/source_store.h"

#include <SQLiteCpp/Statement.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>

namespace tilescout::archive {

namespace {

bool beneath(std::string_view path, std::string_view folder) {
  if (folder == "/") return path.size() > 1;
  return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

/// The folder in which `path` lies as it lay in `folder` when its path was `old`; nullopt when it lies otherwise.
std::optional<std::string> folderOf(const std::string& path, const std::string& old, const std::string& folder) {
  const std::string_view below = std::string_view(old).substr(folder.size());
  if (path.size() <= below.size() || !path.ends_with(below)) return std::nullopt;
  return path.substr(0, path.size() - below.size());
}

}  // namespace

std::vector<Source> SourceStore::all() {
  SQLite::Statement query(database_, "SELECT path, options FROM source ORDER BY id");
  std::vector<Source> sources;
  while (query.executeStep()) sources.push_back({query.getColumn(0).getString(), query.getColumn(1).getString()});
  return sources;
}

void SourceStore::put(const Source& source) {
  for (const Source& known : all()) {
    if (known.options == source.options && (known.path == source.path || beneath(source.path, known.path))) return;
  }
  SQLite::Statement remove(database_, "DELETE FROM source WHERE path = ?");
  for (const Source& known : all()) {
    if (known.path != source.path && !beneath(known.path, source.path)) continue;
    remove.bind(1, known.path);
    remove.exec();
    remove.reset();
  }
  SQLite::Statement insert(database_, "INSERT INTO source (path, options) VALUES (?, ?)");
  insert.bind(1, source.path);
  insert.bind(2, source.options);
  insert.exec();
}

void SourceStore::follow(std::span<const MovedScene> scenes, Edit& edit) {
  std::map<SceneId, const std::string*> moved;
  for (const MovedScene& scene : scenes) moved[scene.scene] = &scene.path;
  SQLite::Statement sources(database_, "SELECT id, path FROM source ORDER BY id");
  SQLite::Statement rows(database_, "SELECT id, path FROM scene");
  SQLite::Statement namesake(database_, "SELECT id FROM source WHERE path = ?");
  SQLite::Statement update(database_, "UPDATE OR REPLACE source SET path = ? WHERE id = ?");
  while (sources.executeStep()) {
    const std::string folder = sources.getColumn(1).getString();
    std::optional<std::string> target;
    bool follows = true;
    while (follows && rows.executeStep()) {
      const std::string path = rows.getColumn(1).getString();
      if (path != folder && !beneath(path, folder)) continue;
      const auto found = moved.find(rows.getColumn(0).getInt64());
      const auto place = found == moved.end() ? std::nullopt : folderOf(*found->second, path, folder);
      follows = place && (!target || target == place);
      target = place;
    }
    rows.reset();
    if (!follows || !target) continue;
    edit.touching("source", sources.getColumn(0).getInt64());
    namesake.bind(1, *target);
    if (namesake.executeStep()) edit.touching("source", namesake.getColumn(0).getInt64());  // goes
    namesake.reset();
    update.bind(1, *target);
    update.bind(2, sources.getColumn(0).getInt64());
    update.exec();
    update.reset();
  }
}

}  // namespace tilescout::archive
