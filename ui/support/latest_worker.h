#pragma once
#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>
#include <thread>
#include <vector>

namespace tilescout::ui {

/// A thread that runs the newest task given to it: posting asks the running task to stop and replaces the waiting one.
/// The destructor asks for a stop and waits for what runs. All functions belong to one thread, the interface's.
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
  /// Cancels, and has the next task not wait for the running one: what hangs on a dead disk holds up nothing else.
  void startAnew();
  /// Before the end: waits no longer than `patience` for what runs, then leaves it to itself. Such a task must reach
  /// its owner through a Mailbox only. Nothing can be posted afterwards.
  void leave(std::chrono::milliseconds patience);

 private:
  struct Lane;
  struct Thread {
    std::shared_ptr<Lane> lane;
    std::thread thread;
  };
  static Thread begin();
  static void quit(Lane& lane);

  std::vector<Thread> former_;  ///< asked to stop, not known to have ended
  Thread now_;
};

}  // namespace tilescout::ui
