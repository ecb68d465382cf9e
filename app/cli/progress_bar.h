#pragma once
#include <chrono>
#include <string>

#include "base/job.h"

namespace tilescout::cli {

/// Progress on standard error: one line drawn over itself on a terminal, else a plain line every ten seconds, so that
/// a log of a long job stays short. Not thread-safe (Console guards it).
class ProgressBar {
 public:
  ProgressBar();
  void show(const Progress& progress);
  /// Wipes the line that is on the terminal, if there is one.
  void clear();

 private:
  bool terminal_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point lastPlain_;
};

/// "embed  ███████░░░░░  1,204 / 98,311  35/s  46 min left", cut to `columns`. The bar goes when there is no room.
std::string progressLine(const Progress& progress, int columns);

/// "41 s", "12 min", "3 h 05 min".
std::string durationText(double seconds);

/// 98311 → "98,311", whatever the locale.
std::string countText(std::int64_t count);

/// "3.4 GB", in powers of 1000.
std::string bytesText(std::int64_t bytes);

}  // namespace tilescout::cli
