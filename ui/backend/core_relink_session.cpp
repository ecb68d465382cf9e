#include "ui/backend/core_relink_session.h"

#include "jobs/index_job.h"

namespace tilescout::ui {

namespace fs = std::filesystem;

std::vector<jobs::MissingFolder> CoreRelinkSession::missing(JobContext& job) {
  return jobs::missingFolders(file_, job);
}

std::int64_t CoreRelinkSession::newFiles(JobContext& job) { return jobs::countNewFiles(file_, job); }

std::vector<jobs::RelinkItem> CoreRelinkSession::plan(const fs::path& oldFolder, const fs::path& newFolder,
                                                      JobContext& job) {
  return jobs::planRelink(file_, oldFolder, newFolder, job, jobs::RelinkScope::Missing);
}

std::int64_t CoreRelinkSession::apply(const std::vector<jobs::RelinkItem>& items, JobContext& job) {
  return jobs::applyRelink(file_, items, job);
}

}  // namespace tilescout::ui
