#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>

namespace tilescout::test {

/// A server on this machine that hangs up on everyone and counts them: who reads from a network is seen.
class ListeningServer {
 public:
  ListeningServer() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    if (socket_ < 0 || ::bind(socket_, generic, length) != 0 || ::listen(socket_, 64) != 0 ||
        ::getsockname(socket_, generic, &length) != 0)
      throw std::runtime_error("no port to listen on");
    port_ = ntohs(address.sin_port);
    thread_ = std::jthread([this](const std::stop_token& stop) { serve(stop); });
  }
  ~ListeningServer() {
    thread_.request_stop();
    thread_.join();
    ::close(socket_);
  }
  ListeningServer(const ListeningServer&) = delete;
  ListeningServer& operator=(const ListeningServer&) = delete;

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/x.tif"; }

  /// Visitors so far, those still waiting at the door included.
  int visitors() {
    pollfd waiting{socket_, POLLIN, 0};
    while (::poll(&waiting, 1, 0) > 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return count_;
  }

 private:
  void serve(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      pollfd waiting{socket_, POLLIN, 0};
      if (::poll(&waiting, 1, 20) <= 0) continue;
      ++count_;  // before the door is opened: who asks for the number then never misses one
      const int visitor = ::accept(socket_, nullptr, nullptr);
      if (visitor >= 0) ::close(visitor);
    }
  }

  int socket_;
  int port_ = 0;
  std::atomic<int> count_{0};
  std::jthread thread_;
};

}  // namespace tilescout::test
