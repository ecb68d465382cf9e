#include "ui/search/search_controller.h"

#include <utility>

#include "ui/archive/archive_controller.h"

namespace tilescout::ui {

SearchController::SearchController(ArchiveController* archive, QObject* parent) : QObject(parent), archive_(archive) {
  pause_.setSingleShot(true);
  pause_.setInterval(kPauseMs);
  connect(&pause_, &QTimer::timeout, this, &SearchController::searchNow);
  connect(archive, &ArchiveController::archiveChanged, this, &SearchController::archiveChanged);
  connect(archive, &ArchiveController::indexEnded, this, &SearchController::repeat);
  connect(archive, &ArchiveController::contentChanged, this, [this] {
    // Asked before the first tiles were there. Later ones wait for the end of the index: results should not move about
    // while they are looked at.
    if (result_ && result_->searched == 0 && archive_->summary().tiles > 0) repeat();
  });
}

SearchController::~SearchController() = default;

void SearchController::setText(const QString& text) {
  const QString trimmed = text.simplified();
  if (trimmed == text_) return;
  text_ = trimmed;
  if (text_.isEmpty()) {
    clear();
  } else {
    pause_.start();
  }
}

void SearchController::searchNow() {
  pause_.stop();
  if (text_.isEmpty() || archive_->state() != ArchiveState::Open) return;
  const quint64 generation = ++generation_;
  state_ = SearchState::Searching;
  Q_EMIT stateChanged();
  Query query;
  query.text = text_.toStdString();
  query.top = kTop;
  worker_.post([this, session = archive_->session(), query, generation, text = text_](const std::stop_token& stop) {
    try {
      auto result = std::make_shared<const SearchResult>(session->search(query, stop));
      QMetaObject::invokeMethod(this, [this, generation, result, text] { took(generation, result, text); },
                                Qt::QueuedConnection);
    } catch (const Cancelled&) {
      // a newer query has taken its place
    } catch (...) {
      const UiError error = uiErrorOf(std::current_exception());
      QMetaObject::invokeMethod(this, [this, generation, error] { failed(generation, error); }, Qt::QueuedConnection);
    }
  });
}

void SearchController::repeat() {
  if (!text_.isEmpty()) searchNow();
}

void SearchController::archiveChanged() {
  if (archive_->state() == ArchiveState::Open) {
    repeat();
  } else {
    clear();
  }
}

void SearchController::clear() {
  pause_.stop();
  ++generation_;
  worker_.cancel();
  state_ = SearchState::Idle;
  answeredText_.clear();
  const bool had = result_ != nullptr;
  result_.reset();
  if (had) Q_EMIT resultChanged();
  Q_EMIT stateChanged();
}

void SearchController::took(quint64 generation, std::shared_ptr<const SearchResult> result, const QString& text) {
  if (generation != generation_) return;
  result_ = std::move(result);
  answeredText_ = text;
  state_ = SearchState::Done;
  Q_EMIT resultChanged();
  Q_EMIT stateChanged();
}

void SearchController::failed(quint64 generation, const UiError& error) {
  if (generation != generation_) return;
  error_ = error;
  state_ = SearchState::Failed;
  Q_EMIT stateChanged();
}

}  // namespace tilescout::ui
