#pragma once
#include <hwy/highway.h>

#include <cstdint>

namespace tilescout::test {

/// Calls `body(target)` with Highway made to choose one instruction set of this machine after the other.
template <typename Body>
void onEveryInstructionSet(const Body& body) {
  for (std::int64_t targets = hwy::SupportedTargets() & HWY_TARGETS; targets != 0; targets &= targets - 1) {
    hwy::GetChosenTarget().Update(targets & -targets);
    body(targets & -targets);
  }
  hwy::GetChosenTarget().DeInit();
}

}  // namespace tilescout::test
