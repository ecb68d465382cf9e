#pragma once
#include <string>

namespace tilescout::model::detail {

/// Whether the processor has a feature, by its name among the flags of /proc/cpuinfo ("avx512_bf16", "amx_bf16"; GCC 12
/// has no __builtin_cpu_supports name for the second). False on other systems.
bool cpuHas(const std::string& flag);

}  // namespace tilescout::model::detail
