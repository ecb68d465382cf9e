#pragma once
#include <stop_token>
#include <thread>

namespace tilescout::cli {

/// Turns the first Ctrl+C (SIGINT) or SIGTERM into a stop request, so that jobs end at their next checkpoint with
/// their state kept; a second one ends the program at once. One per process, made before any other thread.
class Interruption {
 public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  std::stop_token token() const noexcept { return stop_.get_token(); }

 private:
  std::stop_source stop_;
  std::jthread watcher_;
};

}  // namespace tilescout::cli
