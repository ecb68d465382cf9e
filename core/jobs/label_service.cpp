#include "jobs/label_service.h"

#include <algorithm>
#include <iterator>

#include "archive/label_book.h"
#include "base/error.h"
#include "jobs/label_text.h"

namespace tilescout::jobs {

using archive::LabelBook;

struct LabelService::Impl {
  LabelBook book;
};

LabelService::LabelService(const std::filesystem::path& archiveFile, const std::string& author)
    : impl_(new Impl{LabelBook(archiveFile, archive::OpenMode::ReadWrite, author)}) {}
LabelService::~LabelService() = default;

std::vector<Caption> LabelService::captions() { return impl_->book.captions(); }

std::vector<Caption> LabelService::captionsOf(TileId tile) { return impl_->book.captionsOf(tile); }

std::vector<Caption> LabelService::orphans() {
  std::vector<Caption> all = impl_->book.captions(), orphans;
  std::copy_if(std::make_move_iterator(all.begin()), std::make_move_iterator(all.end()), std::back_inserter(orphans),
               [](const Caption& caption) { return caption.tile == 0; });
  return orphans;
}

std::vector<CaptionId> LabelService::addCaption(std::span<const TileId> tiles, const std::string& text) {
  const std::string checked = checkedCaption(text);
  std::vector<archive::NewCaption> captions;
  for (const TileId tile : tiles) captions.push_back({tile, checked, {}});
  return captions.empty() ? std::vector<CaptionId>() : impl_->book.addCaptions(captions);
}

void LabelService::editCaption(CaptionId id, const std::string& text) {
  impl_->book.editCaption(id, checkedCaption(text));
}

void LabelService::removeCaptions(std::span<const CaptionId> captions) {
  if (!captions.empty()) impl_->book.removeCaptions(captions);
}

std::vector<TileSet> LabelService::tags() { return impl_->book.sets(TileSetKind::Tag); }

std::vector<TileSet> LabelService::tagsOf(TileId tile) {
  std::vector<TileSet> sets = impl_->book.setsOf(tile);
  std::erase_if(sets, [](const TileSet& set) { return set.kind != TileSetKind::Tag; });
  return sets;
}

std::vector<TileId> LabelService::tilesWithTag(const std::string& name) {
  const std::optional<TileSet> tag = impl_->book.set(TileSetKind::Tag, name);
  return tag ? impl_->book.tilesOf(tag->id) : std::vector<TileId>();
}

std::int64_t LabelService::addTag(std::span<const TileId> tiles, const std::string& name) {
  return impl_->book.addToSet(TileSetKind::Tag, checkedName(name, "tag"), tiles);
}

std::int64_t LabelService::removeTag(std::span<const TileId> tiles, const std::string& name) {
  const std::optional<TileSet> tag = impl_->book.set(TileSetKind::Tag, name);
  return tag ? impl_->book.removeFromSet(tag->id, tiles) : 0;
}

void LabelService::updateTag(const TileSet& tag) {
  TileSet checked = tag;
  checked.name = checkedName(tag.name, "tag");
  impl_->book.updateSet(checked);
}

void LabelService::deleteTag(TileSetId tag) { impl_->book.removeSet(tag); }

std::vector<TileSet> LabelService::splits() { return impl_->book.sets(TileSetKind::Split); }

std::optional<std::string> LabelService::splitOf(TileId tile) {
  for (const TileSet& set : impl_->book.setsOf(tile)) {
    if (set.kind == TileSetKind::Split) return set.name;
  }
  return std::nullopt;
}

void LabelService::setSplit(std::span<const TileId> tiles, const std::string& name) {
  impl_->book.setSplit(name.empty() ? name : checkedName(name, "split"), tiles);
}

bool LabelService::isForTraining(TileId tile) { return splitOf(tile) != kNotForTraining; }

void LabelService::setForTraining(std::span<const TileId> tiles, bool on) {
  if (!on) return setSplit(tiles, kNotForTraining);
  const std::optional<TileSet> split = impl_->book.set(TileSetKind::Split, kNotForTraining);
  if (!split) return;
  std::vector<TileId> out = impl_->book.tilesOf(split->id), chosen;
  std::sort(out.begin(), out.end());
  std::copy_if(tiles.begin(), tiles.end(), std::back_inserter(chosen),
               [&](TileId tile) { return std::binary_search(out.begin(), out.end(), tile); });
  if (!chosen.empty()) setSplit(chosen, "");
}

LabelCounts LabelService::counts() { return impl_->book.counts(); }
LabelledTiles LabelService::labelledTiles() { return impl_->book.labelledTiles(); }

std::optional<EditStep> LabelService::undoable() { return impl_->book.undoable(); }
std::optional<EditStep> LabelService::redoable() { return impl_->book.redoable(); }
std::optional<EditStep> LabelService::undo() { return impl_->book.undo(); }
std::optional<EditStep> LabelService::redo() { return impl_->book.redo(); }
std::int64_t LabelService::revision() { return impl_->book.revision(); }

}  // namespace tilescout::jobs
