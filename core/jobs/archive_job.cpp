#include "jobs/archive_job.h"

#include <exception>

#include "base/log.h"

namespace tilescout::jobs {

JobRecord::JobRecord(archive::Archive& archive, const std::string& kind, const std::string& detail)
    : archive_(archive), id_(archive.beginJob(kind, detail)) {}

void JobRecord::finish(const std::string& detail) { archive_.endJob(id_, "finished", detail); }

void JobRecord::endQuietly(const std::string& state, const std::string& detail) noexcept {
  try {
    archive_.endJob(id_, state, detail);
  } catch (const std::exception& error) {
    log::warn(std::string("the end of a job could not be recorded: ") + error.what());
  }
}

}  // namespace tilescout::jobs
