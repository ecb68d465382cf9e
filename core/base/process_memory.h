#pragma once
#include <cstdint>

namespace tilescout {

/// Bytes that this process holds resident now, and the most it ever held. 0 where the system does not say.
std::int64_t residentMemory();
std::int64_t peakResidentMemory();

/// Bytes that new work may take without swapping (Linux: MemAvailable, and no more than the control group allows).
/// A large number where the system does not say.
std::int64_t availableMemory();

}  // namespace tilescout
