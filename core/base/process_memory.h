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

/// How much of the memory that is freed stays with the process.
enum class FreedMemory {
  Some,  ///< up to 512 MiB, and blocks above 32 MiB go back at once: for a program that goes on with other work
  All    ///< for a process that trains and ends
};
/// Has freed memory kept for the next use instead of handed to the system and fetched again: a network asks for the same
/// few buffers every batch, and where page faults are dear (virtual machines) half the time went into them. Call once,
/// before other threads start. Nothing happens where the allocator is not glibc's.
void keepFreedMemory(FreedMemory kept);

}  // namespace tilescout
