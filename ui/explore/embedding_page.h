#pragma once
#include <QWidget>
#include <memory>

#include "ui/explore/colouring.h"
#include "ui/page.h"

class QComboBox;
class QStackedWidget;
class QToolButton;

namespace tilescout::ui {

class AppContext;
class FoldSection;
class LayoutController;
class LegendPanel;
class MainWindow;
class MeasuresTable;
class NoticeBar;
class ScatterView;
class StatePage;
class ThumbnailLoader;

/// The Embedding page: the archive's tiles as points, alike ones together. Its own thumbnails, so that it does not push
/// the grid's aside.
class EmbeddingPage : public QWidget, public Page {
  Q_OBJECT
 public:
  explicit EmbeddingPage(AppContext* context, MainWindow* window);
  ~EmbeddingPage() override;

  bool takeBack() override;
  void enter() override;

  ScatterView* plot() const { return plot_; }
  LayoutController* controller() const { return controller_; }
  LegendPanel* legend() const { return legend_; }

 Q_SIGNALS:
  void addScenesRequested();

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  QWidget* buildBar();
  QWidget* buildPlot();
  void wire();
  void retranslate();
  void refresh();
  void showState();
  void recolour();
  void selectEntry(int entry);
  void selectDuplicates();
  void selectOutliers();
  void askOptions();
  void makeLayout();
  void exportPlot();
  void showMenu(const QPoint& at);
  ColourBy colourBy() const;

  AppContext* const context_;
  MainWindow* const window_;
  LayoutController* controller_;
  ThumbnailLoader* thumbnails_;
  QStackedWidget* stack_;
  StatePage* state_;
  QWidget* content_ = nullptr;
  NoticeBar* notice_ = nullptr;
  ScatterView* plot_ = nullptr;
  LegendPanel* legend_ = nullptr;
  MeasuresTable* measures_ = nullptr;
  FoldSection* fold_ = nullptr;
  QComboBox* colour_ = nullptr;
  QToolButton *move_ = nullptr, *lasso_ = nullptr, *box_ = nullptr, *fit_ = nullptr, *make_ = nullptr,
              *export_ = nullptr;
  std::shared_ptr<const Colouring> colouring_;
};

/// Hangs the page into the window.
void addEmbeddingPage(MainWindow* window, AppContext* context);

}  // namespace tilescout::ui
