#pragma once
#include <QWidget>
#include <memory>
#include <vector>

#include "ui/explore/colouring.h"

class QLabel;
class QListWidget;
class QListWidgetItem;
class QMenu;

namespace tilescout::ui {

/// The colours with their meaning and how many tiles they stand for. A tick shows or hides them; a double click
/// selects.
class LegendPanel : public QWidget {
  Q_OBJECT
 public:
  explicit LegendPanel(QWidget* parent = nullptr);

  /// What is hidden stays so while the same thing is coloured: hiddenChanged() then says it again, for the plots have
  /// forgotten it with their colours.
  void setColouring(std::shared_ptr<const Colouring> colouring, bool canRename);
  std::vector<bool> hidden() const;
  /// How many tiles of each line are selected; empty: none.
  void setSelected(std::vector<int> counts);
  /// What is offered for a line; −1: for none.
  void fillMenu(QMenu& menu, int row);

 Q_SIGNALS:
  void hiddenChanged();
  void selectRequested(int entry);
  /// The query is to look among these tiles only.
  void searchRequested(int entry);
  /// An empty name: the program's own again.
  void renamed(qint64 key, const QString& name);

 private:
  void itemChanged(QListWidgetItem* item);
  void menu(const QPoint& at);
  void rename(int row);
  void showOnly(int row);
  void showAll();
  void refreshTotal();

  QString lineOf(std::size_t entry) const;

  std::shared_ptr<const Colouring> colouring_;
  std::vector<int> selected_;
  QListWidget* list_;
  QLabel* total_;
  bool canRename_ = false;
  bool filling_ = false;
};

}  // namespace tilescout::ui
