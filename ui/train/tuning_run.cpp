#include "ui/train/tuning_run.h"

#include <algorithm>

#include "ui/backend/backend.h"

namespace tilescout::ui {

namespace {

constexpr int kWatchMs = 2000;

}  // namespace

TuningRun::TuningRun(QObject* parent) : QObject(parent) {
  connect(&process_, &RunProcess::line, this, [this](const QByteArray& line) { took(line); });
  connect(&process_, &RunProcess::ended, this, &TuningRun::ended);
  watchTimer_.setInterval(kWatchMs);
  connect(&watchTimer_, &QTimer::timeout, this, &TuningRun::watch);
}

TuningRun::~TuningRun() = default;

bool TuningRun::isUnderWay() const {
  switch (phase_) {
    case RunPhase::Starting:
    case RunPhase::Running:
    case RunPhase::Pausing:
    case RunPhase::Finishing:
    case RunPhase::Discarding:
    case RunPhase::Elsewhere: return true;
    case RunPhase::None:
    case RunPhase::Paused:
    case RunPhase::Finished:
    case RunPhase::Failed: break;
  }
  return false;
}

const train::TuneEvent* TuningRun::lastStep() const {
  const auto found = std::find_if(events_.rbegin(), events_.rend(), [](const auto& event) { return !event.val; });
  return found == events_.rend() ? nullptr : &*found;
}

const train::TuneEvent* TuningRun::lastEvaluation() const {
  const auto found =
      std::find_if(events_.rbegin(), events_.rend(), [](const auto& event) { return event.val.has_value(); });
  return found == events_.rend() ? nullptr : &*found;
}

void TuningRun::start(const std::shared_ptr<ArchiveSession>& session, const jobs::FinetuneRequest& request) {
  if (isUnderWay()) return;
  clear();
  session_ = session;
  request_ = request;
  launch();
}

void TuningRun::take(const std::shared_ptr<ArchiveSession>& session, const jobs::RunInfo& info) {
  if (isUnderWay()) return;
  clear();
  session_ = session;
  request_ = info.request;
  request_.name = info.name;
  readEvents();
  switch (info.state) {
    case jobs::RunState::Unfinished: setPhase(RunPhase::Paused); break;
    case jobs::RunState::Running:
      setPhase(RunPhase::Elsewhere);
      watchTimer_.start();
      break;
    case jobs::RunState::Finished: readReport(); break;
    case jobs::RunState::Failed:
      fail({ErrorCode::Internal, QString::fromStdString(info.failure), QString::fromStdString(info.name)});
      break;
  }
}

void TuningRun::launch() {
  progress_ = {};
  setPhase(RunPhase::Starting);
  process_.start(session_->train()->command(request_));
}

void TuningRun::pause() {
  if (phase_ != RunPhase::Starting && phase_ != RunPhase::Running) return;
  setPhase(RunPhase::Pausing);
  process_.interrupt();
}

void TuningRun::resume() {
  if (phase_ != RunPhase::Paused && phase_ != RunPhase::Failed) return;
  request_.resume = true;
  launch();
}

void TuningRun::finishEarly() {
  if (phase_ == RunPhase::None || phase_ == RunPhase::Finished || phase_ == RunPhase::Discarding) return;
  const bool working = process_.isRunning() || phase_ == RunPhase::Elsewhere;
  if (phase_ != RunPhase::Elsewhere) setPhase(RunPhase::Finishing);
  background_.call([session = session_, name = request_.name](std::stop_token) { session->train()->finish(name); },
                   [this, working] {
                     if (working || process_.isRunning()) return;
                     request_.resume = true;  // a run that stands still ends that way when it goes on
                     process_.start(session_->train()->command(request_));
                   },
                   [this](const UiError& error) { fail(error); });
}

void TuningRun::discard() {
  if (phase_ == RunPhase::None || phase_ == RunPhase::Elsewhere || phase_ == RunPhase::Discarding) return;
  setPhase(RunPhase::Discarding);
  if (process_.isRunning()) {
    process_.interrupt();
  } else {
    removeNow();
  }
}

void TuningRun::removeNow() {
  background_.call([session = session_, name = request_.name](std::stop_token) { session->train()->discard(name); },
                   [this] {
                     setPhase(RunPhase::None);
                     clear();
                     Q_EMIT discarded();
                   },
                   [this](const UiError& error) { fail(error); });
}

void TuningRun::clear() {
  if (isUnderWay()) return;
  background_.drop();
  watchTimer_.stop();
  events_.clear();
  progress_ = {};
  report_.reset();
  request_ = {};
  setPhase(RunPhase::None);
}

void TuningRun::took(const QByteArray& line) {
  if (const auto event = session_->train()->parse(line.toStdString())) {
    took(*event);
  } else if (const auto progress = progressOf(line)) {
    progress_ = *progress;
    Q_EMIT progressed();
  }
}

void TuningRun::took(const train::TuneEvent& event) {
  // A run that goes on from its last checkpoint repeats the steps that were lost with the process.
  while (!events_.empty() && events_.back().step > event.step) events_.pop_back();
  if (!events_.empty() && events_.back().step == event.step &&
      events_.back().val.has_value() == event.val.has_value()) {
    events_.pop_back();
  }
  events_.push_back(event);
  if (phase_ == RunPhase::Starting) setPhase(RunPhase::Running);
  if (event.val) {
    Q_EMIT evaluated();
  } else {
    Q_EMIT stepped();
  }
}

void TuningRun::ended(RunEnd end, const QString& message) {
  if (phase_ == RunPhase::Discarding) {
    removeNow();
  } else if (end == RunEnd::Done) {
    readReport();
  } else if (end == RunEnd::Interrupted) {
    setPhase(RunPhase::Paused);
  } else {
    fail({ErrorCode::Internal, message, QString::fromStdString(request_.name)});
  }
}

void TuningRun::readEvents() {
  background_.call(
      [session = session_, name = request_.name](std::stop_token) { return session->train()->events(name); },
      [this](const std::vector<train::TuneEvent>& events) {
        events_ = events;
        Q_EMIT stepped();
        Q_EMIT evaluated();
      });
}

void TuningRun::readReport() {
  background_.call(
      [session = session_, name = request_.name](std::stop_token) { return session->train()->report(name); },
      [this](const jobs::FinetuneReport& report) {
        report_ = report;
        setPhase(RunPhase::Finished);
        Q_EMIT finished();
      },
      [this](const UiError& error) { fail(error); });
}

void TuningRun::watch() {
  background_.call(
      [session = session_, name = request_.name](std::stop_token) -> std::optional<jobs::RunInfo> {
        for (const jobs::RunInfo& info : session->train()->runs()) {
          if (info.name == name) return info;
        }
        return std::nullopt;
      },
      [this](const std::optional<jobs::RunInfo>& info) {
        if (phase_ != RunPhase::Elsewhere) return;
        readEvents();
        if (info && info->state == jobs::RunState::Running) return;
        watchTimer_.stop();
        setPhase(RunPhase::None);
        if (info) take(session_, *info);
      });
}

void TuningRun::fail(const UiError& error) {
  error_ = error;
  setPhase(RunPhase::Failed);
}

void TuningRun::setPhase(RunPhase phase) {
  if (phase_ == phase) return;
  phase_ = phase;
  Q_EMIT phaseChanged();
}

}  // namespace tilescout::ui
