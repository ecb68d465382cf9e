#pragma once
#include <mutex>
#include <nlohmann/json_fwd.hpp>
#include <stop_token>
#include <string>
#include <string_view>

#include "app/cli/progress_bar.h"
#include "base/job.h"

namespace tilescout::cli {

/// Where a verb's output goes: results to standard output, progress and messages to standard error (progress as JSON
/// lines to standard output when asked for). Thread-safe, since jobs report from their own threads.
class Console {
 public:
  explicit Console(std::stop_token stop);

  const std::stop_token& stopToken() const noexcept { return stop_; }

  /// A line of the result.
  void print(std::string_view line);
  /// Text with its own line ends.
  void printText(std::string_view text);
  /// One JSON object on one line, written out at once.
  void printJson(const nlohmann::ordered_json& value);
  /// A sentence for the person in front of it.
  void note(std::string_view sentence);
  void problem(std::string_view subject, std::string_view message);
  /// What JobContext reports to: a bar on a terminal, a line now and then elsewhere, JSON lines when `json`.
  JobContext::Sink progressSink(bool json);
  /// Takes the bar away; the next line starts clean.
  void endProgress();
  /// Throws Error{Io} when standard output could not take everything (disk full).
  void finish();

 private:
  std::stop_token stop_;
  std::mutex mutex_;
  ProgressBar bar_;
};

}  // namespace tilescout::cli
