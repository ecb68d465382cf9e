#pragma once
#include <QWidget>
#include <optional>

#include "base/labels.h"

class QLabel;
class QLineEdit;
class QListWidget;
class QListWidgetItem;
class QToolButton;

namespace tilescout::ui {

class AppContext;

/// The archive dock's section of collections: make one, put the selection in or take it out, select its tiles, search
/// only in it, rename
/// (F2), delete.
class CollectionsPanel : public QWidget {
  Q_OBJECT
 public:
  explicit CollectionsPanel(AppContext* context, QWidget* parent = nullptr);

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
  QToolButton *add_, *takeOut_, *select_, *search_, *remove_;
  bool filling_ = false;
};

}  // namespace tilescout::ui
