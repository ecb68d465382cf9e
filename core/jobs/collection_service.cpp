#include "jobs/collection_service.h"

#include "archive/label_book.h"
#include "base/error.h"
#include "jobs/label_text.h"

namespace tilescout::jobs {

struct CollectionService::Impl {
  archive::LabelBook book;
};

CollectionService::CollectionService(const std::filesystem::path& archiveFile, const std::string& author)
    : impl_(new Impl{archive::LabelBook(archiveFile, archive::OpenMode::ReadWrite, author)}) {}
CollectionService::~CollectionService() = default;

std::vector<TileSet> CollectionService::list() { return impl_->book.sets(TileSetKind::Collection); }

std::vector<TileSet> CollectionService::collectionsOf(TileId tile) {
  std::vector<TileSet> sets = impl_->book.setsOf(tile);
  std::erase_if(sets, [](const TileSet& set) { return set.kind != TileSetKind::Collection; });
  return sets;
}

std::vector<TileId> CollectionService::tiles(TileSetId collection) { return impl_->book.tilesOf(collection); }

TileSetId CollectionService::create(const std::string& name) {
  const std::string checked = checkedName(name, "collection");
  if (impl_->book.set(TileSetKind::Collection, checked)) {
    throw Error(ErrorCode::InvalidInput, "there is a collection of that name already", checked);
  }
  return impl_->book.createSet(TileSetKind::Collection, checked);
}

void CollectionService::update(const TileSet& collection) {
  TileSet checked = collection;
  checked.name = checkedName(collection.name, "collection");
  impl_->book.updateSet(checked);
}

void CollectionService::remove(TileSetId collection) { impl_->book.removeSet(collection); }

std::int64_t CollectionService::add(const std::string& name, std::span<const TileId> tiles) {
  return impl_->book.addToSet(TileSetKind::Collection, checkedName(name, "collection"), tiles);
}

std::int64_t CollectionService::removeTiles(TileSetId collection, std::span<const TileId> tiles) {
  return impl_->book.removeFromSet(collection, tiles);
}

}  // namespace tilescout::jobs
