#include "ui/label/label_controller.h"

#include <algorithm>
#include <utility>

#include "ui/archive/archive_controller.h"
#include "ui/backend/label_session.h"
#include "ui/selection.h"

namespace tilescout::ui {

/// What one turn of the worker read.
struct LabelController::Shown {
  quint64 generation = 0;
  TileId tile = 0;
  std::vector<Caption> captions;
  std::vector<TileSet> tileTags;
  bool forTraining = true;
  bool whole = false;  ///< the rest was read too
  std::vector<TileSet> tags, collections;
  LabelCounts counts;
  std::shared_ptr<const LabelledTiles> labelled;
  std::optional<EditStep> undoable, redoable;

  void readTile(LabelSession& labels) {
    if (tile == 0) return;
    captions = labels.captionsOf(tile);
    tileTags = labels.tagsOf(tile);
    forTraining = labels.isForTraining(tile);
  }
  void readAll(LabelSession& labels) {
    whole = true;
    tags = labels.tags();
    collections = labels.collections();
    counts = labels.counts();
    labelled = std::make_shared<const LabelledTiles>(labels.labelledTiles());
    undoable = labels.undoable();
    redoable = labels.redoable();
  }
};

LabelController::LabelController(ArchiveController* archive, Selection* selection, QObject* parent)
    : QObject(parent), archive_(archive), selection_(selection) {
  connect(archive, &ArchiveController::archiveChanged, this, &LabelController::archiveChanged);
  connect(archive, &ArchiveController::indexEnded, this, &LabelController::readAll);
  connect(selection, &Selection::currentChanged, this, &LabelController::readTile);
  connect(this, &LabelController::stepped, archive, [archive](const EditStep& step) {
    if (step.kind == "scenes.move") archive->scenesMoved();
  });
}

LabelController::~LabelController() = default;

std::vector<TileId> LabelController::targets() const {
  if (!selection_->isEmpty()) return selection_->tiles();
  if (selection_->current() != 0) return {selection_->current()};
  return {};
}

void LabelController::archiveChanged() {
  ++generation_;
  session_ = archive_->state() == ArchiveState::Open ? archive_->session() : nullptr;
  captions_.clear();
  tileTags_.clear();
  forTraining_ = true;
  tags_.clear();
  collections_.clear();
  counts_ = {};
  labelled_.reset();
  undoable_.reset();
  redoable_.reset();
  Q_EMIT tileChanged();
  Q_EMIT labelsChanged();
  if (session_) readAll();
}

void LabelController::post(Edit edit) {
  if (!session_) return;
  worker_.post(
      [this, session = session_, generation = generation_, tile = selection_->current(), edit = std::move(edit)] {
        try {
          LabelSession& labels = session->labels();
          edit(labels);
          Shown shown;
          shown.generation = generation;
          shown.tile = tile;
          shown.readTile(labels);
          shown.readAll(labels);
          QMetaObject::invokeMethod(
              this, [this, shown] { took(shown, true); }, Qt::QueuedConnection);
        } catch (...) {
          const UiError error = uiErrorOf(std::current_exception());
          QMetaObject::invokeMethod(
              this,
              [this, error, generation] {
                if (generation == generation_) Q_EMIT failed(error);
              },
              Qt::QueuedConnection);
        }
      });
}

void LabelController::readTile() {
  captions_.clear();
  tileTags_.clear();
  forTraining_ = true;
  Q_EMIT tileChanged();
  if (!session_ || selection_->current() == 0) return;
  worker_.post([this, session = session_, generation = generation_, tile = selection_->current()] {
    Shown shown;
    shown.generation = generation;
    shown.tile = tile;
    try {
      shown.readTile(session->labels());
    } catch (...) {
      return;  // nothing shown is what there was before; an edit would say why
    }
    QMetaObject::invokeMethod(
        this, [this, shown] { took(shown, false); }, Qt::QueuedConnection);
  });
}

void LabelController::readAll() {
  if (!session_) return;
  worker_.post([this, session = session_, generation = generation_, tile = selection_->current()] {
    Shown shown;
    shown.generation = generation;
    shown.tile = tile;
    try {
      shown.readTile(session->labels());
      shown.readAll(session->labels());
    } catch (...) {
      return;
    }
    QMetaObject::invokeMethod(
        this, [this, shown] { took(shown, false); }, Qt::QueuedConnection);
  });
}

void LabelController::took(const Shown& shown, bool edited) {
  if (shown.generation != generation_) return;
  if (shown.tile == selection_->current()) {
    captions_ = shown.captions;
    tileTags_ = shown.tileTags;
    forTraining_ = shown.forTraining;
    Q_EMIT tileChanged();
  } else if (edited) {
    readTile();  // the user has gone on meanwhile; the edit may be about the tile shown now as well
  }
  if (shown.whole) {
    tags_ = shown.tags;
    collections_ = shown.collections;
    counts_ = shown.counts;
    labelled_ = shown.labelled;
    undoable_ = shown.undoable;
    redoable_ = shown.redoable;
    Q_EMIT labelsChanged();
  }
  if (edited) Q_EMIT saved();
}

void LabelController::addCaption(const std::vector<TileId>& tiles, const QString& text) {
  if (tiles.empty()) return;
  post([tiles, text = text.toStdString()](LabelSession& labels) { labels.addCaption(tiles, text); });
}

void LabelController::editCaption(CaptionId caption, const QString& text) {
  post([caption, text = text.toStdString()](LabelSession& labels) { labels.editCaption(caption, text); });
}

void LabelController::removeCaptions(const std::vector<CaptionId>& captions) {
  if (captions.empty()) return;
  post([captions](LabelSession& labels) { labels.removeCaptions(captions); });
}

void LabelController::addTag(const std::vector<TileId>& tiles, const QString& name) {
  if (tiles.empty()) return;
  post([tiles, name = name.toStdString()](LabelSession& labels) { labels.addTag(tiles, name); });
}

void LabelController::removeTag(const std::vector<TileId>& tiles, const QString& name) {
  if (tiles.empty()) return;
  post([tiles, name = name.toStdString()](LabelSession& labels) { labels.removeTag(tiles, name); });
}

void LabelController::toggleTag(const QString& name) {
  const std::string wanted = name.toStdString();
  const bool has = std::any_of(tileTags_.begin(), tileTags_.end(), [&](const TileSet& t) { return t.name == wanted; });
  has ? removeTag(targets(), name) : addTag(targets(), name);
}

void LabelController::setForTraining(const std::vector<TileId>& tiles, bool on) {
  if (tiles.empty()) return;
  post([tiles, on](LabelSession& labels) { labels.setForTraining(tiles, on); });
}

void LabelController::addToCollection(const QString& name, const std::vector<TileId>& tiles) {
  post([tiles, name = name.toStdString()](LabelSession& labels) { labels.addToCollection(name, tiles); });
}

void LabelController::removeFromCollection(TileSetId collection, const std::vector<TileId>& tiles) {
  if (tiles.empty()) return;
  post([collection, tiles](LabelSession& labels) { labels.removeFromCollection(collection, tiles); });
}

void LabelController::updateCollection(const TileSet& collection) {
  post([collection](LabelSession& labels) { labels.updateCollection(collection); });
}

void LabelController::removeCollection(TileSetId collection) {
  post([collection](LabelSession& labels) { labels.removeCollection(collection); });
}

void LabelController::undo() { step(&LabelSession::undo); }
void LabelController::redo() { step(&LabelSession::redo); }

void LabelController::step(std::optional<EditStep> (LabelSession::*way)()) {
  post([this, way](LabelSession& labels) {
    if (const std::optional<EditStep> step = (labels.*way)()) {
      QMetaObject::invokeMethod(
          this, [this, step = *step] { Q_EMIT stepped(step); }, Qt::QueuedConnection);
    }
  });
}

void LabelController::findBare(const std::vector<TileId>& tiles, std::function<void(std::vector<TileId>)> answer) {
  if (!session_) return;
  worker_.post([this, session = session_, generation = generation_, tiles, answer = std::move(answer)] {
    std::vector<TileId> bare;
    try {
      bare = session->labels().withoutCaption(tiles);
    } catch (...) {
      return;
    }
    QMetaObject::invokeMethod(
        this,
        [this, generation, bare, answer] {
          if (generation == generation_) answer(bare);
        },
        Qt::QueuedConnection);
  });
}

void LabelController::findTiles(TileSetId collection, std::function<void(std::vector<TileId>)> answer) {
  if (!session_) return;
  worker_.post([this, session = session_, generation = generation_, collection, answer = std::move(answer)] {
    std::vector<TileId> tiles;
    try {
      tiles = session->labels().tilesOf(collection);
    } catch (...) {
      return;
    }
    QMetaObject::invokeMethod(
        this,
        [this, generation, tiles, answer] {
          if (generation == generation_) answer(tiles);
        },
        Qt::QueuedConnection);
  });
}

QString splitShown(const std::string& name) {
  return name == kNotForTraining ? LabelController::tr("not for training") : QString::fromStdString(name);
}

QString editStepText(const EditStep& step) {
  const QString detail = QString::fromStdString(step.detail).left(40);
  const int count = static_cast<int>(step.count);
  const auto is = [&](const char* kind) { return step.kind == kind; };
  if (is("captions.add")) return LabelController::tr("add %n caption(s)", nullptr, count);
  if (is("captions.edit")) return LabelController::tr("change a caption");
  if (is("captions.remove")) return LabelController::tr("remove %n caption(s)", nullptr, count);
  if (is("captions.import")) return LabelController::tr("import %n label(s)", nullptr, count);
  if (is("tag.add")) return LabelController::tr("tag %n tile(s) “%1”", nullptr, count).arg(detail);
  if (is("tag.remove")) return LabelController::tr("take “%1” from %n tile(s)", nullptr, count).arg(detail);
  if (is("collection.add")) return LabelController::tr("put %n tile(s) into “%1”", nullptr, count).arg(detail);
  if (is("collection.remove")) return LabelController::tr("take %n tile(s) out of “%1”", nullptr, count).arg(detail);
  if (is("set.create")) return LabelController::tr("make “%1”").arg(detail);
  if (is("set.edit")) return LabelController::tr("change “%1”").arg(detail);
  if (is("set.remove")) return LabelController::tr("delete “%1”").arg(detail);
  if (is("split.set") && step.detail == kNotForTraining)
    return LabelController::tr("mark %n tile(s) as not for training", nullptr, count);
  if (is("split.set") && step.detail.empty())
    return LabelController::tr("take %n tile(s) out of their splits", nullptr, count);
  if (is("split.set")) return LabelController::tr("change the split of %n tile(s)", nullptr, count);
  if (is("search.save")) return LabelController::tr("save the search “%1”").arg(detail);
  if (is("search.remove")) return LabelController::tr("delete the search “%1”").arg(detail);
  if (is("scenes.move")) return LabelController::tr("find %n scene(s) again in “%1”", nullptr, count).arg(detail);
  if (is("search.marks")) return LabelController::tr("mark %n tile(s)", nullptr, count);
  if (is("apart.add")) return LabelController::tr("say of %n group(s) that they are no duplicates", nullptr, count);
  if (is("apart.remove")) return LabelController::tr("list %n group(s) as duplicates again", nullptr, count);
  if (is("cluster.name")) {
    return detail.isEmpty() ? LabelController::tr("give a cluster the program’s name")
                            : LabelController::tr("name a cluster “%1”").arg(detail);
  }
  return detail.isEmpty() ? LabelController::tr("the last change") : detail;
}

}  // namespace tilescout::ui
