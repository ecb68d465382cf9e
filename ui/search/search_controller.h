#pragma once
#include <QObject>
#include <QString>
#include <QTimer>
#include <memory>

#include "search/query.h"
#include "ui/support/error_text.h"
#include "ui/support/latest_worker.h"

namespace tilescout::ui {

class ArchiveController;

enum class SearchState { Idle, Searching, Done, Failed };

/// Turns typing into answers: waits for a pause, runs one search at a time, and only the newest query's answer counts.
/// While a newer search runs, the answer before it stays.
class SearchController : public QObject {
  Q_OBJECT
 public:
  static constexpr int kPauseMs = 180;
  static constexpr int kTop = 1000;

  explicit SearchController(ArchiveController* archive, QObject* parent = nullptr);
  ~SearchController() override;

  /// As typed; searches after a pause. Empty text clears the answer.
  void setText(const QString& text);
  /// Searches at once what was typed.
  void searchNow();
  /// The same query again, because the archive has more to answer with.
  void repeat();

  SearchState state() const { return state_; }
  const QString& text() const { return text_; }
  /// The query that result() answers.
  const QString& answeredText() const { return answeredText_; }
  const std::shared_ptr<const SearchResult>& result() const { return result_; }
  const UiError& error() const { return error_; }

 Q_SIGNALS:
  void stateChanged();
  /// A new answer (or none) in result().
  void resultChanged();

 private:
  void archiveChanged();
  void clear();
  void took(quint64 generation, std::shared_ptr<const SearchResult> result, const QString& text);
  void failed(quint64 generation, const UiError& error);

  ArchiveController* const archive_;
  QTimer pause_;
  QString text_, answeredText_;
  SearchState state_ = SearchState::Idle;
  std::shared_ptr<const SearchResult> result_;
  UiError error_;
  quint64 generation_ = 0;
  LatestWorker worker_;
};

}  // namespace tilescout::ui
