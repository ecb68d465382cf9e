#pragma once
#include <QWidget>
#include <optional>

#include "base/labels.h"

class QAction;
class QLabel;
class QLineEdit;
class QListWidget;
class QListWidgetItem;

namespace tilescout::ui {

class AppContext;
class WindowActions;

/// The archive dock's section of collections: make one, put the selection in or take it out, select its tiles, search
/// only in it, rename
/// (F2), delete.
class CollectionsPanel : public QWidget {
  Q_OBJECT
 public:
  explicit CollectionsPanel(AppContext* context, QWidget* parent = nullptr);

  /// Gives the buttons' actions their names, icons, keys and places in the menus.
  void addActions(WindowActions* actions);
  /// Where the name of the collection that takes the selection is typed.
  void focusName();

 private:
  void build();
  void retranslate();
  void fill();
  void refreshButtons();
  void addSelection();
  void rename(const QListWidgetItem* item);
  std::optional<TileSet> current() const;

  AppContext* const context_;
  QListWidget* list_;
  QLabel* empty_;
  QLineEdit* name_;
  QAction *add_, *takeOut_, *select_, *search_, *remove_;
  bool filling_ = false;
};

}  // namespace tilescout::ui
