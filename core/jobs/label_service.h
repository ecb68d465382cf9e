#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/labelled_tiles.h"
#include "base/labels.h"

namespace tilescout::jobs {

/// Captions, tags and splits of an archive's tiles, and the one history of everything that people change in it (labels,
/// collections, saved searches). Each call that changes something is one transaction and one step of the history, for
/// however many tiles; it is on disk when the call returns. Own connection; one thread at a time. Texts are trimmed;
/// Error{InvalidInput} for an empty or enormous one, Error{NotFound} for a tile or caption that is gone, Error{Io}
/// when the archive cannot be written.
class LabelService {
 public:
  /// `author` is who signs what is added here.
  explicit LabelService(const std::filesystem::path& archiveFile, const std::string& author = {});
  ~LabelService();

  std::vector<Caption> captions();  ///< all, by id
  std::vector<Caption> captionsOf(TileId tile);
  std::vector<Caption> orphans();  ///< whose scene has no tiles now, or is gone
  std::vector<CaptionId> addCaption(std::span<const TileId> tiles, const std::string& text);
  void editCaption(CaptionId id, const std::string& text);
  void removeCaptions(std::span<const CaptionId> captions);

  std::vector<TileSet> tags();
  std::vector<TileSet> tagsOf(TileId tile);
  std::vector<TileId> tilesWithTag(const std::string& name);
  /// Made when it is new. Returns how many tiles did not have it yet.
  std::int64_t addTag(std::span<const TileId> tiles, const std::string& name);
  std::int64_t removeTag(std::span<const TileId> tiles, const std::string& name);
  void updateTag(const TileSet& tag);  ///< name, notes, colour of the tag with this id
  void deleteTag(TileSetId tag);

  std::vector<TileSet> splits();
  std::optional<std::string> splitOf(TileId tile);
  /// "train", "val", "test" or a name of one's own; "" = into none.
  void setSplit(std::span<const TileId> tiles, const std::string& name);
  /// Whether a tile is to be learned from: not when it is in the split kNotForTraining.
  bool isForTraining(TileId tile);
  /// Into that split, or out of it; the splits of other tiles stay when tiles are taken out.
  void setForTraining(std::span<const TileId> tiles, bool on);

  LabelCounts counts();
  LabelledTiles labelledTiles();

  std::optional<EditStep> undoable();  ///< what undo() would take back
  std::optional<EditStep> redoable();
  std::optional<EditStep> undo();  ///< the step taken back; nullopt = there was none
  std::optional<EditStep> redo();
  std::int64_t revision();  ///< changes with every edit, whoever made it

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tilescout::jobs
