#include "app/cli/interruption.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdint>

#include "base/error.h"

namespace tilescout::cli {

namespace {

// A handler may only touch what is async-signal-safe: it writes to this descriptor, and a thread does the rest.
// Blocking the signals and waiting for them instead would not do: OpenBLAS starts threads before main().
volatile std::sig_atomic_t wakeDescriptor = -1;

void wake() {
  const std::uint64_t one = 1;
  const int saved = errno;
  [[maybe_unused]] const auto written = ::write(wakeDescriptor, &one, sizeof one);
  errno = saved;
}

extern "C" void onSignal(int) { wake(); }

void install(int signal) {
  struct sigaction action {};
  action.sa_handler = onSignal;
  action.sa_flags = static_cast<int>(SA_RESTART | SA_RESETHAND);
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, nullptr);
}

}  // namespace

Interruption::Interruption() {
  const int descriptor = ::eventfd(0, EFD_CLOEXEC);
  if (descriptor < 0) throw Error(ErrorCode::Internal, "no event descriptor for Ctrl+C");
  wakeDescriptor = descriptor;
  watcher_ = std::jthread([this, descriptor] {
    std::uint64_t count = 0;
    while (::read(descriptor, &count, sizeof count) < 0 && errno == EINTR) {
    }
    stop_.request_stop();
  });
  install(SIGINT);
  install(SIGTERM);
}

Interruption::~Interruption() {
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
  wake();
  watcher_.join();
  ::close(wakeDescriptor);
  wakeDescriptor = -1;
}

}  // namespace tilescout::cli
