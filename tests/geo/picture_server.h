#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace tilescout::test {

/// A server on this machine that answers every request with the same picture and remembers what was asked.
class PictureServer {
 public:
  explicit PictureServer(std::string png)
      : png_(std::move(png)), socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
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
  ~PictureServer() {
    thread_.request_stop();
    thread_.join();
    ::close(socket_);
  }
  PictureServer(const PictureServer&) = delete;
  PictureServer& operator=(const PictureServer&) = delete;

  std::string root() const { return "http://127.0.0.1:" + std::to_string(port_); }
  std::vector<std::string> asked() {
    const std::lock_guard lock(mutex_);
    return asked_;
  }

 private:
  void serve(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      pollfd waiting{socket_, POLLIN, 0};
      if (::poll(&waiting, 1, 20) <= 0) continue;
      const int visitor = ::accept(socket_, nullptr, nullptr);
      if (visitor < 0) continue;
      answer(visitor);
      ::close(visitor);
    }
  }
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
  int socket_;
  int port_ = 0;
  std::mutex mutex_;
  std::vector<std::string> asked_;
  std::jthread thread_;
};

}  // namespace tilescout::test
