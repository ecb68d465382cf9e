#pragma once
#include <QObject>
#include <QTimer>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "base/labelled_tiles.h"
#include "base/labels.h"
#include "search/query.h"
#include "ui/support/error_text.h"
#include "ui/support/latest_worker.h"
#include "ui/support/ordered_worker.h"

namespace tilescout::ui {

class ArchiveController;
class ArchiveSession;
class LabelSession;
class Selection;

/// Captions, tags and collections of the open archive, and taking edits back. Edits run in order on a thread of their
/// own and are saved when made, even when the program closes meanwhile; what is shown is read anew after each.
class LabelController : public QObject {
  Q_OBJECT
 public:
  LabelController(ArchiveController* archive, Selection* selection, QObject* parent = nullptr);
  ~LabelController() override;

  /// What labels are about now: the selected tiles, else the current one.
  std::vector<TileId> targets() const;

  void addCaption(const std::vector<TileId>& tiles, const QString& text);
  void editCaption(CaptionId caption, const QString& text);
  void removeCaptions(const std::vector<CaptionId>& captions);
  void addTag(const std::vector<TileId>& tiles, const QString& name);
  void removeTag(const std::vector<TileId>& tiles, const QString& name);
  /// Gives the tag to the targets; takes it away when the current tile has it.
  void toggleTag(const QString& name);
  /// Whether tiles are to be learned from: what is not is left out of every training.
  void setForTraining(const std::vector<TileId>& tiles, bool on);
  void addToCollection(const QString& name, const std::vector<TileId>& tiles);
  void removeFromCollection(TileSetId collection, const std::vector<TileId>& tiles);
  void updateCollection(const TileSet& collection);
  void removeCollection(TileSetId collection);
  void undo();
  void redo();
  /// Somebody else has changed labels: everything shown is read anew.
  void refresh() { readAll(); }

  /// Answers on the interface's thread: those of `tiles` without a caption; not at all after another archive was
  /// opened.
  void findBare(const std::vector<TileId>& tiles, std::function<void(std::vector<TileId>)> answer);
  void findTiles(TileSetId collection, std::function<void(std::vector<TileId>)> answer);

  /// Of the current tile.
  const std::vector<Caption>& captions() const { return captions_; }
  const std::vector<TileSet>& tileTags() const { return tileTags_; }
  bool isForTraining() const { return forTraining_; }
  /// Of the archive, by name.
  const std::vector<TileSet>& tags() const { return tags_; }
  const std::vector<TileSet>& collections() const { return collections_; }
  const LabelCounts& counts() const { return counts_; }
  /// Null until they have been read.
  const std::shared_ptr<const LabelledTiles>& labelledTiles() const { return labelled_; }
  const std::optional<EditStep>& undoable() const { return undoable_; }
  const std::optional<EditStep>& redoable() const { return redoable_; }
  bool isReady() const { return session_ != nullptr; }

 Q_SIGNALS:
  /// captions(), tileTags() and isForTraining() are of another tile, or changed.
  void tileChanged();
  /// Tags, collections, counts or the history changed.
  void labelsChanged();
  /// An edit is on disk.
  void saved();
  void failed(const tilescout::ui::UiError& error);
  /// undo() took this back, or redo() brought it again. The history also holds what is no label.
  void stepped(const tilescout::EditStep& step);

 private:
  struct Shown;
  using Edit = std::function<void(LabelSession&)>;
  void archiveChanged();
  void post(Edit edit);
  void readTile();
  void readAll();
  void took(const Shown& shown, bool edited);
  void step(std::optional<EditStep> (LabelSession::*way)());

  ArchiveController* const archive_;
  Selection* const selection_;
  std::shared_ptr<ArchiveSession> session_;
  quint64 generation_ = 0;  ///< of the archive
  std::vector<Caption> captions_;
  std::vector<TileSet> tileTags_, tags_, collections_;
  bool forTraining_ = true;  ///< the current tile
  LabelCounts counts_;
  std::shared_ptr<const LabelledTiles> labelled_;
  std::optional<EditStep> undoable_, redoable_;
  OrderedWorker worker_;
};

/// A split's name as it is shown: the program's own one in the language of the window.
QString splitShown(const std::string& name);

/// "Undo" or "Redo" with what it is about: "add a caption to 37 tiles". Empty step: the word alone.
QString editStepText(const EditStep& step);

}  // namespace tilescout::ui
