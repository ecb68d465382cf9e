#include "ui/support/latest_worker.h"

#include <utility>

namespace tilescout::ui {

LatestWorker::LatestWorker() : thread_([this](const std::stop_token& quit) { loop(quit); }) {}

LatestWorker::~LatestWorker() {
  cancel();
  thread_.request_stop();
  thread_.join();
}

void LatestWorker::post(Task task) {
  const std::lock_guard lock(mutex_);
  running_.request_stop();
  waiting_ = std::move(task);
  wake_.notify_one();
}

void LatestWorker::cancel() {
  const std::lock_guard lock(mutex_);
  running_.request_stop();
  waiting_.reset();
}

void LatestWorker::loop(const std::stop_token& quit) {
  while (true) {
    Task task;
    std::stop_token stop;
    {
      std::unique_lock lock(mutex_);
      if (!wake_.wait(lock, quit, [&] { return waiting_.has_value(); })) return;
      task = std::move(*waiting_);
      waiting_.reset();
      running_ = std::stop_source();
      stop = running_.get_token();
    }
    task(stop);
  }
}

}  // namespace tilescout::ui
