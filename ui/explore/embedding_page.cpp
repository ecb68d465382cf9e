#include "ui/explore/embedding_page.h"

#include <QMenu>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <limits>
#include <span>

#include "ui/app_context.h"
#include "ui/backend/explore_session.h"
#include "ui/explore/comparison_controller.h"
#include "ui/explore/comparison_panel.h"
#include "ui/explore/embedding_bar.h"
#include "ui/explore/find_panel.h"
#include "ui/explore/layout_controller.h"
#include "ui/explore/layout_list.h"
#include "ui/explore/legend_panel.h"
#include "ui/explore/measures_table.h"
#include "ui/explore/scatter_view.h"
#include "ui/explore/text_layer.h"
#include "ui/label/label_controller.h"
#include "ui/main_window.h"
#include "ui/selection.h"
#include "ui/support/fold_section.h"
#include "ui/support/format.h"
#include "ui/support/notice_bar.h"
#include "ui/support/retranslate.h"
#include "ui/support/state_page.h"
#include "ui/support/theme.h"
#include "ui/window_actions.h"

namespace tilescout::ui {

namespace {

/// Values of the layout's tiles for those of another view, in its order.
template <typename Value>
std::vector<Value> valuesFor(const jobs::LayoutView& shown, const jobs::LayoutView& layout,
                             std::span<const Value> values, Value none) {
  std::vector<Value> chosen(shown.tiles.size(), none);
  for (std::size_t i = 0, at = 0; i < chosen.size(); ++i) {
    while (at < layout.tiles.size() && layout.tiles[at] < shown.tiles[i]) ++at;
    if (at < values.size() && layout.tiles[at] == shown.tiles[i]) chosen[i] = values[at];
  }
  return chosen;
}

}  // namespace

EmbeddingPage::EmbeddingPage(AppContext* context, MainWindow* window)
    : QWidget(window), context_(context), window_(window) {
  controller_ = new LayoutController(context, this);
  comparison_ = new ComparisonController(context, this);
  finder_ = new FindController(context, this);
  texts_ = new TextLayer(context, controller_, this);
  stack_ = new QStackedWidget(this);
  state_ = new StatePage(stack_);
  content_ = new QWidget(stack_);
  auto* column = new QVBoxLayout(content_);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  bar_ = new EmbeddingBar(content_);
  notice_ = new NoticeBar(content_);
  column->addWidget(bar_);
  column->addWidget(notice_);
  column->addWidget(buildPlot(), 1);
  stack_->addWidget(state_);
  stack_->addWidget(content_);
  auto* whole = new QVBoxLayout(this);
  whole->setContentsMargins(0, 0, 0, 0);
  whole->addWidget(stack_);
  textsMenu_ = new QMenu(this);
  bar_->texts->setMenu(textsMenu_);
  findMenu_ = new QMenu(this);
  bar_->find->setMenu(findMenu_);
  wire();
  onLanguageChange(this, [this] { retranslate(); });
  onPaletteChange(this, [this] { recolour(); });
}

EmbeddingPage::~EmbeddingPage() = default;

ThumbnailLoader* EmbeddingPage::loader(int threads) {
  auto* loader = new ThumbnailLoader(threads, this);
  loader->setSession(context_->archive().session());
  loaders_.push_back(loader);
  return loader;
}

QWidget* EmbeddingPage::buildPlot() {
  auto* split = new QSplitter(Qt::Horizontal, content_);
  split->setChildrenCollapsible(false);
  plots_ = new QStackedWidget(split);
  plot_ = new ScatterView(&context_->selection(), loader(2), plots_);
  plot_->setObjectName(QStringLiteral("scatter"));
  plot_->setMinimumSize(240, 200);
  pair_ = new ComparisonPanel(&context_->selection(), loader(1), loader(1), plots_);
  list_ = new LayoutList(&context_->selection(), plots_);
  for (QWidget* way : {static_cast<QWidget*>(plot_), static_cast<QWidget*>(pair_), static_cast<QWidget*>(list_)})
    plots_->addWidget(way);
  split->addWidget(plots_);
  split->addWidget(buildSide(split));
  split->setStretchFactor(0, 1);
  split->setSizes({700, 220});
  auto* whole = new QWidget(content_);
  auto* rows = new QVBoxLayout(whole);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(0);
  rows->addWidget(split, 1);
  rows->addWidget(buildMeasures());
  return whole;
}

QWidget* EmbeddingPage::buildSide(QWidget* parent) {
  auto* side = new QSplitter(Qt::Vertical, parent);
  side->setMinimumWidth(190);
  side->setChildrenCollapsible(false);
  side->setContentsMargins(8, 4, 8, 8);
  legend_ = new LegendPanel(side);
  found_ = new FindPanel(finder_, &context_->selection(), loader(1), side);
  side->addWidget(legend_);
  side->addWidget(found_);
  side->setStretchFactor(0, 1);
  side->setStretchFactor(1, 2);
  return side;
}

QWidget* EmbeddingPage::buildMeasures() {
  measures_ = new MeasuresTable;
  auto* scroll = new QScrollArea;
  scroll->setWidget(measures_);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setMinimumHeight(190);
  scroll->setMaximumHeight(240);
  fold_ = new FoldSection(scroll, [] { return EmbeddingPage::tr("Measures"); });
  fold_->setOpen(context_->settings().view(QStringLiteral("measuresOpen"), false).toBool());
  return fold_;
}

void EmbeddingPage::wire() {
  wireControllers();
  wirePlots();
  connect(bar_, &EmbeddingBar::colourChanged, this, [this] {
    wantScores();
    recolour();
  });
  connect(bar_, &EmbeddingBar::fitRequested, this, [this] {
    plot_->fit();
    pair_->fit();
  });
  connect(bar_, &EmbeddingBar::listToggled, this, &EmbeddingPage::showPlots);
  connect(bar_->make, &QToolButton::clicked, this, &EmbeddingPage::askOptions);
  connect(bar_->compare, &QToolButton::clicked, this, &EmbeddingPage::askModels);
  connect(bar_->exportPlot, &QToolButton::clicked, this, [this] { exportPlot(); });
  connect(textsMenu_, &QMenu::aboutToShow, this, &EmbeddingPage::fillTextsMenu);
  connect(findMenu_, &QMenu::aboutToShow, this, &EmbeddingPage::fillFindMenu);
  connect(legend_, &LegendPanel::hiddenChanged, this, [this] {
    plot_->setHiddenEntries(legend_->hidden());
    pair_->setHiddenEntries(legend_->hidden());
  });
  connect(legend_, &LegendPanel::selectRequested, this, &EmbeddingPage::selectEntry);
  connect(legend_, &LegendPanel::searchRequested, this, [this](int entry) {
    searchOnly(tilesOf(entry), colouring_->entries[static_cast<std::size_t>(entry)].label);
  });
  connect(&context_->selection(), &Selection::tilesChanged, this, &EmbeddingPage::countSelected);
  connect(legend_, &LegendPanel::renamed, controller_, &LayoutController::renameCluster);
  connect(measures_, &MeasuresTable::duplicatesRequested, this, &EmbeddingPage::selectDuplicates);
  connect(measures_, &MeasuresTable::outliersRequested, this, &EmbeddingPage::selectOutliers);
  connect(fold_, &FoldSection::opened, this,
          [this](bool open) { context_->settings().setView(QStringLiteral("measuresOpen"), open); });
  connect(notice_, &NoticeBar::actionTriggered, this, [this] {
    if (comparing()) return comparison_->again();
    if (controller_->view() && controller_->view()->unplaced == 0) return askOptions();
    jobs::ExploreOptions options;
    options.place = true;
    controller_->make(options);
  });
  connect(state_, &StatePage::actionTriggered, this, [this] {
    if (controller_->state() == LayoutState::NoTiles) {
      window_->actions()->addFolder->trigger();
    } else {
      controller_->make({});
    }
  });
}

void EmbeddingPage::wireControllers() {
  connect(controller_, &LayoutController::changed, this, &EmbeddingPage::refresh);
  connect(controller_, &LayoutController::scoresChanged, this, [this] {
    if (colourBy() == ColourBy::Score) recolour();
  });
  connect(controller_, &LayoutController::notRenamed, this,
          [this](const UiError& error) { notice_->setNotice(NoticeBar::Kind::Warning, errorSentence(error)); });
  connect(comparison_, &ComparisonController::changed, this, [this] {
    if (comparing() && controller_->state() != LayoutState::Ready) controller_->load();
    refresh();
  });
  wireFinder();
  connect(texts_, &TextLayer::changed, this, [this] {
    plot_->setTexts(texts_->marks());
    refreshNotice();
  });
  connect(&context_->labels(), &LabelController::labelsChanged, this, &EmbeddingPage::readLabels);
  connect(&context_->archive(), &ArchiveController::archiveChanged, this, [this] {
    labels_.reset();
    for (ThumbnailLoader* loader : loaders_) loader->setSession(context_->archive().session());
  });
}

void EmbeddingPage::wirePlots() {
  const auto choose = [this](ScatterTool tool) {
    plot_->setTool(tool);
    pair_->setTool(tool);
    bar_->setTool(tool);
  };
  connect(bar_, &EmbeddingBar::toolChosen, this, choose);
  connect(plot_, &ScatterView::toolChanged, this, [this, choose] { choose(plot_->tool()); });
  connect(pair_, &ComparisonPanel::toolChanged, this, choose);
  connect(plot_, &ScatterView::menuRequested, this, &EmbeddingPage::showMenu);
  connect(plot_, &ScatterView::textClicked, this, &EmbeddingPage::searchText);
  connect(list_, &LayoutList::textActivated, this, &EmbeddingPage::searchText);
  connect(pair_, &ComparisonPanel::menuRequested, this, &EmbeddingPage::showMenu);
  wireRenderer();
  connect(pair_, &ComparisonPanel::closeRequested, comparison_, &ComparisonController::close);
}

/// The comparison's plots follow the first one: where a driver fails, one plot finds out.
void EmbeddingPage::wireRenderer() {
  Settings& settings = context_->settings();
  if (settings.openGlStarting()) {
    settings.setPlotRenderer(PlotRenderer::Raster);
    settings.setOpenGlStarting(false);
  }
  const auto choose = [this] {
    plot_->setRenderer(context_->settings().plotRenderer());
    pair_->setRenderer(context_->settings().plotRenderer());
  };
  connect(context_, &AppContext::plotRendererChanged, this, choose);
  connect(plot_, &ScatterView::openGlStarting, this, [this] { context_->settings().setOpenGlStarting(true); });
  connect(plot_, &ScatterView::openGlStarted, this, [this] { context_->settings().setOpenGlStarting(false); });
  connect(plot_, &ScatterView::openGlFailed, this, [this] {
    context_->settings().setOpenGlStarting(false);
    pair_->setRenderer(PlotRenderer::Raster);
  });
  choose();
}

void EmbeddingPage::retranslate() {
  plot_->setAccessibleName(tr("Plot of the tiles; arrows move, page keys zoom, Ctrl+A selects all"));
  plot_->setTexts(texts_->marks());
  refresh();
}

bool EmbeddingPage::comparing() const { return comparison_->view() != nullptr; }

std::shared_ptr<const jobs::LayoutView> EmbeddingPage::shownView() const {
  if (comparing()) return {comparison_->view(), &comparison_->view()->after};
  return controller_->view();
}

void EmbeddingPage::refresh() {
  const bool ready = controller_->state() == LayoutState::Ready;
  bar_->make->setEnabled(!controller_->isMaking());
  bar_->compare->setEnabled(!comparison_->isMaking());
  bar_->setComparing(comparing());
  pair_->setComparison(ready ? comparison_->view() : nullptr);
  if (!ready) {
    showState();
    plot_->setView(nullptr);
    colouring_.reset();
    legend_->setColouring(nullptr, false);
    list_->setContent(nullptr, nullptr);
    measures_->setView(nullptr);
    stack_->setCurrentWidget(state_);
    return;
  }
  stack_->setCurrentWidget(content_);
  plot_->setView(controller_->view());
  if (comparing()) {
    measures_->setComparison(comparison_->view());
  } else {
    measures_->setView(controller_->view());
  }
  showPlots();
  refreshNotice();
  recolour();
  if (!labels_) readLabels();
}

void EmbeddingPage::showPlots() {
  plots_->setCurrentWidget(bar_->showsList() ? static_cast<QWidget*>(list_)
                           : comparing()     ? static_cast<QWidget*>(pair_)
                                             : static_cast<QWidget*>(plot_));
  bar_->texts->setEnabled(!comparing() && !bar_->showsList());
}

void EmbeddingPage::refreshNotice() {
  const auto information = NoticeBar::Kind::Information;
  if (comparing()) {
    const auto missing = static_cast<int>(comparison_->view()->missing);
    return notice_->setNotice(
        information, missing == 0 ? QString() : tr("%Ln tile(s) are not in this comparison yet.", nullptr, missing),
        missing == 0 || comparison_->isMaking() ? QString() : tr("Compare again"));
  }
  const auto unplaced = controller_->view() ? static_cast<int>(controller_->view()->unplaced) : 0;
  if (unplaced > 0) {
    return notice_->setNotice(information,
                              tr("%Ln tile(s) were indexed since and have no place yet.", nullptr, unplaced),
                              controller_->isMaking() ? QString() : tr("Place them"));
  }
  if (controller_->view() && controller_->view()->textsKnown > 0) {
    const jobs::LayoutView& view = *controller_->view();
    return notice_->setNotice(
        information, tr("%1 of the archive’s %2 different captions are laid out, evenly spread.")
                         .arg(formatCount(static_cast<qint64>(view.texts.size())), formatCount(view.textsKnown)));
  }
  if (controller_->view() && controller_->view()->noCaptions) {
    return notice_->setNotice(
        information, tr("The archive has no captions yet, so the clusters are named by land cover."), tr("Layout…"));
  }
  notice_->setNotice(information, texts_->isReading() ? tr("Placing the texts…") : texts_->trouble());
}

void EmbeddingPage::refreshFound() {
  bar_->find->setEnabled(!finder_->isFinding());
  // Without a layout the list has no place here: what was found goes straight to the results.
  if (finder_->isEmpty() || finder_->isFinding() || controller_->state() == LayoutState::Ready) return;
  std::vector<int> lines(finder_->findings().size());
  for (std::size_t i = 0; i < lines.size(); ++i) lines[i] = static_cast<int>(i);
  finder_->showInResults(lines);
}

void EmbeddingPage::showState() {
  if (controller_->isMaking()) {
    state_->showEmpty("view-statistics", tr("The tiles are being arranged"),
                      tr("Progress stands below, under Jobs. You can go on working meanwhile."));
    return;
  }
  switch (controller_->state()) {
    case LayoutState::Failed: state_->showError(controller_->error(), tr("Try again")); break;
    case LayoutState::Loading: state_->showEmpty("view-statistics", tr("Reading the layout…"), {}); break;
    case LayoutState::None:
      state_->showEmpty(
          "view-statistics", tr("See what the model sees"),
          tr("All tiles as points, alike ones together, in clusters with names. Select what you want to see in "
             "the results or on the map."),
          tr("Make layout"));
      break;
    default:
      state_->showEmpty("view-statistics", tr("No tiles yet"),
                        tr("Add scenes first; when they are indexed, their tiles can be laid out by likeness."),
                        tr("Add scenes…"));
      break;
  }
}

ColourBy EmbeddingPage::colourBy() const { return bar_->colourBy(); }

void EmbeddingPage::readLabels() {
  const std::shared_ptr<ArchiveSession> session = context_->archive().session();
  const auto view = controller_->view();
  if (!session || !view || controller_->state() != LayoutState::Ready) return;
  labelReader_.drop();
  labelReader_.call(
      [session, view](const std::stop_token&) {
        return std::make_shared<const jobs::TileLabels>(session->explore().labels(view->tiles));
      },
      [this](const std::shared_ptr<const jobs::TileLabels>& labels) {
        labels_ = labels;
        if (colourBy() == ColourBy::Tag || colourBy() == ColourBy::Caption || colourBy() == ColourBy::Split) recolour();
      });
}

void EmbeddingPage::recolour() {
  const auto view = shownView();
  if (controller_->state() != LayoutState::Ready || !view) return;
  ColourData values;
  values.scores = controller_->scores();
  values.labels = labels_.get();
  values.darkGround = isDark(palette());
  std::vector<float> scores;
  jobs::TileLabels labels;
  if (comparing()) {  // scores and labels were asked for the layout's own tiles
    const jobs::LayoutView& layout = *controller_->view();
    values.drift = comparison_->view()->drift;
    if (!values.scores.empty()) {
      scores = valuesFor<float>(*view, layout, values.scores, std::numeric_limits<float>::quiet_NaN());
      values.scores = scores;
    }
    if (labels_) {
      labels = *labels_;
      for (auto* of : {&labels.tag, &labels.split, &labels.text})
        *of = valuesFor<std::int32_t>(*view, layout, std::vector<std::int32_t>(*of), jobs::TileLabels::kNone);
      values.labels = &labels;
    }
  }
  colouring_ = std::make_shared<const Colouring>(Colouring::of(*view, colourBy(), values));
  if (comparing()) {
    pair_->setColouring(colouring_);
  } else {
    plot_->setColouring(colouring_);
  }
  legend_->setColouring(colouring_, colourBy() == ColourBy::Cluster && !comparing());
  list_->setContent(view, colouring_);
  countSelected();
}

/// After the plots, which connected themselves first, have looked which of their points are selected.
void EmbeddingPage::countSelected() {
  if (!colouring_) return;
  std::vector<int> counts;
  for (const int point : (comparing() ? pair_->after() : plot_)->selectedPoints()) {
    counts.resize(colouring_->entries.size());
    ++counts[static_cast<std::size_t>(colouring_->entry[static_cast<std::size_t>(point)])];
  }
  legend_->setSelected(std::move(counts));
}

std::vector<TileId> EmbeddingPage::tilesOf(int entry) const {
  const auto view = shownView();
  std::vector<TileId> tiles;
  for (std::size_t i = 0; view && colouring_ && i < colouring_->entry.size(); ++i) {
    if (colouring_->entry[i] == entry) tiles.push_back(view->tiles[i]);
  }
  return tiles;
}

void EmbeddingPage::selectEntry(int entry) {
  const auto view = shownView();
  if (!colouring_ || !view) return;
  std::vector<TileId> tiles = tilesOf(entry);
  TileId current = tiles.empty() ? 0 : tiles.front();
  if (colourBy() == ColourBy::Cluster) {
    for (const jobs::ClusterView& cluster : view->clusters) {
      if (cluster.id == colouring_->entries[static_cast<std::size_t>(entry)].key && cluster.representative != 0) {
        current = cluster.representative;
      }
    }
  }
  context_->selection().set(std::move(tiles), current);
}

void EmbeddingPage::selectDuplicates() {
  std::vector<TileId> tiles;
  for (const auto& group : controller_->view()->duplicates) tiles.insert(tiles.end(), group.begin(), group.end());
  context_->selection().set(std::move(tiles));
}

void EmbeddingPage::selectOutliers() {
  std::vector<TileId> tiles;
  for (const auto& [tile, distance] : controller_->view()->outliers) tiles.push_back(tile);
  context_->selection().set(std::move(tiles));
}

bool EmbeddingPage::takeBack() {
  if (plot_->dropLine() || pair_->dropLine()) return true;
  if (plot_->tool() != ScatterTool::Move) {
    plot_->setTool(ScatterTool::Move);
    return true;
  }
  if (!finder_->isEmpty()) {
    finder_->clear();
    return true;
  }
  return false;
}

void EmbeddingPage::enter() {
  if (controller_->state() == LayoutState::Ready) {
    plots_->currentWidget()->setFocus();
  } else {
    state_->setFocus();
  }
}

void EmbeddingPage::wantScores() {
  controller_->setScoresWanted(isVisible() && (colourBy() == ColourBy::Score || texts_->showsQuery()));
}

void EmbeddingPage::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  wantScores();
}

void EmbeddingPage::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  wantScores();
}

}  // namespace tilescout::ui
