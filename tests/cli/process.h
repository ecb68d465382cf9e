#pragma once
#include <sys/types.h>

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace tilescout::test {

struct ProcessResult {
  int exitCode = -1;  ///< as a shell says it: 128 + signal when a signal ended it
  std::string out, err;
};

struct ProcessOptions {
  std::map<std::string, std::string> environment;  ///< added to this process's own
  /// Called with all that came on standard output so far, each time more comes; may send the process a signal.
  std::function<void(pid_t, const std::string&)> onOutput;
};

/// Runs a program to its end, both outputs caught; no shell between. A process that is not done within two minutes is
/// killed, so that a hang fails the test instead of stopping the suite.
ProcessResult runProcess(const std::vector<std::string>& command, const ProcessOptions& options = {});

}  // namespace tilescout::test
