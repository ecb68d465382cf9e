#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "jobs/finetune_job.h"

namespace tilescout::jobs {

/// All fine-tunings of one archive: those whose folders lie in this user's data, and those that the archive's own
/// record tells of and nothing else does, because they were made on another computer, on the archive that this one is a
/// copy of, or before it was moved. A run is known by its name here. Reads at every call; holds nothing but the path.
/// Throws Error. For worker threads.
class RunHistory {
 public:
  explicit RunHistory(std::filesystem::path archive) : archive_(std::move(archive)) {}

  std::vector<RunInfo> runs() const;  ///< the one that changed last first; datasets' runs among them
  std::vector<train::TuneEvent> events(const std::string& name) const;
  FinetuneReport report(const std::string& name) const;

  /// They stand in the archive where it knows the run and can be written, else in the run's folder.
  std::string notes(const std::string& name) const;
  void setNotes(const std::string& name, const std::string& text) const;

  /// Removes the run everywhere, and the model that it made: not that of a run which is known from the record alone,
  /// for that may be in use where the run was made.
  void discard(const std::string& name) const;

 private:
  RunInfo find(const std::string& name) const;

  std::filesystem::path archive_;
};

}  // namespace tilescout::jobs
