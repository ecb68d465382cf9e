#include "tests/cli/process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <stdexcept>

extern char** environ;

namespace tilescout::test {

namespace {

constexpr std::chrono::minutes patience{2};

struct Pipe {
  int readEnd = -1, writeEnd = -1;
  Pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    readEnd = ends[0];
    writeEnd = ends[1];
  }
  ~Pipe() {
    ::close(readEnd);
    closeWriteEnd();
  }
  void closeWriteEnd() {
    if (writeEnd >= 0) ::close(writeEnd);
    writeEnd = -1;
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
};

std::vector<std::string> environmentWith(const std::map<std::string, std::string>& added) {
  std::vector<std::string> all;
  for (char** entry = environ; *entry; ++entry) {
    const std::string text = *entry;
    if (!added.contains(text.substr(0, text.find('=')))) all.push_back(text);
  }
  for (const auto& [name, value] : added) all.push_back(name + "=" + value);
  return all;
}

std::vector<char*> pointersTo(std::vector<std::string>& strings) {
  std::vector<char*> pointers;
  for (std::string& text : strings) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

pid_t spawn(std::vector<std::string> command, const ProcessOptions& options, const Pipe& out, const Pipe& err) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out.writeEnd, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err.writeEnd, STDERR_FILENO);
  std::vector<std::string> environment = environmentWith(options.environment);
  pid_t child = -1;
  const int status = posix_spawnp(&child, command.front().c_str(), &actions, nullptr, pointersTo(command).data(),
                                  pointersTo(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  if (status != 0) throw std::runtime_error("cannot start " + command.front());
  return child;
}

/// False at the end of the stream.
bool take(int descriptor, std::string& into) {
  std::array<char, 65536> block{};
  const ssize_t count = ::read(descriptor, block.data(), block.size());
  if (count > 0) into.append(block.data(), static_cast<std::size_t>(count));
  return count > 0;
}

}  // namespace

ProcessResult runProcess(const std::vector<std::string>& command, const ProcessOptions& options) {
  Pipe out, err;
  const pid_t child = spawn(command, options, out, err);
  out.closeWriteEnd();
  err.closeWriteEnd();

  ProcessResult result;
  const auto deadline = std::chrono::steady_clock::now() + patience;
  std::array<pollfd, 2> streams{pollfd{out.readEnd, POLLIN, 0}, pollfd{err.readEnd, POLLIN, 0}};
  while (streams[0].fd >= 0 || streams[1].fd >= 0) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0 || ::poll(streams.data(), streams.size(), static_cast<int>(left.count())) == 0) {
      ::kill(child, SIGKILL);
      break;
    }
    if (streams[0].revents != 0 && !take(out.readEnd, result.out)) streams[0].fd = -1;
    if (streams[1].revents != 0 && !take(err.readEnd, result.err)) streams[1].fd = -1;
    if (options.onOutput && streams[0].revents != 0) options.onOutput(child, result.out);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  result.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return result;
}

}  // namespace tilescout::test
