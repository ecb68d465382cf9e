#pragma once
#include <memory>

#include "ui/backend/query_session.h"

namespace tilescout::ui {

struct CoreParts;

/// Over jobs::SearchService.
class CoreQuerySession : public QuerySession {
 public:
  explicit CoreQuerySession(std::shared_ptr<CoreParts> parts);

  RefineResult refine(const Query& query, const std::vector<Mark>& marks, const RefineOptions& options,
                      std::stop_token stop) override;
  Image readPicture(const std::filesystem::path& file) override;
  std::vector<std::vector<Ring>> readPolygons(const std::filesystem::path& file) override;

 private:
  const std::shared_ptr<CoreParts> parts_;
};

}  // namespace tilescout::ui
