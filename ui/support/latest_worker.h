#pragma once
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace tilescout::ui {

/// A thread that runs the newest task given to it: posting asks the running task to stop and replaces the waiting one.
/// The destructor asks for a stop and waits for the running task.
class LatestWorker {
 public:
  using Task = std::function<void(std::stop_token)>;

  LatestWorker();
  ~LatestWorker();
  LatestWorker(const LatestWorker&) = delete;
  LatestWorker& operator=(const LatestWorker&) = delete;

  void post(Task task);
  /// Drops the waiting task and asks the running one to stop.
  void cancel();

 private:
  void loop(const std::stop_token& quit);

  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::optional<Task> waiting_;
  std::stop_source running_;
  std::jthread thread_;
};

}  // namespace tilescout::ui
