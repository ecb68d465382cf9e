#pragma once
#include <QObject>

class QItemSelection;

namespace tilescout::ui {

class ResultGrid;
class ResultModel;
class Selection;

/// Keeps the grid's selection and current cell equal to the window's one selection, both ways. Tiles selected elsewhere
/// that are not among the hits stay selected, unless the grid's selection is changed by hand.
class GridSelection : public QObject {
  Q_OBJECT
 public:
  GridSelection(ResultGrid* grid, ResultModel* model, Selection* selection);

  /// After the model was filled anew: shows what of the selection is among the new hits.
  void showAgain();

 private:
  void toWindow();
  void toGrid();
  void currentToGrid();

  ResultGrid* const grid_;
  ResultModel* const model_;
  Selection* const selection_;
  bool busy_ = false;  ///< an echo is not an answer
};

}  // namespace tilescout::ui
