#pragma once
#include <QCoreApplication>
#include <QString>

#include "jobs/finetune_job.h"
#include "ui/support/error_text.h"

namespace tilescout::ui {

/// What the parts of a fine-tuning are called, and what its figures mean to someone who has not read the paper.
class TrainWords {
  Q_DECLARE_TR_FUNCTIONS(TrainWords)
 public:
  static QString method(train::Method method);
  /// What is trained, and what for.
  static QString aboutMethod(train::Method method);
  static QString variant(train::Variant variant);
  static QString schedule(train::Schedule schedule);
  static QString recompute(train::Recompute recompute);
  static QString split(train::SplitRule rule);
  static QString preset(const std::string& name);
  static QString aboutPreset(const std::string& name);

  static QString issue(const jobs::DataIssue& issue);
  /// Text of the button that mends it; "": nothing the wizard could do that is not done in `config`.
  static QString fix(const jobs::DataIssue& issue, const train::TrainConfig& config);
  /// What is wrong with a setting, and where it ends.
  static QString problem(const UiError& error);

  /// The outcome in one or two sentences.
  static QString verdict(const train::TuneResult& result);
  /// What uniformity and alignment say before and after.
  static QString space(const train::Comparison& comparison);
  static QString forgetting(const train::TuneResult& result);
  static QString effort(const train::TuneResult& result);

  static QString runState(const jobs::RunInfo& run);
  /// What else is to be said of it: that only the archive's record knows it, why it failed; "" mostly.
  static QString runStory(const jobs::RunInfo& run);
  /// "41.2".
  static QString recall(double percent);
  /// "+3.4", "−1.0".
  static QString change(double points);
  /// "2 h 41 min", "40 s".
  static QString duration(double seconds);

 private:
  static QString stateName(jobs::RunState state);
};

/// The split whose figures count: test, else val; null: none was measured.
const train::Comparison* decisiveSplit(const train::TuneResult& result);

}  // namespace tilescout::ui
