#pragma once
#include <array>
#include <map>
#include <string>
#include <vector>

#include "archive/archive.h"
#include "base/label_row.h"
#include "exchange/label_file.h"

namespace tilescout::jobs {

/// Finds the tiles of an archive that a row of a label file means. Holds the tiles of the scene asked for last.
class TileMatcher {
 public:
  explicit TileMatcher(archive::Archive& archive);

  /// Tiles in ascending order; empty with a reason in `problem`.
  std::vector<TileId> find(const exchange::LabelRecord& record, RowProblem& problem);

 private:
  std::vector<TileId> inScene(const exchange::LabelRecord& record, RowProblem& problem);
  std::vector<TileId> onGround(const exchange::LabelRecord& record, RowProblem& problem);
  const SceneInfo* sceneOf(const std::string& image, RowProblem& problem) const;
  TileId nearest(SceneId scene, const std::array<double, 4>& window);
  std::vector<TileId> smallestAt(const LonLat& point);

  archive::Archive& archive_;
  std::vector<SceneInfo> scenes_;
  std::map<std::string, std::vector<std::size_t>> byName_;  ///< file name, and the same without its ending
  SceneId loaded_ = 0;
  std::vector<archive::StoredTile> tiles_;
};

}  // namespace tilescout::jobs
