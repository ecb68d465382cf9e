#include "jobs/relink_service.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "archive/archive.h"
#include "base/error.h"
#include "geo/scene_scanner.h"
#include "jobs/archive_job.h"
#include "jobs/scene_sync.h"

namespace tilescout::jobs {

namespace fs = std::filesystem;
using archive::Archive;
using Outcome = RelinkItem::Outcome;

namespace {

fs::path tidy(const fs::path& path) {
  fs::path clean = fs::absolute(path).lexically_normal();
  return clean.has_filename() ? clean : clean.parent_path();
}

/// Where `path` lies below the folder: "." for the folder itself; empty when it does not.
fs::path placeBelow(const fs::path& path, const fs::path& folder) {
  const auto [folderEnd, rest] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  if (folderEnd != folder.end()) return {};
  fs::path place;
  for (auto part = rest; part != path.end(); ++part) place /= *part;
  return place.empty() ? fs::path(".") : place;
}

bool isThere(const fs::path& path) {
  std::error_code status;
  return fs::exists(path, status);
}

/// Its file is missed: a scene with tiles, or one that is listed as offline. What was refused is nobody's loss.
bool isMissing(const archive::SceneRow& row) {
  return (row.tiles > 0 || row.state == archive::SceneState::Offline) && !isThere(row.info.path);
}

/// The highest folder above a missing file that is missing too; the file's own folder when that is there.
fs::path vanishedAbove(const fs::path& file, std::map<fs::path, bool>& known) {
  fs::path highest = file.parent_path();
  for (fs::path folder = highest; folder.has_relative_path(); folder = folder.parent_path()) {
    const auto [at, isNew] = known.try_emplace(folder, false);
    if (isNew) at->second = isThere(folder);
    if (at->second) break;
    highest = folder;
  }
  return highest;
}

fs::path commonFolder(const std::vector<MissingFolder::Scene>& scenes) {
  fs::path common = fs::path(scenes.front().path).parent_path();
  for (const MissingFolder::Scene& scene : scenes) {
    while (placeBelow(scene.path, common).empty()) common = common.parent_path();
  }
  return common;
}

/// Files below a folder by their size, read once and only when some scene is not at its place.
class FilesBySize {
 public:
  FilesBySize(fs::path folder, JobContext& job) : folder_(std::move(folder)), job_(job) {}

  /// A file of the scene's size and content; of one with its name, the same time is enough.
  std::optional<fs::path> find(const SceneInfo& scene) {
    if (!read_) read();
    const auto [first, last] = files_.equal_range(scene.fileSize);
    for (auto at = first; at != last; ++at) {
      if (taken_.contains(at->second)) continue;
      SceneInfo there = scene;
      there.path = at->second.string();
      if (at->second.filename() != scene.name) there.modifiedNs = -1;  // its content decides
      try {
        if (fileChange(there, job_) == FileChange::Changed) continue;
      } catch (const Error&) {
        continue;  // what cannot be read is not it
      }
      taken_.insert(at->second);
      return at->second;
    }
    return std::nullopt;
  }

 private:
  void read() {
    read_ = true;
    std::error_code status;
    fs::recursive_directory_iterator at(folder_, fs::directory_options::skip_permission_denied, status), end;
    for (std::int64_t seen = 0; !status && at != end; at.increment(status)) {
      job_.checkpoint();
      job_.report({"search", ++seen, 0});
      std::error_code ofFile;
      if (!at->is_regular_file(ofFile)) continue;
      const std::uintmax_t size = at->file_size(ofFile);
      if (!ofFile) files_.emplace(size, at->path());
    }
  }

  const fs::path folder_;
  JobContext& job_;
  bool read_ = false;
  std::multimap<std::uint64_t, fs::path> files_;
  std::set<fs::path> taken_;
};

/// What there is at the item's new path.
void compare(SceneInfo scene, RelinkItem& item, const JobContext& job) {
  scene.path = item.newPath;
  try {
    const bool same = fileChange(scene, job) != FileChange::Changed;
    item.outcome = same ? Outcome::Same : Outcome::Changed;
    if (!same) item.reason = "another file is there: its size or content differs";
  } catch (const Error& error) {
    item.outcome = Outcome::Missing;
    item.reason = error.message();
  }
}

class Planner {
 public:
  Planner(Archive& archive, const fs::path& from, const fs::path& to, RelinkScope scope, JobContext& job)
      : archive_(archive), from_(tidy(from)), to_(tidy(to)), scope_(scope), job_(job), files_(to_, job) {}

  std::vector<RelinkItem> run();

 private:
  std::optional<RelinkItem> itemOf(const archive::SceneRow& row);
  void lookElsewhere(const SceneInfo& scene, RelinkItem& item);

