#pragma once
#include <memory>

#include "ui/backend/saved_session.h"

namespace tilescout::ui {

struct CoreParts;

/// Over jobs::SavedSearchService and jobs::SearchService.
class CoreSavedSession : public SavedSession {
 public:
  explicit CoreSavedSession(std::shared_ptr<CoreParts> parts);

  std::vector<SavedSearch> list() override;
  SavedSearchId save(const SavedSearch& search, const std::vector<SearchMark>& marks) override;
  void remove(SavedSearchId id) override;
  std::vector<SearchMark> marks(SavedSearchId id) override;
  void keepMarks(const std::string& key, const std::string& subject, const std::vector<SearchMark>& marks) override;
  std::map<std::string, std::vector<SearchMark>> keptMarks() override;
  std::int64_t newHits(const SavedSearch& search, std::stop_token stop) override;
  void markSeen(SavedSearchId id) override;

 private:
  const std::shared_ptr<CoreParts> parts_;
};

}  // namespace tilescout::ui
