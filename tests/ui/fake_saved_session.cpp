#include "fake_saved_session.h"

#include <chrono>
#include <thread>

#include "base/error.h"
#include "fake_backend.h"

namespace tilescout::test {

std::vector<SavedSearch> FakeSavedSession::list() {
  const std::lock_guard lock(world_->mutex);
  std::vector<SavedSearch> all;
  for (const auto& [id, saved] : world_->saved) all.push_back(saved);
  return all;
}

SavedSearchId FakeSavedSession::save(const SavedSearch& search, const std::vector<SearchMark>& marks) {
  const std::lock_guard lock(world_->mutex);
  SavedSearch saved = search;
  if (saved.id == 0) {
    saved.id = world_->saved.empty() ? 1 : world_->saved.rbegin()->first + 1;
    saved.seenTile = 1005;
  }
  world_->saved[saved.id] = saved;
  world_->savedMarks[saved.id] = marks;
  return saved.id;
}

void FakeSavedSession::remove(SavedSearchId id) {
  const std::lock_guard lock(world_->mutex);
  world_->saved.erase(id);
}

std::vector<SearchMark> FakeSavedSession::marks(SavedSearchId id) {
  const std::lock_guard lock(world_->mutex);
  return world_->savedMarks[id];
}

void FakeSavedSession::keepMarks(const std::string& key, const std::string&, const std::vector<SearchMark>& marks) {
  const std::lock_guard lock(world_->mutex);
  if (marks.empty()) {
    world_->keptMarks.erase(key);
  } else {
    world_->keptMarks[key] = marks;
  }
}

std::map<std::string, std::vector<SearchMark>> FakeSavedSession::keptMarks() {
  const std::lock_guard lock(world_->mutex);
  return world_->keptMarks;
}

std::int64_t FakeSavedSession::newHits(const SavedSearch& search, std::stop_token) {
  while (world_->holdCounts) std::this_thread::sleep_for(std::chrono::milliseconds(2));
  const std::lock_guard lock(world_->mutex);
  if (world_->brokenSearches.contains(search.id))
    throw Error(ErrorCode::Incompatible, "was taught with the model \"another\"", search.name);
  return search.seenTile == 1005 ? world_->newHits : 0;
}

void FakeSavedSession::markSeen(SavedSearchId id) {
  const std::lock_guard lock(world_->mutex);
  world_->saved[id].seenTile = 9999;
}

}  // namespace tilescout::test
