#pragma once
#include <QDialog>

namespace tilescout::ui {

/// The keys of all actions that have one, and those of the views.
class KeysDialog : public QDialog {
  Q_OBJECT
 public:
  explicit KeysDialog(const QList<QAction*>& actions, QWidget* parent = nullptr);
};

}  // namespace tilescout::ui
