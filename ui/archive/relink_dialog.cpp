#include "ui/archive/relink_dialog.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/app_context.h"
#include "ui/archive/archive_jobs.h"
#include "ui/backend/relink_session.h"
#include "ui/support/format.h"
#include "ui/support/icons.h"
#include "ui/support/path_watch.h"
#include "ui/support/plain_text.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

namespace {

using Outcome = jobs::RelinkItem::Outcome;

constexpr int kFolderRole = Qt::UserRole;
constexpr int kScenesShown = 200;  ///< of a folder; the rest is counted

std::int64_t sameIn(const std::vector<jobs::RelinkItem>& items) {
  return std::count_if(items.begin(), items.end(), [](const auto& item) { return item.outcome == Outcome::Same; });
}

}  // namespace

RelinkDialog::RelinkDialog(AppContext* context, QWidget* parent) : QDialog(parent), context_(context) {
  setObjectName(QStringLiteral("relinkDialog"));
  placeWatch_ = new PathWatch(this);
  build();
  wire();
  onLanguageChange(this, [this] { retranslate(); });
  onPaletteChange(this, [this] { browse_->setIcon(themeIcon("document-open-folder")); });
  connect(placeWatch_, &PathWatch::changed, this, [this] { compareWhenKnown_ ? compare() : refresh(); });
  look();
}

RelinkDialog::~RelinkDialog() = default;

void RelinkDialog::build() {
  for (QLabel** label : {&intro_, &placeLabel_, &state_}) *label = new QLabel(this);
  intro_->setWordWrap(true);
  state_->setWordWrap(true);
  state_->setObjectName(QStringLiteral("relinkState"));
  state_->setMinimumHeight(2 * state_->fontMetrics().lineSpacing());
  state_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  tree_ = new QTreeWidget(this);
  tree_->setObjectName(QStringLiteral("relinkTree"));
  tree_->setColumnCount(2);
  tree_->setUniformRowHeights(true);
  tree_->setTextElideMode(Qt::ElideMiddle);
  tree_->header()->setStretchLastSection(false);
  tree_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  tree_->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
  place_ = new QLineEdit(this);
  place_->setObjectName(QStringLiteral("relinkPlace"));
  placeLabel_->setBuddy(place_);
  for (QPushButton** button : {&browse_, &compare_, &apply_, &close_}) {
    *button = new QPushButton(this);
    (*button)->setAutoDefault(false);
  }
  compare_->setObjectName(QStringLiteral("relinkCompare"));
  apply_->setObjectName(QStringLiteral("relinkApply"));
  bar_ = new QProgressBar(this);
  bar_->setRange(0, 0);
  bar_->setTextVisible(false);
  bar_->setFixedHeight(8);
  auto* place = new QHBoxLayout;
  place->addWidget(placeLabel_);
  place->addWidget(place_, 1);
  place->addWidget(browse_);
  place->addWidget(compare_);
  auto* buttons = new QHBoxLayout;
  buttons->addStretch(1);
  buttons->addWidget(apply_);
  buttons->addWidget(close_);
  auto* column = new QVBoxLayout(this);
  column->addWidget(intro_);
  column->addWidget(tree_, 1);
  column->addLayout(place);
  column->addWidget(bar_);
  column->addWidget(state_);
  column->addLayout(buttons);
  resize(680, 460);
}

void RelinkDialog::wire() {
  connect(tree_, &QTreeWidget::currentItemChanged, this, [this] {
    const jobs::MissingFolder* folder = current();
    const QSignalBlocker quiet(place_);
    place_->setText(folder ? places_[text(folder->folder)] : QString());
    refresh();
  });
  connect(place_, &QLineEdit::textChanged, this, [this] {
    if (const jobs::MissingFolder* folder = current()) places_[text(folder->folder)] = place_->text();
    refresh();
  });
  connect(place_, &QLineEdit::returnPressed, this, &RelinkDialog::compare);
  connect(browse_, &QPushButton::clicked, this, &RelinkDialog::browse);
  connect(compare_, &QPushButton::clicked, this, &RelinkDialog::compare);
  connect(apply_, &QPushButton::clicked, this, &RelinkDialog::apply);
  connect(close_, &QPushButton::clicked, this, &QDialog::close);
  ArchiveController& archive = context_->archive();
  connect(&archive, &ArchiveController::archiveChanged, this, [this] {
    if (context_->archive().state() == ArchiveState::Open) {
      look();
    } else {
      close();
    }
  });
  connect(&archive, &ArchiveController::indexingChanged, this, &RelinkDialog::refresh);
}

void RelinkDialog::retranslate() {
  setWindowTitle(tr("Find missing scenes"));
  intro_->setText(
      tr("The files of these scenes are not where they were. Tiles, captions and search are kept. When a disk has "
         "another name now, or a folder was moved, say where its files lie: they are known again by their size, time "
         "and content, never by their names alone."));
  tree_->setHeaderLabels({tr("Missing from"), tr("Found")});
  tree_->setAccessibleName(tr("Missing scenes"));
  placeLabel_->setText(tr("&Now in"));
  place_->setAccessibleName(tr("Folder in which the files lie now"));
  place_->setPlaceholderText(tr("The folder that took its place, or any folder above the files"));
  browse_->setText(tr("&Choose…"));
  compare_->setText(tr("&Look there"));
  apply_->setText(tr("&Use the files found"));
  close_->setText(tr("Close"));
  fill();
  refresh();
}

