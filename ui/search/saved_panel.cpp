#include "ui/search/saved_panel.h"

#include <QAction>
#include <QInputDialog>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <climits>
#include <utility>

#include "search/query_json.h"
#include "ui/app_context.h"
#include "ui/backend/saved_session.h"
#include "ui/search/saved_query.h"
#include "ui/support/format.h"
#include "ui/support/icons.h"
#include "ui/support/notice_bar.h"
#include "ui/support/retranslate.h"

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
  notice_ = new NoticeBar(this);
  notice_->setObjectName(QStringLiteral("alertNotice"));
  connect(notice_, &NoticeBar::actionTriggered, this, &SavedPanel::act);
  buildMenu();
  connect(save_, &QPushButton::clicked, this, &SavedPanel::saveSearch);
  connect(tree_, &QTreeWidget::itemActivated, this, [this] {
    if (const SavedSearch* saved = current()) ask(saved->id, false);
  });
  connect(tree_, &QTreeWidget::customContextMenuRequested, this, &SavedPanel::showMenu);
  ArchiveController& archive = context->archive();
  connect(&archive, &ArchiveController::archiveChanged, this, [this] {
    tells_ = false;
    notice_->setNotice(NoticeBar::Kind::Information, {});
    refresh();
  });
  connect(&archive, &ArchiveController::indexEnded, this, [this] {
    tells_ = true;
    refresh();
  });
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
    edit(saved.id, [on = alert_->isChecked()](SavedSearch& changed) { changed.alert = on; });
  });
  alert_->setCheckable(true);
  rename_ = act([this](const SavedSearch& saved) {
    const SavedSearchId id = saved.id;
    rename(id, askForName(tr("Rename"), QString::fromStdString(saved.name)));
  });
  notes_ = act([this](const SavedSearch& saved) { askNotes(saved); });
  remove_ =
      act([this](const SavedSearch& saved) { run([id = saved.id](SavedSession& session) { session.remove(id); }); });
}

void SavedPanel::retranslate() {
  tree_->setAccessibleName(tr("Saved searches and detectors"));
  empty_->setText(tr("Save a search to ask it again with one click, or what your marks have taught as a detector."));
  save_->setText(tr("Save this search…"));
  if (!notice_->text().isEmpty()) tell();
  show();
}

/// Does the work off this thread, in the order asked for, whatever counting or another edit still runs; then all is read
/// anew.
void SavedPanel::run(Work work) {
  if (context_->archive().state() != ArchiveState::Open) return;
  editor_.post([this, work = std::move(work), session = context_->archive().session()] {
    try {
      work(session->saved());
      QMetaObject::invokeMethod(
          this,
          [this] {
            context_->labels().refresh();  // there is something to take back
            refresh();
          },
          Qt::QueuedConnection);
    } catch (...) {
      const UiError error = uiErrorOf(std::current_exception());
      QMetaObject::invokeMethod(
          this, [this, error] { failed(error); }, Qt::QueuedConnection);
    }
  });
}

/// Of one as it then is: an edit before this one may not be in our list yet.
void SavedPanel::edit(SavedSearchId id, std::function<void(SavedSearch&)> change) {
  run([id, change = std::move(change)](SavedSession& session) {
    for (SavedSearch& saved : session.list()) {
      if (saved.id != id) continue;
      change(saved);
      session.save(saved, session.marks(id));
      return;
    }
  });
}

