#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/ids.h"
#include "search/query.h"

namespace tilescout::search {

/// Words of a query that can be looked for in what is written: lower case, each once, without those that carry no
/// meaning ("a", "of", "with"). Runs of digits and hyphens stay together ("2015-06"). A text in Chinese is cut at
/// blanks and signs only, and its runs are looked for as they stand.
std::vector<std::string> contentWords(std::string_view text);

/// True when `word` stands in `text` (lower case) from the beginning of a word on ("airport" in "airports"); in
/// scripts without blanks between words, anywhere.
bool holdsWord(std::string_view text, std::string_view word);

/// What a scene brings to each of its tiles in words: its name, the name of the folder that it lies in, and its date.
struct SceneWords {
  std::string_view name, folder, date;
};

/// The name of the folder that a file lies in; "" without one.
std::string_view folderNameOf(std::string_view path);

/// What people wrote about tiles: captions and tags, and the scenes' names, folders and dates, searched for words beside the
/// embedding. A value: reading is safe from many threads.
class WordIndex {
 public:
  void addCaption(TileId tile, std::string_view text);
  void addTag(TileId tile, std::string_view tag);
  /// The tile is in a collection (whose name is no word about what it shows).
  void addCollected(TileId tile) { tiles_[tile].collected = true; }
  int captionsOf(TileId tile) const;
  bool isCollected(TileId tile) const;
  template <typename Visit>
  void forEachTile(const Visit& visit) const {
    for (const auto& [tile, written] : tiles_) visit(tile);
  }
  bool empty() const noexcept { return tiles_.empty(); }

  std::vector<WordMatch> find(const std::vector<std::string>& words, TileId tile, const SceneWords& scene) const;
  /// Bits of the words found in a tile's captions and tags; `words` at most 64.
  std::uint64_t bitsOfTile(const std::vector<std::string>& words, TileId tile) const;
  static std::uint64_t bitsOfScene(const std::vector<std::string>& words, const SceneWords& scene);

 private:
  struct Written {
    std::string captions, tags;  ///< lower case, parts separated by line feeds
    int captionCount = 0;
    bool collected = false;
  };
  std::unordered_map<TileId, Written> tiles_;
};

}  // namespace tilescout::search
