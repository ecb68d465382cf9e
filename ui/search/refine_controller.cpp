#include "ui/search/refine_controller.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "ui/archive/archive_controller.h"
#include "ui/backend/query_session.h"
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

}  // namespace

RefineController::RefineController(ArchiveController* archive, SearchController* search, QObject* parent)
    : QObject(parent), archive_(archive), search_(search) {
  connect(archive, &ArchiveController::archiveChanged, this, [this] {
    kept_.clear();
    setMarks({});
    undo_.clear();
  });
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
  refine();
}

bool RefineController::undo() {
  if (undo_.empty()) return false;
  std::vector<Mark> before = std::move(undo_.back());
  undo_.pop_back();
  setMarks(std::move(before), false);
  refine();
  return true;
}

void RefineController::clear() {
  if (!isActive()) return;
  setMarks({});
  refine();
}

void RefineController::adopt(std::vector<Mark> marks) {
  if (!search_->draft().query.detector || marks.empty()) return;
  audit_ = {};
  auditHits_.clear();
  result_.reset();
  undo_.clear();
  setMarks(std::move(marks), false);
  adopted_ = true;
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
  return adopted_ && strip_ == RefineStrip::Best && undo_.empty();
}

void RefineController::queryChanged() {
  const QString subject = subjectOf(search_->draft());
  if (subject == subject_) return;
  adopted_ = false;
  if (!marks_.empty()) kept_.insert(subject_, marks_);
  subject_ = subject;
  const std::vector<Mark> known = kept_.value(subject);
  if (known.empty() && marks_.empty()) return;
  audit_ = {};
  auditHits_.clear();
  result_.reset();
  undo_.clear();
  setMarks(known, false);
}

/// A plain search was answered while there are marks: the learned ranking takes its place again.
void RefineController::answered() {
  if (isActive() && !restsOnDetector() && search_->result() && !search_->showsInstead()) refine();
}

void RefineController::refine() {
  const quint64 generation = ++generation_;
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
  Query query = search_->draft().asked();
  query.top = SearchController::kTop;
  if (adopted_) {
    Query before = query;
    before.detector.reset();
    if (QueryDraft{before, {}, {}, {}}.hasSubject()) query = before;
  }
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
  if (wantsAudit_) {
    wantsAudit_ = false;
    audit_ = result.audit;
    auditHits_ = result.random;
  }
  show();
  Q_EMIT changed();
}

void RefineController::show() {
  if (!result_) return;
  auto shown = std::make_shared<SearchResult>(result_->best);
  if (strip_ != RefineStrip::Best) {
    shown->hits = strip_ == RefineStrip::Uncertain ? result_->uncertain : auditHits_;
    for (std::size_t i = 0; i < shown->hits.size(); ++i) shown->hits[i].rank = static_cast<int>(i) + 1;
  }
  search_->showInstead(std::move(shown));
}

}  // namespace tilescout::ui
