#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <functional>
#include <stdexcept>
#include <stop_token>

namespace tilescout::test {

/// A socket that listens on a free port of this machine, for as long as it lives. Throws std::runtime_error without
/// one.
class LoopbackDoor {
 public:
  LoopbackDoor() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    if (socket_ < 0 || ::bind(socket_, generic, length) != 0 || ::listen(socket_, 64) != 0 ||
        ::getsockname(socket_, generic, &length) != 0)
      throw std::runtime_error("no port to listen on");
    port_ = ntohs(address.sin_port);
  }
  ~LoopbackDoor() { ::close(socket_); }
  LoopbackDoor(const LoopbackDoor&) = delete;
  LoopbackDoor& operator=(const LoopbackDoor&) = delete;

  int port() const { return port_; }

  /// Whether someone comes within so many milliseconds.
  bool waits(int milliseconds) const {
    pollfd waiting{socket_, POLLIN, 0};
    return ::poll(&waiting, 1, milliseconds) > 0;
  }

  /// Until told to stop: `knock` is called before each visitor is let in, `visit` with the visitor's socket.
  void serve(const std::stop_token& stop, const std::function<void()>& knock, const std::function<void(int)>& visit) {
    while (!stop.stop_requested()) {
      if (!waits(20)) continue;
      knock();
      const int visitor = ::accept(socket_, nullptr, nullptr);
      if (visitor < 0) continue;
      visit(visitor);
      ::close(visitor);
    }
  }

 private:
  int socket_;
  int port_ = 0;
};

}  // namespace tilescout::test
