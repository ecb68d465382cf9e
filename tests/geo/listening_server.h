#pragma once
#include <atomic>
#include <chrono>
#include <string>
#include <thread>

#include "tests/geo/loopback_door.h"

namespace tilescout::test {

/// A server on this machine that hangs up on everyone and counts them: who reads from a network is seen.
class ListeningServer {
 public:
  ListeningServer()
      : thread_([this](const std::stop_token& stop) {
          // Counted before the door is opened: who asks for the number then never misses one.
          door_.serve(
              stop, [this] { ++count_; }, [](int) {});
        }) {}

  std::string url() const { return "http://127.0.0.1:" + std::to_string(door_.port()) + "/x.tif"; }

  /// Visitors so far, those still waiting at the door included.
  int visitors() {
    while (door_.waits(0)) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return count_;
  }

 private:
  LoopbackDoor door_;
  std::atomic<int> count_{0};
  std::jthread thread_;  // last: it ends before what it uses
};

}  // namespace tilescout::test
