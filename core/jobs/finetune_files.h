#pragma once
#include <cstdio>
#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

#include "jobs/finetune_job.h"

namespace tilescout::jobs {

/// The folder of one run while a process works in it: locked (the kernel frees it when its holder dies), its request
/// and events written as they come.
class RunFolder {
 public:
  /// Makes or opens <user data>/training/<name>. Throws Error: Busy when another process holds it; InvalidInput when
  /// there is an unfinished run and `request.resume` is not set, or nothing to resume. A finished run is written over.
  explicit RunFolder(const FinetuneRequest& request);
  ~RunFolder();
  RunFolder(const RunFolder&) = delete;
  RunFolder& operator=(const RunFolder&) = delete;

  std::filesystem::path checkpoint() const { return folder_ / "checkpoint.safetensors"; }
  std::filesystem::path events() const { return folder_ / "events.jsonl"; }
  void write(const train::TuneEvent& event);
  bool finishAsked() const;
  /// Row of this run among the archive's training runs; 0: none yet.
  std::int64_t archiveRun() const;
  void setArchiveRun(std::int64_t id);
  /// The report, and what is no longer needed goes.
  void finish(const FinetuneReport& report);
  void fail(const std::string& reason) noexcept;

 private:
  std::filesystem::path folder_;
  int lock_ = -1;
  std::FILE* events_ = nullptr;
};

/// Events of a log in the order of their steps. A resumed run repeats what came after its checkpoint: the later line of a
/// step counts.
std::vector<train::TuneEvent> eventsIn(std::istream& log);
/// At most `most` steps of them (0: all), and every evaluation.
std::vector<train::TuneEvent> thinned(std::vector<train::TuneEvent> events, std::size_t most);

}  // namespace tilescout::jobs