/// Reads the list and counts new hits, off this thread.
void SavedPanel::refresh() {
  const quint64 generation = ++generation_;
  const bool open = context_->archive().state() == ArchiveState::Open;
  setEnabled(open);
  if (!open) {
    worker_.startAnew();
    list_.clear();
    newHits_.clear();
    troubles_.clear();
    show();
    Q_EMIT countsChanged();
    return;
  }
  worker_.post([this, generation, session = context_->archive().session()](const std::stop_token& stop) {
    try {
      const std::vector<SavedSearch> list = session->saved().list();
      QMetaObject::invokeMethod(
          this, [this, generation, list] { took(generation, list); }, Qt::QueuedConnection);
      if (countNew(*session, list, generation, stop)) {
        QMetaObject::invokeMethod(
            this, [this, generation] { counted(generation); }, Qt::QueuedConnection);
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

/// On the worker's thread. False: stopped before the end.
bool SavedPanel::countNew(ArchiveSession& session, const std::vector<SavedSearch>& list, quint64 generation,
                          const std::stop_token& stop) {
  for (const SavedSearch& saved : list) {
    if (stop.stop_requested()) return false;
    if (!saved.alert) continue;
    try {
      const std::int64_t count = session.saved().newHits(saved, stop);
      QMetaObject::invokeMethod(
          this, [this, generation, id = saved.id, count] { tookCount(generation, id, count); }, Qt::QueuedConnection);
    } catch (const Error&) {  // of this one alone: the others are counted
      const UiError error = uiErrorOf(std::current_exception());
      QMetaObject::invokeMethod(
          this, [this, generation, id = saved.id, error] { tookTrouble(generation, id, error); }, Qt::QueuedConnection);
    }
  }
  return true;
}

void SavedPanel::took(quint64 generation, std::vector<SavedSearch> list) {
  if (generation != generation_) return;
  list_ = std::move(list);
  newHits_.clear();
  troubles_.clear();
  trouble_->hide();
  show();
}

void SavedPanel::tookCount(quint64 generation, SavedSearchId id, std::int64_t count) {
  if (generation != generation_) return;
  newHits_[id] = count;
  show();
  Q_EMIT countsChanged();
}

void SavedPanel::tookTrouble(quint64 generation, SavedSearchId id, const UiError& error) {
  if (generation != generation_) return;
  troubles_[id] = error;
  show();
}

void SavedPanel::counted(quint64 generation) {
  if (generation != generation_) return;
  Q_EMIT countsChanged();
  if (std::exchange(tells_, false) || !notice_->text().isEmpty()) tell();
}

std::int64_t SavedPanel::newHits() const {
  std::int64_t all = 0;
  for (const auto& [id, count] : newHits_) all += count;
  return all;
}

void SavedPanel::tell() {
  QStringList names;
  for (const SavedSearch& saved : list_)
    if (const auto found = newHits_.find(saved.id); found != newHits_.end() && found->second > 0)
      names.append(QString::fromStdString(saved.name));
  const int hits = static_cast<int>(std::min<std::int64_t>(newHits(), INT_MAX));
  notice_->setNotice(NoticeBar::Kind::Information,
                     names.isEmpty()     ? QString()
                     : names.size() == 1 ? tr("%n new hit(s) for “%1”", nullptr, hits).arg(names[0])
                                         : tr("%n new hit(s) for %1", nullptr, hits).arg(names.join(tr(", "))),
                     tr("Show"));
}

/// Of one alert the hits, of several the list.
void SavedPanel::act() {
  std::vector<SavedSearchId> found;
  for (const auto& [id, count] : newHits_)
    if (count > 0) found.push_back(id);
  notice_->setNotice(NoticeBar::Kind::Information, {});
  if (found.size() == 1) {
    ask(found[0], true);
  } else if (!found.empty()) {
    Q_EMIT listRequested();
  }
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
    item->setToolTip(0, tipOf(saved));
    item->setData(0, Qt::AccessibleDescriptionRole, tipOf(saved));
    const auto count = newHits_.find(saved.id);
    if (count != newHits_.end() && count->second > 0) item->setText(1, tr("%1 new").arg(formatCount(count->second)));
    if (const auto trouble = troubles_.find(saved.id); trouble != troubles_.end()) {
      item->setText(1, tr("not counted"));
      item->setToolTip(1, errorSentence(trouble->second) + QLatin1Char('\n') + errorDetails(trouble->second));
    }
    if (saved.id == kept) tree_->setCurrentItem(item);
  }
  tree_->resizeColumnToContents(0);
  tree_->setVisible(!list_.empty());
  empty_->setVisible(list_.empty());
  save_->setEnabled(context_->search().draft().hasSubject());
  refreshActions();
}

QString SavedPanel::tipOf(const SavedSearch& saved) {
  QStringList lines = {
      saved.detector ? tr("Detector, taught with the model %1").arg(QString::fromStdString(saved.detector->modelName))
                     : tr("Saved search")};
  if (!saved.changed.empty())
    lines.append(tr("Changed on %1").arg(QString::fromStdString(saved.changed.substr(0, 10))));
  if (!saved.notes.empty()) lines.append(QString::fromStdString(saved.notes));
  return lines.join(QLatin1Char('\n'));
}

const SavedSearch* SavedPanel::find(SavedSearchId id) const {
  const auto found = std::find_if(list_.begin(), list_.end(), [&](const SavedSearch& saved) { return saved.id == id; });
  return found == list_.end() ? nullptr : &*found;
}

const SavedSearch* SavedPanel::current() const {
  const QTreeWidgetItem* item = tree_->currentItem();
  return item ? find(item->data(0, Qt::UserRole).toLongLong()) : nullptr;
}

const SavedSearch* SavedPanel::named(const QString& name) const {
  const auto found = std::find_if(list_.begin(), list_.end(),
                                  [&](const SavedSearch& saved) { return QString::fromStdString(saved.name) == name; });
  return found == list_.end() ? nullptr : &*found;
}

/// "roads · v2" beside "roads"; of "roads · v2" the next is "roads · v3".
QString SavedPanel::nextVersion(const QString& name) const {
  static const QRegularExpression version(QStringLiteral(" · v\\d+$"));
  const QString first = QString(name).remove(version);
  for (int number = 2;; ++number) {
    const QString other = QStringLiteral("%1 · v%2").arg(first).arg(number);
    if (!named(other)) return other;
  }
}

void SavedPanel::rename(SavedSearchId id, const QString& name) {
  const SavedSearch* saved = find(id);
  const SavedSearch* other = named(name);
  if (!saved || name.isEmpty() || other == saved) return;
  if (other) {
    trouble_->setText(tr("There is one named “%1” already.").arg(name));
    trouble_->setToolTip({});
    trouble_->show();
    return;
  }
  edit(id, [name = name.toStdString()](SavedSearch& changed) { changed.name = name; });
}

void SavedPanel::askNotes(const SavedSearch& saved) {
  bool ok = false;
  const QString notes = QInputDialog::getMultiLineText(
      this, tr("Notes"), tr("What to remember of “%1”:").arg(QString::fromStdString(saved.name)),
      QString::fromStdString(saved.notes), &ok);
  if (ok) setNotes(saved.id, notes);
}

void SavedPanel::setNotes(SavedSearchId id, const QString& notes) {
  const SavedSearch* saved = find(id);
  if (!saved || notes.trimmed().toStdString() == saved->notes) return;
  edit(id, [wanted = notes.trimmed().toStdString()](SavedSearch& changed) { changed.notes = wanted; });
}

QString SavedPanel::askForName(const QString& title, const QString& proposal) {
  bool ok = false;
  const QString name = QInputDialog::getText(this, title, tr("Name:"), QLineEdit::Normal, proposal, &ok).simplified();
  return ok ? name : QString();
}

void SavedPanel::saveSearch() {
  if (!context_->search().draft().hasSubject()) return;
  saveUnlessTaken(askForName(tr("Save this search"), context_->search().text()), false);
}

void SavedPanel::saveDetector() {
  saveUnlessTaken(askForName(tr("Save as a detector"), context_->search().text()), true);
}

/// Whoever takes a name that is in use says what becomes of the one that has it.
void SavedPanel::saveUnlessTaken(const QString& name, bool detector) {
  if (name.isEmpty()) return;
  const SavedSearch* taken = named(name);
  if (!taken) {
    save(name, detector);
    return;
  }
  const QString other = nextVersion(name);
  auto* box = new QMessageBox(QMessageBox::Question, tr("The name is in use"),
                              taken->detector ? tr("There is a detector named “%1”.").arg(name)
                                              : tr("There is a saved search named “%1”.").arg(name),
                              QMessageBox::NoButton, window());
  box->setObjectName(QStringLiteral("savedTaken"));
  box->setAttribute(Qt::WA_DeleteOnClose);
  QAbstractButton* replace = box->addButton(tr("&Replace it"), QMessageBox::DestructiveRole);
  QPushButton* both = box->addButton(tr("&New version: %1").arg(other), QMessageBox::AcceptRole);
  box->addButton(tr("Cancel"), QMessageBox::RejectRole);
  box->setDefaultButton(both);
  connect(box, &QMessageBox::buttonClicked, this, [=, this](QAbstractButton* pressed) {
    if (pressed == replace) save(name, detector);
    if (pressed == both) save(other, detector);
  });
  box->open();
}

void SavedPanel::save(const QString& name, bool detector) {
  const FeedbackState state = context_->refine().state();
  SavedSearch saved;
  if (const SavedSearch* other = named(name)) saved = *other;
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
    if (onlyNew) search::askOnlyNew(draft.query, *saved);
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

}  // namespace tilescout::ui
