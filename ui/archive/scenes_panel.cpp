#include "ui/archive/scenes_panel.h"

#include <QHeaderView>
#include <QLabel>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

#include "ui/archive/archive_controller.h"
#include "ui/archive/scene_model.h"
#include "ui/support/retranslate.h"
#include "ui/support/state_page.h"

namespace tilescout::ui {

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
  for (const int column : {SceneModel::Date, SceneModel::Tiles}) {
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
  onLanguageChange(this, [this] {
    tree_->setAccessibleName(tr("Scenes of the archive"));
    model_->retranslate();
    refresh();
  });
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
                         "full resolution."));
  } else if (problem) {
    const QString reason = problemSentence(QString::fromStdString(scene->problemCode));
    problem_->setText(QStringLiteral("%1: %2").arg(reason, QString::fromStdString(scene->problemMessage)));
  }
}

void ScenesPanel::selectScene(SceneId id) {
  const QModelIndex index = model_->indexOf(id);
  if (!index.isValid()) return;
  tree_->setCurrentIndex(index);
  tree_->scrollTo(index);
}

}  // namespace tilescout::ui
