#include "ui/archive/scenes_panel.h"

#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/archive/archive_controller.h"
#include "ui/archive/scene_model.h"
#include "ui/support/retranslate.h"
#include "ui/support/reveal.h"
#include "ui/support/state_page.h"
#include "ui/window_actions.h"

namespace tilescout::ui {

namespace {

constexpr int kSensorFrom = 56, kDateFrom = 40;  ///< characters that fit

}  // namespace

ScenesPanel::ScenesPanel(ArchiveController* archive, QWidget* parent) : QWidget(parent), archive_(archive) {
  model_ = new SceneModel(this);
  tree_ = new QTreeView(this);
  tree_->setObjectName(QStringLiteral("sceneTree"));
  tree_->setModel(model_);
  tree_->setUniformRowHeights(true);
  tree_->setTextElideMode(Qt::ElideMiddle);
  tree_->setFrameShape(QFrame::NoFrame);
  tree_->setIndentation(14);
  tree_->setSelectionMode(QAbstractItemView::ExtendedSelection);
  tree_->setMouseTracking(true);
  tree_->viewport()->installEventFilter(this);
  QHeaderView* header = tree_->header();
  header->setStretchLastSection(false);
  header->setSectionResizeMode(SceneModel::Name, QHeaderView::Stretch);
  for (const int column : {SceneModel::Sensor, SceneModel::Date, SceneModel::Tiles}) {
    header->setSectionResizeMode(column, QHeaderView::ResizeToContents);
  }
  header->setMinimumSectionSize(32);
  page_ = new StatePage(this);
  stack_ = new QStackedWidget(this);
  stack_->addWidget(page_);
  stack_->addWidget(tree_);
  problem_ = new QLabel(this);
  problem_->setObjectName(QStringLiteral("sceneProblem"));
  problem_->setWordWrap(true);
  problem_->setTextFormat(Qt::PlainText);
  problem_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  problem_->setMargin(8);
  problem_->hide();
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(stack_, 1);
  column->addWidget(problem_);

  connect(archive, &ArchiveController::archiveChanged, this, &ScenesPanel::refresh);
  connect(archive, &ArchiveController::contentChanged, this, &ScenesPanel::refresh);
  connect(model_, &QAbstractItemModel::modelReset, tree_, &QTreeView::expandAll);
  connect(tree_->selectionModel(), &QItemSelectionModel::currentChanged, this, &ScenesPanel::showProblem);
  connect(tree_->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
    refreshActions();
    if (!showing_) Q_EMIT scenesSelected(selectedScenes());
  });
  connect(tree_, &QAbstractItemView::entered, this, [this](const QModelIndex& row) {
    const jobs::SceneSummary* scene = model_->sceneAt(row);
    Q_EMIT hovered(scene ? scene->id : 0);
  });
  connect(tree_, &QAbstractItemView::viewportEntered, this, [this] { Q_EMIT hovered(0); });
  buildMenu();
  onLanguageChange(this, [this] {
    tree_->setAccessibleName(tr("Scenes of the archive"));
    model_->retranslate();
    refresh();
  });
}

void ScenesPanel::buildMenu() {
  menu_ = new QMenu(this);
  menu_->setObjectName(QStringLiteral("sceneMenu"));
  menu_->setToolTipsVisible(true);
  const auto act = [this](auto does) {
    return menu_->addAction(QString(), this, [this, does] {
      if (const jobs::SceneSummary* scene = model_->sceneAt(tree_->currentIndex())) does(*scene);
    });
  };
  search_ = menu_->addAction(QString(), this, [this] { Q_EMIT searchRequested(selectedScenes()); });
  map_ = menu_->addAction(QString(), this, [this] { Q_EMIT mapRequested(selectedScenes()); });
  menu_->addSeparator();
  find_ = act([this](const jobs::SceneSummary& scene) { Q_EMIT relinkRequested(scene.id); });
  again_ = act([this](const jobs::SceneSummary& scene) { archive_->addScenes({QString::fromStdString(scene.path)}); });
  reveal_ = act([](const jobs::SceneSummary& scene) { revealInFolder(QString::fromStdString(scene.path)); });
  copy_ = act([](const jobs::SceneSummary& scene) {
    QGuiApplication::clipboard()->setText(QDir::toNativeSeparators(QString::fromStdString(scene.path)));
  });
  tree_->setContextMenuPolicy(Qt::CustomContextMenu);
  connect(tree_, &QTreeView::customContextMenuRequested, this, &ScenesPanel::showMenu);
}

