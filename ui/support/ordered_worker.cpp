#include "ui/support/ordered_worker.h"

#include <utility>

namespace tilescout::ui {

OrderedWorker::OrderedWorker() : thread_([this](const std::stop_token& quit) { loop(quit); }) {}

OrderedWorker::~OrderedWorker() {
  thread_.request_stop();
  thread_.join();
}

void OrderedWorker::post(Task task) {
  const std::lock_guard lock(mutex_);
  waiting_.push_back(std::move(task));
  wake_.notify_one();
}

void OrderedWorker::loop(const std::stop_token& quit) {
  while (true) {
    Task task;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, quit, [&] { return !waiting_.empty(); });
      if (waiting_.empty()) return;
      task = std::move(waiting_.front());
      waiting_.pop_front();
    }
    task();
  }
}

}  // namespace tilescout::ui
