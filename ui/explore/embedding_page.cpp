#include "ui/explore/embedding_page.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/app_context.h"
#include "ui/explore/layout_controller.h"
#include "ui/explore/layout_options.h"
#include "ui/explore/legend_panel.h"
#include "ui/explore/measures_table.h"
#include "ui/explore/plot_export.h"
#include "ui/explore/scatter_view.h"
#include "ui/main_window.h"
#include "ui/support/fold_section.h"
#include "ui/support/format.h"
#include "ui/support/icons.h"
#include "ui/support/notice_bar.h"
#include "ui/support/retranslate.h"
#include "ui/support/state_page.h"
#include "ui/window_actions.h"

namespace tilescout::ui {

namespace {

QToolButton* toolButton(QWidget* parent, const char* name, const char* icon, bool checkable) {
  auto* button = new QToolButton(parent);
  button->setObjectName(QString::fromLatin1(name));
  button->setAutoRaise(true);
  button->setCheckable(checkable);
  onPaletteChange(button, [button, icon] { button->setIcon(themeIcon(icon)); });
  return button;
}

void name(QToolButton* button, const QString& text, const QString& tip) {
  button->setText(text);
  button->setAccessibleName(text);
  button->setToolTip(tip);
}

}  // namespace

EmbeddingPage::EmbeddingPage(AppContext* context, MainWindow* window)
    : QWidget(window), context_(context), window_(window) {
  controller_ = new LayoutController(context, this);
  thumbnails_ = new ThumbnailLoader(2, this);
  thumbnails_->setSession(context->archive().session());
  stack_ = new QStackedWidget(this);
  state_ = new StatePage(stack_);
  content_ = new QWidget(stack_);
  auto* column = new QVBoxLayout(content_);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  notice_ = new NoticeBar(content_);
  column->addWidget(buildBar());
  column->addWidget(notice_);
  column->addWidget(buildPlot(), 1);
  stack_->addWidget(state_);
  stack_->addWidget(content_);
  auto* whole = new QVBoxLayout(this);
  whole->setContentsMargins(0, 0, 0, 0);
  whole->addWidget(stack_);
  wire();
  onLanguageChange(this, [this] { retranslate(); });
}

EmbeddingPage::~EmbeddingPage() = default;

QWidget* EmbeddingPage::buildBar() {
  auto* bar = new QWidget(content_);
  auto* row = new QHBoxLayout(bar);
  row->setContentsMargins(8, 4, 8, 4);
  row->setSpacing(4);
  auto* label = new QLabel(bar);
  colour_ = new QComboBox(bar);
  colour_->setObjectName(QStringLiteral("colourBy"));
  for (int i = 0; i < 4; ++i) colour_->addItem(QString());
  label->setBuddy(colour_);
  onLanguageChange(label, [label] { label->setText(EmbeddingPage::tr("&Colour by")); });
  move_ = toolButton(bar, "scatterMove", "transform-move", true);
  lasso_ = toolButton(bar, "scatterLasso", "edit-select-lasso", true);
  box_ = toolButton(bar, "scatterBox", "select-rectangular", true);
  fit_ = toolButton(bar, "scatterFit", "zoom-fit-best", false);
  make_ = toolButton(bar, "scatterMake", "view-refresh", false);
  export_ = toolButton(bar, "scatterExport", "document-save-as", false);
  for (QToolButton* button : {make_, export_}) button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  auto* tools = new QButtonGroup(this);
  for (QToolButton* button : {move_, lasso_, box_}) tools->addButton(button);
  move_->setChecked(true);
  row->addWidget(label);
  row->addWidget(colour_);
  row->addSpacing(8);
  for (QToolButton* button : {move_, lasso_, box_, fit_}) row->addWidget(button);
  row->addStretch();
  row->addWidget(make_);
  row->addWidget(export_);
  return bar;
}

QWidget* EmbeddingPage::buildPlot() {
  auto* split = new QSplitter(Qt::Horizontal, content_);
  split->setChildrenCollapsible(false);
  plot_ = new ScatterView(&context_->selection(), thumbnails_, split);
  plot_->setObjectName(QStringLiteral("scatter"));
  plot_->setMinimumSize(240, 200);
  auto* side = new QWidget(split);
  side->setMinimumWidth(170);
  auto* column = new QVBoxLayout(side);
  column->setContentsMargins(8, 4, 8, 8);
  legend_ = new LegendPanel(side);
  column->addWidget(legend_, 1);
  split->addWidget(plot_);
  split->addWidget(side);
  split->setStretchFactor(0, 1);
  split->setSizes({700, 220});
  measures_ = new MeasuresTable;
  auto* scroll = new QScrollArea;
  scroll->setWidget(measures_);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setMinimumHeight(190);
  scroll->setMaximumHeight(240);
  fold_ = new FoldSection(scroll, [] { return EmbeddingPage::tr("Measures"); });
  fold_->setOpen(context_->settings().view(QStringLiteral("measuresOpen"), false).toBool());
  auto* whole = new QWidget(content_);
  auto* rows = new QVBoxLayout(whole);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(0);
  rows->addWidget(split, 1);
  rows->addWidget(fold_);
  return whole;
}

void EmbeddingPage::wire() {
  connect(controller_, &LayoutController::changed, this, &EmbeddingPage::refresh);
  connect(controller_, &LayoutController::scoresChanged, this, [this] {
    if (colourBy() == ColourBy::Score) recolour();
  });
  connect(&context_->archive(), &ArchiveController::archiveChanged, this,
          [this] { thumbnails_->setSession(context_->archive().session()); });
  connect(colour_, &QComboBox::currentIndexChanged, this, [this] {
    controller_->setScoresWanted(isVisible() && colourBy() == ColourBy::Score);
    recolour();
  });
  connect(move_, &QToolButton::clicked, this, [this] { plot_->setTool(ScatterTool::Move); });
  connect(lasso_, &QToolButton::clicked, this, [this] { plot_->setTool(ScatterTool::Lasso); });
  connect(box_, &QToolButton::clicked, this, [this] { plot_->setTool(ScatterTool::Box); });
  connect(fit_, &QToolButton::clicked, plot_, &ScatterView::fit);
  connect(make_, &QToolButton::clicked, this, &EmbeddingPage::askOptions);
  connect(export_, &QToolButton::clicked, this, &EmbeddingPage::exportPlot);
  connect(plot_, &ScatterView::toolChanged, this, [this] {
    (plot_->tool() == ScatterTool::Move    ? move_
     : plot_->tool() == ScatterTool::Lasso ? lasso_
                                           : box_)
        ->setChecked(true);
  });
  connect(plot_, &ScatterView::menuRequested, this, &EmbeddingPage::showMenu);
  connect(legend_, &LegendPanel::hiddenChanged, this, [this] { plot_->setHiddenEntries(legend_->hidden()); });
  connect(legend_, &LegendPanel::selectRequested, this, &EmbeddingPage::selectEntry);
  connect(legend_, &LegendPanel::renamed, controller_, &LayoutController::renameCluster);
  connect(measures_, &MeasuresTable::duplicatesRequested, this, &EmbeddingPage::selectDuplicates);
  connect(measures_, &MeasuresTable::outliersRequested, this, &EmbeddingPage::selectOutliers);
  connect(fold_, &FoldSection::opened, this,
          [this](bool open) { context_->settings().setView(QStringLiteral("measuresOpen"), open); });
  connect(notice_, &NoticeBar::actionTriggered, this, [this] {
    jobs::ExploreOptions options;
    options.place = true;
    controller_->make(options);
  });
  connect(state_, &StatePage::actionTriggered, this, [this] {
    if (controller_->state() == LayoutState::NoTiles) {
      window_->actions()->addFolder->trigger();
    } else {
      makeLayout();
    }
  });
}

void EmbeddingPage::retranslate() {
  colour_->setAccessibleName(tr("Colour by"));
  colour_->setItemText(0, tr("Cluster"));
  colour_->setItemText(1, tr("Scene"));
  colour_->setItemText(2, tr("Date"));
  colour_->setItemText(3, tr("Score of the query"));
  name(move_, tr("Move"), tr("Drag to move, wheel to zoom, click to select; Shift and drag selects with a lasso"));
  name(lasso_, tr("Lasso"), tr("Draw around tiles to select them; Ctrl adds, Alt takes away"));
  name(box_, tr("Box"), tr("Draw a box around tiles to select them; Ctrl adds, Alt takes away"));
  name(fit_, tr("Show all"), tr("Show the whole layout (Home)"));
  name(make_, tr("Layout…"), tr("Make the layout again with other settings"));
  name(export_, tr("Export…"), tr("Save as a picture (PNG, SVG) or a table (CSV, GeoPackage)"));
  plot_->setAccessibleName(tr("Plot of the tiles; arrows move, page keys zoom, Ctrl+A selects all"));
  refresh();
}

void EmbeddingPage::refresh() {
  const LayoutState state = controller_->state();
  const bool ready = state == LayoutState::Ready;
  make_->setEnabled(!controller_->isMaking());
  if (!ready) {
    showState();
    plot_->setView(nullptr);
    colouring_.reset();
    legend_->setColouring(nullptr, false);
    measures_->setView(nullptr);
    stack_->setCurrentWidget(state_);
    return;
  }
  stack_->setCurrentWidget(content_);
  const auto& view = controller_->view();
  plot_->setView(view);
  measures_->setView(view);
  const auto unplaced = static_cast<int>(view->unplaced);
  const bool offer = unplaced > 0 && !controller_->isMaking();
  notice_->setNotice(
      NoticeBar::Kind::Information,
      unplaced == 0 ? QString() : tr("%Ln tile(s) were indexed since and have no place yet.", nullptr, unplaced),
      offer ? tr("Place them") : QString());
  recolour();
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

ColourBy EmbeddingPage::colourBy() const { return static_cast<ColourBy>(colour_->currentIndex()); }

void EmbeddingPage::recolour() {
  const auto& view = controller_->view();
  if (controller_->state() != LayoutState::Ready || !view) return;
  colouring_ = std::make_shared<const Colouring>(Colouring::of(*view, colourBy(), controller_->scores()));
  plot_->setColouring(colouring_);
  legend_->setColouring(colouring_, colourBy() == ColourBy::Cluster);
}

void EmbeddingPage::selectEntry(int entry) {
  if (!colouring_ || !controller_->view()) return;
  std::vector<TileId> tiles;
  for (std::size_t i = 0; i < colouring_->entry.size(); ++i) {
    if (colouring_->entry[i] == entry) tiles.push_back(controller_->view()->tiles[i]);
  }
  TileId current = tiles.empty() ? 0 : tiles.front();
  if (colourBy() == ColourBy::Cluster) {
    for (const jobs::ClusterView& cluster : controller_->view()->clusters) {
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

void EmbeddingPage::askOptions() {
  auto* dialog = new LayoutOptionsDialog(this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog] { controller_->make(dialog->options()); });
  dialog->open();
}

void EmbeddingPage::makeLayout() { controller_->make({}); }

void EmbeddingPage::exportPlot() {
  const QString file = QFileDialog::getSaveFileName(
      this, tr("Export layout"), context_->settings().lastFolder() + QStringLiteral("/layout.png"),
      tr("Picture (*.png);;Drawing (*.svg);;Table (*.csv);;GeoPackage (*.gpkg)"));
  if (file.isEmpty()) return;
  if (isPlotPicture(file)) {
    const QString trouble = writePlot(*plot_, file);
    if (!trouble.isEmpty()) notice_->setNotice(NoticeBar::Kind::Warning, trouble);
  } else {
    controller_->write(file);
  }
}

/// What other parts of the window offer for the selected tiles, when they are there.
void EmbeddingPage::showMenu(const QPoint& at) {
  QMenu menu(this);
  bool any = false;
  for (const char* action : {"moreLike", "lessLike", "showMatches", "showOnMap", "label", "tag", "collect"}) {
    if (QAction* found = window_->actions()->find(action)) {
      menu.addAction(found);
      any = true;
    }
  }
  if (any) menu.addSeparator();
  menu.addAction(tr("Select all shown"), this, [this] { context_->selection().set(plot_->shownTiles()); });
  menu.addAction(tr("Show all"), plot_, &ScatterView::fit);
  menu.exec(at);
}

bool EmbeddingPage::takeBack() {
  if (plot_->dropLine()) return true;
  if (plot_->tool() == ScatterTool::Move) return false;
  plot_->setTool(ScatterTool::Move);
  return true;
}

void EmbeddingPage::enter() {
  if (controller_->state() == LayoutState::Ready) {
    plot_->setFocus();
  } else {
    state_->setFocus();
  }
}

void EmbeddingPage::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  controller_->setScoresWanted(colourBy() == ColourBy::Score);
}

void EmbeddingPage::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  controller_->setScoresWanted(false);
}

void addEmbeddingPage(MainWindow* window, AppContext* context) {
  auto* page = new EmbeddingPage(context, window);
  const ActionSpec spec{"embedding",
                        "view-statistics",
                        {Qt::Key_E},
                        MenuPlace::Pages,
                        [] { return EmbeddingPage::tr("Embedding"); },
                        [] { return EmbeddingPage::tr("Show all tiles by likeness"); }};
  window->addPage(
      page, "embedding", [] { return EmbeddingPage::tr("Embedding"); }, window->actions()->add(spec));
}

}  // namespace tilescout::ui