void ScenesPanel::addActions(WindowActions* actions) {
  const auto adopt = [&](QAction* action, ActionSpec spec) {
    spec.scope = tree_;
    actions->adopt(action, spec);
  };
  using enum MenuPlace;
  adopt(search_, {"sceneSearch",
                  "view-filter",
                  {Qt::SHIFT | Qt::Key_S},
                  Scene,
                  [] { return tr("&Search only here"); },
                  [] { return tr("Search only in the selected scenes"); }});
  adopt(map_, {"sceneMap",
               "map-globe",
               {Qt::SHIFT | Qt::Key_G},
               Scene,
               [] { return tr("Show on the &map"); },
               [] { return tr("Go to the selected scenes on the map"); }});
  adopt(find_, {"sceneFind",
                "edit-find-replace",
                {Qt::SHIFT | Qt::Key_F},
                Scene,
                [] { return tr("&Find its file…"); },
                [] { return tr("Look for a scene whose file has moved"); },
                true});
  adopt(again_, {"sceneAgain",
                 "view-refresh",
                 {Qt::SHIFT | Qt::Key_L},
                 Scene,
                 [] { return tr("&Look at it again"); },
                 [] { return tr("Index this scene again when it has changed or is not finished"); }});
  adopt(reveal_, {"sceneReveal",
                  "document-open-folder",
                  {Qt::SHIFT | Qt::Key_D},
                  Scene,
                  [] { return tr("Show in its f&older"); },
                  [] { return tr("Open the folder of the scene's file in the file manager"); }});
  adopt(copy_, {"sceneCopy",
                "edit-copy",
                {QKeySequence::Copy},
                Scene,
                [] { return tr("&Copy the path"); },
                [] { return tr("Copy the path of the scene's file"); }});
  refreshActions();
}

void ScenesPanel::refreshActions() {
  const jobs::SceneSummary* scene = model_->sceneAt(tree_->currentIndex());
  for (QAction* action : {again_, reveal_, copy_}) action->setEnabled(scene);
  find_->setEnabled(scene && scene->state == "offline");
  for (QAction* action : {search_, map_}) action->setEnabled(tree_->selectionModel()->hasSelection());
}

void ScenesPanel::showMenu(const QPoint& place) {
  if (!model_->sceneAt(tree_->currentIndex()) && selectedScenes().empty()) return;
  menu_->popup(tree_->viewport()->mapToGlobal(place));
}

std::vector<SceneId> ScenesPanel::selectedScenes() const {
  std::vector<SceneId> scenes;
  const auto add = [&](const QModelIndex& row) {
    const jobs::SceneSummary* scene = model_->sceneAt(row);
    if (scene && std::find(scenes.begin(), scenes.end(), scene->id) == scenes.end()) scenes.push_back(scene->id);
  };
  for (const QModelIndex& row : tree_->selectionModel()->selectedRows()) {
    add(row);
    for (int i = 0; i < model_->rowCount(row); ++i) add(model_->index(i, 0, row));  // of a folder
  }
  return scenes;
}

void ScenesPanel::showSelected(const std::vector<SceneId>& scenes) {
  const QScopedValueRollback quiet(showing_, true);
  QItemSelection shown;
  for (const SceneId scene : scenes) {
    const QModelIndex row = model_->indexOf(scene);
    if (row.isValid()) shown.select(row, row);
  }
  tree_->selectionModel()->select(shown, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

SceneId ScenesPanel::currentScene() const {
  const jobs::SceneSummary* scene = model_->sceneAt(tree_->currentIndex());
  return scene ? scene->id : 0;
}

void ScenesPanel::showHovered(SceneId scene) { model_->setHovered(scene); }

bool ScenesPanel::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Leave) Q_EMIT hovered(0);
  return QWidget::eventFilter(watched, event);
}

void ScenesPanel::refresh() {
  {
    const QScopedValueRollback quiet(showing_, true);  // rows that go take their selection along
    model_->setScenes(archive_->scenes());
  }
  showProblem();
  switch (archive_->state()) {
    case ArchiveState::None:
      page_->showEmpty("folder", tr("No archive is open"), tr("Its scenes will be listed here."));
      break;
    case ArchiveState::Opening:
      page_->showEmpty("document-open", tr("Opening…"), {});
      break;
    case ArchiveState::Failed:
      page_->showEmpty("dialog-warning", tr("The archive could not be opened"), {});
      break;
    case ArchiveState::Open:
      page_->showEmpty("folder", tr("No scenes yet"), tr("Drop folders or GeoTIFF files here."));
      break;
  }
  const bool list = archive_->state() == ArchiveState::Open && !archive_->scenes().empty();
  stack_->setCurrentWidget(list ? static_cast<QWidget*>(tree_) : page_);
}

void ScenesPanel::showProblem() {
  refreshActions();
  const jobs::SceneSummary* scene = model_->sceneAt(tree_->currentIndex());
  const bool offline = scene && scene->state == "offline";
  const bool problem = scene && !scene->problemCode.empty();
  problem_->setVisible(offline || problem);
  if (offline) {
    problem_->setText(tr("This scene cannot be reached now. Its tiles stay searchable; connect its disk to see it at "
                         "full resolution. If it was moved, find its file by the menu here."));
  } else if (problem) {
    const QString code = QString::fromStdString(scene->problemCode);
    problem_->setText(QStringLiteral("%1: %2\n%3").arg(
        problemSentence(code), QString::fromStdString(scene->problemMessage), problemAdvice(code)));
  }
}

void ScenesPanel::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  // A narrow dock keeps the names readable; the tool tip has the sensor and the date all the same.
  const int character = fontMetrics().averageCharWidth();
  tree_->setColumnHidden(SceneModel::Sensor, width() < kSensorFrom * character);
  tree_->setColumnHidden(SceneModel::Date, width() < kDateFrom * character);
}

void ScenesPanel::selectScene(SceneId id) {
  const QModelIndex index = model_->indexOf(id);
  if (!index.isValid()) return;
  const QScopedValueRollback quiet(showing_, true);
  tree_->selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
  tree_->scrollTo(index);
}

}  // namespace tilescout::ui
