#pragma once
#include <memory>
#include <utility>

#include "ui/backend/saved_session.h"

namespace tilescout::test {

struct FakeWorld;

/// Keeps saved searches in the fake world.
class FakeSavedSession : public ui::SavedSession {
 public:
  explicit FakeSavedSession(std::shared_ptr<FakeWorld> world) : world_(std::move(world)) {}

  std::vector<SavedSearch> list() override;
  SavedSearchId save(const SavedSearch& search, const std::vector<SearchMark>& marks) override;
  void remove(SavedSearchId id) override;
  std::vector<SearchMark> marks(SavedSearchId id) override;
  void keepMarks(const std::string& key, const std::string& subject, const std::vector<SearchMark>& marks) override;
  std::map<std::string, std::vector<SearchMark>> keptMarks() override;
  std::int64_t newHits(const SavedSearch& search, std::stop_token stop) override;
  void markSeen(SavedSearchId id) override;

 private:
  const std::shared_ptr<FakeWorld> world_;
};

}  // namespace tilescout::test
