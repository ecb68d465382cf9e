#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "archive/archive.h"
#include "base/labelled_tiles.h"
#include "base/labels.h"

namespace tilescout::archive {

struct NewCaption {
  TileId tile = 0;
  std::string text;
  std::string author;  ///< "" = the book's
};

/// Labels that are added together.
struct LabelBatch {
  std::vector<NewCaption> captions;
  std::map<std::string, std::vector<TileId>> tags, splits;  ///< by name
};

struct LabelBatchResult {
  std::int64_t captions = 0, tags = 0;  ///< tags: tiles that did not have theirs
};

/// What people wrote into an archive: captions, tags, collections, splits, saved searches, and the history by which
/// each edit can be taken back. Every editing call is one transaction and one step of the history, for however many
/// tiles. A connection of its own, for one thread; throws as Archive does. Texts and names are stored as given.
class LabelBook {
 public:
  LabelBook(const std::filesystem::path& file, OpenMode mode, std::string author = {});
  ~LabelBook();
  LabelBook(LabelBook&&) noexcept;
  LabelBook& operator=(LabelBook&&) noexcept;

  // Captions.
  std::vector<Caption> captions();
  std::vector<Caption> captionsOf(TileId tile);
  /// `kind` is the step's name in the history.
  std::vector<CaptionId> addCaptions(std::span<const NewCaption> captions, const std::string& kind = "captions.add");
  /// All of it as one step, "captions.import".
  LabelBatchResult addBatch(const LabelBatch& batch, const std::string& detail);
  void editCaption(CaptionId id, const std::string& text);
  void removeCaptions(std::span<const CaptionId> captions);
  LabelCounts counts();
  LabelledTiles labelledTiles();

  // Tags, collections, splits.
  std::vector<TileSet> sets(TileSetKind kind);
  std::vector<TileSet> setsOf(TileId tile);
  std::vector<TileId> tilesOf(TileSetId set);
  std::optional<TileSet> set(TileSetKind kind, const std::string& name);
  TileSetId createSet(TileSetKind kind, const std::string& name);  ///< the present one when the name is in use
  void updateSet(const TileSet& set);                              ///< name, notes, colour
  void removeSet(TileSetId set);
  /// Made when it is new. Returns how many tiles came in.
  std::int64_t addToSet(TileSetKind kind, const std::string& name, std::span<const TileId> tiles);
  std::int64_t removeFromSet(TileSetId set, std::span<const TileId> tiles);
  /// Into this split and out of every other; "" = into none.
  void setSplit(const std::string& name, std::span<const TileId> tiles);

  // Saved searches.
  std::vector<SavedSearch> searches();
  std::optional<SavedSearch> search(SavedSearchId id);
  SavedSearchId saveSearch(const SavedSearch& search);
  /// With its marks, as one step.
  SavedSearchId saveSearch(const SavedSearch& search, std::span<const SearchMark> marks);
  void removeSearch(SavedSearchId id);
  std::vector<SearchMark> marks(SavedSearchId id);
  void setMarks(SavedSearchId id, std::span<const SearchMark> marks);
  void setSeen(SavedSearchId id, TileId tile);
  /// Marks of queries without a name; see SavedSearchStore. No steps of the history.
  void keepMarks(const std::string& key, const std::string& subject, std::span<const SearchMark> marks);
  std::map<std::string, std::vector<SearchMark>> keptMarks();
  TileId newestTile();  ///< 0 = there is none

  // Near-duplicates; see Archive::apart().
  /// The tiles of each of these groups are no duplicates of one another.
  void putApart(std::span<const std::vector<TileId>> groups);
  /// Takes back every such group that holds all tiles of one of these.
  void removeApart(std::span<const std::vector<TileId>> groups);

  /// The user's own name for a cluster of a layout; "" = the program's again. Throws Error{NotFound}.
  void nameCluster(std::int64_t layout, std::int64_t cluster, const std::string& name);

  // History.
  std::optional<EditStep> undoable();
  std::optional<EditStep> redoable();
  std::optional<EditStep> undo();
  std::optional<EditStep> redo();
  /// Changes with every edit, undo and redo, whoever made it.
  std::int64_t revision();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tilescout::archive
