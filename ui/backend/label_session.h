#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/labelled_tiles.h"
#include "base/labels.h"
#include "jobs/label_transfer.h"

namespace tilescout::ui {

/// What people write into an archive: captions, tags, collections, and the one history by which each edit is taken
/// back. Every call that changes something is one transaction and one step of the history, for however many tiles, and
/// is on disk when it returns. Called on worker threads, one call at a time; throws Error.
class LabelSession {
 public:
  virtual ~LabelSession() = default;

  virtual std::vector<Caption> captionsOf(TileId tile) = 0;
  virtual void addCaption(std::span<const TileId> tiles, const std::string& text) = 0;
  virtual void editCaption(CaptionId caption, const std::string& text) = 0;
  virtual void removeCaptions(std::span<const CaptionId> captions) = 0;
  /// Those of `tiles` that have no caption yet, in their order.
  virtual std::vector<TileId> withoutCaption(std::span<const TileId> tiles) = 0;
  virtual LabelCounts counts() = 0;
  virtual LabelledTiles labelledTiles() = 0;

  virtual std::vector<TileSet> tags() = 0;
  virtual std::vector<TileSet> tagsOf(TileId tile) = 0;
  /// Made when it is new.
  virtual void addTag(std::span<const TileId> tiles, const std::string& name) = 0;
  virtual void removeTag(std::span<const TileId> tiles, const std::string& name) = 0;

  /// Whether a tile is to be learned from; see kNotForTraining.
  virtual bool isForTraining(TileId tile) = 0;
  /// Tiles that are for training again are in no split.
  virtual void setForTraining(std::span<const TileId> tiles, bool on) = 0;

  virtual std::vector<TileSet> collections() = 0;
  virtual std::vector<TileId> tilesOf(TileSetId collection) = 0;
  /// By name, made when it is new; without tiles an empty one is made.
  virtual void addToCollection(const std::string& name, std::span<const TileId> tiles) = 0;
  virtual void removeFromCollection(TileSetId collection, std::span<const TileId> tiles) = 0;
  virtual void updateCollection(const TileSet& collection) = 0;
  virtual void removeCollection(TileSetId collection) = 0;

  /// See core/jobs/label_transfer.h; may run beside the other calls. A preview changes nothing.
  virtual jobs::LabelImportReport importLabels(const jobs::LabelImportOptions& options, JobContext& job) = 0;
  virtual jobs::LabelExportReport exportLabels(const std::string& format, const std::filesystem::path& path,
                                               JobContext& job) = 0;

  virtual std::optional<EditStep> undoable() = 0;
  virtual std::optional<EditStep> redoable() = 0;
  virtual std::optional<EditStep> undo() = 0;
  virtual std::optional<EditStep> redo() = 0;
};

}  // namespace tilescout::ui
