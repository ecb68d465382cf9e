#include "ui/search/refine_controller.h"

#include <QCryptographicHash>
#include <algorithm>
#include <memory>
#include <utility>

#include "ui/archive/archive_controller.h"
#include "ui/backend/query_session.h"
#include "ui/backend/saved_session.h"
#include "ui/search/saved_query.h"
#include "ui/search/search_controller.h"

namespace tilescout::ui {

namespace {

constexpr std::size_t kMostUndo = 100;
constexpr int kStripTiles = 24;

/// What marks are about: the query without its filters.
QString subjectOf(const QueryDraft& draft) {
  QueryDraft bare;
  const Query& query = draft.query;
  bare.query.text = query.text;
  bare.query.translation = query.translation;
  bare.query.notTexts = query.notTexts;
  for (const ExampleImage& image : query.images) bare.query.images.push_back({{}, image.name, image.weight});
  bare.query.like = query.like;
  bare.query.unlike = query.unlike;
  bare.query.weights = query.weights;
  bare.query.textWeight = query.textWeight;
  bare.query.useTemplates = query.useTemplates;
  bare.query.templates = query.templates;
  bare.query.detector = query.detector;
  return bare.toJson();
}

QString keyOf(const QString& subject) {
  return QString::fromLatin1(QCryptographicHash::hash(subject.toUtf8(), QCryptographicHash::Sha256).toHex().left(40));
}

bool sayTheSame(const std::vector<Mark>& a, const std::vector<Mark>& b) {
  const auto in = [](const std::vector<Mark>& marks, const Mark& wanted) {
    return std::any_of(marks.begin(), marks.end(),
                       [&](const Mark& mark) { return mark.tile == wanted.tile && mark.right == wanted.right; });
  };
  return a.size() == b.size() && std::all_of(a.begin(), a.end(), [&](const Mark& mark) { return in(b, mark); });
}

}  // namespace

RefineController::RefineController(ArchiveController* archive, SearchController* search, QObject* parent)
    : QObject(parent), archive_(archive), search_(search) {
  rest_.setSingleShot(true);
  rest_.setInterval(SearchController::kRestMs);
  connect(&rest_, &QTimer::timeout, this, &RefineController::refineRest);
  connect(archive, &ArchiveController::archiveChanged, this, [this] {
    kept_.clear();
    keepError_.reset();
    setMarks({}, false);
    undo_.clear();
    loadKept();
  });
  // Scenes that were cut anew have other tiles under the same marks.
  connect(archive, &ArchiveController::indexEnded, this, &RefineController::loadKept);
  connect(search, &SearchController::draftChanged, this, &RefineController::queryChanged);
  connect(search, &SearchController::resultChanged, this, &RefineController::answered);
}

RefineController::~RefineController() = default;

std::optional<bool> RefineController::markOf(TileId tile) const {
  const auto found = markOf_.constFind(tile);
  return found == markOf_.constEnd() ? std::nullopt : std::optional(*found);
}

int RefineController::count(bool right) const {
  return static_cast<int>(
      std::count_if(marks_.begin(), marks_.end(), [&](const Mark& mark) { return mark.right == right; }));
}

void RefineController::mark(const std::vector<TileId>& tiles, bool right) {
  if (tiles.empty()) return;
  const bool takeAway = std::all_of(tiles.begin(), tiles.end(), [&](TileId tile) { return markOf(tile) == right; });
  std::vector<Mark> marks = marks_;
  std::erase_if(marks,
                [&](const Mark& mark) { return std::find(tiles.begin(), tiles.end(), mark.tile) != tiles.end(); });
  if (!takeAway) {
    for (const TileId tile : tiles) {
      const bool drawn = std::find(audit_.tiles.begin(), audit_.tiles.end(), tile) != audit_.tiles.end();
      marks.push_back({tile, right, drawn});
    }
  }
  setMarks(std::move(marks));
  keep();
  refine();
}

bool RefineController::undo() {
  if (undo_.empty()) return false;
  std::vector<Mark> before = std::move(undo_.back());
  undo_.pop_back();
  setMarks(std::move(before), false);
  keep();
  refine();
  return true;
}

void RefineController::clear() {
  if (!isActive()) return;
  setMarks({});
  keep();
  refine();
}

void RefineController::adopt(std::vector<Mark> marks) {
  if (!search_->draft().query.detector || marks.empty()) return;
  taught_ = marks;
  adopted_ = true;
  if (marks_.empty()) {
    restoreMarks(std::move(marks));
    adopted_ = true;
  } else if (search_->state() == SearchState::Done) {
    refine();
  }
}

/// Of a query that is asked again; nothing of this can be undone.
void RefineController::restoreMarks(std::vector<Mark> marks) {
  audit_ = {};
  auditHits_.clear();
  result_.reset();
  whole_.reset();
  undo_.clear();
  for (Mark& mark : marks) mark.audit = false;
  setMarks(std::move(marks), false);
}

/// Writes the marks into the archive, in the order in which they change.
void RefineController::keep() {
  ++edits_;
  if (archive_->state() != ArchiveState::Open || !search_->draft().hasSubject()) return;
  keeper_.post([this, session = archive_->session(), key = key_.toStdString(), subject = subject_.toStdString(),
                marks = savedMarks(marks_)] {
    std::optional<UiError> error;
    try {
      session->saved().keepMarks(key, subject, marks);
    } catch (...) {
      error = uiErrorOf(std::current_exception());
    }
    QMetaObject::invokeMethod(
        this,
        [this, error] {
          if (!error && !keepError_) return;
          keepError_ = error;
          Q_EMIT changed();
        },
        Qt::QueuedConnection);
  });
}

void RefineController::loadKept() {
  if (archive_->state() != ArchiveState::Open) return;
  keeper_.post([this, session = archive_->session(), edits = edits_] {
    try {
      auto kept = session->saved().keptMarks();
      QMetaObject::invokeMethod(
          this,
          [this, session, kept = std::move(kept), edits] {
            if (session == archive_->session()) loaded(kept, edits);
          },
          Qt::QueuedConnection);
    } catch (...) {
      // An archive that cannot be read says so elsewhere.
    }
  });
}

void RefineController::loaded(const std::map<std::string, std::vector<SearchMark>>& kept, quint64 edits) {
  for (const auto& [key, marks] : kept) {
    if (QString::fromStdString(key) != key_) {
      kept_.insert(QString::fromStdString(key), marksOf(marks));
      continue;
    }
    std::vector<Mark> all = marksOf(marks);
    const bool changedMeanwhile = edits != edits_;
    if (changedMeanwhile) {
      std::erase_if(all, [this](const Mark& mark) { return markOf(mark.tile).has_value(); });
      all.insert(all.end(), marks_.begin(), marks_.end());
    }
    if (sayTheSame(all, marks_)) continue;
    restoreMarks(std::move(all));
    if (changedMeanwhile) keep();
    if (search_->result() && search_->state() == SearchState::Done) refine();
  }
}

void RefineController::setMarks(std::vector<Mark> marks, bool undoable) {
  if (undoable) undo_.push_back(marks_);
  if (undo_.size() > kMostUndo) undo_.erase(undo_.begin());
  marks_ = std::move(marks);
  markOf_.clear();
  for (const Mark& mark : marks_) markOf_.insert(mark.tile, mark.right);
  if (marks_.empty()) {
    strip_ = RefineStrip::Best;
    adopted_ = false;
    audit_ = {};
    auditHits_.clear();
    result_.reset();
    whole_.reset();
  }
  Q_EMIT marksChanged();
  Q_EMIT changed();
}

void RefineController::setStrip(RefineStrip strip) {
  if (strip == strip_) return;
  strip_ = strip;
  if (strip == RefineStrip::Random && audit_.tiles.empty()) {
    drawAudit();
  } else if (result_) {
    show();
  } else {
    refine();
  }
  Q_EMIT changed();
}

void RefineController::drawAudit() {
  std::vector<Mark> marks = marks_;
  for (Mark& mark : marks) mark.audit = false;
  setMarks(std::move(marks), false);
  wantsAudit_ = true;
  ++seed_;
  strip_ = RefineStrip::Random;
  refine();
}

bool RefineController::auditIsOld() const {
  return !audit_.tiles.empty() && result_ && result_->audit.ranking != audit_.ranking;
}

FeedbackState RefineController::state() const {
  FeedbackState state;
  state.query = search_->draft().asked();
  state.marks = marks_;
  state.audit = audit_;
  if (result_) state.detector = result_->detector;
  if (archive_->model()) {
    state.model = archive_->model()->card.name;
    state.modelFingerprint = archive_->model()->card.fingerprint;
  }
  return state;
}

/// The detector's own marks, as they were: its ranking is what they come to.
bool RefineController::restsOnDetector() const {
  return adopted_ && strip_ == RefineStrip::Best && sayTheSame(marks_, taught_);
}

void RefineController::queryChanged() {
  // What is being learned is of the query before: shown now, it would take the place of the search that has begun.
  ++generation_;
  rest_.stop();
  worker_.cancel();
  if (std::exchange(busy_, false)) Q_EMIT changed();
  const QString subject = subjectOf(search_->draft());
  if (subject == subject_) return;
  adopted_ = false;
  if (!key_.isEmpty()) kept_.insert(key_, marks_);
  subject_ = subject;
  key_ = keyOf(subject);
  const std::vector<Mark> known = kept_.value(key_);
  if (!known.empty() || !marks_.empty()) restoreMarks(known);
}

/// A plain search was answered while there are marks: the learned ranking takes its place again.
void RefineController::answered() {
  if (isActive() && !restsOnDetector() && search_->result() && !search_->showsInstead()) refine();
}

/// What the marks refine. A detector's own marks have taught it already: they refine what stood before it.
Query RefineController::learnedQuery() const {
  Query query = search_->draft().asked();
  if (adopted_) {
    Query before = query;
    before.detector.reset();
    if (QueryDraft{before, {}, {}, {}}.hasSubject()) query = before;
  }
  return query;
}

void RefineController::refine() {
  const quint64 generation = ++generation_;
  rest_.stop();
  if (!isActive() || restsOnDetector() || !search_->draft().hasSubject() || archive_->state() != ArchiveState::Open) {
    worker_.cancel();
    busy_ = false;
    if (search_->showsInstead()) search_->repeat();
    Q_EMIT changed();
    return;
  }
  busy_ = true;
  Q_EMIT changed();
  RefineOptions options;
  options.uncertain = kStripTiles;
  options.random = kStripTiles;
  options.seed = seed_;
  Query query = learnedQuery();
  query.top = SearchController::kTop;
  worker_.post([this, session = archive_->session(), query, marks = marks_, options,
                generation](const std::stop_token& stop) mutable {
    try {
      for (ExampleImage& image : query.images)
        if (image.pixels.empty()) image.pixels = session->query().readPicture(image.name);
      const RefineResult result = session->query().refine(query, marks, options, stop);
      QMetaObject::invokeMethod(
          this, [this, generation, result] { took(generation, result); }, Qt::QueuedConnection);
    } catch (const Cancelled&) {
      // later marks have taken its place
    } catch (...) {
      const UiError error = uiErrorOf(std::current_exception());
      QMetaObject::invokeMethod(
          this,
          [this, generation, error] {
            if (generation != generation_) return;
            busy_ = false;
            error_ = error;
            Q_EMIT changed();
          },
          Qt::QueuedConnection);
    }
  });
}

void RefineController::took(quint64 generation, const RefineResult& result) {
  if (generation != generation_) return;
  busy_ = false;
  error_.reset();
  result_ = result;
  whole_.reset();
  if (wantsAudit_) {
    wantsAudit_ = false;
    audit_ = result.audit;
    auditHits_ = result.random;
  }
  show();
  Q_EMIT changed();
}

/// The same marks on the same tiles rank alike, so that the first of the whole answer are those that are shown.
void RefineController::refineRest() {
  if (archive_->state() != ArchiveState::Open) return;
  Query query = learnedQuery();
  query.top = SearchController::kMost;
  RefineOptions options;
  options.uncertain = 0;
  options.random = 0;
  worker_.post([this, session = archive_->session(), query = std::move(query), marks = marks_, options,
                generation = generation_](const std::stop_token& stop) mutable {
    try {
      for (ExampleImage& image : query.images)
        if (image.pixels.empty()) image.pixels = session->query().readPicture(image.name);
      auto whole = std::make_shared<const SearchResult>(session->query().refine(query, marks, options, stop).best);
      QMetaObject::invokeMethod(
          this, [this, generation, whole] { tookRest(generation, whole); }, Qt::QueuedConnection);
    } catch (...) {
      // The first answer stands; what is wrong now, the next mark says.
    }
  });
}

void RefineController::tookRest(quint64 generation, std::shared_ptr<const SearchResult> whole) {
  if (generation != generation_) return;
  whole_ = std::move(whole);
  if (strip_ == RefineStrip::Best && search_->showsInstead() && search_->listName().isEmpty())
    search_->growInstead(whole_);
}

void RefineController::show() {
  if (!result_) return;
  rest_.stop();
  if (strip_ == RefineStrip::Best) {
    const SearchResult& best = result_->best;
    const bool more = !whole_ && best.accepted > static_cast<std::int64_t>(best.hits.size()) &&
                      static_cast<int>(best.hits.size()) >= SearchController::kTop;
    search_->showInstead(whole_ ? whole_ : std::make_shared<const SearchResult>(best));
    if (more) rest_.start();
    return;
  }
  auto shown = std::make_shared<SearchResult>(result_->best);
  shown->hits = strip_ == RefineStrip::Uncertain ? result_->uncertain : auditHits_;
  for (std::size_t i = 0; i < shown->hits.size(); ++i) shown->hits[i].rank = static_cast<int>(i) + 1;
  search_->showInstead(std::move(shown));
}

}  // namespace tilescout::ui
