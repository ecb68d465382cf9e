#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>

namespace tilescout {

/// One progress report of a job. `rate` is items of `total` per second, `etaSeconds` < 0 means not known yet.
struct Progress {
  std::string stage;
  std::int64_t done = 0;
  std::int64_t total = 0;
  double rate = 0.0;
  double etaSeconds = -1.0;
};

/// What a running job sees of the outside: whether to stop, and where to report to. Thread-safe.
/// Reports are cut to 10 a second, except a change of stage and the last report of a stage (done == total).
class JobContext {
 public:
  using Sink = std::function<void(const Progress&)>;

  JobContext() = default;
  explicit JobContext(std::stop_token stop, Sink sink = {});

  /// Throws Cancelled when a stop was asked for; cheap enough for every batch and every block read.
  void checkpoint() const;
  bool stopRequested() const noexcept { return stop_.stop_requested(); }
  const std::stop_token& stopToken() const noexcept { return stop_; }

  /// `rate` and `etaSeconds` are filled in from the time since the stage began when they are not set.
  void report(Progress progress);

 private:
  using Clock = std::chrono::steady_clock;

  std::stop_token stop_;
  Sink sink_;
  std::mutex mutex_;
  std::string stage_;
  std::int64_t stageStartDone_ = 0;
  Clock::time_point stageStart_{};
  Clock::time_point lastReport_{};
};

}  // namespace tilescout
