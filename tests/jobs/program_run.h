#pragma once
#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>
#include <vector>

namespace tilescout::jobs {

enum class Ending { Finished, Killed, Failed };

/// Runs a program with its outputs thrown away, killed at the fail point "name:N" or after some milliseconds.
inline Ending runProgram(std::vector<std::string> words, const std::string& failPoint, int killAfterMs = -1) {
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const pid_t id = ::fork();
  if (id == 0) {
    const int nowhere = ::open("/dev/null", O_WRONLY);
    ::dup2(nowhere, 1);
    ::dup2(nowhere, 2);
    if (!failPoint.empty()) ::setenv("TILESCOUT_FAIL_POINT", failPoint.c_str(), 1);
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
  }
  if (killAfterMs >= 0) {
    ::usleep(static_cast<useconds_t>(killAfterMs) * 1000);
    ::kill(id, SIGKILL);
  }
  int status = 0;
  REQUIRE(::waitpid(id, &status, 0) == id);
  if (WIFSIGNALED(status)) {
    REQUIRE(WTERMSIG(status) == SIGKILL);
    return Ending::Killed;
  }
  return WEXITSTATUS(status) == 0 ? Ending::Finished : Ending::Failed;
}

}  // namespace tilescout::jobs
