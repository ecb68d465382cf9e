#include "explore/team.h"

#include <sched.h>

#include <algorithm>
#include <utility>

namespace tilescout::explore {

namespace {

int allowedThreads() {
  cpu_set_t set;
  CPU_ZERO(&set);
  if (sched_getaffinity(0, sizeof set, &set) == 0) return std::max(1, CPU_COUNT(&set));
  return std::max(1U, std::thread::hardware_concurrency());
}

}  // namespace

Team::Team(int threads) {
  const int wanted = threads > 0 ? threads : allowedThreads();
  for (int i = 1; i < wanted; ++i) workers_.emplace_back([this] { work(); });
}

Team::~Team() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  start_.notify_all();
  for (std::thread& worker : workers_) worker.join();
}

void Team::run(std::size_t count, std::size_t grain, const std::function<void(std::size_t, std::size_t)>& body) {
  if (count == 0) return;
  if (workers_.empty() || count <= grain) {
    for (std::size_t at = 0; at < count; at += grain) body(at, std::min(count, at + grain));
    return;
  }
  {
    const std::lock_guard lock(mutex_);
    body_ = &body;
    next_ = 0;
    count_ = count;
    grain_ = std::max<std::size_t>(1, grain);
    busy_ = workers_.size();
    failure_ = nullptr;
    ++generation_;
  }
  start_.notify_all();
  takeRanges();
  std::unique_lock lock(mutex_);
  done_.wait(lock, [this] { return busy_ == 0; });
  if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
}

void Team::work() {
  std::uint64_t seen = 0;
  while (true) {
    {
      std::unique_lock lock(mutex_);
      start_.wait(lock, [&] { return ending_ || generation_ != seen; });
      if (ending_) return;
      seen = generation_;
    }
    takeRanges();
    const std::lock_guard lock(mutex_);
    if (--busy_ == 0) done_.notify_one();
  }
}

void Team::takeRanges() {
  while (true) {
    std::size_t begin = 0, end = 0;
    {
      const std::lock_guard lock(mutex_);
      if (next_ >= count_) return;
      begin = next_;
      end = next_ = std::min(count_, next_ + grain_);
    }
    try {
      (*body_)(begin, end);
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
      next_ = count_;
    }
  }
}

}  // namespace tilescout::explore
