#include "base/fail_point.h"

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <string>

namespace tilescout {

namespace {

struct Armed {
  std::string name;
  std::atomic<int> passesLeft{0};

  Armed() {
    const char* text = std::getenv("TILESCOUT_FAIL_POINT");
    if (!text) return;
    const std::string value(text);
    const std::size_t colon = value.rfind(':');
    name = value.substr(0, colon);
    passesLeft = colon == std::string::npos ? 1 : std::atoi(value.c_str() + colon + 1);
  }
};

}  // namespace

void failPoint(std::string_view name) {
  static Armed armed;
  if (armed.name.empty() || armed.name != name) return;
  if (armed.passesLeft.fetch_sub(1) == 1) std::raise(SIGKILL);
}

}  // namespace tilescout
