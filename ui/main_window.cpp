#include "ui/main_window.h"

#include <QCloseEvent>
#include <QDockWidget>
#include <QFileInfo>
#include <QMenuBar>
#include <QPixmap>
#include <QScreen>
#include <QStackedWidget>
#include <QStatusBar>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/app_context.h"
#include "ui/archive/archive_panel.h"
#include "ui/archive/drop_content.h"
#include "ui/archive/recent_archives.h"
#include "ui/archive/scenes_panel.h"
#include "ui/archive/welcome_page.h"
#include "ui/file_requests.h"
#include "ui/jobs/job_panel.h"
#include "ui/model/model_card_dialog.h"
#include "ui/page_tabs.h"
#include "ui/pages.h"
#include "ui/palette/command_palette.h"
#include "ui/palette/palette_sources.h"
#include "ui/search/details_panel.h"
#include "ui/search/query_bar.h"
#include "ui/search/result_grid.h"
#include "ui/search/results_view.h"
#include "ui/search/tile_notes.h"
#include "ui/status_fields.h"
#include "ui/support/icons.h"
#include "ui/support/retranslate.h"
#include "ui/support/selection_chip.h"
#include "ui/support/window_size.h"
#include "ui/window_actions.h"
#include "ui/window_dialogs.h"
#include "ui/window_layout.h"

