#include "jobs/backup_job.h"

#include "archive/backup.h"

namespace tilescout::jobs {

void backUp(const std::filesystem::path& archiveFile, const std::filesystem::path& target, JobContext& job) {
  archive::backUpArchive(archiveFile, target, job);
}

}  // namespace tilescout::jobs
