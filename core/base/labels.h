#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"

namespace tilescout {

using TileSetId = std::int64_t;
using SavedSearchId = std::int64_t;

/// A text that somebody gave to a tile. It remembers the pixels it was given for, so that it finds its place again
/// when the scene is cut into other tiles.
struct Caption {
  CaptionId id = 0;
  SceneId scene = 0;  ///< 0: the scene is gone
  TileId tile = 0;    ///< 0: an orphan, its scene has no tiles now
  std::string text;
  std::string author;   ///< "" = unknown
  std::string created;  ///< ISO 8601, UTC; "" = unknown
};

/// Named sets of tiles, kept with their pixels as captions are. A tile is in at most one split.
enum class TileSetKind { Tag, Collection, Split };

/// The split of the tiles that are neither trained nor measured on, whatever rule divides the others.
inline constexpr const char* kNotForTraining = "not for training";

struct TileSet {
  TileSetId id = 0;
  TileSetKind kind = TileSetKind::Tag;
  std::string name;  ///< unique within its kind
  std::string notes;
  std::string colour;  ///< "#rrggbb", "" = none
  std::string created;
  std::int64_t tiles = 0;    ///< distinct tiles in it now
  std::int64_t orphans = 0;  ///< places whose scene has no tiles now
};

/// A linear classifier over one model's embeddings, taught by marks.
struct Detector {
  std::string modelName, modelFingerprint;
  std::vector<float> weights;
  double bias = 0.0;
};

/// A query that was given a name. With a detector it scores tiles by that; with `alert` it tells of new hits.
struct SavedSearch {
  SavedSearchId id = 0;  ///< 0 until stored
  std::string name;      ///< unique
  std::string notes;
  std::string query;  ///< JSON, written and read by whoever asks it
  std::optional<Detector> detector;
  bool alert = false;
  TileId seenTile = 0;  ///< scenes that came after this tile are new since the last look
  std::string created, changed;
};

/// "Right" or "wrong", said of a tile while a detector was taught.
struct SearchMark {
  TileId tile = 0;
  bool right = false;
};

/// One step that undo takes back or redo brings again. `kind` is a stable name ("captions.add", "captions.edit",
/// "captions.remove", "tag.add", "tag.remove", "set.create", "set.edit", "set.remove", "collection.add",
/// "collection.remove", "split.set", "search.save", "search.remove", "search.marks", "captions.import",
/// "scenes.move", "apart.add", "apart.remove").
struct EditStep {
  std::int64_t id = 0;
  std::string kind;
  std::int64_t count = 0;  ///< how many captions, tiles or rows
  std::string detail;      ///< the text, the tag's or collection's name
  std::string author, time;
};

/// How often something occurs: a tag's tiles, a text's captions.
struct LabelCount {
  std::string name;
  std::int64_t tiles = 0;
  std::int64_t labels = 0;
};

/// Tiles that have a tag and are in a split.
struct TagSplitCount {
  std::string tag, split;
  std::int64_t tiles = 0;
};

/// What has been labelled so far, at a glance.
struct LabelCounts {
  std::int64_t tiles = 0;          ///< embedded or not, not skipped
  std::int64_t labelledTiles = 0;  ///< with a caption
  std::int64_t taggedTiles = 0;
  std::int64_t captions = 0, distinctTexts = 0, orphans = 0;
  std::vector<LabelCount> tags, splits, authors;  ///< most tiles first
  std::vector<LabelCount> texts;                  ///< the commonest captions, most tiles first, at most 100
  std::vector<TagSplitCount> tagSplits;           ///< only those with tiles
  /// Largest over smallest tag by tiles, 1 = balanced, 0 = fewer than two tags.
  double imbalance = 0.0;
};

}  // namespace tilescout
