#include "ui/label/collections_panel.h"

#include <QAction>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QScopedValueRollback>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/app_context.h"
#include "ui/label/label_controller.h"
#include "ui/support/format.h"
#include "ui/support/icons.h"
#include "ui/support/retranslate.h"
#include "ui/window_actions.h"

namespace tilescout::ui {

namespace {

constexpr int kCountRole = Qt::UserRole + 1;

QAction* action(QWidget* parent, const char* button) {
  auto* made = new QAction(parent);
  auto* shown = new QToolButton(parent);
  shown->setObjectName(QString::fromLatin1(button));
  shown->setAutoRaise(true);
  shown->setDefaultAction(made);
  return made;
}

QToolButton* buttonOf(const QAction* action) {
  for (QObject* shown : action->associatedObjects()) {
    if (auto* button = qobject_cast<QToolButton*>(shown)) return button;
  }
  return nullptr;
}

}  // namespace

CollectionsPanel::CollectionsPanel(AppContext* context, QWidget* parent) : QWidget(parent), context_(context) {
  build();
  LabelController* labels = &context->labels();
  connect(labels, &LabelController::labelsChanged, this, &CollectionsPanel::fill);
  connect(&context->selection(), &Selection::tilesChanged, this, &CollectionsPanel::refreshButtons);
  connect(&context->selection(), &Selection::currentChanged, this, &CollectionsPanel::refreshButtons);
  connect(list_, &QListWidget::currentItemChanged, this, &CollectionsPanel::refreshButtons);
  connect(list_, &QListWidget::itemChanged, this, &CollectionsPanel::rename);
  connect(list_, &QListWidget::itemActivated, select_, &QAction::trigger);
  connect(name_, &QLineEdit::returnPressed, this, &CollectionsPanel::addSelection);
  connect(add_, &QAction::triggered, this, &CollectionsPanel::addSelection);
  connect(takeOut_, &QAction::triggered, this, [this, labels] {
    if (const auto set = current()) labels->removeFromCollection(set->id, labels->targets());
  });
  connect(select_, &QAction::triggered, this, [this, labels] {
    const auto set = current();
    if (!set) return;
    labels->findTiles(set->id, [this](const std::vector<TileId>& tiles) { context_->selection().set(tiles); });
  });
  connect(search_, &QAction::triggered, this, [this, labels] {
    const auto set = current();
    if (!set) return;
    labels->findTiles(set->id, [this, name = QString::fromStdString(set->name)](const std::vector<TileId>& tiles) {
      context_->search().change([&](QueryDraft& draft) {
        draft.query.tiles = tiles;
        draft.tilesName = name;
      });
    });
  });
  connect(remove_, &QAction::triggered, this, [this, labels] {
    if (const auto set = current()) labels->removeCollection(set->id);
  });
  onLanguageChange(this, [this] { retranslate(); });
}

void CollectionsPanel::build() {
  list_ = new QListWidget(this);
  list_->setObjectName(QStringLiteral("collectionList"));
  list_->setFrameShape(QFrame::NoFrame);
  list_->setEditTriggers(QAbstractItemView::EditKeyPressed);
  empty_ = new QLabel(this);
  empty_->setWordWrap(true);
  empty_->setMargin(8);
  empty_->setForegroundRole(QPalette::PlaceholderText);
  name_ = new QLineEdit(this);
  name_->setObjectName(QStringLiteral("collectionName"));
  add_ = action(this, "collectionAdd");
  takeOut_ = action(this, "collectionTakeOut");
  select_ = action(this, "collectionSelect");
  search_ = action(this, "collectionSearch");
  remove_ = action(this, "collectionRemove");
  auto* addRow = new QHBoxLayout;
  addRow->setContentsMargins(4, 0, 4, 4);
  addRow->addWidget(name_, 1);
  addRow->addWidget(buttonOf(add_));
  auto* row = new QHBoxLayout;
  row->setContentsMargins(4, 0, 4, 0);
  row->setSpacing(2);
  for (const QAction* each : {search_, select_, takeOut_, remove_}) row->addWidget(buttonOf(each));
  row->addStretch(1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(2);
  column->addWidget(list_, 1);
  column->addWidget(empty_);
  column->addLayout(row);
  column->addLayout(addRow);
}

void CollectionsPanel::retranslate() {
  list_->setAccessibleName(tr("Collections"));
  empty_->setText(tr("Collections keep tiles that belong together. Select tiles, type a name and press Enter."));
  name_->setPlaceholderText(tr("Name of the collection"));
  name_->setAccessibleName(tr("Name of the collection"));
  fill();
}

void CollectionsPanel::fill() {
  const QScopedValueRollback busy(filling_, true);
  const auto before = current();
  list_->clear();
  QStringList names;
  for (const TileSet& set : context_->labels().collections()) {
    const QString name = QString::fromStdString(set.name);
    names.append(name);
    auto* item = new QListWidgetItem(name, list_);
    item->setFlags(item->flags() | Qt::ItemIsEditable);
    item->setIcon(themeIcon("folder-favorites"));
    item->setData(Qt::UserRole, QVariant::fromValue<qint64>(set.id));
    item->setToolTip(tr("%n tile(s)", nullptr, static_cast<int>(set.tiles)));
    item->setData(Qt::AccessibleTextRole, name + QStringLiteral(", ") + item->toolTip());
    item->setData(kCountRole, QVariant::fromValue<qint64>(set.tiles));
    if (before && before->id == set.id) list_->setCurrentItem(item);
  }
  list_->setVisible(list_->count() > 0);
  empty_->setVisible(list_->count() == 0);
  auto* completer = new QCompleter(names, name_);
  completer->setCaseSensitivity(Qt::CaseInsensitive);
  delete name_->completer();
  name_->setCompleter(completer);
  refreshButtons();
}

void CollectionsPanel::refreshButtons() {
  const auto set = current();
  const bool any = !context_->labels().targets().empty();
  takeOut_->setEnabled(set && any);
  select_->setEnabled(set && set->tiles > 0);
  search_->setEnabled(set && set->tiles > 0);
  remove_->setEnabled(set.has_value());
  name_->setEnabled(context_->labels().isReady());
  add_->setEnabled(context_->labels().isReady());
}

std::optional<TileSet> CollectionsPanel::current() const {
  const QListWidgetItem* item = list_->currentItem();
  if (!item) return std::nullopt;
  const TileSetId id = item->data(Qt::UserRole).toLongLong();
  const auto& all = context_->labels().collections();
  const auto found = std::find_if(all.begin(), all.end(), [&](const TileSet& set) { return set.id == id; });
  if (found == all.end()) return std::nullopt;
  return *found;
}

void CollectionsPanel::addSelection() {
  QString name = name_->text().trimmed();
  if (name.isEmpty()) {
    if (const auto set = current()) name = QString::fromStdString(set->name);
  }
  if (name.isEmpty()) return;
  context_->labels().addToCollection(name, context_->labels().targets());
  name_->clear();
}

void CollectionsPanel::rename(const QListWidgetItem* item) {
  if (filling_) return;
  auto set = current();
  if (!set || item->text().trimmed().isEmpty()) {
    fill();
    return;
  }
  set->name = item->text().trimmed().toStdString();
  context_->labels().updateCollection(*set);
}

void CollectionsPanel::addActions(WindowActions* actions) {
  using enum MenuPlace;
  const auto adopt = [actions](QAction* action, const ActionSpec& spec) {
    actions->adopt(action, spec);
    // A tool button names itself by its action's text, which is too short to be told apart from others' here.
    buttonOf(action)->setAccessibleName(action->toolTip());
    connect(action, &QAction::changed, buttonOf(action),
            [action] { buttonOf(action)->setAccessibleName(action->toolTip()); });
  };
  adopt(search_, {"collectionSearch",
                  "edit-find",
                  {Qt::Key_F4},
                  Collection,
                  [] { return tr("Search in the collection"); },
                  [] { return tr("Search only in this collection"); }});
  adopt(select_, {"collectionSelect",
                  "edit-select-all",
                  {Qt::SHIFT | Qt::Key_F4},
                  Collection,
                  [] { return tr("Select its tiles"); },
                  [] { return tr("Select the tiles of this collection"); }});
  adopt(add_, {"collectionAdd",
               "list-add",
               {Qt::CTRL | Qt::SHIFT | Qt::Key_P},
               Collection,
               [] { return tr("Put the selected tiles in"); },
               [] { return tr("Put the selected tiles into the collection of this name"); },
               true});
  adopt(takeOut_, {"collectionTakeOut",
                   "list-remove",
                   {Qt::CTRL | Qt::SHIFT | Qt::Key_Y},
                   Collection,
                   [] { return tr("Take the selected tiles out"); },
                   [] { return tr("Take the selected tiles out of this collection"); }});
  ActionSpec remove{"collectionRemove",
                    "edit-delete",
                    {QKeySequence::Delete},
                    Collection,
                    [] { return tr("Delete the collection"); },
                    [] { return tr("Delete this collection; its tiles stay"); }};
  remove.scope = list_;
  adopt(remove_, remove);
}

void CollectionsPanel::focusName() { name_->setFocus(Qt::ShortcutFocusReason); }

}  // namespace tilescout::ui
