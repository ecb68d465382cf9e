#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "base/job.h"
#include "jobs/compare_job.h"
#include "jobs/explore_job.h"
#include "jobs/find_job.h"
#include "jobs/layout_view.h"
#include "jobs/text_points.h"
#include "jobs/tile_labels.h"
#include "search/query.h"

namespace tilescout::ui {

/// The archive's embedding space. Called on worker threads; throws Error, and Cancelled where a stop is asked for.
class ExploreSession {
 public:
  virtual ~ExploreSession() = default;

  /// The latest stored layout of the archive's model; none when none was made yet.
  virtual std::optional<jobs::LayoutView> stored() = 0;
  /// What making one takes.
  virtual jobs::LayoutCost cost() = 0;
  /// Makes one, or brings the stored one up to date. Loads the model, for the clusters' names.
  virtual jobs::LayoutView make(const jobs::ExploreOptions& options, JobContext& job) = 0;
  virtual void rename(std::int64_t layout, std::int64_t cluster, const std::string& name) = 0;
  /// Every tile's score for a query, in no order; at most `query.top` of them, the best ones.
  virtual std::vector<std::pair<TileId, float>> scores(const Query& query, std::stop_token stop) = 0;
  /// What people wrote about these tiles (rising).
  virtual jobs::TileLabels labels(const std::vector<TileId>& tiles) = 0;
  /// Captions or words among the tiles of a layout. Loads the model.
  virtual std::vector<jobs::TextPoint> texts(const jobs::LayoutView& view, const jobs::TextPointOptions& options,
                                             JobContext& job) = 0;

  /// Models whose embeddings the archive holds.
  virtual std::vector<jobs::SpaceModel> models() = 0;
  /// What is stored of two models (fingerprints).
  virtual std::optional<jobs::ComparisonView> comparison(const std::string& before, const std::string& after) = 0;
  /// Lays two models out together; loads those of the two that are on this computer, for captions and names.
  virtual jobs::ComparisonView compare(const jobs::CompareOptions& options, JobContext& job) = 0;

  virtual std::vector<jobs::DuplicateGroup> duplicates(const jobs::DuplicateOptions& options, JobContext& job) = 0;
  /// Groups that are no duplicates, kept in the archive: see jobs::sayApart.
  virtual void sayApart(const std::vector<std::vector<TileId>>& groups) = 0;
  virtual void takeBackApart(const std::vector<std::vector<TileId>>& groups) = 0;
  virtual std::vector<bool> areApart(const std::vector<std::vector<TileId>>& groups) = 0;
  virtual std::vector<jobs::OutlierTile> outliers(std::size_t count, JobContext& job) = 0;
  virtual std::vector<jobs::LabelSuggestion> worthLabelling(std::size_t count, JobContext& job) = 0;
  /// The tiles, in this order and with these figures for scores, as an answer that the results can show.
  virtual SearchResult answer(const std::vector<std::pair<TileId, double>>& tiles) = 0;

  /// .csv or .gpkg.
  virtual void write(const jobs::LayoutView& view, const std::filesystem::path& file, JobContext& job) = 0;
  /// The same with where each tile was before, and its drift.
  virtual void writeComparison(const jobs::ComparisonView& view, const std::filesystem::path& file,
                               JobContext& job) = 0;
  /// A stand-alone HTML page; `words` as in jobs::exportLayoutPage.
  virtual void writePage(const jobs::LayoutView& view, const std::map<std::string, std::string>& words,
                         const std::filesystem::path& file, JobContext& job) = 0;
};

}  // namespace tilescout::ui
