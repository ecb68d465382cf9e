#pragma once
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace tilescout::explore {

/// Threads that stay alive between short parallel steps; the caller works along. Results never depend on how many there
/// are, as long as what a call computes depends on its range alone.
class Team {
 public:
  /// `threads` <= 0: as many as the process may run on.
  explicit Team(int threads = 0);
  ~Team();
  Team(const Team&) = delete;
  Team& operator=(const Team&) = delete;

  int size() const noexcept { return static_cast<int>(workers_.size()) + 1; }

  /// Calls `body(begin, end)` over [0, count) in ranges of at most `grain`, and waits. The first exception is thrown
  /// on.
  void run(std::size_t count, std::size_t grain, const std::function<void(std::size_t, std::size_t)>& body);

 private:
  void work();
  void takeRanges();

  std::vector<std::thread> workers_;
  std::mutex mutex_;
  std::condition_variable start_, done_;
  const std::function<void(std::size_t, std::size_t)>* body_ = nullptr;
  std::size_t next_ = 0, count_ = 0, grain_ = 1;
  std::uint64_t generation_ = 0;
  std::size_t busy_ = 0;
  std::exception_ptr failure_;
  bool ending_ = false;
};

}  // namespace tilescout::explore
