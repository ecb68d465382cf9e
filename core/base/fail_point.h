#pragma once
#include <string_view>

namespace tilescout {

/// Kills the process (SIGKILL, as the power going off would) the N-th time `name` is passed, when the environment
/// says TILESCOUT_FAIL_POINT=name:N. Tests use it to show that work resumes; otherwise it costs one comparison.
void failPoint(std::string_view name);

}  // namespace tilescout
