#include "ui/backend/core_saved_session.h"

#include <utility>

#include "jobs/saved_search_service.h"
#include "search/query_json.h"
#include "ui/backend/core_parts.h"
#include "ui/search/saved_query.h"

namespace tilescout::ui {

CoreSavedSession::CoreSavedSession(std::shared_ptr<CoreParts> parts) : parts_(std::move(parts)) {}

// A service a call: each has its own connection, and the calls are rare.
std::vector<SavedSearch> CoreSavedSession::list() { return jobs::SavedSearchService(parts_->file).list(); }

SavedSearchId CoreSavedSession::save(const SavedSearch& search, const std::vector<SearchMark>& marks) {
  return jobs::SavedSearchService(parts_->file).save(search, marks);
}

void CoreSavedSession::remove(SavedSearchId id) { jobs::SavedSearchService(parts_->file).remove(id); }

std::vector<SearchMark> CoreSavedSession::marks(SavedSearchId id) {
  return jobs::SavedSearchService(parts_->file).marks(id);
}

void CoreSavedSession::keepMarks(const std::string& key, const std::string& subject,
                                 const std::vector<SearchMark>& marks) {
  jobs::SavedSearchService(parts_->file).keepMarks(key, subject, marks);
}

std::map<std::string, std::vector<SearchMark>> CoreSavedSession::keptMarks() {
  return jobs::SavedSearchService(parts_->file).keptMarks();
}

std::int64_t CoreSavedSession::newHits(const SavedSearch& search, std::stop_token stop) {
  Query query = queryOf(search);
  query.top = 1;
  tilescout::search::askOnlyNew(query, search);
  return parts_->withSearch(stop, [&](jobs::SearchService& service) {
    if (search.detector && search.detector->modelFingerprint != service.modelFingerprint())
      throw Error(ErrorCode::Incompatible,
                  "was taught with the model \"" + search.detector->modelName + "\", the archive's is \"" +
                      service.modelName() + "\"",
                  search.name);
    for (ExampleImage& image : query.images) image.pixels = jobs::SearchService::readPicture(image.name);
    return service.search(query, stop).accepted;
  });
}

void CoreSavedSession::markSeen(SavedSearchId id) { jobs::SavedSearchService(parts_->file).markSeen(id); }

}  // namespace tilescout::ui
