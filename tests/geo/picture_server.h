#pragma once
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/geo/loopback_door.h"

namespace tilescout::test {

/// A server on this machine that answers every request with the same picture and remembers what was asked.
class PictureServer {
 public:
  explicit PictureServer(std::string png)
      : png_(std::move(png)), thread_([this](const std::stop_token& stop) {
          door_.serve(
              stop, [] {}, [this](int visitor) { answer(visitor); });
        }) {}

  std::string root() const { return "http://127.0.0.1:" + std::to_string(door_.port()); }
  std::vector<std::string> asked() {
    const std::lock_guard lock(mutex_);
    return asked_;
  }

 private:
  void answer(int visitor) {
    std::string request;
    char bytes[2048];
    while (request.find("\r\n\r\n") == std::string::npos) {
      const ssize_t count = ::recv(visitor, bytes, sizeof bytes, 0);
      if (count <= 0) return;
      request.append(bytes, static_cast<std::size_t>(count));
    }
    {
      const std::lock_guard lock(mutex_);
      asked_.push_back(request.substr(0, request.find("\r\n")));
    }
    const std::string reply = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nConnection: close\r\nContent-Length: " +
                              std::to_string(png_.size()) + "\r\n\r\n" + png_;
    for (std::size_t sent = 0; sent < reply.size();) {
      const ssize_t count = ::send(visitor, reply.data() + sent, reply.size() - sent, MSG_NOSIGNAL);
      if (count <= 0) return;
      sent += static_cast<std::size_t>(count);
    }
  }

  const std::string png_;
  LoopbackDoor door_;
  std::mutex mutex_;
  std::vector<std::string> asked_;
  std::jthread thread_;  // last: it ends before what it uses
};

}  // namespace tilescout::test
