#include "fake_relink_session.h"

#include <map>

#include "base/error.h"

namespace tilescout::test {

std::string fakeScenePath(SceneId id) {
  const std::string name = "naip_m_4709963_se_20" + std::to_string(10 + 5 * id) + "0629.tif";
  return "/data/naip/" + std::to_string(2010 + 5 * (id % 3)) + "/" + name;
}

std::vector<jobs::MissingFolder> FakeRelinkSession::missing(JobContext& job) {
  job.checkpoint();
  const std::lock_guard lock(world_->mutex);
  std::map<std::string, jobs::MissingFolder> folders;
  for (const SceneId id : world_->offlineScenes) {
    const std::string path = fakeScenePath(id), folder = std::filesystem::path(path).parent_path();
    folders[folder].folder = folder;
    folders[folder].scenes.push_back({id, path});
  }
  std::vector<jobs::MissingFolder> list;
  for (auto& [name, folder] : folders) list.push_back(std::move(folder));
  return list;
}

std::int64_t FakeRelinkSession::newFiles(JobContext&) {
  const std::lock_guard lock(world_->mutex);
  return world_->newFiles;
}

std::vector<jobs::RelinkItem> FakeRelinkSession::plan(const std::filesystem::path& oldFolder,
                                                      const std::filesystem::path& newFolder, JobContext& job) {
  job.report({"search", 100, 0});
  std::vector<jobs::RelinkItem> items;
  const std::lock_guard lock(world_->mutex);
  for (const SceneId id : world_->offlineScenes) {
    const std::filesystem::path path = fakeScenePath(id);
    if (path.parent_path() != oldFolder) continue;
    jobs::RelinkItem item;
    item.scene = id;
    item.oldPath = path;
    item.newPath = newFolder / path.filename();
    const bool found = newFolder.filename() == "moved" && id % 3 != 0;
    item.outcome = found ? jobs::RelinkItem::Outcome::Same : jobs::RelinkItem::Outcome::Missing;
    if (!found) item.reason = "there is no such file";
    items.push_back(item);
  }
  if (items.empty()) throw Error(ErrorCode::NotFound, "has no scene to look for", "/tmp/Fargo.tilescout");
  return items;
}

std::int64_t FakeRelinkSession::apply(const std::vector<jobs::RelinkItem>& items, JobContext& job) {
  job.checkpoint();
  std::int64_t moved = 0;
  const std::lock_guard lock(world_->mutex);
  for (const jobs::RelinkItem& item : items) {
    if (item.outcome != jobs::RelinkItem::Outcome::Same) continue;
    world_->offlineScenes.erase(item.scene);
    ++moved;
  }
  world_->labels.note({0, "scenes.move", moved, "/mnt/moved", "", ""});
  return moved;
}

}  // namespace tilescout::test
