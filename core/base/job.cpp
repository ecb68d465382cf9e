#include "base/job.h"

#include <utility>

#include "base/error.h"

namespace tilescout {

JobContext::JobContext(std::stop_token stop, Sink sink) : stop_(std::move(stop)), sink_(std::move(sink)) {}

void JobContext::checkpoint() const {
  if (stop_.stop_requested()) throw Cancelled();
}

void JobContext::report(Progress progress) {
  if (!sink_) return;
  const std::lock_guard lock(mutex_);
  const auto now = Clock::now();
  const bool newStage = progress.stage != stage_;
  if (newStage) {
    stage_ = progress.stage;
    stageStart_ = now;
    stageStartDone_ = progress.done;
  }
  const bool last = progress.total > 0 && progress.done >= progress.total;
  if (!newStage && !last && now - lastReport_ < std::chrono::milliseconds(100)) return;
  lastReport_ = now;
  if (progress.rate <= 0.0) {
    const double seconds = std::chrono::duration<double>(now - stageStart_).count();
    if (seconds > 0.2) progress.rate = static_cast<double>(progress.done - stageStartDone_) / seconds;
  }
  if (progress.etaSeconds < 0.0 && progress.rate > 0.0 && progress.total > 0) {
    progress.etaSeconds = static_cast<double>(progress.total - progress.done) / progress.rate;
  }
  sink_(progress);
}

}  // namespace tilescout
