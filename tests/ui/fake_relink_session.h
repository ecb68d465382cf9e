#pragma once
#include <memory>

#include "fake_backend.h"
#include "ui/backend/relink_session.h"

namespace tilescout::test {

/// Offline scenes of the world are what is missing. Below a folder named "moved" all but every third of them lie.
class FakeRelinkSession : public ui::RelinkSession {
 public:
  explicit FakeRelinkSession(std::shared_ptr<FakeWorld> world) : world_(std::move(world)) {}

  std::vector<jobs::MissingFolder> missing(JobContext& job) override;
  std::int64_t newFiles(JobContext& job) override;
  std::vector<jobs::RelinkItem> plan(const std::filesystem::path& oldFolder, const std::filesystem::path& newFolder,
                                     JobContext& job) override;
  std::int64_t apply(const std::vector<jobs::RelinkItem>& items, JobContext& job) override;

 private:
  const std::shared_ptr<FakeWorld> world_;
};

/// Where the fake's scene lies while nobody has moved it.
std::string fakeScenePath(SceneId id);

}  // namespace tilescout::test
