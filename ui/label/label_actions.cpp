#include "ui/label/label_actions.h"

#include <QAction>
#include <QDockWidget>
#include <algorithm>

#include "ui/app_context.h"
#include "ui/label/collections_panel.h"
#include "ui/label/label_controller.h"
#include "ui/label/label_panel.h"
#include "ui/main_window.h"
#include "ui/palette/command_palette.h"
#include "ui/support/fold_section.h"
#include "ui/support/icons.h"
#include "ui/window_actions.h"

namespace tilescout::ui {

namespace {

constexpr int kTagKeys = 9;

}  // namespace

LabelActions::LabelActions(MainWindow* window, AppContext* context)
    : QObject(window), window_(window), context_(context) {
  panel_ = new LabelPanel(context, window);
  panel_->setMinimumWidth(220);
  dock_ = window->addDock(panel_, "labelDock", Qt::RightDockWidgetArea, [] { return tr("Labels"); });
  collections_ = new CollectionsPanel(context, window);
  section_ = window->addSection(collections_, "collections", [] { return tr("Collections"); });
  addHistory();
  addLabelling();
  addTagKeys();
  addCollections();
  connect(panel_, &LabelPanel::nextRequested, this, [this] { walk(1); });
  connect(&context->labels(), &LabelController::labelsChanged, this, [this] {
    refresh();
    window_->actions()->refreshText(undo_);  // these say what they are about
    window_->actions()->refreshText(redo_);
    for (const QAction* action : tagKeys_) window_->actions()->refreshText(action);
  });
  connect(&context->labels(), &LabelController::tileChanged, this,
          [this] { window_->actions()->refreshText(training_); });
  connect(&context->selection(), &Selection::tilesChanged, this, &LabelActions::refresh);
  connect(&context->selection(), &Selection::currentChanged, this, &LabelActions::refresh);
  refresh();
}

void LabelActions::addHistory() {
  WindowActions* actions = window_->actions();
  LabelController* labels = &context_->labels();
  const auto with = [](const QString& word, const std::optional<EditStep>& step) {
    return step ? tr("%1: %2").arg(word, editStepText(*step)) : word;
  };
  undo_ = actions->add({"undo",
                        "edit-undo",
                        {QKeySequence::Undo},
                        MenuPlace::Edit,
                        [labels, with] { return with(tr("&Undo"), labels->undoable()); },
                        [] { return tr("Take back the last change of labels, collections or searches"); }});
  redo_ = actions->add({"redo",
                        "edit-redo",
                        {Qt::CTRL | Qt::SHIFT | Qt::Key_Z, Qt::CTRL | Qt::Key_Y},
                        MenuPlace::Edit,
                        [labels, with] { return with(tr("&Redo"), labels->redoable()); },
                        [] { return tr("Do again what was undone"); }});
  connect(undo_, &QAction::triggered, labels, &LabelController::undo);
  connect(redo_, &QAction::triggered, labels, &LabelController::redo);
}

void LabelActions::addLabelling() {
  WindowActions* actions = window_->actions();
  label_ = actions->add({"label",
                         "edit-rename",
                         {Qt::Key_L},
                         MenuPlace::Label,
                         [] { return tr("&Caption…"); },
                         [] { return tr("Describe the current tile, or all selected ones at once"); }});
  tag_ = actions->add({"tag",
                       "tag",
                       {Qt::Key_T},
                       MenuPlace::Label,
                       [] { return tr("&Tag…"); },
                       [] { return tr("Give the current or selected tiles a tag"); }});
  training_ = actions->add(
      {"forTraining",
       "dialog-cancel",
       {Qt::SHIFT | Qt::Key_X},
       MenuPlace::Label,
       [this] { return context_->labels().isForTraining() ? tr("Not &for training") : tr("&For training again"); },
       [] { return tr("Leave the current or selected tiles out of every training, or take them in again"); }});
  saveAndNext_ = actions->add({"saveAndNext",
                               "document-save",
                               {Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter},
                               MenuPlace::Label,
                               [] { return tr("&Save and next"); },
                               [] { return tr("Save the caption and go on to the next tile"); }});
  next_ = actions->add({"nextTile",
                        "go-next",
                        {Qt::CTRL | Qt::Key_Down},
                        MenuPlace::Label,
                        [] { return tr("&Next tile"); },
                        [] { return tr("Go on without saving a caption"); },
                        true});
  previous_ = actions->add({"previousTile",
                            "go-previous",
                            {Qt::CTRL | Qt::Key_Up},
                            MenuPlace::Label,
                            [] { return tr("&Previous tile"); },
                            [] { return tr("Go back to the tile before"); }});
  connect(label_, &QAction::triggered, this, [this] {
    showPanel();
    panel_->focusCaption();
  });
  connect(tag_, &QAction::triggered, this, [this] {
    showPanel();
    panel_->focusTag();
  });
  connect(training_, &QAction::triggered, this, [this] {
    LabelController& labels = context_->labels();
    labels.setForTraining(labels.targets(), !labels.isForTraining());
  });
  connect(saveAndNext_, &QAction::triggered, this, [this] {
    panel_->save();
    walk(1);
  });
  connect(next_, &QAction::triggered, this, [this] { walk(1); });
  connect(previous_, &QAction::triggered, this, [this] { walk(-1); });
}

void LabelActions::addTagKeys() {
  static constexpr const char* kNames[kTagKeys] = {"toggleTag1", "toggleTag2", "toggleTag3", "toggleTag4", "toggleTag5",
                                                   "toggleTag6", "toggleTag7", "toggleTag8", "toggleTag9"};
  LabelController* labels = &context_->labels();
  for (int i = 0; i < kTagKeys; ++i) {
    const auto name = [labels, i] {
      const auto& tags = labels->tags();
      return i < static_cast<int>(tags.size()) ? QString::fromStdString(tags[static_cast<std::size_t>(i)].name)
                                               : QString();
    };
    QAction* action = window_->actions()->add(
        {kNames[i],
         "tag",
         {QKeySequence(Qt::Key_1 + i)},
         MenuPlace::Tags,
         [name, i] { return name().isEmpty() ? tr("Tag %1").arg(i + 1) : tr("Tag “%1”").arg(name()); },
         [] { return tr("Give the tiles this tag, or take it away"); }});
    connect(action, &QAction::triggered, this, [labels, name] {
      if (!name().isEmpty()) labels->toggleTag(name());
    });
    tagKeys_.append(action);
  }
}

void LabelActions::addCollections() {
  collect_ = window_->actions()->add({"collect",
                                      "folder-favorites",
                                      {Qt::Key_C},
                                      MenuPlace::Label,
                                      [] { return tr("Put into a c&ollection…"); },
                                      [] { return tr("Keep the current or selected tiles under a name"); },
                                      true});
  collections_->addActions(window_->actions());
  panel_->addActions(window_->actions());
  connect(collect_, &QAction::triggered, this, [this] {
    window_->showArchiveDock();
    section_->setOpen(true);
    collections_->focusName();
  });
  window_->commands()->addSource([context = context_](const QString&) {
    std::vector<PaletteEntry> entries;
    for (const TileSet& set : context->labels().collections()) {
      const QString name = QString::fromStdString(set.name);
      PaletteEntry entry;
      entry.title = tr("Put into “%1”").arg(name);
      entry.kind = tr("Collection");
      entry.icon = themeIcon("folder-favorites");
      entry.enabled = !context->labels().targets().empty();
      entry.run = [context, name] { context->labels().addToCollection(name, context->labels().targets()); };
      entries.push_back(std::move(entry));
    }
    return entries;
  });
}

void LabelActions::refresh() {
  const LabelController& labels = context_->labels();
  const bool any = labels.isReady() && !labels.targets().empty();
  undo_->setEnabled(labels.undoable().has_value());
  redo_->setEnabled(labels.redoable().has_value());
  for (QAction* action : {label_, tag_, training_, saveAndNext_, collect_}) action->setEnabled(any);
  for (int i = 0; i < kTagKeys; ++i) tagKeys_[i]->setEnabled(any && i < static_cast<int>(labels.tags().size()));
}

void LabelActions::showPanel() {
  dock_->show();
  dock_->raise();
}

void LabelActions::walk(int by) {
  Selection& selection = context_->selection();
  std::vector<TileId> way = selection.tiles();
  const bool several = way.size() > 1;
  if (!several) {
    way.clear();
    if (const auto& result = context_->search().result()) {
      for (const Hit& hit : result->hits) way.push_back(hit.tile);
    }
  }
  if (way.empty()) return;
  const auto at = std::find(way.begin(), way.end(), selection.current());
  const auto last = static_cast<std::ptrdiff_t>(way.size()) - 1;
  const auto to = at == way.end() ? 0 : std::clamp<std::ptrdiff_t>(at - way.begin() + by, 0, last);
  const TileId tile = way[static_cast<std::size_t>(to)];
  several ? selection.setCurrent(tile) : selection.set({tile}, tile);
}

void addLabelling(MainWindow* window, AppContext* context) { new LabelActions(window, context); }

}  // namespace tilescout::ui
