#pragma once
#include <string>

#include "archive/training_run.h"
#include "jobs/finetune_files.h"
#include "jobs/finetune_prepare.h"

namespace tilescout::jobs {

/// What the archive that a run learns from keeps of it: a row from the moment when it begins, which says at first that
/// the run was stopped (so a killed one has told the truth) and then what it came to. Goes on with its row when the run
/// is resumed. Never ends a run: an archive that cannot be written is told of in the log. For one thread.
class ArchiveRecord {
 public:
  /// Both must outlive it. Does nothing where the run has no archive.
  ArchiveRecord(RunFolder& run, const FinetuneRequest& request) : run_(run), request_(request) {}

  void begin(const TuneBase& base, const PreparedData& prepared);
  void follow(const train::TuneEvent& event);
  void stopped() noexcept { close("stopped", ""); }
  void failed(const std::string& reason) noexcept { close("failed", reason); }
  /// Returns the row, 0 where there is none.
  std::int64_t finished(const FinetuneReport& report) noexcept;

 private:
  void close(const char* state, const std::string& reason) noexcept;
  void write() noexcept;

  RunFolder& run_;
  const FinetuneRequest& request_;
  archive::TrainingRun row_;
  std::int64_t id_ = 0;
  bool begun_ = false;
  train::TuneEvent last_;
  double baseMeanRecall_ = -1;
};

/// A run as its row tells of it; its `name` is the model's. The row's curves are not looked at.
RunInfo recordedRun(const archive::TrainingRun& row);

}  // namespace tilescout::jobs
