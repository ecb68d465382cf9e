#pragma once
#include <QWidget>

#include "search/query.h"
#include "ui/page.h"

class QLabel;
class QSlider;
class QStackedWidget;

namespace tilescout::ui {

class AppContext;
class ExamplesPage;
class GridSelection;
class LargeView;
class QueryNotice;
class ResultGrid;
class ResultModel;
class StatePage;

/// The middle of the window while an archive is open: notices, count, grid or large view; and what stands there when
/// there are no results (nothing asked, no scenes, loading, nothing found, failed).
class ResultsView : public QWidget, public Page {
  Q_OBJECT
 public:
  explicit ResultsView(AppContext* context, QWidget* parent = nullptr);

  const Hit* currentHit() const;
  ResultGrid* grid() const { return grid_; }
  void focusResults();
  void showLarge();
  /// Esc: closes the large view.
  bool takeBack() override;
  void enter() override { focusResults(); }

 Q_SIGNALS:
  void exampleChosen(const QString& query);
  void addScenesRequested();
  void openRequested();
  void modelRequested();

 private:
  enum class Shown { State, Examples, Grid, Large };

  QWidget* buildHeader();
  void wire();
  void retranslate();
  void resultChanged();
  void refresh();
  void refreshHeader();
  void showPage(Shown page);
  void loadVisible();
  void largeHit();
  void step(int by);
  void actOnPage();

  AppContext* const context_;
  ResultModel* model_;
  ResultGrid* grid_;
  GridSelection* selection_;
  LargeView* large_;
  StatePage* page_;
  ExamplesPage* examples_;
  QStackedWidget* stack_;
  QWidget* header_;
  QLabel* count_;
  QLabel* sizeLabel_;
  QSlider* size_;
  QueryNotice* queryNotice_;
};

}  // namespace tilescout::ui
