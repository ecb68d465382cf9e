#include "jobs/saved_search_service.h"

#include "archive/label_book.h"
#include "base/error.h"
#include "jobs/label_text.h"

namespace tilescout::jobs {

struct SavedSearchService::Impl {
  archive::LabelBook book;

  SavedSearch checked(SavedSearch search);
};

SavedSearch SavedSearchService::Impl::checked(SavedSearch search) {
  search.name = checkedName(search.name, "saved search");
  if (search.query.empty() && !search.detector) {
    throw Error(ErrorCode::InvalidInput, "holds neither a query nor a detector", search.name);
  }
  if (search.detector && search.detector->weights.empty()) {
    throw Error(ErrorCode::InvalidInput, "its detector has no weights", search.name);
  }
  if (search.id == 0) search.seenTile = book.newestTile();
  return search;
}

SavedSearchService::SavedSearchService(const std::filesystem::path& archiveFile, const std::string& author)
    : impl_(new Impl{archive::LabelBook(archiveFile, archive::OpenMode::ReadWrite, author)}) {}
SavedSearchService::~SavedSearchService() = default;

std::vector<SavedSearch> SavedSearchService::list() { return impl_->book.searches(); }

std::optional<SavedSearch> SavedSearchService::find(SavedSearchId id) { return impl_->book.search(id); }

SavedSearchId SavedSearchService::save(SavedSearch search) {
  return impl_->book.saveSearch(impl_->checked(std::move(search)));
}

SavedSearchId SavedSearchService::save(SavedSearch search, std::span<const SearchMark> marks) {
  return impl_->book.saveSearch(impl_->checked(std::move(search)), marks);
}

void SavedSearchService::remove(SavedSearchId id) { impl_->book.removeSearch(id); }

std::vector<SearchMark> SavedSearchService::marks(SavedSearchId id) { return impl_->book.marks(id); }

void SavedSearchService::setMarks(SavedSearchId id, std::span<const SearchMark> marks) {
  impl_->book.setMarks(id, marks);
}

void SavedSearchService::keepMarks(const std::string& key, const std::string& subject,
                                   std::span<const SearchMark> marks) {
  impl_->book.keepMarks(key, subject, marks);
}

std::map<std::string, std::vector<SearchMark>> SavedSearchService::keptMarks() { return impl_->book.keptMarks(); }

void SavedSearchService::markSeen(SavedSearchId id) { impl_->book.setSeen(id, impl_->book.newestTile()); }

TileId SavedSearchService::newestTile() { return impl_->book.newestTile(); }

}  // namespace tilescout::jobs
