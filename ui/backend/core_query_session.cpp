#include "ui/backend/core_query_session.h"

#include <utility>

#include "ui/backend/core_parts.h"

namespace tilescout::ui {

CoreQuerySession::CoreQuerySession(std::shared_ptr<CoreParts> parts) : parts_(std::move(parts)) {}

RefineResult CoreQuerySession::refine(const Query& query, const std::vector<Mark>& marks, const RefineOptions& options,
                                      std::stop_token stop) {
  return parts_->withSearch(stop,
                            [&](jobs::SearchService& search) { return search.refine(query, marks, options, stop); });
}

Image CoreQuerySession::readPicture(const std::filesystem::path& file) {
  return jobs::SearchService::readPicture(file);
}

std::vector<std::vector<Ring>> CoreQuerySession::readPolygons(const std::filesystem::path& file) {
  return jobs::SearchService::readPolygons(file);
}

}  // namespace tilescout::ui
