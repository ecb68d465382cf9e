#include "ui/explore/layout_controller.h"

#include <QFileInfo>
#include <QLocale>
#include <algorithm>
#include <limits>
#include <utility>

#include "ui/app_context.h"
#include "ui/backend/explore_session.h"
#include "ui/explore/cluster_words.h"
#include "ui/explore/colouring.h"
#include "ui/explore/space_job.h"
#include "ui/label/label_controller.h"
#include "ui/search/example_reader.h"

namespace tilescout::ui {

namespace {

using View = std::shared_ptr<const jobs::LayoutView>;

std::vector<float> scoresOf(const jobs::LayoutView& view, const std::vector<std::pair<TileId, float>>& answers) {
  std::vector<float> scores(view.tiles.size(), std::numeric_limits<float>::quiet_NaN());
  for (const auto& [tile, score] : answers) {
    const auto found = std::lower_bound(view.tiles.begin(), view.tiles.end(), tile);
    if (found != view.tiles.end() && *found == tile)
      scores[static_cast<std::size_t>(found - view.tiles.begin())] = score;
  }
  return scores;
}

/// What orders the tiles, without what leaves some out: the whole landscape has colours.
Query rankingOf(const Query& query) {
  Query ranking;
  ranking.text = query.text;
  ranking.translation = query.translation;
  ranking.notTexts = query.notTexts;
  ranking.images = query.images;
  ranking.like = query.like;
  ranking.unlike = query.unlike;
  ranking.weights = query.weights;
  ranking.textWeight = query.textWeight;
  ranking.useTemplates = query.useTemplates;
  ranking.templates = query.templates;
  ranking.detector = query.detector;
  ranking.words = WordRule::Off;
  return ranking;
}

jobs::LayoutView partOf(const jobs::LayoutView& view, std::vector<TileId> tiles) {
  std::sort(tiles.begin(), tiles.end());
  jobs::LayoutView part = view;
  part.tiles.clear();
  part.xy.clear();
  part.cluster.clear();
  part.scene.clear();
  part.texts.clear();
  for (std::size_t i = 0; i < view.tiles.size(); ++i) {
    if (!std::binary_search(tiles.begin(), tiles.end(), view.tiles[i])) continue;
    part.tiles.push_back(view.tiles[i]);
    part.xy.insert(part.xy.end(), {view.xy[2 * i], view.xy[2 * i + 1]});
    part.cluster.push_back(view.cluster[i]);
    part.scene.push_back(view.scene[i]);
  }
  return part;
}

/// For readers of the window's language, as a page is.
jobs::LayoutView withShownNames(jobs::LayoutView view) {
  for (jobs::ClusterView& cluster : view.clusters) {
    if (!cluster.ownName) cluster.name = clusterNameShown(cluster.name).toStdString();
  }
  for (jobs::LayoutTextView& text : view.texts) {
    if (view.textsAreWords) text.text = clusterNameShown(text.text).toStdString();
  }
  return view;
}

}  // namespace

LayoutController::LayoutController(AppContext* context, QObject* parent) : QObject(parent), context_(context) {
  job_ = new SpaceJob(context, this);
  connect(job_, &SpaceJob::changed, this, &LayoutController::changed);
  ArchiveController* archive = &context->archive();
  connect(archive, &ArchiveController::archiveChanged, this, &LayoutController::archiveChanged);
  connect(archive, &ArchiveController::contentChanged, this, &LayoutController::contentChanged);
  connect(archive, &ArchiveController::indexEnded, this, &LayoutController::load);
  connect(&context->search(), &SearchController::resultChanged, this, &LayoutController::askScores);
  connect(&context->labels(), &LabelController::stepped, this, [this](const EditStep& step) {
    if (step.kind == "cluster.name") load();
  });
  archiveChanged();
}

LayoutController::~LayoutController() = default;

void LayoutController::archiveChanged() {
  ++generation_;
  view_.reset();
  scores_.clear();
  scored_ = {};
  job_->drop();
  worker_.cancel();
  scoreWorker_.cancel();
  costReader_.drop();
  cost_.reset();
  if (context_->archive().state() != ArchiveState::Open) return set(LayoutState::NoArchive);
  load();
}

void LayoutController::contentChanged() {
  if (state_ == LayoutState::NoTiles || state_ == LayoutState::NoArchive) load();
}

void LayoutController::load() {
  const std::shared_ptr<ArchiveSession> session = context_->archive().session();
  if (!session) return;
  if (!view_) set(context_->archive().summary().tiles == 0 ? LayoutState::NoTiles : LayoutState::Loading);
  const quint64 generation = generation_;
  worker_.post([this, session, generation](const std::stop_token&) {
    try {
      std::optional<jobs::LayoutView> stored = session->explore().stored();
      View view = stored ? std::make_shared<const jobs::LayoutView>(std::move(*stored)) : nullptr;
      QMetaObject::invokeMethod(
          this, [this, generation, view] { took(generation, view); }, Qt::QueuedConnection);
    } catch (...) {
      const UiError error = uiErrorOf(std::current_exception());
      QMetaObject::invokeMethod(
          this, [this, generation, error] { failed(generation, error); }, Qt::QueuedConnection);
    }
  });
}

void LayoutController::set(LayoutState state) {
  state_ = state;
  Q_EMIT changed();
}

void LayoutController::took(quint64 generation, View view) {
  if (generation != generation_) return;
  view_ = std::move(view);
  scores_.clear();
  scored_ = {};
  const bool any = context_->archive().summary().tiles > 0;
  set(view_ && !view_->tiles.empty() ? LayoutState::Ready : any ? LayoutState::None : LayoutState::NoTiles);
  askScores();
  readCost();
  if (notKept_) Q_EMIT notRenamed(*std::exchange(notKept_, std::nullopt));
}

void LayoutController::readCost() {
  const std::shared_ptr<ArchiveSession> session = context_->archive().session();
  if (!session) return;
  costReader_.drop();
  costReader_.call([session](const std::stop_token&) { return session->explore().cost(); },
                   [this](const jobs::LayoutCost& cost) { cost_ = cost; }, [this](const UiError&) { cost_.reset(); });
}

void LayoutController::failed(quint64 generation, const UiError& error) {
  if (generation != generation_) return;
  error_ = error;
  set(LayoutState::Failed);
}

void LayoutController::make(const jobs::ExploreOptions& options) {
  JobWords words = SpaceJob::words(
      [] { return tr("Lay out the tiles by likeness"); },
      [](const Progress& progress) {
        const QString counts = SpaceJob::countsOf(progress);
        return progress.stage == "layout"  ? tr("arranging: %1").arg(counts)
               : progress.stage == "texts" ? tr("reading texts: %1").arg(counts)
               : progress.stage == "name"  ? tr("naming clusters: %1").arg(counts)
                                           : tr("finding clusters");
      },
      [](const JobOutcome& outcome) { return tr("%Ln tile(s) laid out", nullptr, static_cast<int>(outcome.tiles)); });
  job_->start(
      std::move(words),
      [options](ExploreSession& session, JobContext& job) {
        return std::make_shared<const jobs::LayoutView>(session.make(options, job));
      },
      [](const View& made) { return made->tiles.size(); }, [this](View made) { took(generation_, std::move(made)); },
      [this](const UiError& error) {
        if (!view_) failed(generation_, error);
      });
}

/// What the exported page says, in the language of the window.
std::map<std::string, std::string> LayoutController::pageWords(const jobs::LayoutView& view) const {
  const auto said = [](const QString& text) { return text.toStdString(); };
  const QString archive = QFileInfo(context_->archive().file()).completeBaseName();
  return {{"lang", QLocale().name().section(QLatin1Char('_'), 0, 0).toStdString()},
          {"title", said(tr("%1: tiles by likeness").arg(archive))},
          {"tiles", said(tr("Tiles"))},
          {"cluster", said(tr("Cluster"))},
          {"scene", said(tr("Scene"))},
          {"date", said(tr("Date"))},
          {"colour", said(tr("Colour by"))},
          {"all", said(tr("Show all"))},
          {"noCluster", said(tr("In no cluster"))},
          {"noDate", said(tr("Date unknown"))},
          {"texts", said(view.textsAreWords ? Colouring::tr("Texts (land cover)") : Colouring::tr("Texts (captions)"))},
          {"help", said(tr("Drag to move, wheel to zoom; ticks show and hide"))},
          {"list", said(tr("As a list"))},
          {"madeWith", said(tr("Model: %1").arg(QString::fromStdString(view.model)))}};
}

JobWords LayoutController::writeWords(const QString& file) {
  JobWords words;
  const QString name = QFileInfo(file).fileName();
  words.title = [name] { return tr("Write %1").arg(name); };
  words.showRate = false;
  return words;
}

void LayoutController::write(const QString& file, const std::vector<TileId>& only) {
  const std::shared_ptr<ArchiveSession> session = context_->archive().session();
  if (!session || !view_) return;
  JobWords words = writeWords(file);
  const std::filesystem::path path = file.toStdString();
  const bool page = QFileInfo(file).suffix().toLower() == QLatin1String("html");
  const auto said = pageWords(*view_);
  context_->jobs().add(
      std::make_unique<Job>(std::move(words), [session, view = view_, path, page, said, only](JobContext& context) {
        const jobs::LayoutView wanted = only.empty() ? *view : partOf(*view, only);
        if (page) {
          session->explore().writePage(withShownNames(wanted), said, path, context);
        } else {
          session->explore().write(wanted, path, context);
        }
        return JobOutcome{};
      }));
}

void LayoutController::renameCluster(qint64 cluster, const QString& name) {
  const std::shared_ptr<ArchiveSession> session = context_->archive().session();
  if (!session || !view_) return;
  auto view = std::make_shared<jobs::LayoutView>(*view_);
  const std::string text = name.trimmed().toStdString();
  for (jobs::ClusterView& each : view->clusters) {
    if (each.id != cluster) continue;
    if (text == each.name || (text.empty() && !each.ownName)) return;
    each.ownName = !text.empty();
    each.name = text.empty() ? each.programName : text;
  }
  const quint64 generation = generation_;
  writer_.post([this, session, layout = view->id, cluster, text, generation] {
    std::optional<UiError> trouble;
    try {
      session->explore().rename(layout, cluster, text);
    } catch (...) {
      trouble = uiErrorOf(std::current_exception());
    }
    QMetaObject::invokeMethod(
        this,
        [this, generation, trouble] {
          if (generation != generation_) return;
          context_->labels().refresh();  // there is something to take back
          if (!trouble) return;
          notKept_ = trouble;
          load();  // a name that did not come to be kept must not stay on the screen
        },
        Qt::QueuedConnection);
  });
  view_ = std::move(view);
  set(LayoutState::Ready);
}

void LayoutController::setScoresWanted(bool wanted) {
  if (wanted == scoresWanted_) return;
  scoresWanted_ = wanted;
  askScores();
}

void LayoutController::askScores() {
  const SearchController& search = context_->search();
  const std::shared_ptr<ArchiveSession> session = context_->archive().session();
  if (!scoresWanted_ || !view_ || !session) return;
  QueryDraft asked;
  // A list that something else than a query found has no scores.
  if (search.result() && search.listName().isEmpty() && search.draft().hasSubject()) {
    asked.query = rankingOf(search.draft().asked());
  }
  if (asked == scored_ && !scores_.empty()) return;
  scored_ = asked;
  const quint64 query = ++query_;
  if (!asked.hasSubject()) {
    scoreWorker_.cancel();
    scores_.clear();
    Q_EMIT scoresChanged();
    return;
  }
  scoreWorker_.post([this, session, view = view_, query, wanted = asked.query](const std::stop_token& stop) {
    std::vector<float> scores;
    try {
      Query ranking = wanted;
      readExamples(*session, ranking);
      ranking.top = static_cast<int>(std::min<std::size_t>(view->tiles.size(), kMostScores));
      scores = scoresOf(*view, session->explore().scores(ranking, stop));
    } catch (const Cancelled&) {
      return;
    } catch (...) {
      // The results page says what is wrong with the query; here there are then no scores.
    }
    QMetaObject::invokeMethod(
        this,
        [this, query, scores = std::move(scores)] {
          if (query != query_) return;
          scores_ = scores;
          Q_EMIT scoresChanged();
        },
        Qt::QueuedConnection);
  });
}

}  // namespace tilescout::ui
