#pragma once
#include <QObject>
#include <QTimer>
#include <memory>
#include <optional>
#include <vector>

#include "base/job.h"
#include "ui/backend/train_session.h"
#include "ui/support/background.h"
#include "ui/support/error_text.h"
#include "ui/train/run_process.h"

namespace tilescout::ui {

class ArchiveSession;

/// Elsewhere: another program makes the run; it is only watched.
enum class RunPhase { None, Starting, Running, Pausing, Paused, Finishing, Discarding, Elsewhere, Finished, Failed };

/// The fine-tuning that the window makes: its process, what that has told, and what became of it. The state lies on
/// disk with the run, so that pausing is ending the process and resuming is starting another one.
class TuningRun : public QObject {
  Q_OBJECT
 public:
  explicit TuningRun(QObject* parent = nullptr);
  ~TuningRun() override;

  /// A new run, or with `request.resume` one that lies on disk. Not while one is under way.
  void start(const std::shared_ptr<ArchiveSession>& session, const jobs::FinetuneRequest& request);
  /// Takes up a run from disk without starting it: paused, finished, failed, or made by another program.
  void take(const std::shared_ptr<ArchiveSession>& session, const jobs::RunInfo& info);
  void pause();
  void resume();
  void finishEarly();
  void discard();
  /// Lets go of a run that is not under way.
  void clear();

  RunPhase phase() const { return phase_; }
  /// A process works on it, here or elsewhere.
  bool isUnderWay() const;
  const jobs::FinetuneRequest& request() const { return request_; }
  const std::shared_ptr<ArchiveSession>& session() const { return session_; }
  const std::vector<train::TuneEvent>& events() const { return events_; }
  const train::TuneEvent* lastStep() const;
  const train::TuneEvent* lastEvaluation() const;
  /// Of what comes before and between the steps: "read", "decode", "evaluate".
  const Progress& progress() const { return progress_; }
  const std::optional<jobs::FinetuneReport>& report() const { return report_; }
  const UiError& error() const { return error_; }

 Q_SIGNALS:
  void phaseChanged();
  void progressed();
  /// Another step, or many (after taking up a run).
  void stepped();
  void evaluated();
  /// The run ended well and its model stands in the store.
  void finished();
  /// The run and its model are gone.
  void discarded();

 private:
  void setPhase(RunPhase phase);
  void launch();
  void took(const QByteArray& line);
  void took(const train::TuneEvent& event);
  void ended(RunEnd end, const QString& message);
  void readEvents();
  void readReport();
  void removeNow();
  void watch();
  void fail(const UiError& error);

  RunPhase phase_ = RunPhase::None;
  std::shared_ptr<ArchiveSession> session_;
  jobs::FinetuneRequest request_;
  std::vector<train::TuneEvent> events_;
  Progress progress_;
  std::optional<jobs::FinetuneReport> report_;
  UiError error_;
  RunProcess process_;
  QTimer watchTimer_;
  Background background_;
};

}  // namespace tilescout::ui
