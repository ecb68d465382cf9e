#include "jobs/relink_service.h"

#include <algorithm>

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

std::vector<RelinkItem> planFor(Archive& archive, const fs::path& oldFolder, const fs::path& newFolder,
                                JobContext& job) {
  std::vector<RelinkItem> items;
  const fs::path from = tidy(oldFolder), to = tidy(newFolder);
  const std::vector<archive::SceneRow> scenes = archive.scenes();
  for (std::size_t i = 0; i < scenes.size(); ++i) {
    job.checkpoint();
    const fs::path place = placeBelow(scenes[i].info.path, from);
    if (place.empty()) continue;
    const std::string target = (place == "." ? to : to / place).string();
    if (target == scenes[i].info.path) continue;
    RelinkItem item{scenes[i].info.id, scenes[i].info.path, target, Outcome::Missing, {}};
    if (archive.sceneByPath(target)) {
      item.outcome = Outcome::Taken;
      item.reason = "the archive has a scene of that path already";
    } else {
      compare(scenes[i].info, item, job);
    }
    items.push_back(std::move(item));
    job.report({"relink", static_cast<std::int64_t>(i + 1), static_cast<std::int64_t>(scenes.size())});
  }
  if (items.empty()) {
    throw Error(ErrorCode::NotFound, "has no scene below " + from.string(), archive.file().string());
  }
  return items;
}

}  // namespace

std::vector<RelinkItem> planRelink(const fs::path& archiveFile, const fs::path& oldFolder, const fs::path& newFolder,
                                   JobContext& job) {
  Archive archive = Archive::open(archiveFile, archive::OpenMode::ReadOnly);
  return planFor(archive, oldFolder, newFolder, job);
}

std::vector<RelinkItem> relinkScenes(const fs::path& archiveFile, const fs::path& oldFolder, const fs::path& newFolder,
                                     JobContext& job) {
  return runArchiveJob(
      archiveFile, "relink", oldFolder.string() + " to " + newFolder.string(),
      [&](Archive& archive) {
        std::vector<RelinkItem> items = planFor(archive, oldFolder, newFolder, job);
        std::vector<archive::MovedScene> moved;
        for (const RelinkItem& item : items) {
          if (item.outcome != Outcome::Same) continue;
          const auto [size, modified] = geo::fileStamp(item.newPath);
          moved.push_back({item.scene, item.newPath, size, modified});
        }
        archive.moveScenes(moved);
        return items;
      },
      [](const std::vector<RelinkItem>& items) {
        const auto same = std::count_if(items.begin(), items.end(),
                                        [](const RelinkItem& item) { return item.outcome == Outcome::Same; });
        return std::to_string(same) + " of " + std::to_string(items.size()) + " scenes found again";
      });
}

}  // namespace tilescout::jobs
