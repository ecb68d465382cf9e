#pragma once
#include <QWidget>
#include <vector>

#include "jobs/finetune_job.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace tilescout::ui {

class CurveChart;
class SamplePictures;
class SampleTile;
class TuningRun;

/// Fourth page: the run while it goes. Losses and recall as curves, its pace, and how single tiles fare.
class RunPage : public QWidget {
  Q_OBJECT
 public:
  explicit RunPage(TuningRun* run, QWidget* parent = nullptr);

  CurveChart* lossChart() const { return loss_; }
  CurveChart* recallChart() const { return recall_; }

 Q_SIGNALS:
  void discardRequested();
  void tileRequested(qint64 tile);

 private:
  QWidget* buildCharts();
  QWidget* buildFigures();
  QWidget* buildSamples();
  QWidget* buildButtons();
  void retranslate();
  void refreshPhase();
  void refreshProgress();
  void refreshSteps();
  void refreshEvaluations();
  void showSamples(const train::TuneEvent& event);
  QString phaseText() const;
  void pauseOrResume();

  TuningRun* const run_;
  SamplePictures* pictures_;
  QLabel *title_ = nullptr, *readout_ = nullptr, *samplesTitle_ = nullptr, *failure_ = nullptr;
  QProgressBar* progress_ = nullptr;
  CurveChart *loss_ = nullptr, *recall_ = nullptr;
  std::vector<QLabel*> figureNames_, figures_;
  std::vector<SampleTile*> samples_;
  QPushButton *pause_ = nullptr, *finish_ = nullptr, *discard_ = nullptr;
};

}  // namespace tilescout::ui
