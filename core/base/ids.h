#pragma once
#include <cstdint>

namespace tilescout {

/// Row ids of the archive. A TileId is the `tile` number of a hit on the command line. 0 means none.
using SceneId = std::int64_t;
using TileId = std::int64_t;
using ModelId = std::int64_t;
using CaptionId = std::int64_t;

}  // namespace tilescout
