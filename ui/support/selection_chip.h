#pragma once
#include <QToolButton>

namespace tilescout::ui {

class Selection;

/// "37 selected ×": how many tiles are selected in all views together; a click clears them. Hidden when there are none.
class SelectionChip : public QToolButton {
  Q_OBJECT
 public:
  explicit SelectionChip(Selection* selection, QWidget* parent = nullptr);

 private:
  void refresh();

  Selection* const selection_;
};

}  // namespace tilescout::ui
