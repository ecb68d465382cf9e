#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "jobs/relink_service.h"

namespace tilescout::ui {

/// Scenes whose files are not where the archive expects them: see core/jobs/relink_service.h. Called on worker threads;
/// throws Error and Cancelled.
class RelinkSession {
 public:
  virtual ~RelinkSession() = default;

  virtual std::vector<jobs::MissingFolder> missing(JobContext& job) = 0;
  /// How many files of the archive's folders are no scenes yet.
  virtual std::int64_t newFiles(JobContext& job) = 0;
  /// What of the missing scenes below `oldFolder` lies below `newFolder`; changes nothing.
  virtual std::vector<jobs::RelinkItem> plan(const std::filesystem::path& oldFolder,
                                             const std::filesystem::path& newFolder, JobContext& job) = 0;
  /// One step of the history. Returns how many scenes have moved.
  virtual std::int64_t apply(const std::vector<jobs::RelinkItem>& items, JobContext& job) = 0;
};

}  // namespace tilescout::ui