  Archive& archive_;
  const fs::path from_, to_;
  const RelinkScope scope_;
  JobContext& job_;
  FilesBySize files_;
};

std::vector<RelinkItem> Planner::run() {
  std::vector<RelinkItem> items;
  const std::vector<archive::SceneRow> scenes = archive_.scenes();
  for (std::size_t i = 0; i < scenes.size(); ++i) {
    job_.checkpoint();
    if (std::optional<RelinkItem> item = itemOf(scenes[i])) items.push_back(std::move(*item));
    job_.report({"relink", static_cast<std::int64_t>(i + 1), static_cast<std::int64_t>(scenes.size())});
  }
  if (items.empty()) {
    throw Error(ErrorCode::NotFound, "has no scene to look for below " + from_.string(), archive_.file().string());
  }
  return items;
}

std::optional<RelinkItem> Planner::itemOf(const archive::SceneRow& row) {
  const SceneInfo& scene = row.info;
  const fs::path place = placeBelow(scene.path, from_);
  if (place.empty()) return std::nullopt;
  if (scope_ == RelinkScope::Missing && !isMissing(row)) return std::nullopt;
  const std::string target = (place == "." ? to_ : to_ / place).string();
  const bool samePlace = target == scene.path;
  if (samePlace && scope_ == RelinkScope::All) return std::nullopt;
  RelinkItem item;
  item.scene = scene.id;
  item.oldPath = scene.path;
  item.newPath = target;
  if (!samePlace && archive_.sceneByPath(target)) {
    item.outcome = Outcome::Taken;
    item.reason = "the archive has a scene of that path already";
    return item;
  }
  compare(scene, item, job_);
  if (item.outcome != Outcome::Same) lookElsewhere(scene, item);
  if (item.outcome == Outcome::Same) std::tie(item.fileSize, item.modifiedNs) = geo::fileStamp(item.newPath);
  return item;
}

void Planner::lookElsewhere(const SceneInfo& scene, RelinkItem& item) {
  const std::optional<fs::path> found = files_.find(scene);
  if (!found || archive_.sceneByPath(found->string())) return;
  item.newPath = found->string();
  item.outcome = Outcome::Same;
  item.reason.clear();
}

/// Where the items have gone, for the history: the folder that all new paths have in common.
std::string sharedPlace(const std::vector<archive::MovedScene>& moved) {
  std::vector<MissingFolder::Scene> scenes;
  for (const archive::MovedScene& scene : moved) scenes.push_back({scene.scene, scene.path});
  return scenes.empty() ? std::string() : commonFolder(scenes).string();
}

std::int64_t moveTo(Archive& archive, const std::vector<RelinkItem>& items, JobContext& job) {
  std::vector<archive::MovedScene> moved;
  for (const RelinkItem& item : items) {
    job.checkpoint();
    if (item.outcome != Outcome::Same || !isThere(item.newPath)) continue;
    const auto stamp = geo::fileStamp(item.newPath);
    if (stamp != std::pair(item.fileSize, item.modifiedNs)) continue;  // written to since it was compared
    moved.push_back({item.scene, item.newPath, item.fileSize, item.modifiedNs});
  }
  archive.moveScenes(moved, sharedPlace(moved));
  return static_cast<std::int64_t>(moved.size());
}

}  // namespace

std::vector<MissingFolder> missingFolders(const fs::path& archiveFile, JobContext& job) {
  Archive archive = Archive::open(archiveFile, archive::OpenMode::ReadOnly);
  const std::vector<archive::SceneRow> rows = archive.scenes();
  std::map<fs::path, bool> known;
  std::map<fs::path, std::vector<MissingFolder::Scene>> byRoot;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    job.checkpoint();
    job.report({"look", static_cast<std::int64_t>(i + 1), static_cast<std::int64_t>(rows.size())});
    const SceneInfo& scene = rows[i].info;
    if (!isMissing(rows[i])) continue;
    byRoot[vanishedAbove(scene.path, known)].push_back({scene.id, scene.path});
  }
  std::vector<MissingFolder> folders;
  for (auto& [root, scenes] : byRoot) {
    const std::string folder = commonFolder(scenes).string();
    folders.push_back({folder, std::move(scenes)});
  }
  return folders;
}

std::vector<RelinkItem> planRelink(const fs::path& archiveFile, const fs::path& oldFolder, const fs::path& newFolder,
                                   JobContext& job, RelinkScope scope) {
  Archive archive = Archive::open(archiveFile, archive::OpenMode::ReadOnly);
  return Planner(archive, oldFolder, newFolder, scope, job).run();
}

std::int64_t applyRelink(const fs::path& archiveFile, const std::vector<RelinkItem>& items, JobContext& job) {
  return runArchiveJob(
      archiveFile, "relink", std::to_string(items.size()) + " scenes",
      [&](Archive& archive) { return moveTo(archive, items, job); },
      [&](std::int64_t moved) {
        return std::to_string(moved) + " of " + std::to_string(items.size()) + " scenes found again";
      });
}

std::vector<RelinkItem> relinkScenes(const fs::path& archiveFile, const fs::path& oldFolder, const fs::path& newFolder,
                                     JobContext& job) {
  return runArchiveJob(
      archiveFile, "relink", oldFolder.string() + " to " + newFolder.string(),
      [&](Archive& archive) {
        std::vector<RelinkItem> items = Planner(archive, oldFolder, newFolder, RelinkScope::All, job).run();
        moveTo(archive, items, job);
        return items;
      },
      [](const std::vector<RelinkItem>& items) {
        const auto same = std::count_if(items.begin(), items.end(),
                                        [](const RelinkItem& item) { return item.outcome == Outcome::Same; });
        return std::to_string(same) + " of " + std::to_string(items.size()) + " scenes found again";
      });
}

}  // namespace tilescout::jobs
