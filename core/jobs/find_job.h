#pragma once
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/job.h"
#include "jobs/keep_rule.h"

namespace tilescout::jobs {

/// What makes tiles duplicates of one another. Where they lie decides before how alike they are.
enum class DuplicateKind {
  SamePixels,          ///< the very same picture, wherever it lies
  SamePlaceAndDate,    ///< footprints lie over one another in scenes of one day, or without dates
  SamePlaceOtherDate,  ///< the same ground at another time, unchanged
  LookAlike            ///< other places that the model takes for the same
};

struct DuplicateGroup {
  DuplicateKind kind = DuplicateKind::LookAlike;
  double similarity = 0.0;            ///< the least cosine with the tile that the others are like
  std::vector<TileId> tiles;          ///< rising
  std::vector<DuplicateFacts> facts;  ///< one a tile
  bool apart = false;                 ///< someone said that they are none: see sayApart
};

struct DuplicateOptions {
  double cosine = 0.98;  ///< pairs at least this alike
};

enum class OutlierReason {
  Blank,     ///< one colour over much of the tile: no data, or a mask
  Plain,     ///< hardly any detail
  Bright,    ///< nearly white all over: cloud, snow, over-exposure
  Dark,      ///< nearly black all over
  OwnScene,  ///< alike only to tiles of its own scene: the scene as a whole differs
  Rare,      ///< a picture like any other, of which the archive has few
};

struct OutlierTile {
  TileId tile = 0;
  double distance = 0.0;  ///< mean 1 − cosine to its nearest tiles
  double nearest = 0.0;   ///< cosine of the most similar tile
  OutlierReason reason = OutlierReason::Rare;
};

/// A tile whose label would tell most, and how many tiles it speaks for.
struct LabelSuggestion {
  TileId tile = 0;
  std::int64_t standsFor = 0;
  double distance = 0.0;  ///< 1 − cosine to the nearest labelled or earlier suggested tile
};

/// All three look at the archive's model, or at an evenly spread sample of its tiles where the memory holds no more;
/// throw Error{InvalidInput} when there are no embeddings, Cancelled. Stages: "read", "neighbours", then "look"
/// (pictures) or "choose".

/// Groups of two or more, by kind, the largest first. Tiles that overlap in one scene because the scene is cut so are
/// no duplicates. Pictures are compared at most of 4,000 tiles; where a scene cannot be read, place and likeness
/// decide.
std::vector<DuplicateGroup> findDuplicates(const std::filesystem::path& archiveFile, const DuplicateOptions& options,
                                           JobContext& job);

/// Says that the tiles of each of these groups are no duplicates of one another. That stays in the archive: groups
/// whose tiles were all in one such group are found `apart`; one with a further tile is not, for there is something to
/// decide again. One step of the history, "apart.add". Throws Error{NotFound} for a tile that is gone, Error{Io} when
/// the archive cannot be written.
void sayApart(const std::filesystem::path& archiveFile, std::span<const std::vector<TileId>> groups);
/// Takes that back for these groups, and whatever it was said of together; the step "apart.remove".
void takeBackApart(const std::filesystem::path& archiveFile, std::span<const std::vector<TileId>> groups);

/// Of which groups (tiles rising) it was said.
std::vector<bool> areApart(const std::filesystem::path& archiveFile, std::span<const std::vector<TileId>> groups);

/// The tiles farthest from all others, farthest first, each with the reason that its picture gives.
std::vector<OutlierTile> findOutliers(const std::filesystem::path& archiveFile, std::size_t count, JobContext& job);

/// Tiles to label next, most telling first. A tile is labelled when it has a caption or a tag.
std::vector<LabelSuggestion> suggestLabels(const std::filesystem::path& archiveFile, std::size_t count,
                                           JobContext& job);

}  // namespace tilescout::jobs
