#pragma once
#include <filesystem>
#include <stop_token>
#include <vector>

#include "search/feedback.h"
#include "search/query.h"

namespace tilescout::ui {

/// What the query bar and the refine strip need beside plain searches. Called on worker threads; throws Error,
/// Cancelled.
class QuerySession {
 public:
  virtual ~QuerySession() = default;

  /// Learns from the marks and ranks anew; see jobs::SearchService::refine.
  virtual RefineResult refine(const Query& query, const std::vector<Mark>& marks, const RefineOptions& options,
                              std::stop_token stop) = 0;
  /// An example picture from a file of any format that scenes may have.
  virtual Image readPicture(const std::filesystem::path& file) = 0;
  /// The polygons of an area's file, each its outer ring and its holes.
  virtual std::vector<std::vector<Ring>> readPolygons(const std::filesystem::path& file) = 0;
};

}  // namespace tilescout::ui
