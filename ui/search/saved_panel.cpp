#include "ui/search/saved_panel.h"

#include <QAction>
#include <QInputDialog>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "search/query_json.h"
#include "ui/app_context.h"
#include "ui/backend/saved_session.h"
#include "ui/main_window.h"
#include "ui/search/refine_strip.h"
#include "ui/search/results_view.h"
#include "ui/search/saved_query.h"
#include "ui/support/format.h"
#include "ui/support/icons.h"
#include "ui/support/retranslate.h"
#include "ui/window_actions.h"

namespace tilescout::ui {

SavedPanel::SavedPanel(AppContext* context, QWidget* parent) : QWidget(parent), context_(context) {
  tree_ = new QTreeWidget(this);
  tree_->setObjectName(QStringLiteral("savedTree"));
  tree_->setHeaderHidden(true);
  tree_->setColumnCount(2);
  tree_->setRootIsDecorated(false);
  tree_->setFrameShape(QFrame::NoFrame);
  tree_->setContextMenuPolicy(Qt::CustomContextMenu);
  tree_->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
  empty_ = new QLabel(this);
  empty_->setWordWrap(true);
  empty_->setForegroundRole(QPalette::PlaceholderText);
  trouble_ = new QLabel(this);
  trouble_->setObjectName(QStringLiteral("savedTrouble"));
  trouble_->setWordWrap(true);
  trouble_->hide();
  save_ = new QPushButton(this);
  save_->setObjectName(QStringLiteral("savedSave"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(8, 4, 8, 8);
  column->setSpacing(4);
  for (QWidget* part : {static_cast<QWidget*>(empty_), static_cast<QWidget*>(tree_), static_cast<QWidget*>(trouble_),
                        static_cast<QWidget*>(save_)})
    column->addWidget(part);
  buildMenu();
  connect(save_, &QPushButton::clicked, this, &SavedPanel::saveSearch);
  connect(tree_, &QTreeWidget::itemActivated, this, [this] {
    if (const SavedSearch* saved = current()) ask(saved->id, false);
  });
  connect(tree_, &QTreeWidget::customContextMenuRequested, this, &SavedPanel::showMenu);
  ArchiveController& archive = context->archive();
  connect(&archive, &ArchiveController::archiveChanged, this, &SavedPanel::refresh);
  connect(&archive, &ArchiveController::indexEnded, this, &SavedPanel::refresh);
  connect(&context->labels(), &LabelController::stepped, this, [this](const EditStep& step) {
    if (step.kind.starts_with("search.")) refresh();
  });
  connect(&context->search(), &SearchController::draftChanged, this,
          [this] { save_->setEnabled(context_->search().draft().hasSubject()); });
  onLanguageChange(this, [this] { retranslate(); });
  refresh();
}

SavedPanel::~SavedPanel() = default;

void SavedPanel::buildMenu() {
  menu_ = new QMenu(this);
  const auto act = [this](auto does) {
    return menu_->addAction(QString(), this, [this, does] {
      if (const SavedSearch* saved = current()) does(*saved);
    });
  };
  ask_ = act([this](const SavedSearch& saved) { ask(saved.id, false); });
  askNew_ = act([this](const SavedSearch& saved) { ask(saved.id, true); });
  seen_ =
      act([this](const SavedSearch& saved) { run([id = saved.id](SavedSession& session) { session.markSeen(id); }); });
  menu_->addSeparator();
  alert_ = act([this](const SavedSearch& saved) {
    run([changed = saved, on = alert_->isChecked()](SavedSession& session) mutable {
      changed.alert = on;
      session.save(changed, session.marks(changed.id));
    });
  });
  alert_->setCheckable(true);
  remove_ =
      act([this](const SavedSearch& saved) { run([id = saved.id](SavedSession& session) { session.remove(id); }); });
  remove_->setShortcut(QKeySequence::Delete);
  remove_->setShortcutContext(Qt::WidgetShortcut);
  tree_->addAction(remove_);
}

void SavedPanel::retranslate() {
  tree_->setAccessibleName(tr("Saved searches and detectors"));
  empty_->setText(tr("Save a search to ask it again with one click, or what your marks have taught as a detector."));
  save_->setText(tr("Save this search…"));
  ask_->setText(tr("&Search"));
  askNew_->setText(tr("Show &new hits"));
  seen_->setText(tr("New hits were s&een"));
  alert_->setText(tr("&Count new hits after each index"));
  remove_->setText(tr("&Delete"));
  show();
}

void SavedPanel::refresh() { run({}); }

/// Does the work, if any, then reads the list and counts new hits, off this thread.
void SavedPanel::run(Work work) {
  const quint64 generation = ++generation_;
  const bool open = context_->archive().state() == ArchiveState::Open;
  setEnabled(open);
  if (!open) {
    worker_.startAnew();
    list_.clear();
    newHits_.clear();
    show();
    return;
  }
  worker_.post([this, generation, work = std::move(work),
                session = context_->archive().session()](const std::stop_token& stop) {
    try {
      if (work) work(session->saved());
      const std::vector<SavedSearch> list = session->saved().list();
      QMetaObject::invokeMethod(
          this,
          [this, generation, list, edited = static_cast<bool>(work)] {
            if (edited) context_->labels().refresh();  // there is something to take back
            took(generation, list);
          },
          Qt::QueuedConnection);
      for (const SavedSearch& saved : list) {
        if (stop.stop_requested()) return;
        if (!saved.alert) continue;
        const std::int64_t count = session->saved().newHits(saved, stop);
        QMetaObject::invokeMethod(
            this, [this, generation, id = saved.id, count] { tookCount(generation, id, count); }, Qt::QueuedConnection);
      }
    } catch (const Cancelled&) {
      // asked for anew
    } catch (...) {
      const UiError error = uiErrorOf(std::current_exception());
      QMetaObject::invokeMethod(
          this, [this, error] { failed(error); }, Qt::QueuedConnection);
    }
  });
}

void SavedPanel::took(quint64 generation, std::vector<SavedSearch> list) {
  if (generation != generation_) return;
  list_ = std::move(list);
  newHits_.clear();
  trouble_->hide();
  show();
}

void SavedPanel::tookCount(quint64 generation, SavedSearchId id, std::int64_t count) {
  if (generation != generation_) return;
  newHits_[id] = count;
  show();
}

void SavedPanel::failed(const UiError& error) {
  trouble_->setText(errorSentence(error));
  trouble_->setToolTip(errorDetails(error));
  trouble_->show();
}

void SavedPanel::show() {
  const SavedSearch* before = current();
  const SavedSearchId kept = before ? before->id : 0;
  tree_->clear();
  for (const SavedSearch& saved : list_) {
    auto* item = new QTreeWidgetItem(tree_);
    item->setText(0, QString::fromStdString(saved.name));
    item->setIcon(0, themeIcon(saved.detector ? "office-chart-bar" : "edit-find"));
    item->setData(0, Qt::UserRole, QVariant::fromValue<qint64>(saved.id));
    item->setToolTip(
        0, saved.detector
               ? tr("Detector, taught with the model %1").arg(QString::fromStdString(saved.detector->modelName))
               : tr("Saved search"));
    const auto count = newHits_.find(saved.id);
    if (count != newHits_.end() && count->second > 0) item->setText(1, tr("%1 new").arg(formatCount(count->second)));
    if (saved.id == kept) tree_->setCurrentItem(item);
  }
  tree_->resizeColumnToContents(0);
  tree_->setVisible(!list_.empty());
  empty_->setVisible(list_.empty());
  save_->setEnabled(context_->search().draft().hasSubject());
}

const SavedSearch* SavedPanel::find(SavedSearchId id) const {
  const auto found = std::find_if(list_.begin(), list_.end(), [&](const SavedSearch& saved) { return saved.id == id; });
  return found == list_.end() ? nullptr : &*found;
}

const SavedSearch* SavedPanel::current() const {
  const QTreeWidgetItem* item = tree_->currentItem();
  return item ? find(item->data(0, Qt::UserRole).toLongLong()) : nullptr;
}

QString SavedPanel::askForName(const QString& title, const QString& proposal) {
  bool ok = false;
  const QString name = QInputDialog::getText(this, title, tr("Name:"), QLineEdit::Normal, proposal, &ok).simplified();
  return ok ? name : QString();
}

void SavedPanel::saveSearch() {
  if (!context_->search().draft().hasSubject()) return;
  const QString name = askForName(tr("Save this search"), context_->search().text());
  if (!name.isEmpty()) save(name, false);
}

void SavedPanel::saveDetector() {
  const QString name = askForName(tr("Save as a detector"), context_->search().text());
  if (!name.isEmpty()) save(name, true);
}

void SavedPanel::save(const QString& name, bool detector) {
  const FeedbackState state = context_->refine().state();
  SavedSearch saved;
  for (const SavedSearch& other : list_)
    if (QString::fromStdString(other.name) == name) saved = other;
  saved.name = name.toStdString();
  QueryDraft draft = context_->search().draft();
  draft.query.detector.reset();
  saved.detector.reset();
  if (detector && !state.detector.vector.empty()) {
    saved.detector = detectorOf(state);
    saved.alert = true;
  } else if (const auto& learned = context_->search().draft().query.detector) {
    FeedbackState before = state;
    before.detector = *learned;
    saved.detector = detectorOf(before);
  }
  saved.query = savedQueryOf(draft);
  const std::vector<SearchMark> marks = detector ? savedMarks(state.marks) : std::vector<SearchMark>();
  run([saved, marks](SavedSession& session) { session.save(saved, marks); });
}

void SavedPanel::ask(SavedSearchId id, bool onlyNew) {
  const SavedSearch* saved = find(id);
  if (!saved) return;
  try {
    QueryDraft draft;
    draft.query = queryOf(*saved);
    readNames(saved->query, draft);
    draft.detectorName = QString::fromStdString(saved->name);
    if (onlyNew) {
      draft.query.afterTile = saved->seenTile;
      draft.query.minBand = ScoreBand::Likely;
    }
    context_->search().setDraft(draft);
    if (saved->detector) bringMarks(id);
  } catch (const Error& error) {
    failed(uiError(error));
  }
}

/// The marks that taught a detector come back with it, when it is still what is asked.
void SavedPanel::bringMarks(SavedSearchId id) {
  marksWorker_.post([this, id, session = context_->archive().session(),
                     asked = context_->search().draft()](const std::stop_token&) {
    try {
      const std::vector<Mark> marks = marksOf(session->saved().marks(id));
      QMetaObject::invokeMethod(
          this,
          [this, marks, asked] {
            if (context_->search().draft() == asked) context_->refine().adopt(marks);
          },
          Qt::QueuedConnection);
    } catch (...) {
      const UiError error = uiErrorOf(std::current_exception());
      QMetaObject::invokeMethod(
          this, [this, error] { failed(error); }, Qt::QueuedConnection);
    }
  });
}

void SavedPanel::showMenu(const QPoint& place) {
  const SavedSearch* saved = current();
  if (!saved) return;
  alert_->setChecked(saved->alert);
  menu_->exec(tree_->viewport()->mapToGlobal(place));
}

void addSavedPanel(MainWindow* window, AppContext* context) {
  auto* panel = new SavedPanel(context, window);
  window->addSection(panel, "saved", [] { return SavedPanel::tr("Searches and detectors"); });
  QAction* save =
      window->actions()->add({"saveSearch",
                              "bookmark-new",
                              {Qt::CTRL | Qt::Key_B},
                              MenuPlace::Search,
                              [] { return SavedPanel::tr("Sa&ve this search…"); },
                              [] { return SavedPanel::tr("Gives the query a name, to ask it again with one click"); },
                              true});
  QAction* detector =
      window->actions()->add({"saveDetector",
                              "office-chart-bar",
                              {},
                              MenuPlace::Search,
                              [] { return SavedPanel::tr("Save as a &detector…"); },
                              [] { return SavedPanel::tr("Keeps what the marks have taught, for new scenes too"); }});
  QObject::connect(save, &QAction::triggered, panel, &SavedPanel::saveSearch);
  QObject::connect(detector, &QAction::triggered, panel, &SavedPanel::saveDetector);
  QObject::connect(window->results()->strip(), &RefineStripBar::saveRequested, panel, &SavedPanel::saveDetector);
}

}  // namespace tilescout::ui
