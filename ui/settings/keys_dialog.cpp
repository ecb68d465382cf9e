#include "ui/settings/keys_dialog.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/support/icons.h"
#include "ui/support/retranslate.h"
#include "ui/support/window_size.h"
#include "ui/window_actions.h"

namespace tilescout::ui {

namespace {

constexpr int kActionRole = Qt::UserRole + 1;

QString keysOf(const QAction* action) {
  QStringList keys;
  for (const QKeySequence& key : action->shortcuts()) keys.append(key.toString(QKeySequence::NativeText));
  return keys.join(QStringLiteral(", "));
}

}  // namespace

KeysDialog::KeysDialog(WindowActions* actions, QWidget* parent) : QDialog(parent), actions_(actions) {
  resizeFitting(this, {560, 560});
  build();
  connect(find_, &QLineEdit::textChanged, this, &KeysDialog::filter);
  connect(list_, &QTreeWidget::currentItemChanged, this, &KeysDialog::currentChanged);
  connect(list_, &QTreeWidget::itemActivated, edit_, qOverload<>(&QWidget::setFocus));
  connect(edit_, &QKeySequenceEdit::keySequenceChanged, this, [this](const QKeySequence& keys) {
    if (keys.count() > 1) edit_->setKeySequence(QKeySequence(keys[0]));  // one press, no chords
    set_->setEnabled(currentAction() && !keys.isEmpty());
  });
  connect(set_, &QPushButton::clicked, this, &KeysDialog::assign);
  connect(remove_, &QPushButton::clicked, this, [this] {
    if (currentAction()) actions_->keyMap().set(currentAction(), {});
  });
  connect(reset_, &QPushButton::clicked, this, &KeysDialog::resetCurrent);
  connect(resetAll_, &QPushButton::clicked, &actions_->keyMap(), &KeyMap::resetAll);
  connect(close_, &QPushButton::clicked, this, &QDialog::close);
  connect(&actions_->keyMap(), &KeyMap::changed, this, [this] {
    message_->clear();
    fill();
  });
  onLanguageChange(this, [this] { retranslate(); });
}

void KeysDialog::build() {
  find_ = new QLineEdit(this);
  find_->setObjectName(QStringLiteral("keysFind"));
  find_->setClearButtonEnabled(true);
  list_ = new QTreeWidget(this);
  list_->setObjectName(QStringLiteral("keysList"));
  list_->setColumnCount(2);
  list_->setRootIsDecorated(false);
  list_->setUniformRowHeights(true);
  list_->header()->setStretchLastSection(false);
  list_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  list_->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
  name_ = new QLabel(this);
  name_->setTextFormat(Qt::PlainText);
  edit_ = new QKeySequenceEdit(this);
  edit_->setObjectName(QStringLiteral("keysEdit"));
  message_ = new QLabel(this);
  message_->setObjectName(QStringLiteral("keysMessage"));
  message_->setTextFormat(Qt::PlainText);
  message_->setWordWrap(true);
  for (QPushButton** button : {&set_, &remove_, &reset_, &resetAll_, &close_}) {
    *button = new QPushButton(this);
    (*button)->setAutoDefault(false);
  }
  set_->setObjectName(QStringLiteral("keysSet"));
  remove_->setObjectName(QStringLiteral("keysRemove"));
  reset_->setObjectName(QStringLiteral("keysReset"));
  auto* row = new QHBoxLayout;
  row->addWidget(name_, 1);
  row->addWidget(edit_);
  row->addWidget(set_);
  auto* buttons = new QHBoxLayout;
  for (QPushButton* button : {remove_, reset_, resetAll_}) buttons->addWidget(button);
  buttons->addStretch(1);
  buttons->addWidget(close_);
  auto* column = new QVBoxLayout(this);
  column->addWidget(find_);
  column->addWidget(list_, 1);
  column->addLayout(row);
  column->addWidget(message_);
  column->addLayout(buttons);
}

void KeysDialog::retranslate() {
  setWindowTitle(tr("Keys"));
  find_->setPlaceholderText(tr("Find an action or a key"));
  find_->setAccessibleName(tr("Find an action or a key"));
  list_->setHeaderLabels({tr("Action"), tr("Key")});
  list_->setAccessibleName(tr("Actions and their keys"));
  edit_->setAccessibleName(tr("New key"));
  edit_->setToolTip(tr("Press the keys that the action is to have"));
  set_->setText(tr("Add this key"));
  remove_->setText(tr("Take its keys away"));
  reset_->setText(tr("As it was"));
  resetAll_->setText(tr("All as they were"));
  close_->setText(tr("Close"));
  fill();
}

void KeysDialog::fill() {
  const QAction* before = currentAction();
  list_->clear();
  for (QAction* action : actions_->all()) {
    auto* item = new QTreeWidgetItem(list_, {plainText(action), keysOf(action)});
    item->setIcon(0, action->icon());
    item->setData(0, kActionRole, QVariant::fromValue(action));
    QFont font = item->font(1);
    font.setBold(!actions_->keyMap().isDefault(action));
    item->setFont(1, font);
    if (action == before) list_->setCurrentItem(item);
  }
  const QList<QStringList> views = {
      {tr("Go to the results from the search line"), tr("Down")},
      {tr("Walk through the results"), tr("Arrows")},
      {tr("Select several results"), tr("Shift+arrows, Ctrl+click, drag")},
      {tr("Select all results"), QStringLiteral("Ctrl+A")},
      {tr("Show the result large, and back"), tr("Space")},
      {tr("Size of the pictures"), tr("Ctrl+mouse wheel")},
  };
  for (const QStringList& view : views) {
    auto* item = new QTreeWidgetItem(list_, view);
    item->setForeground(0, palette().placeholderText());
    item->setToolTip(0, tr("Cannot be changed"));
  }
  filter();
  currentChanged();
}

void KeysDialog::filter() {
  const QString wanted = find_->text().simplified();
  for (int row = 0; row < list_->topLevelItemCount(); ++row) {
    QTreeWidgetItem* item = list_->topLevelItem(row);
    item->setHidden(!item->text(0).contains(wanted, Qt::CaseInsensitive) &&
                    !item->text(1).contains(wanted, Qt::CaseInsensitive));
  }
}

QAction* KeysDialog::currentAction() const {
  const QTreeWidgetItem* item = list_->currentItem();
  return item ? item->data(0, kActionRole).value<QAction*>() : nullptr;
}

void KeysDialog::currentChanged() {
  const QAction* action = currentAction();
  name_->setText(action ? plainText(action) : tr("Choose an action to change its keys."));
  edit_->clear();
  edit_->setEnabled(action);
  set_->setEnabled(false);
  remove_->setEnabled(action && !action->shortcuts().isEmpty());
  reset_->setEnabled(action && !actions_->keyMap().isDefault(action));
}

void KeysDialog::assign() {
  QAction* action = currentAction();
  const QKeySequence key = edit_->keySequence();
  if (!action || key.isEmpty()) return;
  const QString shown = key.toString(QKeySequence::NativeText);
  if (const QAction* holder = actions_->keyMap().holder(key, action)) {
    message_->setText(tr("%1 belongs to “%2”. Take it away there first, or choose another key.")
                          .arg(shown, plainText(holder)));
    return;
  }
  QList<QKeySequence> keys = action->shortcuts();
  if (!keys.contains(key)) keys.append(key);
  actions_->keyMap().set(action, keys);
  message_->setText(tr("%1 is a key of “%2” now.").arg(shown, plainText(action)));
}

void KeysDialog::resetCurrent() {
  QAction* action = currentAction();
  if (!action || actions_->keyMap().reset(action)) return;
  message_->setText(tr("Another action has taken one of its keys. Give that one another key first."));
}

}  // namespace tilescout::ui