namespace tilescout::ui {

namespace {

constexpr int kPictureStep = 24;
constexpr int kQueryPauseMs = 500;

}  // namespace

MainWindow::MainWindow(AppContext* context, QWidget* parent) : QMainWindow(parent), context_(context) {
  setWindowIcon(programIcon());
  setAcceptDrops(true);
  setDockOptions(AnimatedDocks | AllowTabbedDocks | AllowNestedDocks);
  recent_ = &context->recentArchives();
  layout_ = new WindowLayout(this, &context->settings());
  files_ = new FileRequests(context, this);
  buildTop();
  buildCentre();
  buildDocks();
  status_ = new StatusFields(&context->archive(), this);
  statusBar()->addPermanentWidget(status_);
  dialogs_ = new WindowDialogs(context, actions_, this);
  connect(dialogs_, &WindowDialogs::filesDropped, files_, &FileRequests::take);
  buildPalette();
  addPages(this, context);
  wireActions();
  wireFiles();
  wireParts();
  wireRequests();
  // Of a start without a remembered size: on a large screen a good part of it.
  resizeFitting(this, QSize(1280, 720).expandedTo(screen()->availableSize() * 3 / 4));
  layout_->restore();
  pages_->showNamed(context->settings().page());
  jobsDock_->setVisible(jobs_->rowCount() > 0);
  connect(jobs_, &JobPanel::occupiedChanged, jobsDock_, &QDockWidget::setVisible);
  wireMemory();
  archiveChanged();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildTop() {
  // The query line spans the window above all docks, which a central widget could not.
  auto* top = new QWidget(this);
  menu_ = new QMenuBar(top);
  actions_ = new WindowActions(context_, recent_, this, menu_);
  query_ = new QueryBar(context_, top);
  auto* column = new QVBoxLayout(top);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(menu_);
  column->addWidget(query_);
  setMenuWidget(top);
}

void MainWindow::buildCentre() {
  welcome_ = new WelcomePage(context_, recent_, this);
  pages_ = new PageTabs(this);
  pages_->addCorner(new SelectionChip(&context_->selection(), pages_));
  results_ = new ResultsView(context_, this);
  centre_ = new QStackedWidget(this);
  centre_->addWidget(welcome_);
  centre_->addWidget(pages_);
  setCentralWidget(centre_);
}

void MainWindow::buildDocks() {
  archivePanel_ = new ArchivePanel(&context_->settings(), this);
  archivePanel_->setMinimumWidth(160);
  scenes_ = new ScenesPanel(&context_->archive(), this);
  archivePanel_->addSection(scenes_, "scenes", [] { return tr("Scenes"); }, true);
  details_ = new DetailsPanel(this);
  details_->setMinimumWidth(220);
  notes_ = new TileNotes(context_, details_);
  details_->addPart(notes_);
  jobs_ = new JobPanel(&context_->jobs(), this);
  archiveDock_ = layout_->addDock("archiveDock", archivePanel_, Qt::LeftDockWidgetArea, [] { return tr("Archive"); });
  detailsDock_ = layout_->addDock("detailsDock", details_, Qt::RightDockWidgetArea, [] { return tr("Details"); });
  jobsDock_ = layout_->addDock("jobsDock", jobs_, Qt::BottomDockWidgetArea, [] { return tr("Jobs"); });
  resizeDocks({archiveDock_, detailsDock_}, {290, 300}, Qt::Horizontal);
  actions_->addDocks({archiveDock_, detailsDock_, jobsDock_});
}

void MainWindow::buildPalette() {
  palette_ = new CommandPalette(this);
  palette_->addSource(PaletteSources::actions(actions_, menu_));
  palette_->addSource(PaletteSources::recentArchives(context_, recent_));
  palette_->addSource(PaletteSources::scenes(context_, [this](SceneId scene) { showScene(scene); }));
}

void MainWindow::addPage(QWidget* page, const char* name, std::function<QString()> title, QAction* show) {
  pages_->addPage(page, name, std::move(title), show);
}

FoldSection* MainWindow::addSection(QWidget* content, const char* name, std::function<QString()> title) {
  return archivePanel_->addSection(content, name, std::move(title), false);
}

QDockWidget* MainWindow::addDock(QWidget* content, const char* name, Qt::DockWidgetArea area,
                                 std::function<QString()> title) {
  QDockWidget* dock = layout_->addDock(name, content, area, std::move(title));
  if (area == Qt::RightDockWidgetArea) {
    tabifyDockWidget(detailsDock_, dock);
    detailsDock_->raise();
  }
  actions_->addDocks({dock});
  return dock;
}

void MainWindow::wireActions() {
  connect(actions_->query, &QAction::triggered, query_, &QueryBar::focusLine);
  connect(actions_->large, &QAction::triggered, this, &MainWindow::showLarge);
  connect(actions_->takeBack, &QAction::triggered, this, &MainWindow::stepBack);
  connect(actions_->clearSelection, &QAction::triggered, &context_->selection(), &Selection::clear);
  ResultGrid* grid = results_->grid();
  connect(actions_->larger, &QAction::triggered, this,
          [grid] { grid->setPictureSize(std::min(320, grid->pictureSize() + kPictureStep)); });
  connect(actions_->smaller, &QAction::triggered, this,
          [grid] { grid->setPictureSize(std::max(96, grid->pictureSize() - kPictureStep)); });
  connect(actions_->fullScreen, &QAction::toggled, this, [this](bool on) { on ? showFullScreen() : showNormal(); });
  connect(actions_->palette, &QAction::triggered, palette_, &CommandPalette::open);
}

void MainWindow::wireFiles() {
  ArchiveController* archive = &context_->archive();
  connect(actions_->newArchive, &QAction::triggered, files_, &FileRequests::newArchive);
  connect(actions_->openArchive, &QAction::triggered, files_, &FileRequests::openArchive);
  connect(actions_->addFolder, &QAction::triggered, files_, &FileRequests::addFolder);
  connect(actions_->addFiles, &QAction::triggered, files_, &FileRequests::addFiles);
  connect(actions_->updateIndex, &QAction::triggered, archive, &ArchiveController::updateIndex);
  connect(actions_->demo, &QAction::triggered, archive, &ArchiveController::openDemo);
  connect(actions_->closeArchive, &QAction::triggered, this, [this, archive] {
    context_->settings().setLastArchive({});
    archive->close();
  });
  connect(actions_->quit, &QAction::triggered, this, &QWidget::close);
  connect(actions_, &WindowActions::recentRequested, archive, &ArchiveController::open);
}

void MainWindow::wireParts() {
  ArchiveController* archive = &context_->archive();
  SearchController* search = &context_->search();
  connect(archive, &ArchiveController::archiveChanged, this, &MainWindow::archiveChanged);
  connect(archive, &ArchiveController::contentChanged, actions_, &WindowActions::refresh);
  connect(archive, &ArchiveController::indexingChanged, actions_, &WindowActions::refresh);
  connect(&context_->selection(), &Selection::tilesChanged, actions_, &WindowActions::refresh);
  connect(query_, &QueryBar::resultsRequested, actions_->results, &QAction::trigger);
  connect(search, &SearchController::stateChanged, actions_, &WindowActions::refresh);
  connect(&context_->currentTile(), &CurrentTile::changed, this, &MainWindow::showDetails);
  connect(details_, &DetailsPanel::previewRequested, this, &MainWindow::showLarge);
  const auto ask = [this, search](const QString& text) {
    query_->setText(text);
    search->searchNow();
  };
  connect(results_, &ResultsView::exampleChosen, this, ask);
  connect(notes_, &TileNotes::textChosen, this, ask);
  connect(notes_, &TileNotes::datesRequested, this, [this] {
    QAction* dates = actions_->find("largeDates");
    dates->isChecked() ? showLarge() : dates->trigger();
  });
}

void MainWindow::wireRequests() {
  ArchiveController* archive = &context_->archive();
  connect(welcome_, &WelcomePage::demoRequested, archive, &ArchiveController::openDemo);
  connect(welcome_, &WelcomePage::addScenesRequested, files_, &FileRequests::addFolder);
  connect(welcome_, &WelcomePage::openRequested, files_, &FileRequests::openArchive);
  connect(welcome_, &WelcomePage::importRequested, dialogs_, &WindowDialogs::showImport);
  connect(welcome_, &WelcomePage::recentRequested, archive, &ArchiveController::open);
  connect(results_, &ResultsView::addScenesRequested, files_, &FileRequests::addFolder);
  connect(results_, &ResultsView::openRequested, files_, &FileRequests::openArchive);
  connect(results_, &ResultsView::modelRequested, dialogs_, &WindowDialogs::showModelCard);
  connect(status_, &StatusFields::modelRequested, dialogs_, &WindowDialogs::showModelCard);
}

void MainWindow::wireMemory() {
  connect(pages_, &PageTabs::currentChanged, this,
          [this] { context_->settings().setPage(pages_->currentName()); });
  queryPause_.setSingleShot(true);
  queryPause_.setInterval(kQueryPauseMs);
  connect(query_, &QueryBar::textChanged, &queryPause_, qOverload<>(&QTimer::start));
  connect(&queryPause_, &QTimer::timeout, this, [this] { context_->settings().setLastQuery(query_->text()); });
  connect(context_, &AppContext::restored, this, [this] { query_->setText(context_->settings().lastQuery()); });
}

void MainWindow::archiveChanged() {
  const ArchiveState state = context_->archive().state();
  recent_->refresh();
  showWelcome(state == ArchiveState::None);
  query_->setReady(state == ArchiveState::Open);
  if (state == ArchiveState::Open && isActiveWindow()) query_->focusLine();
  refreshTitle();
  actions_->refresh();
}

void MainWindow::showWelcome(bool welcome) {
  centre_->setCurrentWidget(welcome ? static_cast<QWidget*>(welcome_) : pages_);
  layout_->setQuiet(welcome, jobsDock_);
  if (!welcome) jobsDock_->setVisible(jobs_->rowCount() > 0);
}

void MainWindow::refreshTitle() {
  const bool open = context_->archive().state() == ArchiveState::Open;
  setWindowTitle(open ? QStringLiteral("%1 – Tilescout").arg(QFileInfo(context_->archive().file()).completeBaseName())
                      : QStringLiteral("Tilescout"));
}

void MainWindow::showDetails() {
  const Hit* hit = context_->currentTile().hit();
  if (!hit) {
    details_->clear();
    return;
  }
  if (details_->shownTile() == hit->tile && hit->score == details_->shownScore()) return;
  const auto& result = context_->search().result();
  details_->showHit(context_->archive().session(), *hit, result ? result->searched : 0, modelLabel(context_->archive()),
                    context_->thumbnails().pixmap(hit->tile).toImage());
  scenes_->selectScene(hit->sceneId);
}

void MainWindow::showLarge() {
  pages_->show(results_);
  results_->showLarge();
}

void MainWindow::stepBack() {
  if (pages_->takeBack()) return;
  if (!context_->selection().isEmpty()) {
    context_->selection().clear();
  } else if (actions_->fullScreen->isChecked()) {
    actions_->fullScreen->setChecked(false);
  } else {
    query_->setText({});
    query_->focusLine();
  }
}

void MainWindow::showArchiveDock() {
  archiveDock_->show();
  archiveDock_->raise();
}

void MainWindow::showScene(qint64 scene) {
  showArchiveDock();
  scenes_->selectScene(scene);
}

void MainWindow::take(const QStringList& paths) { files_->take(paths); }

void MainWindow::closeEvent(QCloseEvent* event) {
  layout_->save();
  context_->settings().setLastQuery(query_->text());
  context_->jobs().cancelAll();
  QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  event->setAccepted(!localPaths(*event->mimeData()).isEmpty());
}

void MainWindow::dropEvent(QDropEvent* event) {
  event->acceptProposedAction();
  take(localPaths(*event->mimeData()));
}

}  // namespace tilescout::ui
