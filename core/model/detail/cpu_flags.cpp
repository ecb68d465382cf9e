#include "model/detail/cpu_flags.h"

#include <fstream>

namespace tilescout::model::detail {

bool cpuHas(const std::string& flag) {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);) {
    if (line.rfind("flags", 0) == 0) return (line + " ").find(" " + flag + " ") != std::string::npos;
  }
  return false;
}

}  // namespace tilescout::model::detail
