#include "ui/search/results_view.h"

#include <QFileInfo>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <climits>

#include "ui/app_context.h"
#include "ui/archive/archive_notice.h"
#include "ui/model/model_card_dialog.h"
#include "ui/model/model_controller.h"
#include "ui/search/examples_page.h"
#include "ui/search/grid_selection.h"
#include "ui/search/hover_card.h"
#include "ui/search/large_view.h"
#include "ui/search/query_notice.h"
#include "ui/search/refine_strip.h"
#include "ui/search/result_grid.h"
#include "ui/search/result_model.h"
#include "ui/search/results_header.h"
#include "ui/support/format.h"
#include "ui/support/retranslate.h"
#include "ui/support/state_page.h"

namespace tilescout::ui {

namespace {

constexpr int kPlaceholders = 60;

}  // namespace

ResultsView::ResultsView(AppContext* context, QWidget* parent) : QWidget(parent), context_(context) {
  model_ = new ResultModel(&context->thumbnails(), this);
  grid_ = new ResultGrid(this);
  grid_->setObjectName(QStringLiteral("resultGrid"));
  grid_->setPictureSize(context->settings().cellSize());
  grid_->setModel(model_);
  selection_ = new GridSelection(grid_, model_, &context->selection());
  large_ = new LargeView(this);
  page_ = new StatePage(this);
  page_->setObjectName(QStringLiteral("resultsState"));
  examples_ = new ExamplesPage(this);
  stack_ = new QStackedWidget(this);
  for (QWidget* page : {static_cast<QWidget*>(page_), static_cast<QWidget*>(examples_), static_cast<QWidget*>(grid_),
                        static_cast<QWidget*>(large_)}) {
    stack_->addWidget(page);
  }
  auto* archiveNotice = new ArchiveNotice(&context->archive(), this);
  archiveNotice->setObjectName(QStringLiteral("archiveNotice"));
  queryNotice_ = new QueryNotice(&context->search(), &context->archive(), this);
  queryNotice_->setObjectName(QStringLiteral("queryNotice"));
  strip_ = new RefineStripBar(&context->refine(), this);
  header_ = new ResultsHeader(context, grid_, model_, this);
  hover_ = new HoverCard(&context->thumbnails(), this);
  wordsNotice_ = new NoticeBar(this);
  wordsNotice_->setObjectName(QStringLiteral("wordsNotice"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(archiveNotice);
  column->addWidget(queryNotice_);
  column->addWidget(wordsNotice_);
  column->addWidget(strip_);
  column->addWidget(header_);
  column->addWidget(stack_, 1);
  wire();
  onLanguageChange(this, [this] { retranslate(); });
}

void ResultsView::addNotice(NoticeBar* notice) { static_cast<QVBoxLayout*>(layout())->insertWidget(0, notice); }

void ResultsView::wire() {
  SearchController& search = context_->search();
  ArchiveController& archive = context_->archive();
  connect(&search, &SearchController::resultChanged, this, &ResultsView::resultChanged);
  connect(&search, &SearchController::stateChanged, this, &ResultsView::refresh);
  connect(&archive, &ArchiveController::archiveChanged, this, &ResultsView::refresh);
  connect(&archive, &ArchiveController::contentChanged, this, &ResultsView::refresh);
  connect(&archive, &ArchiveController::indexingChanged, this, &ResultsView::refresh);
  connect(&archive, &ArchiveController::indexEnded, this, &ResultsView::loadVisible, Qt::QueuedConnection);
  connect(&archive, &ArchiveController::modelChanged, header_, &ResultsHeader::refresh);
  connect(grid_, &ResultGrid::visibleRowsChanged, this, &ResultsView::loadVisible);
  connect(grid_, &ResultGrid::previewRequested, this, &ResultsView::showLarge);
  connect(grid_->selectionModel(), &QItemSelectionModel::currentChanged, this, &ResultsView::largeHit);
  connect(grid_, &ResultGrid::pictureSizeChanged, this,
          [this](int pixels) { context_->settings().setCellSize(pixels); });
  connect(grid_, &ResultGrid::rested, this, &ResultsView::hover);
  connect(&search, &SearchController::resultGrown, this, &ResultsView::resultGrown);
  connect(&context_->refine(), &RefineController::marksChanged, model_, &ResultModel::marksChanged);
  connect(&context_->labels(), &LabelController::labelsChanged, this,
          [this] { model_->setLabelled(context_->labels().labelledTiles()); });
  connect(model_, &QAbstractItemModel::modelReset, this, [this] { selection_->showAgain(); });
  connect(wordsNotice_, &NoticeBar::actionTriggered, this,
          [this] { context_->search().change([](QueryDraft& draft) { draft.query.words = WordRule::First; }); });
  model_->setMarks([this](TileId tile) { return context_->refine().markOf(tile); });
  connect(large_, &LargeView::stepRequested, this, &ResultsView::step);
  connect(large_, &LargeView::closeRequested, this, &ResultsView::closeLarge);
  connect(examples_, &ExamplesPage::chosen, this, &ResultsView::exampleChosen);
  connect(page_, &StatePage::actionTriggered, this, &ResultsView::actOnPage);
  connect(queryNotice_, &NoticeBar::actionTriggered, this, &ResultsView::modelRequested);
}

void ResultsView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  loadVisible();  // another page may have asked for its own pictures meanwhile
}

void ResultsView::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  hover_->hide();
}

void ResultsView::retranslate() {
  grid_->setAccessibleName(tr("Results, best first"));
  refresh();
}

const Hit* ResultsView::currentHit() const { return model_->hitAt(grid_->currentIndex()); }

void ResultsView::resultChanged() {
  const int place = grid_->verticalScrollBar()->value();
  const QString asked = context_->search().draft().toJson();
  const bool another = std::exchange(shownQuery_, asked) != asked && !context_->search().showsInstead();
  model_->setResult(context_->search().result());
  // A ranking that learns while one marks must not jump away under the eyes, nor the same one after an index.
  if (!another) grid_->verticalScrollBar()->setValue(place);
  // A single tile is where one stands, and goes when a new answer does not have it; several were chosen, and stay.
  Selection& selection = context_->selection();
  if (!model_->indexOf(selection.current()).isValid()) {
    if (selection.tiles().size() <= 1) {
      selection.clear();
    } else {
      selection.setCurrent(0);
    }
  }
  selection_->showAgain();
  // An answer is looked at from its beginning, wherever in it the tile stands that one has been at.
  if (another) grid_->verticalScrollBar()->setValue(0);
}

void ResultsView::refresh() {
  const ArchiveController& archive = context_->archive();
  const SearchController& search = context_->search();
  header_->refresh();
  refreshWords();
  if (archive.state() == ArchiveState::Opening) {
    page_->showEmpty("document-open", tr("Opening the archive…"), {});
    showPage(Shown::State);
  } else if (archive.state() == ArchiveState::Failed) {
    page_->showError(archive.error(), tr("Open another archive…"));
    showPage(Shown::State);
  } else if (search.state() == SearchState::Failed) {
    if (const std::optional<ModelCard> model = modelToEmbedWith()) {
      page_->showEmpty(
          "dialog-warning", tr("Another model, or another version of it, made this archive’s embeddings"),
          tr("To be searched with %1, its tiles are embedded anew. Captions, tags and saved searches stay.")
              .arg(modelLabel(*model)),
          tr("Embed anew"));
    } else {
      page_->showError(search.error(), tr("Try again"));
    }
    showPage(Shown::State);
  } else if (archive.summary().tiles > 0 && search.result() && search.result()->hits.empty()) {
    showNothingFound();
  } else if (search.result() && !search.result()->hits.empty()) {
    // The heat of a scene is looked at while the query changes, whether its tile still is a result or not.
    const bool stays = stack_->currentWidget() == large_ && (currentHit() || large_->showsHeat());
    showPage(stays ? Shown::Large : Shown::Grid);
  } else if (search.state() == SearchState::Searching) {
    if (model_->rowCount() == 0) model_->setPlaceholders(kPlaceholders);
    showPage(Shown::Grid);
  } else if (archive.summary().tiles == 0 && archive.isIndexing()) {
    page_->showEmpty("view-refresh", tr("The first tiles are being indexed"),
                     tr("You can search as soon as some are ready; the line at the bottom tells how far it is."));
    showPage(Shown::State);
  } else if (archive.summary().tiles == 0) {
    page_->showEmpty("folder-add", tr("This archive has no tiles yet"),
                     tr("Add a folder of scenes, or drop folders and GeoTIFF files on this window."),
                     tr("Add scenes…"));
    showPage(Shown::State);
  } else {
    showPage(Shown::Examples);
  }
}

void ResultsView::resultGrown() {
  const int place = grid_->verticalScrollBar()->value();
  model_->extendResult(context_->search().result());
  grid_->verticalScrollBar()->setValue(place);
  selection_->showAgain();
  header_->refresh();
}

void ResultsView::hover(const QModelIndex& index) {
  const Hit* hit = model_->hitAt(index);
  if (!hit) {
    hover_->hide();
    return;
  }
  const QRect cell = grid_->visualRect(index);
  hover_->showHit(*hit, QRect(grid_->viewport()->mapToGlobal(cell.topLeft()), cell.size()));
}

void ResultsView::refreshWords() {
  const auto& result = context_->search().result();
  const bool offer = result && result->wordMatches > 0 && result->wordMatches < result->accepted &&
                     context_->search().draft().query.words == WordRule::Mark && !context_->refine().isActive();
  const auto count = offer ? static_cast<int>(std::min<std::int64_t>(result->wordMatches, INT_MAX)) : 0;
  wordsNotice_->setNotice(
      NoticeBar::Kind::Information,
      offer ? tr("%n tile(s) carry these words in captions, tags, scene name, folder or date.", nullptr, count)
            : QString(),
      tr("Show them first"));
}

/// Why an answer is empty, and the way out.
void ResultsView::showNothingFound() {
  const SearchResult& result = *context_->search().result();
  if (context_->search().showsInstead()) {
    page_->showEmpty("edit-find", tr("Nothing is left to mark here"),
                     tr("Look at the best ones, or draw another sample."));
  } else if (result.passed == 0) {
    page_->showEmpty(
        "view-filter", tr("No tile passes the filters"),
        tr("Area, dates, scenes or collection leave nothing of the %1 tiles.").arg(formatCount(result.searched)),
        tr("Remove the filters"));
  } else {
    const std::optional<double> least = context_->search().draft().query.minScore;
    const QString why = least ? tr("No tile that passes the filters scores %1 or more.").arg(formatScore(*least))
                              : tr("No tile that passes the filters reaches the cut-off, which comes from how “%1” "
                                   "scores in the whole archive.")
                                    .arg(context_->search().answeredText());
    page_->showEmpty("edit-find", tr("0 of %1 tiles pass").arg(formatCount(result.passed)), why,
                     tr("Show the best all the same"));
  }
  showPage(Shown::State);
}

void ResultsView::showPage(Shown page) {
  QWidget* widget = page == Shown::State      ? static_cast<QWidget*>(page_)
                    : page == Shown::Examples ? static_cast<QWidget*>(examples_)
                    : page == Shown::Grid     ? static_cast<QWidget*>(grid_)
                                              : static_cast<QWidget*>(large_);
  const bool noGrid = page == Shown::State || page == Shown::Examples;
  if (noGrid && !context_->search().result() && model_->rowCount() > 0) model_->setPlaceholders(0);
  stack_->setCurrentWidget(widget);
  header_->setVisible(page == Shown::Grid && context_->search().result());
  hover_->hide();
}

void ResultsView::loadVisible() {
  if (!isVisible()) return;  // showEvent asks again
  const auto [first, last] = grid_->visibleRows();
  QList<TileId> tiles;
  const Query& query = context_->search().draft().query;
  for (const auto* examples : {&query.like, &query.unlike})  // their chips show them
    for (const TileId tile : *examples) tiles.append(tile);
  for (int row = first; row <= last; ++row) {
    if (const Hit* hit = model_->hitAt(model_->index(row))) tiles.append(hit->tile);
  }
  // Then a screen further in the direction of the scroll, which stands there when it is reached.
  const int screen = last - first + 1, step = first < firstBefore_ ? -1 : 1;
  firstBefore_ = first;
  for (int i = 1; i <= screen; ++i) {
    if (const Hit* hit = model_->hitAt(model_->index((step > 0 ? last : first) + step * i))) tiles.append(hit->tile);
  }
  context_->thumbnails().want(tiles, static_cast<int>(grid_->drawnPictureSize() * devicePixelRatioF()));
}

void ResultsView::focusResults() {
  if (stack_->currentWidget() == large_) closeLarge();
  if (model_->rowCount() == 0) return;
  grid_->setFocus(Qt::ShortcutFocusReason);
  const auto [first, last] = grid_->visibleRows();
  const int row = grid_->currentIndex().isValid() ? grid_->currentIndex().row() : -1;
  const bool chosen = context_->selection().tiles().size() > 1;
  // Keys go on from what is seen. A tile of an earlier answer may stand anywhere in this one.
  if (row < 0 || (!chosen && (row < first || row > last))) {
    grid_->selectionModel()->setCurrentIndex(model_->index(std::max(0, first)), QItemSelectionModel::ClearAndSelect);
  }
}

void ResultsView::showLarge() {
  if (!currentHit()) return;
  showPage(Shown::Large);
  largeHit();
  large_->setFocus();
}

void ResultsView::largeHit() {
  const Hit* hit = currentHit();
  if (stack_->currentWidget() != large_ || !hit) return;
  large_->showHit(context_->archive().session(), *hit, model_->rowCount(),
                  context_->thumbnails().pixmap(hit->tile).toImage());
}

void ResultsView::step(int by) {
  const int row = std::clamp(grid_->currentIndex().row() + by, 0, model_->rowCount() - 1);
  grid_->selectionModel()->setCurrentIndex(model_->index(row), QItemSelectionModel::ClearAndSelect);
}

void ResultsView::closeLarge() {
  showPage(Shown::Grid);
  grid_->scrollTo(grid_->currentIndex());
  grid_->setFocus();
}

bool ResultsView::takeBack() {
  if (stack_->currentWidget() == large_) {
    if (!large_->takeBack()) closeLarge();
    return true;
  }
  if (context_->refine().strip() != RefineStrip::Best) {
    context_->refine().setStrip(RefineStrip::Best);
    return true;
  }
  return false;
}

void ResultsView::actOnPage() {
  const ArchiveController& archive = context_->archive();
  if (archive.state() == ArchiveState::Failed) {
    Q_EMIT openRequested();
  } else if (context_->search().state() == SearchState::Failed) {
    if (const std::optional<ModelCard> model = modelToEmbedWith()) {
      context_->models().switchArchive(QString::fromStdString(model->name), modelLabel(*model));
    } else {
      context_->search().repeat();
    }
  } else if (context_->search().result()) {
    relax();
  } else {
    Q_EMIT addScenesRequested();
  }
}

/// The model in use, when the search failed because the archive's embeddings are of another one.
std::optional<ModelCard> ResultsView::modelToEmbedWith() const {
  const UiError& error = context_->search().error();
  const ArchiveController& archive = context_->archive();
  if (error.code != ErrorCode::Incompatible || !archive.model()) return std::nullopt;
  if (QFileInfo(error.subject) != QFileInfo(archive.file())) return std::nullopt;
  return archive.model()->card;
}

/// Takes away what left the answer empty.
void ResultsView::relax() {
  const bool filters = context_->search().result()->passed == 0;
  context_->search().change([&](QueryDraft& draft) {
    Query& query = draft.query;
    query.minScore.reset();
    query.minBand = ScoreBand::Noise;
    if (!filters) return;
    query.bbox.reset();
    query.withinFile.clear();
    query.fromDate.clear();
    query.toDate.clear();
    query.undated = Undated::Never;
    query.sceneGlob.clear();
    query.scenes.clear();
    query.sensors.clear();
    query.tiles.reset();
  });
}

}  // namespace tilescout::ui
