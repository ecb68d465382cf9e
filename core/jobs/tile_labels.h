#pragma once
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "base/ids.h"

namespace tilescout::jobs {

/// What people wrote about tiles, as the plot colours by it. Names come most tiles first.
struct TileLabels {
  static constexpr std::int32_t kNone = -1;
  static constexpr std::int32_t kSeveral = -2;

  std::vector<std::string> tags, splits, texts;  ///< `texts`: distinct captions
  std::vector<std::int32_t> tag;                 ///< one a tile: index into tags, kNone or kSeveral
  std::vector<std::int32_t> split;
  std::vector<std::int32_t> text;  ///< of the tile's commonest caption

  /// Whether the tile at this place has a caption or a tag.
  bool isLabelled(std::size_t at) const { return tag[at] != kNone || text[at] != kNone; }
};

/// For these tiles, in their order; they must rise.
TileLabels readTileLabels(const std::filesystem::path& archiveFile, std::span<const TileId> tiles);

}  // namespace tilescout::jobs
