#include "ui/main_window.h"

#include <QCloseEvent>
#include <QDir>
#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QPixmap>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>
#include <algorithm>
#include <climits>
#include <utility>

#include "ui/app_context.h"
#include "ui/archive/drop_content.h"
#include "ui/archive/scenes_panel.h"
#include "ui/archive/welcome_page.h"
#include "ui/jobs/job_panel.h"
#include "ui/model/model_card_dialog.h"
#include "ui/search/details_panel.h"
#include "ui/search/query_bar.h"
#include "ui/search/result_grid.h"
#include "ui/search/results_view.h"
#include "ui/support/format.h"
#include "ui/support/icons.h"
#include "ui/support/keys_dialog.h"
#include "ui/support/retranslate.h"
#include "ui/window_actions.h"

namespace tilescout::ui {

namespace {

constexpr int kPictureStep = 24;

}  // namespace

MainWindow::MainWindow(AppContext* context, QWidget* parent) : QMainWindow(parent), context_(context) {
  setWindowIcon(programIcon());
  setAcceptDrops(true);
  setDockOptions(AnimatedDocks | AllowTabbedDocks);
  actions_ = new WindowActions(context, this);
  buildTop();
  buildCentre();
  buildDocks();
  buildStatusBar();
  actions_->buildMenus(menu_, {scenesDock_, detailsDock_, jobsDock_});
  wireActions();
  wireParts();
  wireRequests();
  resize(1280, 720);
  restoreGeometry(context->settings().windowGeometry());
  restoreState(context->settings().windowState());
  jobsDock_->setVisible(jobs_->rowCount() > 0);
  connect(jobs_, &JobPanel::occupiedChanged, jobsDock_, &QDockWidget::setVisible);
  onLanguageChange(this, [this] { retranslate(); });
  archiveChanged();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildTop() {
  // The query line spans the window above all docks, which a central widget could not.
  auto* top = new QWidget(this);
  menu_ = new QMenuBar(top);
  query_ = new QueryBar(top);
  query_->setHistory(context_->settings().queryHistory());
  auto* column = new QVBoxLayout(top);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(menu_);
  column->addWidget(query_);
  setMenuWidget(top);
}

void MainWindow::buildCentre() {
  welcome_ = new WelcomePage(&context_->settings(), this);
  results_ = new ResultsView(context_, this);
  centre_ = new QStackedWidget(this);
  centre_->addWidget(welcome_);
  centre_->addWidget(results_);
  setCentralWidget(centre_);
}

void MainWindow::buildDocks() {
  const auto dock = [this](const char* name, QWidget* content, Qt::DockWidgetArea area) {
    auto* made = new QDockWidget(this);
    made->setObjectName(QString::fromLatin1(name));
    made->setWidget(content);
    addDockWidget(area, made);
    return made;
  };
  scenes_ = new ScenesPanel(&context_->archive(), this);
  details_ = new DetailsPanel(this);
  jobs_ = new JobPanel(&context_->jobs(), this);
  scenesDock_ = dock("scenesDock", scenes_, Qt::LeftDockWidgetArea);
  detailsDock_ = dock("detailsDock", details_, Qt::RightDockWidgetArea);
  jobsDock_ = dock("jobsDock", jobs_, Qt::BottomDockWidgetArea);
  scenes_->setMinimumWidth(160);
  details_->setMinimumWidth(220);
  resizeDocks({scenesDock_, detailsDock_}, {290, 300}, Qt::Horizontal);
}

void MainWindow::buildStatusBar() {
  modelButton_ = new QToolButton(this);
  modelButton_->setObjectName(QStringLiteral("modelButton"));
  modelButton_->setAutoRaise(true);
  deviceLabel_ = new QLabel(this);
  deviceLabel_->setObjectName(QStringLiteral("deviceLabel"));
  archiveLabel_ = new QLabel(this);
  archiveLabel_->setObjectName(QStringLiteral("archiveLabel"));
  for (QLabel* label : {archiveLabel_, deviceLabel_}) label->setContentsMargins(8, 0, 8, 0);
  statusBar()->addPermanentWidget(archiveLabel_);
  statusBar()->addPermanentWidget(deviceLabel_);
  statusBar()->addPermanentWidget(modelButton_);
  connect(modelButton_, &QToolButton::clicked, this, &MainWindow::showModelCard);
}

void MainWindow::wireActions() {
  connect(actions_->newArchive, &QAction::triggered, this, &MainWindow::chooseNewArchive);
  connect(actions_->openArchive, &QAction::triggered, this, &MainWindow::chooseArchive);
  connect(actions_->addFolder, &QAction::triggered, this, &MainWindow::chooseFolder);
  connect(actions_->addFiles, &QAction::triggered, this, &MainWindow::chooseFiles);
  connect(actions_->updateIndex, &QAction::triggered, &context_->archive(), &ArchiveController::updateIndex);
  connect(actions_->demo, &QAction::triggered, &context_->archive(), &ArchiveController::openDemo);
  connect(actions_->closeArchive, &QAction::triggered, this, [this] {
    context_->settings().setLastArchive({});
    context_->archive().close();
  });
  connect(actions_->quit, &QAction::triggered, this, &QWidget::close);
  connect(actions_->query, &QAction::triggered, query_, &QueryBar::focusLine);
  connect(actions_->results, &QAction::triggered, results_, &ResultsView::focusResults);
  connect(actions_->large, &QAction::triggered, results_, &ResultsView::showLarge);
  connect(actions_->takeBack, &QAction::triggered, this, &MainWindow::stepBack);
  ResultGrid* grid = results_->grid();
  connect(actions_->larger, &QAction::triggered, this,
          [grid] { grid->setPictureSize(std::min(320, grid->pictureSize() + kPictureStep)); });
  connect(actions_->smaller, &QAction::triggered, this,
          [grid] { grid->setPictureSize(std::max(96, grid->pictureSize() - kPictureStep)); });
  connect(actions_->fullScreen, &QAction::toggled, this, [this](bool on) { on ? showFullScreen() : showNormal(); });
  connect(actions_->keys, &QAction::triggered, this, [this] {
    auto* dialog = new KeysDialog(actions_->all(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
  });
  connect(actions_->model, &QAction::triggered, this, &MainWindow::showModelCard);
  connect(actions_->about, &QAction::triggered, this, [this] {
    QMessageBox::about(this, tr("About Tilescout"),
                       tr("Tilescout %1\nSearches satellite archives by text, on this computer alone.")
                           .arg(QStringLiteral(TILESCOUT_VERSION)));
  });
  connect(actions_, &WindowActions::recentRequested, &context_->archive(), &ArchiveController::open);
}

void MainWindow::wireParts() {
  ArchiveController* archive = &context_->archive();
  SearchController* search = &context_->search();
  connect(archive, &ArchiveController::archiveChanged, this, &MainWindow::archiveChanged);
  for (const auto signal : {&ArchiveController::contentChanged, &ArchiveController::modelChanged,
                            &ArchiveController::indexingChanged}) {
    connect(archive, signal, this, &MainWindow::refreshStatus);
  }
  connect(query_, &QueryBar::textChanged, search, &SearchController::setText);
  connect(query_, &QueryBar::submitted, this, [this, search] {
    search->searchNow();
    if (search->text().isEmpty()) return;
    context_->settings().addQuery(search->text());
    query_->setHistory(context_->settings().queryHistory());
  });
  connect(query_, &QueryBar::resultsRequested, results_, &ResultsView::focusResults);
  connect(search, &SearchController::stateChanged, this, [this, search] {
    query_->setBusy(search->state() == SearchState::Searching);
    actions_->refresh();
  });
  connect(results_, &ResultsView::currentHitChanged, this, &MainWindow::showDetails);
  connect(details_, &DetailsPanel::previewRequested, results_, &ResultsView::showLarge);
  connect(results_, &ResultsView::exampleChosen, this, [this, search](const QString& text) {
    query_->setText(text);
    search->searchNow();
  });
}

void MainWindow::wireRequests() {
  ArchiveController* archive = &context_->archive();
  connect(welcome_, &WelcomePage::demoRequested, archive, &ArchiveController::openDemo);
  connect(welcome_, &WelcomePage::addScenesRequested, this, &MainWindow::chooseFolder);
  connect(welcome_, &WelcomePage::openRequested, this, &MainWindow::chooseArchive);
  connect(welcome_, &WelcomePage::recentRequested, archive, &ArchiveController::open);
  connect(results_, &ResultsView::addScenesRequested, this, &MainWindow::chooseFolder);
  connect(results_, &ResultsView::openRequested, this, &MainWindow::chooseArchive);
  connect(results_, &ResultsView::modelRequested, this, &MainWindow::showModelCard);
}

void MainWindow::retranslate() {
  scenesDock_->setWindowTitle(tr("Scenes"));
  detailsDock_->setWindowTitle(tr("Details"));
  jobsDock_->setWindowTitle(tr("Jobs"));
  modelButton_->setToolTip(tr("The model that answers: what it is, and what it does not know"));
  deviceLabel_->setToolTip(tr("Where the model computes, and with which numbers"));
  refreshStatus();
}

void MainWindow::archiveChanged() {
  const ArchiveState state = context_->archive().state();
  showWelcome(state == ArchiveState::None);
  query_->setReady(state == ArchiveState::Open);
  if (state == ArchiveState::Open && isActiveWindow()) query_->focusLine();
  refreshStatus();
}

void MainWindow::showWelcome(bool welcome) {
  if (welcome) welcome_->refreshRecent();
  centre_->setCurrentWidget(welcome ? static_cast<QWidget*>(welcome_) : results_);
  if (welcome == !layout_.isEmpty()) return;
  if (welcome) {
    layout_ = saveState();
    scenesDock_->hide();
    detailsDock_->hide();
  } else {
    restoreState(std::exchange(layout_, {}));
    jobsDock_->setVisible(jobs_->rowCount() > 0);
  }
}

void MainWindow::refreshStatus() {
  const ArchiveController& archive = context_->archive();
  const bool open = archive.state() == ArchiveState::Open;
  setWindowTitle(open ? QStringLiteral("%1 – Tilescout").arg(QFileInfo(archive.file()).completeBaseName())
                      : QStringLiteral("Tilescout"));
  const int tiles = static_cast<int>(std::min<std::int64_t>(archive.summary().tiles, INT_MAX));
  archiveLabel_->setText(open ? tr("%n tile(s)", nullptr, tiles).replace(QString::number(tiles), formatCount(tiles))
                              : QString());
  archiveLabel_->setToolTip(open ? QDir::toNativeSeparators(archive.file()) : QString());
  modelButton_->setVisible(open);
  modelButton_->setText(modelLabel(archive) + QStringLiteral(" ⓘ"));
  deviceLabel_->setText(open && archive.model() ? QString::fromStdString(archive.model()->device) : QString());
  actions_->refresh();
}

void MainWindow::showDetails() {
  const Hit* hit = results_->currentHit();
  const auto& result = context_->search().result();
  if (!hit || !result) {
    details_->clear();
    return;
  }
  if (details_->shownTile() == hit->tile && hit->score == details_->shownScore()) return;
  details_->showHit(context_->archive().session(), *hit, result->searched, modelLabel(context_->archive()),
                    context_->thumbnails().pixmap(hit->tile).toImage());
  scenes_->selectScene(hit->sceneId);
}

void MainWindow::stepBack() {
  if (actions_->fullScreen->isChecked() && !results_->currentHit()) {
    actions_->fullScreen->setChecked(false);
  } else if (!results_->takeBack()) {
    query_->setText({});
    query_->focusLine();
  }
}

void MainWindow::remember(const QString& path) { context_->settings().setLastFolder(QFileInfo(path).absolutePath()); }

void MainWindow::chooseNewArchive() {
  QString file = QFileDialog::getSaveFileName(this, tr("New archive"), context_->settings().lastFolder(),
                                              tr("Tilescout archives (*.tilescout)"), nullptr,
                                              QFileDialog::DontConfirmOverwrite);
  if (file.isEmpty()) return;
  if (!file.endsWith(QLatin1String(".tilescout"))) file += QStringLiteral(".tilescout");
  remember(file);
  context_->archive().create(file);
}

void MainWindow::chooseArchive() {
  const QString file = QFileDialog::getOpenFileName(this, tr("Open archive"), context_->settings().lastFolder(),
                                                    tr("Tilescout archives (*.tilescout)"));
  if (file.isEmpty()) return;
  remember(file);
  context_->archive().open(file);
}

void MainWindow::chooseFolder() {
  const QString folder = QFileDialog::getExistingDirectory(this, tr("Add a folder of scenes"),
                                                           context_->settings().lastFolder());
  if (folder.isEmpty()) return;
  remember(folder);
  context_->archive().addScenes({folder});
}

void MainWindow::chooseFiles() {
  const QStringList files = QFileDialog::getOpenFileNames(
      this, tr("Add scenes"), context_->settings().lastFolder(),
      tr("Scenes (*.tif *.tiff *.jp2 *.vrt *.img *.png *.jpg);;All files (*)"));
  if (files.isEmpty()) return;
  remember(files.first());
  context_->archive().addScenes(files);
}

void MainWindow::chooseModel() {
  const QString file =
      QFileDialog::getOpenFileName(this, tr("Import a model"), context_->settings().lastFolder(),
                                   tr("Model weights (*.safetensors *.pt *.pth *.bin);;All files (*)"));
  if (file.isEmpty()) return;
  remember(file);
  context_->archive().importModel(file);
}

void MainWindow::showModelCard() {
  if (!modelCard_) {
    modelCard_ = new ModelCardDialog(&context_->archive(), this);
    connect(modelCard_, &ModelCardDialog::importRequested, this, &MainWindow::chooseModel);
  }
  modelCard_->show();
  modelCard_->raise();
}

void MainWindow::take(const QStringList& paths) {
  QMimeData named;
  QList<QUrl> urls;
  for (const QString& path : paths) urls.append(QUrl::fromLocalFile(QFileInfo(path).absoluteFilePath()));
  named.setUrls(urls);
  const DropContent content = dropContentOf(named);
  if (!content.archive.isEmpty()) context_->archive().open(content.archive);
  if (!content.scenes.isEmpty()) context_->archive().addScenes(content.scenes);
  if (!content.model.isEmpty()) context_->archive().importModel(content.model);
}

void MainWindow::closeEvent(QCloseEvent* event) {
  context_->settings().setWindow(saveGeometry(), layout_.isEmpty() ? saveState() : layout_);
  context_->jobs().cancelAll();
  QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (!dropContentOf(*event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  QStringList paths;
  for (const QUrl& url : event->mimeData()->urls()) {
    if (url.isLocalFile()) paths.append(url.toLocalFile());
  }
  event->acceptProposedAction();
  take(paths);
}

}  // namespace tilescout::ui
