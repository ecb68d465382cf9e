#include "ui/archive/scenes_panel.h"

#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

#include "ui/archive/archive_controller.h"
#include "ui/archive/scene_model.h"
#include "ui/support/icons.h"
#include "ui/support/retranslate.h"
#include "ui/support/state_page.h"

namespace tilescout::ui {

namespace {

constexpr int kSensorFrom = 56;  ///< characters that fit

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
  buildMenu();
  onLanguageChange(this, [this] {
    tree_->setAccessibleName(tr("Scenes of the archive"));
    find_->setText(tr("&Find its file…"));
    again_->setText(tr("&Look at it again"));
    copy_->setText(tr("&Copy the path"));
    model_->retranslate();
    refresh();
  });
}

void ScenesPanel::buildMenu() {
  menu_ = new QMenu(this);
  menu_->setObjectName(QStringLiteral("sceneMenu"));
  const auto act = [this](auto does) {
    return menu_->addAction(QString(), this, [this, does] {
      if (const jobs::SceneSummary* scene = model_->sceneAt(tree_->currentIndex())) does(*scene);
    });
  };
  find_ = act([this](const jobs::SceneSummary& scene) { Q_EMIT relinkRequested(scene.id); });
  again_ = act([this](const jobs::SceneSummary& scene) { archive_->addScenes({QString::fromStdString(scene.path)}); });
  copy_ = act([](const jobs::SceneSummary& scene) {
    QGuiApplication::clipboard()->setText(QDir::toNativeSeparators(QString::fromStdString(scene.path)));
  });
  tree_->setContextMenuPolicy(Qt::CustomContextMenu);
  connect(tree_, &QTreeView::customContextMenuRequested, this, &ScenesPanel::showMenu);
  onPaletteChange(this, [this] {
    find_->setIcon(themeIcon("edit-find-replace"));
    again_->setIcon(themeIcon("view-refresh"));
    copy_->setIcon(themeIcon("edit-copy"));
  });
}

void ScenesPanel::showMenu(const QPoint& place) {
  const jobs::SceneSummary* scene = model_->sceneAt(tree_->currentIndex());
  if (!scene) return;
  find_->setEnabled(scene->state == "offline");
  menu_->popup(tree_->viewport()->mapToGlobal(place));
}

void ScenesPanel::refresh() {
  model_->setScenes(archive_->scenes());
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
  // A narrow dock keeps the names readable; the tool tip has the sensor all the same.
  tree_->setColumnHidden(SceneModel::Sensor, width() < kSensorFrom * fontMetrics().averageCharWidth());
}

void ScenesPanel::selectScene(SceneId id) {
  const QModelIndex index = model_->indexOf(id);
  if (!index.isValid()) return;
  tree_->setCurrentIndex(index);
  tree_->scrollTo(index);
}

}  // namespace tilescout::ui