void RelinkDialog::look() {
  const std::shared_ptr<ArchiveSession> session = context_->archive().session();
  if (!session) return;
  calls_.drop();
  phase_ = Phase::Looking;
  refresh();
  calls_.call(
      [session, sink = sink()](const std::stop_token& stop) {
        JobContext job(stop, sink);
        return session->relink().missing(job);
      },
      [this](const std::vector<jobs::MissingFolder>& folders) { took(folders); },
      [this](const UiError& error) { failed(error); });
}

void RelinkDialog::took(const std::vector<jobs::MissingFolder>& folders) {
  folders_ = folders;
  phase_ = Phase::Ready;
  fill();
  if (wanted_ != 0) showScene(wanted_);
  refresh();
}

void RelinkDialog::fill() {
  const jobs::MissingFolder* before = current();
  const QString kept = before ? text(before->folder) : QString();
  tree_->clear();
  for (const jobs::MissingFolder& folder : folders_) {
    auto* row = new QTreeWidgetItem(tree_);
    const QString path = text(folder.folder);
    row->setText(0, QDir::toNativeSeparators(path));
    row->setToolTip(0, QDir::toNativeSeparators(path));
    row->setIcon(0, themeIcon("folder"));
    row->setData(0, kFolderRole, path);
    const auto plan = plans_.find(path);
    const auto all = static_cast<std::int64_t>(folder.scenes.size());
    row->setText(1, plan == plans_.end() ? tr("%n missing", nullptr, static_cast<int>(all))
                                         : tr("%1 of %2").arg(formatCount(sameIn(plan->second)), formatCount(all)));
    fillScenes(row, folder);
    if (path == kept || tree_->topLevelItemCount() == 1) tree_->setCurrentItem(row);
    row->setExpanded(plan != plans_.end() || folders_.size() == 1);
  }
}

void RelinkDialog::fillScenes(QTreeWidgetItem* row, const jobs::MissingFolder& folder) const {
  std::map<SceneId, const jobs::RelinkItem*> items;
  if (const auto plan = plans_.find(text(folder.folder)); plan != plans_.end()) {
    for (const jobs::RelinkItem& item : plan->second) items[item.scene] = &item;
  }
  const auto shown = std::min<std::size_t>(folder.scenes.size(), kScenesShown);
  for (std::size_t i = 0; i < shown; ++i) {
    const jobs::MissingFolder::Scene& scene = folder.scenes[i];
    auto* child = new QTreeWidgetItem(row);
    child->setText(0, QFileInfo(text(scene.path)).fileName());
    child->setToolTip(0, QDir::toNativeSeparators(text(scene.path)));
    const auto item = items.find(scene.id);
    if (item == items.end()) continue;
    switch (item->second->outcome) {
      case Outcome::Same: child->setText(1, tr("found")); break;
      case Outcome::Missing: child->setText(1, tr("not there")); break;
      case Outcome::Changed: child->setText(1, tr("another file")); break;
      case Outcome::Taken: child->setText(1, tr("in the archive already")); break;
    }
    const bool same = item->second->outcome == Outcome::Same;
    child->setIcon(1, themeIcon(same ? "dialog-ok" : "dialog-warning"));
    child->setToolTip(1, same ? QDir::toNativeSeparators(text(item->second->newPath)) : text(item->second->reason));
  }
  if (shown < folder.scenes.size()) {
    auto* rest = new QTreeWidgetItem(row);
    rest->setText(0, tr("and %n more", nullptr, static_cast<int>(folder.scenes.size() - shown)));
  }
}

const jobs::MissingFolder* RelinkDialog::current() const {
  const QTreeWidgetItem* item = tree_->currentItem();
  if (!item) return nullptr;
  if (item->parent()) item = item->parent();
  const std::string path = item->data(0, kFolderRole).toString().toStdString();
  const auto found =
      std::find_if(folders_.begin(), folders_.end(), [&](const auto& folder) { return folder.folder == path; });
  return found == folders_.end() ? nullptr : &*found;
}

void RelinkDialog::showScene(SceneId scene) {
  wanted_ = scene;
  for (std::size_t i = 0; i < folders_.size(); ++i) {
    const auto& scenes = folders_[i].scenes;
    if (std::any_of(scenes.begin(), scenes.end(), [&](const auto& each) { return each.id == scene; })) {
      tree_->setCurrentItem(tree_->topLevelItem(static_cast<int>(i)));
      wanted_ = 0;
    }
  }
}

void RelinkDialog::setPlace(const QString& folder) {
  place_->setText(QDir::toNativeSeparators(folder));
  compare();
}

