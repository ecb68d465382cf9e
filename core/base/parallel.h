#pragma once
#include <cstddef>
#include <functional>

namespace tilescout {

/// Calls `body(piece)` once for each piece in [0, pieces), on at most `threads` threads, the caller's among them, and
/// waits. Whoever is free takes the next piece, so a core that is busy with other work holds nobody up. After a failure
/// no new pieces are begun; the first exception is thrown on.
void inParallel(int threads, std::size_t pieces, const std::function<void(std::size_t piece)>& body);

}  // namespace tilescout
