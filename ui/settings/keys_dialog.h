#pragma once
#include <QDialog>

class QAction;
class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace tilescout::ui {

class WindowActions;

/// All keys: of actions, which can be changed here, and of the views, which are as they are. A key that another action
/// has is refused, and the dialog says whose it is. Stays open beside the window.
class KeysDialog : public QDialog {
  Q_OBJECT
 public:
  explicit KeysDialog(WindowActions* actions, QWidget* parent = nullptr);

 private:
  void build();
  void retranslate();
  void fill();
  void filter();
  QAction* currentAction() const;
  void currentChanged();
  void assign();
  void resetCurrent();

  WindowActions* const actions_;
  QLineEdit* find_;
  QTreeWidget* list_;
  QLabel* name_;
  QKeySequenceEdit* edit_;
  QPushButton *set_, *remove_, *reset_, *resetAll_, *close_;
  QLabel* message_;
};

}  // namespace tilescout::ui
