#pragma once
#include <utility>

#include "ui/backend/relink_session.h"

namespace tilescout::ui {

/// Over core/jobs/relink_service.h.
class CoreRelinkSession : public RelinkSession {
 public:
  explicit CoreRelinkSession(std::filesystem::path file) : file_(std::move(file)) {}

  std::vector<jobs::MissingFolder> missing(JobContext& job) override;
  std::int64_t newFiles(JobContext& job) override;
  std::vector<jobs::RelinkItem> plan(const std::filesystem::path& oldFolder, const std::filesystem::path& newFolder,
                                     JobContext& job) override;
  std::int64_t apply(const std::vector<jobs::RelinkItem>& items, JobContext& job) override;

 private:
  const std::filesystem::path file_;
};

}  // namespace tilescout::ui
