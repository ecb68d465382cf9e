#include "ui/support/give_way.h"

#if defined(__linux__)
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#endif

namespace tilescout::ui {

void giveWay() {
#if defined(__linux__)
  // Linux has nice values of threads (setpriority(2), "C library/kernel differences"). Four: a third of the window's
  // share, and still enough beside other programs.
  constexpr int kNice = 4, kNicest = 19;
  const int window = getpriority(PRIO_PROCESS, static_cast<id_t>(getpid()));  // the first thread's: it may be nice itself
  setpriority(PRIO_PROCESS, static_cast<id_t>(syscall(SYS_gettid)), std::min(window + kNice, kNicest));
#endif
}

}  // namespace tilescout::ui
