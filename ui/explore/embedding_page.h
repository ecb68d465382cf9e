#pragma once
#include <QWidget>
#include <memory>

#include "ui/explore/colouring.h"
#include "ui/explore/find_controller.h"
#include "ui/page.h"
#include "ui/support/background.h"

class QAction;
class QMenu;
class QStackedWidget;

namespace tilescout::ui {

class AppContext;
class ComparisonController;
class ComparisonPanel;
class EmbeddingBar;
class FindPanel;
class FoldSection;
class LayoutController;
class LayoutList;
class LegendPanel;
class MainWindow;
class MeasuresTable;
class NoticeBar;
class PlotExportDialog;
class ScatterView;
class StatePage;
class TextLayer;
class ThumbnailLoader;
class WindowActions;

/// The Embedding page: the archive's tiles as points, alike ones together; or two models' spaces side by side. Its own
/// thumbnails, so that it does not push the grid's aside.
class EmbeddingPage : public QWidget, public Page {
  Q_OBJECT
 public:
  explicit EmbeddingPage(AppContext* context, MainWindow* window);
  ~EmbeddingPage() override;

  bool takeBack() override;
  void enter() override;

  ScatterView* plot() const { return plot_; }
  LayoutController* controller() const { return controller_; }
  ComparisonController* comparison() const { return comparison_; }
  ComparisonPanel* comparisonPanel() const { return pair_; }
  FindController* finder() const { return finder_; }
  TextLayer* texts() const { return texts_; }
  LegendPanel* legend() const { return legend_; }

  void find(FindKind kind);
  /// The selected tiles into the results.
  void showSelected();
  void askModels();
  /// The tools above the plot as actions; `open` brings the page to the front.
  void addTools(WindowActions* actions, QAction* open);

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  QWidget* buildPlot();
  QWidget* buildSide(QWidget* parent);
  QWidget* buildMeasures();
  ThumbnailLoader* loader(int threads);
  void wire();
  void wireControllers();
  void wireFinder();
  void wirePlots();
  void wireRenderer();
  void fillTextsMenu();
  void fillFindMenu();
  void retranslate();
  void refresh();
  void refreshNotice();
  void refreshFound();
  void showState();
  void recolour();
  void readLabels();
  void showPlots();
  void wantScores();
  void selectEntry(int entry);
  std::vector<TileId> tilesOf(int entry) const;
  void countSelected();
  void searchOnly(const std::vector<TileId>& tiles, const QString& name);
  void selectDuplicates();
  void selectOutliers();
  void askOptions();
  void askWords();
  void exportPlot(bool onlySelected = false);
  void write(const PlotExportDialog& dialog);
  void searchText(const QString& text);
  void showMenu(const QPoint& at);
  void startLabelling(TileId first);
  ColourBy colourBy() const;
  bool comparing() const;
  /// What the plot that is seen shows.
  std::shared_ptr<const jobs::LayoutView> shownView() const;

  AppContext* const context_;
  MainWindow* const window_;
  LayoutController* controller_;
  ComparisonController* comparison_;
  FindController* finder_;
  TextLayer* texts_;
  std::vector<ThumbnailLoader*> loaders_;
  QStackedWidget* stack_;
  StatePage* state_;
  QWidget* content_ = nullptr;
  EmbeddingBar* bar_ = nullptr;
  NoticeBar* notice_ = nullptr;
  QStackedWidget* plots_ = nullptr;
  ScatterView* plot_ = nullptr;
  ComparisonPanel* pair_ = nullptr;
  LayoutList* list_ = nullptr;
  LegendPanel* legend_ = nullptr;
  FindPanel* found_ = nullptr;
  TileId labelFirst_ = 0;  ///< of a list that is on its way into the results to be labelled; 0 = none
  MeasuresTable* measures_ = nullptr;
  FoldSection* fold_ = nullptr;
  QMenu *textsMenu_ = nullptr, *findMenu_ = nullptr;
  std::shared_ptr<const Colouring> colouring_;
  std::shared_ptr<const jobs::TileLabels> labels_;
  Background labelReader_;
};

/// Hangs the page into the window.
void addEmbeddingPage(MainWindow* window, AppContext* context);

}  // namespace tilescout::ui
