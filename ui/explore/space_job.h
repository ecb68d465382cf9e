#pragma once
#include <QObject>
#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

#include "ui/jobs/job.h"

namespace tilescout::ui {

class AppContext;
class ExploreSession;

/// One job at a time over the open archive's embedding space. The job belongs to the list of jobs and goes on when
/// another archive is opened; its end is then nothing to this object any more.
class SpaceJob : public QObject {
  Q_OBJECT
 public:
  using Failed = std::function<void(const UiError&)>;
  using StageWords = std::function<QString(const Progress&)>;

  explicit SpaceJob(AppContext* context, QObject* parent = nullptr);

  bool isRunning() const { return job_ != nullptr; }

  /// `make(session, job)` on the job's thread, then `done(what it made)` here, or `failed`. The job has dealt with
  /// `count(what it made)` tiles. Without an archive, or while one runs, nothing happens.
  template <typename Make, typename Count, typename Done>
  void start(JobWords words, Make make, Count count, Done done, Failed failed = {}) {
    auto made = std::make_shared<std::invoke_result_t<Make, ExploreSession&, JobContext&>>();
    run(
        std::move(words),
        [make = std::move(make), count = std::move(count), made](ExploreSession& session, JobContext& context) {
          *made = make(session, context);
          JobOutcome outcome;
          outcome.tiles = static_cast<std::int64_t>(count(*made));
          return outcome;
        },
        [done = std::move(done), made] { done(std::move(*made)); }, std::move(failed));
  }

  /// Another archive is open.
  void drop();

  /// How the job speaks. The stages that jobs over the space have in common (reading, finding neighbours, placing) are
  /// said here, all others by `stage`.
  static JobWords words(std::function<QString()> title, StageWords stage,
                        std::function<QString(const JobOutcome&)> summary);
  /// "12 of 40".
  static QString countsOf(const Progress& progress);

 Q_SIGNALS:
  /// One has begun or ended.
  void changed();

 private:
  using Work = std::function<JobOutcome(ExploreSession&, JobContext&)>;
  void run(JobWords words, Work work, std::function<void()> done, Failed failed);

  AppContext* const context_;
  Job* job_ = nullptr;
  quint64 generation_ = 0;  ///< of the archive
};

}  // namespace tilescout::ui
