#include "ui/search/results_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSlider>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/app_context.h"
#include "ui/archive/archive_notice.h"
#include "ui/model/model_card_dialog.h"
#include "ui/search/examples_page.h"
#include "ui/search/grid_selection.h"
#include "ui/search/large_view.h"
#include "ui/search/query_notice.h"
#include "ui/search/result_grid.h"
#include "ui/search/result_model.h"
#include "ui/support/elided_label.h"
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
  header_ = buildHeader();
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(archiveNotice);
  column->addWidget(queryNotice_);
  column->addWidget(header_);
  column->addWidget(stack_, 1);
  wire();
  onLanguageChange(this, [this] { retranslate(); });
}

QWidget* ResultsView::buildHeader() {
  auto* header = new QWidget(this);
  count_ = new ElidedLabel(header);
  count_->setObjectName(QStringLiteral("resultCount"));
  count_->setForegroundRole(QPalette::PlaceholderText);
  sizeLabel_ = new QLabel(header);
  sizeLabel_->setForegroundRole(QPalette::PlaceholderText);
  size_ = new QSlider(Qt::Horizontal, header);
  size_->setRange(96, 320);
  size_->setPageStep(32);
  size_->setFixedWidth(110);
  size_->setValue(grid_->pictureSize());
  auto* row = new QHBoxLayout(header);
  row->setContentsMargins(8, 6, 12, 2);
  row->addWidget(count_, 1);
  row->addWidget(sizeLabel_);
  row->addWidget(size_);
  return header;
}

void ResultsView::wire() {
  SearchController& search = context_->search();
  ArchiveController& archive = context_->archive();
  connect(&search, &SearchController::resultChanged, this, &ResultsView::resultChanged);
  connect(&search, &SearchController::stateChanged, this, &ResultsView::refresh);
  connect(&archive, &ArchiveController::archiveChanged, this, &ResultsView::refresh);
  connect(&archive, &ArchiveController::contentChanged, this, &ResultsView::refresh);
  connect(&archive, &ArchiveController::indexingChanged, this, &ResultsView::refresh);
  connect(&archive, &ArchiveController::indexEnded, this, &ResultsView::loadVisible, Qt::QueuedConnection);
  connect(&archive, &ArchiveController::modelChanged, this, &ResultsView::refreshHeader);
  connect(grid_, &ResultGrid::visibleRowsChanged, this, &ResultsView::loadVisible);
  connect(grid_, &ResultGrid::previewRequested, this, &ResultsView::showLarge);
  connect(grid_->selectionModel(), &QItemSelectionModel::currentChanged, this, &ResultsView::largeHit);
  connect(size_, &QSlider::valueChanged, grid_, &ResultGrid::setPictureSize);
  connect(grid_, &ResultGrid::pictureSizeChanged, this, [this](int pixels) {
    size_->setValue(pixels);
    context_->settings().setCellSize(pixels);
  });
  connect(large_, &LargeView::stepRequested, this, &ResultsView::step);
  connect(large_, &LargeView::closeRequested, this, &ResultsView::takeBack);
  connect(examples_, &ExamplesPage::chosen, this, &ResultsView::exampleChosen);
  connect(page_, &StatePage::actionTriggered, this, &ResultsView::actOnPage);
  connect(queryNotice_, &NoticeBar::actionTriggered, this, &ResultsView::modelRequested);
}

void ResultsView::retranslate() {
  sizeLabel_->setText(tr("Size"));
  size_->setAccessibleName(tr("Size of the pictures"));
  size_->setToolTip(tr("Size of the pictures (Ctrl and mouse wheel)"));
  grid_->setAccessibleName(tr("Results, best first"));
  refresh();
}

const Hit* ResultsView::currentHit() const { return model_->hitAt(grid_->currentIndex()); }

void ResultsView::resultChanged() {
  model_->setResult(context_->search().result());
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
}

void ResultsView::refresh() {
  const ArchiveController& archive = context_->archive();
  const SearchController& search = context_->search();
  refreshHeader();
  if (archive.state() == ArchiveState::Opening) {
    page_->showEmpty("document-open", tr("Opening the archive…"), {});
    showPage(Shown::State);
  } else if (archive.state() == ArchiveState::Failed) {
    page_->showError(archive.error(), tr("Open another archive…"));
    showPage(Shown::State);
  } else if (search.state() == SearchState::Failed) {
    page_->showError(search.error(), search.error().code == ErrorCode::Incompatible ? tr("Update the index")
                                                                                    : tr("Try again"));
    showPage(Shown::State);
  } else if (archive.summary().tiles > 0 && search.result() && search.result()->hits.empty()) {
    page_->showEmpty("edit-find", tr("No tile passes"), tr("Nothing in this archive answers “%1”. Try other words.")
                                                            .arg(search.answeredText()));
    showPage(Shown::State);
  } else if (search.result() && !search.result()->hits.empty()) {
    showPage(stack_->currentWidget() == large_ && currentHit() ? Shown::Large : Shown::Grid);
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

void ResultsView::refreshHeader() {
  const auto& result = context_->search().result();
  if (!result) return;
  const QString name = context_->archive().model() ? modelLabel(context_->archive())
                                                   : QString::fromStdString(result->model);
  count_->setText(tr("The best %1 of %2 tiles · %3 ms · %4")
                      .arg(formatCount(static_cast<std::int64_t>(result->hits.size())), formatCount(result->searched),
                           formatCount(std::max<std::int64_t>(1, std::llround(result->tookMs))), name));
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
}

void ResultsView::loadVisible() {
  const auto [first, last] = grid_->visibleRows();
  QList<TileId> tiles;
  for (int row = first; row <= last; ++row) {
    if (const Hit* hit = model_->hitAt(model_->index(row))) tiles.append(hit->tile);
  }
  context_->thumbnails().want(tiles, static_cast<int>(grid_->drawnPictureSize() * devicePixelRatioF()));
}

void ResultsView::focusResults() {
  if (stack_->currentWidget() == large_) takeBack();
  if (model_->rowCount() == 0) return;
  grid_->setFocus(Qt::ShortcutFocusReason);
  if (!grid_->currentIndex().isValid() && currentHit() == nullptr) {
    grid_->selectionModel()->setCurrentIndex(model_->index(0), QItemSelectionModel::ClearAndSelect);
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

bool ResultsView::takeBack() {
  if (stack_->currentWidget() == large_) {
    showPage(Shown::Grid);
    grid_->scrollTo(grid_->currentIndex());
    grid_->setFocus();
    return true;
  }
  return false;
}

void ResultsView::actOnPage() {
  const ArchiveController& archive = context_->archive();
  if (archive.state() == ArchiveState::Failed) {
    Q_EMIT openRequested();
  } else if (context_->search().state() == SearchState::Failed) {
    if (context_->search().error().code == ErrorCode::Incompatible) {
      context_->archive().updateIndex();
    } else {
      context_->search().repeat();
    }
  } else {
    Q_EMIT addScenesRequested();
  }
}

}  // namespace tilescout::ui