void RelinkDialog::browse() {
  const QString from = place_->text().isEmpty() ? context_->settings().lastFolder() : place_->text();
  const QString folder = QFileDialog::getExistingDirectory(this, tr("Folder in which the files lie now"), from);
  if (folder.isEmpty()) return;
  context_->settings().setLastFolder(folder);
  setPlace(folder);
}

void RelinkDialog::compare() {
  const jobs::MissingFolder* folder = current();
  const std::shared_ptr<ArchiveSession> session = context_->archive().session();
  const QString place = QDir::fromNativeSeparators(place_->text().trimmed());
  placeWatch_->ask(place);
  compareWhenKnown_ = folder && session && phase_ == Phase::Ready && !placeWatch_->facts();
  if (!folder || !session || phase_ != Phase::Ready || !isPlaceThere()) return refresh();
  phase_ = Phase::Comparing;
  seen_ = 0;
  refresh();
  calls_.call(
      [session, from = folder->folder, to = place.toStdString(), sink = sink()](const std::stop_token& stop) {
        JobContext job(stop, sink);
        return session->relink().plan(from, to, job);
      },
      [this, key = text(folder->folder)](const std::vector<jobs::RelinkItem>& items) {
        plans_[key] = items;
        phase_ = Phase::Ready;
        fill();
        refresh();
        if (apply_->isEnabled()) apply_->setFocus();
      },
      [this](const UiError& error) { failed(error); });
}

bool RelinkDialog::isPlaceThere() const { return placeWatch_->facts() && placeWatch_->facts()->folder; }

JobContext::Sink RelinkDialog::sink() {
  return [this](const Progress& progress) {
    QMetaObject::invokeMethod(
        this,
        [this, seen = progress.done] {
          seen_ = seen;
          if (phase_ == Phase::Comparing || phase_ == Phase::Looking) state_->setText(stateText());
        },
        Qt::QueuedConnection);
  };
}

std::vector<jobs::RelinkItem> RelinkDialog::found() const {
  std::vector<jobs::RelinkItem> items;
  for (const auto& [folder, plan] : plans_) {
    std::copy_if(plan.begin(), plan.end(), std::back_inserter(items),
                 [](const jobs::RelinkItem& item) { return item.outcome == Outcome::Same; });
  }
  return items;
}

void RelinkDialog::apply() {
  const std::shared_ptr<ArchiveSession> session = context_->archive().session();
  if (!session || phase_ != Phase::Ready) return;
  phase_ = Phase::Applying;
  refresh();
  Job* job = context_->jobs().add(
      std::make_unique<Job>(ArchiveJobs::relink(), [session, items = found()](JobContext& context) {
        JobOutcome outcome;
        outcome.indexed = session->relink().apply(items, context);
        outcome.scenes = static_cast<std::int64_t>(items.size());
        return outcome;
      }));
  connect(job, &Job::finished, &context_->archive(), &ArchiveController::scenesMoved);
  connect(job, &Job::settled, this, [this] {
    plans_.clear();
    places_.clear();
    look();
  });
}

void RelinkDialog::failed(const UiError& error) {
  phase_ = Phase::Failed;
  error_ = error;
  refresh();
}

QString RelinkDialog::stateText() const {
  switch (phase_) {
    case Phase::Looking: return tr("Looking for the files of all scenes…");
    case Phase::Comparing: return tr("Comparing what lies there: %1 looked at…").arg(formatCount(seen_));
    case Phase::Applying: return tr("The archive is being told…");
    case Phase::Failed:
      return errorSentence(error_) + QLatin1Char(' ') + errorAdvice(error_) + QLatin1Char('\n') + errorDetails(error_);
    case Phase::Ready: break;
  }
  if (folders_.empty()) return tr("No file is missing: every scene's file is where the archive expects it.");
  if (context_->archive().isIndexing()) return tr("Wait until the index under way has ended, then use what was found.");
  const QString place = place_->text().trimmed();
  if (!place.isEmpty() && !placeWatch_->facts()) return placeWatch_->waitingText();
  if (!place.isEmpty() && !isPlaceThere()) return tr("The folder %1 does not exist.").arg(place);
  if (plans_.empty()) return tr("Choose a folder above, then where its files lie now.");
  const auto count = static_cast<int>(found().size());
  if (count == 0) return tr("None of the missing files lies there. Choose another folder.");
  return tr("%n scene(s) found again. Nothing has been changed yet; Undo takes it back.", nullptr, count);
}

void RelinkDialog::refresh() {
  const bool busy = phase_ == Phase::Looking || phase_ == Phase::Comparing || phase_ == Phase::Applying;
  const bool chosen = current() != nullptr;
  bar_->setVisible(busy);
  tree_->setEnabled(phase_ != Phase::Applying);
  place_->setEnabled(chosen && phase_ == Phase::Ready);
  browse_->setEnabled(place_->isEnabled());
  placeWatch_->ask(QDir::fromNativeSeparators(place_->text().trimmed()));
  compare_->setEnabled(place_->isEnabled() && isPlaceThere());
  apply_->setEnabled(phase_ == Phase::Ready && !found().empty() && !context_->archive().isIndexing());
  state_->setText(stateText());
}

}  // namespace tilescout::ui
