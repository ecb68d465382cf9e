#include "ui/jobs/job.h"

#include <utility>

#include "ui/support/give_way.h"

namespace tilescout::ui {

Job::Job(JobWords words, Work work, QObject* parent)
    : QObject(parent), words_(std::move(words)), work_(std::move(work)) {}

Job::~Job() {
  // Joined here, before any member goes: what the worker has posted to this object is dropped by Qt.
  if (thread_.joinable()) {
    thread_.request_stop();
    thread_.join();
  }
}

void Job::start() {
  thread_ = std::jthread([this](const std::stop_token& stop) {
    giveWay();
    run(stop);
  });
}

void Job::cancel() {
  if (state_ != JobState::Running || cancelling_) return;
  cancelling_ = true;
  thread_.request_stop();
  Q_EMIT progressed();
}

void Job::run(const std::stop_token& stop) {
  JobContext context(stop, [this](const Progress& progress) {
    QMetaObject::invokeMethod(this, [this, progress] {
      progress_ = progress;
      Q_EMIT progressed();
    }, Qt::QueuedConnection);
  });
  try {
    JobOutcome outcome = work_(context);
    settle(JobState::Finished, [this, outcome = std::move(outcome)] { outcome_ = outcome; });
  } catch (const Cancelled&) {
    settle(JobState::Cancelled, [] {});
  } catch (...) {
    settle(JobState::Failed, [this, error = uiErrorOf(std::current_exception())] { error_ = error; });
  }
}

void Job::settle(JobState state, const std::function<void()>& store) {
  QMetaObject::invokeMethod(this, [this, state, store] {
    store();
    state_ = state;
    if (state == JobState::Finished) Q_EMIT finished();
    if (state == JobState::Failed) Q_EMIT failed();
    if (state == JobState::Cancelled) Q_EMIT cancelled();
    Q_EMIT settled();
  }, Qt::QueuedConnection);
}

}  // namespace tilescout::ui
