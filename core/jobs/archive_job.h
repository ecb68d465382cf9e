#pragma once
#include <filesystem>
#include <new>
#include <string>
#include <utility>

#include "archive/archive.h"
#include "base/error.h"

namespace tilescout::jobs {

/// A job in an archive's log of jobs. In endQuietly() the reason that ended the job matters more than a failure to say
/// so.
class JobRecord {
 public:
  JobRecord(archive::Archive& archive, const std::string& kind, const std::string& detail);

  void finish(const std::string& detail);
  void endQuietly(const std::string& state, const std::string& detail) noexcept;

 private:
  archive::Archive& archive_;
  std::int64_t id_ = 0;
};

/// Runs a writing job over an archive: opens it, holds its lock, and records the beginning and the end.
/// `body(Archive&)` returns the report, `summary(report)` what the log says of it. Throws what `body` throws.
template <typename Body, typename Summary>
auto runArchiveJob(const std::filesystem::path& file, const std::string& kind, const std::string& detail, Body&& body,
                   Summary&& summary) {
  // Opened first: what is missing or no archive should be said as such, and no lock file be left beside it.
  archive::Archive archive = archive::Archive::open(file, archive::OpenMode::ReadWrite);
  const archive::ArchiveLock lock(file);
  JobRecord record(archive, kind, detail);
  try {
    auto report = std::forward<Body>(body)(archive);
    record.finish(summary(report));
    return report;
  } catch (const Cancelled&) {
    record.endQuietly("cancelled", detail);
    throw;
  } catch (const Error& error) {
    record.endQuietly("failed", error.what());
    throw;
  } catch (const std::bad_alloc&) {
    record.endQuietly("failed", "out of memory");
    throw Error(ErrorCode::OutOfMemory, "not enough memory for this job (" + kind + ")", file.string());
  }
}

}  // namespace tilescout::jobs
