#pragma once
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace tilescout {

/// Blocking queue between pipeline stages. It holds at most `capacity` items, so a slow stage slows the one before it
/// instead of filling memory. close() lets consumers drain what is left; abort() drops it and wakes everybody.
template <typename T>
class BoundedQueue {
 public:
  explicit BoundedQueue(std::size_t capacity) : capacity_(capacity > 0 ? capacity : 1) {}

  /// Waits for room. False when the queue was closed or aborted: the item was not taken.
  bool push(T item) {
    std::unique_lock lock(mutex_);
    roomFree_.wait(lock, [&] { return closed_ || items_.size() < capacity_; });
    if (closed_) return false;
    items_.push_back(std::move(item));
    itemReady_.notify_one();
    return true;
  }

  /// Waits for an item. Empty when the queue was closed and drained, or aborted.
  std::optional<T> pop() {
    std::unique_lock lock(mutex_);
    itemReady_.wait(lock, [&] { return closed_ || !items_.empty(); });
    if (items_.empty()) return std::nullopt;
    std::optional<T> item(std::move(items_.front()));
    items_.pop_front();
    roomFree_.notify_one();
    return item;
  }

  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    itemReady_.notify_all();
    roomFree_.notify_all();
  }

  void abort() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    items_.clear();
    itemReady_.notify_all();
    roomFree_.notify_all();
  }

  std::size_t size() const {
    const std::lock_guard lock(mutex_);
    return items_.size();
  }

 private:
  const std::size_t capacity_;
  mutable std::mutex mutex_;
  std::condition_variable itemReady_;
  std::condition_variable roomFree_;
  std::deque<T> items_;
  bool closed_ = false;
};

}  // namespace tilescout
