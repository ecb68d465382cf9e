#pragma once
#include <QVariantAnimation>
#include <QWidget>
#include <memory>

#include "jobs/compare_job.h"
#include "ui/explore/scatter_view.h"

class QLabel;
class QSlider;
class QToolButton;

namespace tilescout::ui {

class Selection;
class ThumbnailLoader;

/// Two models' plots side by side that look at the same place, with one selection. The right one can be any moment on
/// the way from before to after: by hand on the slider, or played.
class ComparisonPanel : public QWidget {
  Q_OBJECT
 public:
  static constexpr int kSteps = 1000;  ///< of the slider
  static constexpr int kPlayMs = 2500;

  ComparisonPanel(Selection* selection, ThumbnailLoader* first, ThumbnailLoader* second, QWidget* parent = nullptr);
  ~ComparisonPanel() override;

  /// Null: both plots are empty.
  void setComparison(std::shared_ptr<const jobs::ComparisonView> comparison);
  void setColouring(const std::shared_ptr<const Colouring>& colouring);
  void setHiddenEntries(const std::vector<bool>& hidden);
  void setTool(ScatterTool tool);
  void setRenderer(PlotRenderer renderer);
  void fit();
  bool dropLine();

  ScatterView* before() const { return before_; }
  ScatterView* after() const { return after_; }
  /// 0: before, 1: after.
  double moment() const;
  void setMoment(double moment);
  /// From before to after, from where it stands; a second call stops.
  void play();

 Q_SIGNALS:
  void closeRequested();
  void toolChanged(ScatterTool tool);
  void menuRequested(const QPoint& at);

 private:
  QWidget* buildSide(QLabel* title, QWidget* plot);
  void link(ScatterView* one, ScatterView* other);
  void retranslate();
  void refreshTitles();
  void showMoment();

  std::shared_ptr<const jobs::ComparisonView> comparison_;
  ScatterView *before_, *after_;
  QLabel *beforeTitle_, *afterTitle_, *from_, *to_;
  QSlider* slider_;
  QToolButton *play_, *close_;
  QVariantAnimation animation_;
};

}  // namespace tilescout::ui
