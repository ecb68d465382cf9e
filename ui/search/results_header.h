#pragma once
#include <QWidget>

class QComboBox;
class QLabel;
class QSlider;

namespace tilescout::ui {

class AppContext;
class ResultGrid;
class ResultModel;
class ScoreHistogram;
class WindowActions;

/// Above the grid: the histogram of scores with its handle, how many tiles are shown and by which model, their order,
/// grouping and size.
class ResultsHeader : public QWidget {
  Q_OBJECT
 public:
  ResultsHeader(AppContext* context, ResultGrid* grid, ResultModel* model, QWidget* parent = nullptr);

  ScoreHistogram* histogram() const { return histogram_; }
  /// Sorting and grouping as actions, beside the two lists.
  void addActions(WindowActions* actions);
  /// After a new answer.
  void refresh();

 private:
  void build();
  void wire();
  void retranslate();
  void applyOrder();
  QString countText(std::int64_t remaining) const;

  AppContext* const context_;
  ResultGrid* const grid_;
  ResultModel* const model_;
  ScoreHistogram* histogram_;
  QLabel *count_, *orderLabel_, *sizeLabel_;
  QComboBox *order_, *group_;
  QSlider* size_;
};

}  // namespace tilescout::ui
