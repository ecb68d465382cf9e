#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "base/job.h"
#include "jobs/explore_job.h"
#include "jobs/layout_view.h"

namespace tilescout::ui {

/// The archive's embedding space. Called on worker threads; throws Error, and Cancelled where a stop is asked for.
class ExploreSession {
 public:
  virtual ~ExploreSession() = default;

  /// The latest stored layout of the archive's model; none when none was made yet.
  virtual std::optional<jobs::LayoutView> stored() = 0;
  /// Makes one, or brings the stored one up to date. Loads the model, for the clusters' names.
  virtual jobs::LayoutView make(const jobs::ExploreOptions& options, JobContext& job) = 0;
  virtual void rename(std::int64_t layout, std::int64_t cluster, const std::string& name) = 0;
  /// Every tile's score for a text, in no order; at most `most` of them, the best ones.
  virtual std::vector<std::pair<TileId, float>> scores(const std::string& text, int most, std::stop_token stop) = 0;
  /// .csv or .gpkg.
  virtual void write(const jobs::LayoutView& view, const std::filesystem::path& file, JobContext& job) = 0;
};

}  // namespace tilescout::ui
