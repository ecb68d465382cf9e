#pragma once
#include <QObject>
#include <QString>
#include <QTimer>
#include <array>
#include <functional>
#include <memory>

#include "search/query.h"
#include "ui/search/query_draft.h"
#include "ui/search/query_trail.h"
#include "ui/support/error_text.h"
#include "ui/support/latest_worker.h"
#include "ui/support/ordered_worker.h"

namespace tilescout::ui {

class ArchiveController;
class ArchiveSession;

enum class SearchState { Idle, Searching, Done, Failed };

/// Turns a query that the user puts together into answers: at once for a finished word and for what came in one piece,
/// after a short pause for a word that is being typed. Runs one search at a time, and only the newest query's answer
/// counts. While a newer search runs, the answer before it stays. The best come first; the rest of a long answer
/// follows by itself once the first pictures had their turn.
class SearchController : public QObject {
  Q_OBJECT
 public:
  static constexpr int kPauseMs = 70;   ///< after a key within a word
  static constexpr int kRestMs = 300;   ///< between the first answer and the search for the rest
  static constexpr int kTop = 1000;     ///< hits of the first answer
  static constexpr int kMost = 100000;  ///< hits of a whole answer

  explicit SearchController(ArchiveController* archive, QObject* parent = nullptr);
  ~SearchController() override;

  /// As typed: a word's end or more than one key's change searches at once, anything else after a pause. Without text,
  /// examples and exclusions there is no answer.
  void setText(const QString& text);
  /// Searches at once what was typed; it becomes a step of its own for Back.
  void searchNow();
  /// The same query again, because the archive has more to answer with.
  void repeat();

  const QueryDraft& draft() const { return draft_; }
  /// Changes anything of the query but its text, and searches at once.
  void change(const std::function<void(QueryDraft&)>& edit);
  /// Puts a whole query in place: a saved one, or the last one of an earlier start.
  void setDraft(const QueryDraft& draft);

  /// Shows another ranking of the same query in result()'s place until the next search: what was learned from marks.
  void showInstead(std::shared_ptr<const SearchResult> result);
  /// What showInstead() shows goes on where it ended.
  void growInstead(std::shared_ptr<const SearchResult> whole);

  /// Shows tiles that something else than a query found, until the next search; `name`: what they are.
  void showList(std::shared_ptr<const SearchResult> tiles, const QString& name);

  void addExamples(const std::vector<TileId>& tiles);
  void addCounterExamples(const std::vector<TileId>& tiles);
  void addPicture(const ExampleImage& picture);
  void addExclusion(const QString& text);
  /// W, S, E, N in degrees; W > E crosses the date line. `name`: how the area is called, e.g. "map view".
  void setArea(const std::array<double, 4>& box, const QString& name = {});
  void setAreaFile(const QString& polygonFile, const QString& name = {});
  void clearArea();
  /// Only these scenes; empty: all.
  void setScenes(const std::vector<SceneId>& scenes);
  /// Only these tiles, called `name`: a collection, say.
  void setTiles(const std::vector<TileId>& tiles, const QString& name);

  bool canGoBack() const { return trail_.canGoBack(); }
  bool canGoForward() const { return trail_.canGoForward(); }
  void goBack();
  void goForward();

  SearchState state() const { return state_; }
  /// The line as typed, blanks tidied.
  QString text() const { return QString::fromStdString(draft_.query.text); }
  /// The text of the query that result() answers.
  const QString& answeredText() const { return answeredText_; }
  const std::shared_ptr<const SearchResult>& result() const { return result_; }
  /// result() came through showInstead().
  bool showsInstead() const { return instead_; }
  /// What result() is a list of; "" = it answers the query.
  const QString& listName() const { return listName_; }
  const UiError& error() const { return error_; }

 Q_SIGNALS:
  void stateChanged();
  /// A new answer (or none) in result().
  void resultChanged();
  /// The present answer goes on where it ended before.
  void resultGrown();
  /// draft() is another one.
  void draftChanged();
  /// Some other than typing: the line must show draft()'s text.
  void textReplaced();

 private:
  /// Frees a result on another thread: taking 100,000 hits apart would hold the window up.
  struct Discarded {
    OrderedWorker& bin;
    std::shared_ptr<const SearchResult> result;
    ~Discarded();
  };
  Discarded put(std::shared_ptr<const SearchResult> result);
  void archiveChanged();
  void clear();
  void abandon();
  void search(bool typing);
  void searchRest();
  void run(std::shared_ptr<ArchiveSession> session, Query query, quint64 generation, const QString& text,
           const std::stop_token& closing, const std::stop_token& stop);
  void took(quint64 generation, std::shared_ptr<const SearchResult> result, const QString& text);
  void tookRest(quint64 generation, std::shared_ptr<const SearchResult> result);
  void failed(quint64 generation, const UiError& error);

  ArchiveController* const archive_;
  QTimer pause_, rest_;
  QueryDraft draft_;
  Query asked_;   ///< what the newest search answers
  QString line_;  ///< the line as typed, with its blanks
  QueryTrail trail_;
  QString answeredText_, listName_;
  SearchState state_ = SearchState::Idle;
  OrderedWorker bin_;
  std::shared_ptr<const SearchResult> result_;
  UiError error_;
  bool instead_ = false;
  quint64 generation_ = 0;
  std::stop_source closing_;  ///< of the archive: ends what newer queries need as well
  LatestWorker worker_;
};

}  // namespace tilescout::ui
