#pragma once
#include <cstdint>

namespace tilescout {

/// Bytes that this process holds resident now, and the most it held since it began or since resetPeakMemory(). 0 where the
/// system does not say.
std::int64_t residentMemory();
std::int64_t peakResidentMemory();
/// The peak of what comes now, not of what an earlier work of this process took. Nothing happens where the system does
/// not allow it.
void resetPeakMemory();

/// Bytes that new work may take without swapping (Linux: MemAvailable, and no more than the control group allows).
/// A large number where the system does not say.
std::int64_t availableMemory();

}  // namespace tilescout
