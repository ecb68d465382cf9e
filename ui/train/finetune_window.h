#pragma once
#include <QPointer>
#include <QWidget>

#include "base/ids.h"
#include "jobs/reembed_job.h"
#include "ui/train/tuning_plan.h"
#include "ui/train/tuning_run.h"

class QLabel;
class QPushButton;
class QStackedWidget;

namespace tilescout::ui {

class AppContext;
class DataPage;
class Job;
class ModelPage;
class RecipePage;
class ResultPage;
class RunJob;
class RunPage;
class RunsPage;
class StepBar;

/// The fine-tuning wizard: a window beside the main one, which stays usable. Data → model → recipe → run → result, and
/// the list of all runs. Going back never undoes anything, and closing it leaves a run going.
class FinetuneWindow : public QWidget {
  Q_OBJECT
 public:
  enum Step { Data, Model, Recipe, Run, Result };

  FinetuneWindow(AppContext* context, QWidget* parent);
  ~FinetuneWindow() override;

  void goTo(Step step);
  void showRuns();
  void bringUp();
  Step step() const { return step_; }
  bool showsRuns() const;
  TuningPlan& plan() { return plan_; }
  TuningRun& run() { return run_; }

 Q_SIGNALS:
  /// The user wants to see the archive's tiles and label some.
  void labelRequested();
  void tileRequested(qint64 tile);
  void tilesRequested(const std::vector<TileId>& tiles, const QString& about);

 private:
  void build();
  void wirePlan();
  void wireRun();
  void wireRuns();
  void retranslate();
  void archiveChanged();
  void refresh();
  int reached() const;
  void next();
  void start();
  void useResult();
  void useEnded(const Job& job, const jobs::ReembedReport& report);
  void keepResult();
  void open(const jobs::RunInfo& info);
  void offerInterrupted();
  bool isInUse(const std::string& model) const;
  bool isRecordedOnly(const std::string& run) const;
  void askToDiscard(const QString& name, std::function<void()> discard);
  void discard(const std::string& run);

  AppContext* const context_;
  TuningPlan plan_;
  TuningRun run_;
  RunJob* runJob_;
  Background background_;
  Step step_ = Data;
  StepBar* steps_ = nullptr;
  QStackedWidget* stack_ = nullptr;
  DataPage* data_ = nullptr;
  ModelPage* model_ = nullptr;
  RecipePage* recipe_ = nullptr;
  RunPage* runPage_ = nullptr;
  ResultPage* result_ = nullptr;
  RunsPage* runs_ = nullptr;
  QLabel* title_ = nullptr;
  QPushButton *back_ = nullptr, *next_ = nullptr, *allRuns_ = nullptr;
  QPointer<Job> offer_;
  bool offered_ = false;
  std::int64_t captions_ = 0;  ///< of the archive when the data were last looked at
};

}  // namespace tilescout::ui
