#pragma once
#include <unordered_map>
#include <unordered_set>

#include "base/ids.h"

namespace tilescout {

/// Which tiles carry what lists mark in the corner of a picture.
struct LabelledTiles {
  std::unordered_map<TileId, int> captions;  ///< how many, of those that have any
  std::unordered_set<TileId> collected;      ///< in a collection
};

}  // namespace tilescout
