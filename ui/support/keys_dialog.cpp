#include "ui/support/keys_dialog.h"

#include <QAction>
#include <QHeaderView>
#include <QRegularExpression>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace tilescout::ui {

KeysDialog::KeysDialog(const QList<QAction*>& actions, QWidget* parent) : QDialog(parent) {
  setWindowTitle(tr("Keys"));
  resize(440, 480);
  auto* list = new QTreeWidget(this);
  list->setRootIsDecorated(false);
  list->setFrameShape(QFrame::NoFrame);
  list->setHeaderLabels({tr("Action"), tr("Key")});
  for (const QAction* action : actions) {
    QStringList keys;
    for (const QKeySequence& key : action->shortcuts()) keys.append(key.toString(QKeySequence::NativeText));
    if (keys.isEmpty()) continue;
    QString name = action->text();
    name.remove(QRegularExpression(QStringLiteral("\\(&.\\)")));  // "(&N)", as Chinese menus mark their letters
    name.remove(QLatin1Char('&'));
    new QTreeWidgetItem(list, {name, keys.join(QStringLiteral(", "))});
  }
  const QList<QStringList> views = {
      {tr("Go to the results from the search line"), tr("Down")},
      {tr("Walk through the results"), tr("Arrows")},
      {tr("Select several results"), tr("Shift+arrows, Ctrl+click, drag")},
      {tr("Select all results"), QStringLiteral("Ctrl+A")},
      {tr("Show the result large, and back"), tr("Space")},
      {tr("Size of the pictures"), tr("Ctrl+mouse wheel")},
  };
  for (const QStringList& view : views) new QTreeWidgetItem(list, view);
  list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
  list->header()->setStretchLastSection(false);
  auto* column = new QVBoxLayout(this);
  column->addWidget(list);
}

}  // namespace tilescout::ui
