#include "archive/label_book.h"

#include <SQLiteCpp/Statement.h>

#include <utility>

#include "archive/apart_store.h"
#include "archive/caption_store.h"
#include "archive/edit_log.h"
#include "archive/label_counts.h"
#include "archive/layout_store.h"
#include "archive/saved_search_store.h"
#include "archive/session.h"
#include "archive/tile_set_store.h"

namespace tilescout::archive {

namespace {

std::int64_t numberOf(SQLite::Database& database, const char* sql) {
  SQLite::Statement query(database, sql);
  return firstRow(query, "a number").getColumn(0).getInt64();
}

void bumpLabels(SQLite::Database& database) {
  database.exec("UPDATE meta SET value = value + 1 WHERE key = 'label_revision'");
}

std::int64_t sizeOf(auto&& values) { return static_cast<std::int64_t>(values.size()); }

}  // namespace

struct LabelBook::Impl {
  Session session;
  std::string author;

  /// One transaction, one step of the history.
  template <typename Body>
  auto edit(const std::string& kind, std::int64_t count, const std::string& detail, Body&& body) {
    return session.write([&](SQLite::Database& database) {
      Edit edit(database, {0, kind, count, detail, author, {}});
      bumpLabels(database);
      if constexpr (std::is_void_v<decltype(body(database, edit))>) {
        body(database, edit);
        edit.finish();
      } else {
        auto result = body(database, edit);
        edit.finish();
        return result;
      }
    });
  }
};

LabelBook::LabelBook(const std::filesystem::path& file, OpenMode mode, std::string author)
    : impl_(new Impl{Session::open(file, mode), std::move(author)}) {}
LabelBook::~LabelBook() = default;
LabelBook::LabelBook(LabelBook&&) noexcept = default;
LabelBook& LabelBook::operator=(LabelBook&&) noexcept = default;

std::vector<Caption> LabelBook::captions() {
  return impl_->session.read([](auto& database) { return CaptionStore(database).list(); });
}

std::vector<Caption> LabelBook::captionsOf(TileId tile) {
  return impl_->session.read([&](auto& database) { return CaptionStore(database).ofTile(tile); });
}

std::vector<CaptionId> LabelBook::addCaptions(std::span<const NewCaption> captions, const std::string& kind) {
  const std::string detail = captions.empty() ? std::string() : captions.front().text;
  return impl_->edit(kind, sizeOf(captions), detail, [&](SQLite::Database& database, Edit& edit) {
    CaptionStore store(database);
    std::vector<CaptionId> ids;
    for (const NewCaption& caption : captions) {
      ids.push_back(store.add(caption.tile, caption.text, caption.author.empty() ? edit.author() : caption.author));
      edit.made("caption", ids.back());
    }
    return ids;
  });
}

LabelBatchResult LabelBook::addBatch(const LabelBatch& batch, const std::string& detail) {
  return impl_->edit("captions.import", sizeOf(batch.captions), detail, [&](SQLite::Database& database, Edit& edit) {
    LabelBatchResult result;
    CaptionStore captions(database);
    for (const NewCaption& caption : batch.captions) {
      edit.made("caption",
                captions.add(caption.tile, caption.text, caption.author.empty() ? edit.author() : caption.author));
      ++result.captions;
    }
    TileSetStore sets(database);
    for (const auto& [name, tiles] : batch.tags) {
      result.tags += sets.addTiles(sets.findOrAdd(TileSetKind::Tag, name, edit), tiles, edit);
    }
    for (const auto& [name, tiles] : batch.splits) sets.moveToSplit(name, tiles, edit);
    return result;
  });
}

void LabelBook::editCaption(CaptionId id, const std::string& text) {
  impl_->edit("captions.edit", 1, text,
              [&](auto& database, Edit& edit) { CaptionStore(database).setText(id, text, edit); });
}

void LabelBook::removeCaptions(std::span<const CaptionId> captions) {
  impl_->edit("captions.remove", sizeOf(captions), "", [&](SQLite::Database& database, Edit& edit) {
    CaptionStore store(database);
    for (const CaptionId id : captions) store.remove(id, edit);
  });
}

LabelCounts LabelBook::counts() {
  return impl_->session.read([](SQLite::Database& database) {
    SQLite::Transaction transaction(database);  // all figures from one moment
    return countLabels(database);
  });
}

LabelledTiles LabelBook::labelledTiles() {
  return impl_->session.read([](SQLite::Database& database) {
    SQLite::Transaction transaction(database);
    return findLabelledTiles(database);
  });
}

std::vector<TileSet> LabelBook::sets(TileSetKind kind) {
  return impl_->session.read([&](auto& database) { return TileSetStore(database).all(kind); });
}

std::vector<TileSet> LabelBook::setsOf(TileId tile) {
  return impl_->session.read([&](auto& database) { return TileSetStore(database).ofTile(tile); });
}

std::vector<TileId> LabelBook::tilesOf(TileSetId set) {
  return impl_->session.read([&](auto& database) { return TileSetStore(database).tiles(set); });
}

std::optional<TileSet> LabelBook::set(TileSetKind kind, const std::string& name) {
  return impl_->session.read([&](auto& database) { return TileSetStore(database).byName(kind, name); });
}

TileSetId LabelBook::createSet(TileSetKind kind, const std::string& name) {
  return impl_->edit("set.create", 1, name,
                     [&](auto& database, Edit& edit) { return TileSetStore(database).findOrAdd(kind, name, edit); });
}

void LabelBook::updateSet(const TileSet& set) {
  impl_->edit("set.edit", 1, set.name, [&](auto& database, Edit& edit) { TileSetStore(database).update(set, edit); });
}

void LabelBook::removeSet(TileSetId set) {
  const std::optional<TileSet> present =
      impl_->session.read([&](auto& database) { return TileSetStore(database).byId(set); });
  impl_->edit("set.remove", 1, present ? present->name : std::string(),
              [&](auto& database, Edit& edit) { TileSetStore(database).remove(set, edit); });
}

std::int64_t LabelBook::addToSet(TileSetKind kind, const std::string& name, std::span<const TileId> tiles) {
  return impl_->edit(std::string(setKindName(kind)) + ".add", sizeOf(tiles), name, [&](auto& database, Edit& edit) {
    TileSetStore store(database);
    return store.addTiles(store.findOrAdd(kind, name, edit), tiles, edit);
  });
}

std::int64_t LabelBook::removeFromSet(TileSetId set, std::span<const TileId> tiles) {
  const std::optional<TileSet> present =
      impl_->session.read([&](auto& database) { return TileSetStore(database).byId(set); });
  if (!present) throw Error(ErrorCode::NotFound, "there is no set of tiles " + std::to_string(set));
  return impl_->edit(std::string(setKindName(present->kind)) + ".remove", sizeOf(tiles), present->name,
                     [&](auto& database, Edit& edit) { return TileSetStore(database).removeTiles(set, tiles, edit); });
}

void LabelBook::setSplit(const std::string& name, std::span<const TileId> tiles) {
  impl_->edit("split.set", sizeOf(tiles), name,
              [&](auto& database, Edit& edit) { TileSetStore(database).moveToSplit(name, tiles, edit); });
}

std::vector<SavedSearch> LabelBook::searches() {
  return impl_->session.read([](auto& database) { return SavedSearchStore(database).all(); });
}

std::optional<SavedSearch> LabelBook::search(SavedSearchId id) {
  return impl_->session.read([&](auto& database) { return SavedSearchStore(database).byId(id); });
}

SavedSearchId LabelBook::saveSearch(const SavedSearch& search) {
  return impl_->edit("search.save", 1, search.name,
                     [&](auto& database, Edit& edit) { return SavedSearchStore(database).save(search, edit); });
}

SavedSearchId LabelBook::saveSearch(const SavedSearch& search, std::span<const SearchMark> marks) {
  return impl_->edit("search.save", 1, search.name, [&](auto& database, Edit& edit) {
    SavedSearchStore store(database);
    const SavedSearchId id = store.save(search, edit);
    store.setMarks(id, marks, edit);
    return id;
  });
}

void LabelBook::removeSearch(SavedSearchId id) {
  const std::optional<SavedSearch> present = search(id);
  impl_->edit("search.remove", 1, present ? present->name : std::string(),
              [&](auto& database, Edit& edit) { SavedSearchStore(database).remove(id, edit); });
}

std::vector<SearchMark> LabelBook::marks(SavedSearchId id) {
  return impl_->session.read([&](auto& database) { return SavedSearchStore(database).marks(id); });
}

void LabelBook::setMarks(SavedSearchId id, std::span<const SearchMark> marks) {
  const std::optional<SavedSearch> present = search(id);
  impl_->edit("search.marks", sizeOf(marks), present ? present->name : std::string(),
              [&](auto& database, Edit& edit) { SavedSearchStore(database).setMarks(id, marks, edit); });
}

void LabelBook::setSeen(SavedSearchId id, TileId tile) {
  impl_->session.write([&](auto& database) { SavedSearchStore(database).setSeen(id, tile); });
}

void LabelBook::keepMarks(const std::string& key, const std::string& subject, std::span<const SearchMark> marks) {
  impl_->session.write([&](auto& database) { SavedSearchStore(database).keepMarks(key, subject, marks); });
}

std::map<std::string, std::vector<SearchMark>> LabelBook::keptMarks() {
  return impl_->session.read([](auto& database) { return SavedSearchStore(database).keptMarks(); });
}

TileId LabelBook::newestTile() {
  return impl_->session.read([](auto& database) { return numberOf(database, "SELECT ifnull(max(id), 0) FROM tile"); });
}

void LabelBook::putApart(std::span<const std::vector<TileId>> groups) {
  impl_->edit("apart.add", sizeOf(groups), "",
              [&](auto& database, Edit& edit) { ApartStore(database).put(groups, edit); });
}

void LabelBook::removeApart(std::span<const std::vector<TileId>> groups) {
  impl_->edit("apart.remove", sizeOf(groups), "",
              [&](auto& database, Edit& edit) { ApartStore(database).remove(groups, edit); });
}

void LabelBook::nameCluster(std::int64_t layout, std::int64_t cluster, const std::string& name) {
  impl_->edit("cluster.name", 1, name,
              [&](auto& database, Edit& edit) { LayoutStore(database).nameCluster(layout, cluster, name, edit); });
}

std::optional<EditStep> LabelBook::undoable() {
  return impl_->session.read([](auto& database) { return EditLog(database).undoable(); });
}

std::optional<EditStep> LabelBook::redoable() {
  return impl_->session.read([](auto& database) { return EditLog(database).redoable(); });
}

std::optional<EditStep> LabelBook::undo() {
  return impl_->session.write([](SQLite::Database& database) {
    bumpLabels(database);
    return EditLog(database).undo();
  });
}

std::optional<EditStep> LabelBook::redo() {
  return impl_->session.write([](SQLite::Database& database) {
    bumpLabels(database);
    return EditLog(database).redo();
  });
}

std::int64_t LabelBook::revision() {
  return impl_->session.read(
      [](auto& database) { return numberOf(database, "SELECT value FROM meta WHERE key = 'label_revision'"); });
}

}  // namespace tilescout::archive
