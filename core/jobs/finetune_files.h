#pragma once
#include <cstdio>
#include <filesystem>
#include <string>

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
  /// The report, and what is no longer needed goes.
  void finish(const FinetuneReport& report);
  void fail(const std::string& reason) noexcept;

 private:
  std::filesystem::path folder_;
  int lock_ = -1;
  std::FILE* events_ = nullptr;
};

}  // namespace tilescout::jobs
