#include "ui/support/latest_worker.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>

#include "ui/support/give_way.h"

namespace tilescout::ui {

/// What a thread and its worker share; the thread keeps it alive when it is left to itself.
struct LatestWorker::Lane {
  std::mutex mutex;
  std::condition_variable wake, ended;
  std::optional<Task> waiting;
  std::stop_source running;
  bool busy = false, quit = false, hasEnded = false;

  void cancel() {
    const std::lock_guard lock(mutex);
    running.request_stop();
    waiting.reset();
  }
  void loop();
};

void LatestWorker::Lane::loop() {
  giveWay();
  std::unique_lock lock(mutex);
  while (true) {
    wake.wait(lock, [&] { return quit || waiting.has_value(); });
    if (quit) break;
    Task task = std::move(*waiting);
    waiting.reset();
    running = std::stop_source();
    busy = true;
    const std::stop_token stop = running.get_token();
    lock.unlock();
    task(stop);
    task = {};
    lock.lock();
    busy = false;
  }
  hasEnded = true;
  ended.notify_all();
}

LatestWorker::LatestWorker() : now_(begin()) {}

LatestWorker::~LatestWorker() {
  former_.push_back(std::move(now_));
  for (Thread& thread : former_)
    if (thread.lane) quit(*thread.lane);
  for (Thread& thread : former_)
    if (thread.thread.joinable()) thread.thread.join();
}

LatestWorker::Thread LatestWorker::begin() {
  auto lane = std::make_shared<Lane>();
  return {lane, std::thread([lane] { lane->loop(); })};
}

void LatestWorker::quit(Lane& lane) {
  lane.cancel();
  const std::lock_guard lock(lane.mutex);
  lane.quit = true;
  lane.wake.notify_one();
}

void LatestWorker::post(Task task) {
  Lane& lane = *now_.lane;
  const std::lock_guard lock(lane.mutex);
  lane.running.request_stop();
  lane.waiting = std::move(task);
  lane.wake.notify_one();
}

void LatestWorker::cancel() { now_.lane->cancel(); }

void LatestWorker::startAnew() {
  cancel();
  {
    const std::lock_guard lock(now_.lane->mutex);
    if (!now_.lane->busy) return;
  }
  std::erase_if(former_, [](Thread& thread) {
    {
      const std::lock_guard lock(thread.lane->mutex);
      if (!thread.lane->hasEnded) return false;
    }
    thread.thread.join();
    return true;
  });
  quit(*now_.lane);
  former_.push_back(std::exchange(now_, begin()));
}

void LatestWorker::leave(std::chrono::milliseconds patience) {
  former_.push_back(std::move(now_));
  for (Thread& thread : former_) quit(*thread.lane);
  const auto until = std::chrono::steady_clock::now() + patience;
  for (Thread& thread : former_) {
    std::unique_lock lock(thread.lane->mutex);
    const bool ended = thread.lane->ended.wait_until(lock, until, [&] { return thread.lane->hasEnded; });
    lock.unlock();
    ended ? thread.thread.join() : thread.thread.detach();
  }
  former_.clear();
}

}  // namespace tilescout::ui
