#include "ui/search/search_controller.h"

#include <algorithm>
#include <utility>

#include "ui/archive/archive_controller.h"
#include "ui/backend/query_session.h"
#include "ui/search/example_reader.h"

namespace tilescout::ui {

namespace {

void addOnce(std::vector<TileId>& list, const std::vector<TileId>& more) {
  for (const TileId tile : more)
    if (std::find(list.begin(), list.end(), tile) == list.end()) list.push_back(tile);
}

/// No more than one character more, less or other: somebody types.
bool isOneKey(const QString& before, const QString& after) {
  const qsizetype shorter = std::min(before.size(), after.size());
  if (std::max(before.size(), after.size()) - shorter > 1) return false;
  qsizetype alike = 0, alikeBehind = 0;
  while (alike < shorter && before[alike] == after[alike]) ++alike;
  while (alikeBehind < shorter - alike &&
         before[before.size() - 1 - alikeBehind] == after[after.size() - 1 - alikeBehind])
    ++alikeBehind;
  return shorter - alike - alikeBehind <= 1;
}

void remove(std::vector<TileId>& list, const std::vector<TileId>& gone) {
  std::erase_if(list, [&](TileId tile) { return std::find(gone.begin(), gone.end(), tile) != gone.end(); });
}

}  // namespace

SearchController::SearchController(ArchiveController* archive, QObject* parent) : QObject(parent), archive_(archive) {
  pause_.setSingleShot(true);
  pause_.setInterval(kPauseMs);
  rest_.setSingleShot(true);
  rest_.setInterval(kRestMs);
  connect(&pause_, &QTimer::timeout, this, [this] { search(true); });
  connect(&rest_, &QTimer::timeout, this, &SearchController::searchRest);
  connect(archive, &ArchiveController::archiveChanged, this, &SearchController::archiveChanged);
  connect(archive, &ArchiveController::indexEnded, this, &SearchController::repeat);
  connect(archive, &ArchiveController::contentChanged, this, [this] {
    // Asked before the first tiles were there. Later ones wait for the end of the index: results should not move about
    // while they are looked at.
    if (result_ && result_->searched == 0 && archive_->summary().tiles > 0) repeat();
  });
}

SearchController::~SearchController() { closing_.request_stop(); }

void SearchController::setText(const QString& text) {
  const QString trimmed = text.simplified();
  const bool wordEnded = !text.isEmpty() && text.back().isSpace();
  const bool typing = isOneKey(line_, text) && !wordEnded;
  line_ = text;
  if (trimmed == this->text()) {
    if (wordEnded && pause_.isActive()) search(true);
    return;
  }
  rest_.stop();
  draft_.query.text = trimmed.toStdString();
  draft_.query.translation.clear();  // it was of another text
  Q_EMIT draftChanged();
  if (!draft_.hasSubject()) {
    clear();
  } else if (typing) {
    pause_.start();
  } else {
    search(true);
  }
}

void SearchController::searchNow() {
  search(false);
  trail_.settle();
}

void SearchController::repeat() {
  if (draft_.hasSubject()) search(true);
}

void SearchController::change(const std::function<void(QueryDraft&)>& edit) {
  QueryDraft edited = draft_;
  edit(edited);
  if (edited == draft_) return;
  draft_ = std::move(edited);
  Q_EMIT draftChanged();
  if (draft_.hasSubject()) {
    search(false);
  } else {
    clear();
  }
}

void SearchController::setDraft(const QueryDraft& draft) {
  change([&](QueryDraft& present) { present = draft; });
  Q_EMIT textReplaced();
}

void SearchController::showInstead(std::shared_ptr<const SearchResult> result) {
  abandon();  // the rest of the plain answer is no longer wanted
  const Discarded old = put(std::move(result));
  instead_ = true;
  listName_.clear();
  state_ = SearchState::Done;
  Q_EMIT resultChanged();
  Q_EMIT stateChanged();
}

void SearchController::growInstead(std::shared_ptr<const SearchResult> whole) {
  if (!instead_) return;
  const Discarded old = put(std::move(whole));
  Q_EMIT resultGrown();
}

void SearchController::showList(std::shared_ptr<const SearchResult> tiles, const QString& name) {
  abandon();
  const Discarded old = put(std::move(tiles));
  instead_ = true;
  listName_ = name;
  answeredText_.clear();
  state_ = SearchState::Done;
  Q_EMIT resultChanged();
  Q_EMIT stateChanged();
}

void SearchController::addExamples(const std::vector<TileId>& tiles) {
  change([&](QueryDraft& draft) {
    addOnce(draft.query.like, tiles);
    remove(draft.query.unlike, tiles);
  });
}

void SearchController::addCounterExamples(const std::vector<TileId>& tiles) {
  change([&](QueryDraft& draft) {
    addOnce(draft.query.unlike, tiles);
    remove(draft.query.like, tiles);
  });
}

void SearchController::addPicture(const ExampleImage& picture) {
  change([&](QueryDraft& draft) { draft.query.images.push_back(picture); });
}

void SearchController::addExclusion(const QString& text) {
  const QString trimmed = text.simplified();
  if (trimmed.isEmpty()) return;
  change([&](QueryDraft& draft) { draft.query.notTexts.push_back(trimmed.toStdString()); });
}

void SearchController::setArea(const std::array<double, 4>& box, const QString& name) {
  change([&](QueryDraft& draft) {
    draft.query.bbox = box;
    draft.query.withinFile.clear();
    draft.areaName = name;
  });
}

void SearchController::setAreaFile(const QString& polygonFile, const QString& name) {
  change([&](QueryDraft& draft) {
    draft.query.bbox.reset();
    draft.query.withinFile = polygonFile.toStdString();
    draft.areaName = name;
  });
}

void SearchController::clearArea() {
  change([](QueryDraft& draft) {
    draft.query.bbox.reset();
    draft.query.withinFile.clear();
    draft.areaName.clear();
  });
}

void SearchController::setScenes(const std::vector<SceneId>& scenes) {
  change([&](QueryDraft& draft) { draft.query.scenes = scenes; });
}

void SearchController::setTiles(const std::vector<TileId>& tiles, const QString& name) {
  change([&](QueryDraft& draft) {
    draft.query.tiles = tiles;
    draft.tilesName = name;
  });
}

void SearchController::goBack() {
  if (canGoBack()) setDraft(QueryDraft(trail_.back()));
}

void SearchController::goForward() {
  if (canGoForward()) setDraft(QueryDraft(trail_.forward()));
}

void SearchController::search(bool typing) {
  pause_.stop();
  rest_.stop();
  if (!draft_.hasSubject() || archive_->state() != ArchiveState::Open) return;
  trail_.push(draft_, typing);
  const quint64 generation = ++generation_;
  state_ = SearchState::Searching;
  Q_EMIT stateChanged();
  asked_ = draft_.asked();
  worker_.post([this, session = archive_->session(), query = asked_, generation, text = text(),
                closing = closing_.get_token()](const std::stop_token& stop) {
    run(session, query, generation, text, closing, stop);
  });
}

/// On the worker's thread.
void SearchController::run(std::shared_ptr<ArchiveSession> session, Query query, quint64 generation,
                           const QString& text, const std::stop_token& closing, const std::stop_token& stop) {
  try {
    session->prepareSearch(closing);
    if (stop.stop_requested()) return;
    readExamples(*session, query);
    query.top = kTop;
    auto first = std::make_shared<const SearchResult>(session->search(query, stop));
    QMetaObject::invokeMethod(
        this, [this, generation, first, text] { took(generation, first, text); }, Qt::QueuedConnection);
  } catch (const Cancelled&) {
    // a newer query has taken its place
  } catch (...) {
    const UiError error = uiErrorOf(std::current_exception());
    QMetaObject::invokeMethod(
        this, [this, generation, error] { failed(generation, error); }, Qt::QueuedConnection);
  }
}

/// A search of its own: finding a hundred thousand tiles takes longer than everything before, and would keep the
/// processor from the pictures that one waits for.
void SearchController::searchRest() {
  if (archive_->state() != ArchiveState::Open) return;
  Query query = asked_;
  query.top = kMost;
  worker_.post([this, session = archive_->session(), query = std::move(query),
                generation = generation_](const std::stop_token& stop) mutable {
    try {
      readExamples(*session, query);
      auto whole = std::make_shared<const SearchResult>(session->search(query, stop));
      QMetaObject::invokeMethod(
          this, [this, generation, whole] { tookRest(generation, whole); }, Qt::QueuedConnection);
    } catch (...) {
      // The first answer stands; what is wrong now, the next search says.
    }
  });
}

void SearchController::archiveChanged() {
  closing_.request_stop();
  closing_ = std::stop_source();
  if (archive_->state() != ArchiveState::Open) {
    worker_.startAnew();
    clear();
  } else {
    repeat();
  }
}

SearchController::Discarded::~Discarded() {
  if (result) bin.post([gone = std::move(result)] {});
}

/// What stood before goes when the caller is done, and all that show results have let go of it.
SearchController::Discarded SearchController::put(std::shared_ptr<const SearchResult> result) {
  return {bin_, std::exchange(result_, std::move(result))};
}

/// Nothing that runs or waits is wanted any more.
void SearchController::abandon() {
  ++generation_;
  pause_.stop();
  rest_.stop();
  worker_.cancel();
}

void SearchController::clear() {
  abandon();
  state_ = SearchState::Idle;
  answeredText_.clear();
  listName_.clear();
  const bool had = result_ != nullptr;
  const Discarded old = put(nullptr);
  instead_ = false;
  if (had) Q_EMIT resultChanged();
  Q_EMIT stateChanged();
}

void SearchController::took(quint64 generation, std::shared_ptr<const SearchResult> result, const QString& text) {
  if (generation != generation_) return;
  const Discarded old = put(std::move(result));
  instead_ = false;
  listName_.clear();
  answeredText_ = text;
  state_ = SearchState::Done;
  if (result_->accepted > kTop && static_cast<int>(result_->hits.size()) >= kTop) rest_.start();
  Q_EMIT resultChanged();
  Q_EMIT stateChanged();
}

void SearchController::tookRest(quint64 generation, std::shared_ptr<const SearchResult> result) {
  if (generation != generation_) return;
  const Discarded old = put(std::move(result));
  Q_EMIT resultGrown();
}

void SearchController::failed(quint64 generation, const UiError& error) {
  if (generation != generation_) return;
  error_ = error;
  state_ = SearchState::Failed;
  Q_EMIT stateChanged();
}

}  // namespace tilescout::ui
