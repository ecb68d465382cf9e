#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/job.h"
#include "jobs/layout_view.h"

namespace tilescout::jobs {

class LoadedModel;

/// A model whose embeddings an archive holds.
struct SpaceModel {
  std::string name, fingerprint;
  std::int64_t tiles = 0;  ///< embedded with it
  bool active = false;     ///< the archive answers with it
};

/// The models that can be compared, in the order in which the archive got them; those without embeddings are left out,
/// and one alone is too.
std::vector<SpaceModel> spaceModels(const std::filesystem::path& archiveFile);

struct CompareOptions {
  std::string before, after;  ///< fingerprints
  std::uint64_t seed = 42;
  bool anew = false;            ///< compute even if what is stored covers every tile
  std::size_t memoryLimit = 0;  ///< bytes; 0 = six tenths of what is free
};

/// The spaces of two models over the same tiles, laid out together: both views have the same tiles, scenes and
/// clusters (those of the later model's layout), each its own points and measures.
struct ComparisonView {
  LayoutView before, after;
  /// 0 … 1, one a tile: the share of its nearest tiles before that are none of its nearest after.
  std::vector<float> drift;
  /// The tiles whose surroundings changed most with their drift, most first; of equals, those whose points lie farther
  /// apart. Tiles that kept all their neighbours are never among them.
  std::vector<std::pair<TileId, double>> mostChanged;
  std::int64_t missing = 0;  ///< tiles that have embeddings of both models and no point here
};

/// The models themselves where they are at hand, for captions and the names of clusters; null: without.
struct CompareModels {
  LoadedModel* before = nullptr;
  LoadedModel* after = nullptr;
};

/// Lays two models' embeddings of the same tiles out together, measures both and stores that in the archive; what is
/// stored and covers every tile is used again. A layout of the later model is made when there is none. Beyond what fits
/// the memory a sample is laid out and the rest placed. Throws Error{InvalidInput} when no tile has embeddings of both,
/// Error{NotFound} for a model that is not the archive's, Error{OutOfMemory}, Error{Corrupt}, Cancelled.
ComparisonView runCompare(const std::filesystem::path& archiveFile, const CompareModels& models,
                          const CompareOptions& options, JobContext& job);

/// What is stored of two models (fingerprints); nothing when they were not compared yet.
std::optional<ComparisonView> readComparison(const std::filesystem::path& archiveFile, const std::string& before,
                                             const std::string& after);

/// Writes the common layout by the file's ending, .csv or .gpkg, as exportLayout() does the later model's, with where
/// each tile was before and its drift. Throws as that.
void exportComparison(const std::filesystem::path& archiveFile, const ComparisonView& view,
                      const std::filesystem::path& file, JobContext& job);

}  // namespace tilescout::jobs
