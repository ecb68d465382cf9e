#include "ui/train/runs_page.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTimer>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/backend/backend.h"
#include "ui/support/format.h"
#include "ui/support/retranslate.h"
#include "ui/support/state_page.h"
#include "ui/train/curve_chart.h"
#include "ui/train/train_words.h"

namespace tilescout::ui {

namespace {

constexpr int kColumnRoom = 10;  ///< between one column's figures and the next one's
constexpr int kNotesPauseMs = 600;
constexpr int kNameRole = Qt::UserRole;
constexpr int kFirstShown = 3;  ///< curves that are drawn without being asked for

}  // namespace

RunsPage::RunsPage(QWidget* parent) : QWidget(parent) {
  notesPause_ = new QTimer(this);
  notesPause_->setSingleShot(true);
  notesPause_->setInterval(kNotesPauseMs);
  connect(notesPause_, &QTimer::timeout, this, &RunsPage::saveNotes);
  empty_ = new StatePage(this);
  stack_ = new QStackedWidget(this);
  stack_->addWidget(buildBody());
  stack_->addWidget(empty_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(stack_);
  onLanguageChange(this, [this] { retranslate(); });
}

RunsPage::~RunsPage() {
  if (notesPause_->isActive()) saveNotes();
}

QWidget* RunsPage::buildBody() {
  auto* body = new QWidget(this);
  list_ = new QTreeWidget(body);
  list_->setObjectName(QStringLiteral("runsList"));
  list_->setRootIsDecorated(false);
  list_->setUniformRowHeights(true);
  list_->setColumnCount(7);
  chart_ = new CurveChart(body);
  chart_->setObjectName(QStringLiteral("runsChart"));
  readout_ = new QLabel(body);
  readout_->setWordWrap(true);
  effort_ = new QLabel(body);
  effort_->setObjectName(QStringLiteral("runEffort"));
  effort_->setWordWrap(true);
  effort_->setForegroundRole(QPalette::PlaceholderText);
  effort_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  notesLabel_ = new QLabel(body);
  notes_ = new QPlainTextEdit(body);
  notes_->setObjectName(QStringLiteral("runNotes"));
  notes_->setTabChangesFocus(true);
  notesLabel_->setBuddy(notes_);
  open_ = new QPushButton(body);
  open_->setObjectName(QStringLiteral("runOpen"));
  discard_ = new QPushButton(body);
  discard_->setObjectName(QStringLiteral("runDelete"));
  auto* side = new QVBoxLayout;
  side->addWidget(notesLabel_);
  side->addWidget(notes_, 1);
  side->addWidget(open_);
  side->addWidget(discard_);
  auto* curves = new QVBoxLayout;
  curves->addWidget(chart_, 1);
  curves->addWidget(readout_);
  curves->addWidget(effort_);
  auto* lower = new QHBoxLayout;
  lower->addLayout(curves, 3);
  lower->addLayout(side, 1);
  auto* column = new QVBoxLayout(body);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(list_, 2);
  column->addLayout(lower, 3);
  connect(list_, &QTreeWidget::currentItemChanged, this, &RunsPage::currentChanged);
  connect(list_, &QTreeWidget::itemChanged, this, &RunsPage::checkChanged);
  connect(list_, &QTreeWidget::itemActivated, open_, &QPushButton::click);
  connect(chart_, &CurveChart::readoutChanged, readout_, &QLabel::setText);
  connect(notes_, &QPlainTextEdit::textChanged, notesPause_, qOverload<>(&QTimer::start));
  connect(open_, &QPushButton::clicked, this, [this] {
    if (const jobs::RunInfo* run = current()) Q_EMIT openRequested(jobs::RunInfo(*run));
  });
  connect(discard_, &QPushButton::clicked, this, [this] {
    if (const jobs::RunInfo* run = current()) Q_EMIT discardRequested(std::string(run->name));
  });
  return body;
}

void RunsPage::retranslate() {
  list_->setHeaderLabels(
      {tr("Run"), tr("State"), tr("Last changed"), tr("Trained"), tr("Passes"), tr("Before"), tr("Best mean recall")});
  list_->setAccessibleName(tr("Runs of this archive; ticked ones are drawn below"));
  chart_->setTitles(tr("Mean recall on the validation tiles"), tr("pass"));
  notesLabel_->setText(tr("Notes"));
  discard_->setText(tr("Delete…"));
  empty_->showEmpty("view-statistics", tr("No runs yet"),
                    tr("Every fine-tuning of this archive will be listed here, with its curves and your notes."));
  fill();
}

void RunsPage::setSession(const std::shared_ptr<ArchiveSession>& session) {
  if (session == session_) return refresh();
  if (notesPause_->isActive()) saveNotes();
  background_.drop();
  session_ = session;
  notesOf_.clear();
  notesRead_ = false;
  curves_.clear();
  took({});
  refresh();
}

void RunsPage::refresh() {
  if (!session_ || !session_->train()) return;
  background_.call([session = session_](std::stop_token) { return session->train()->runs(); },
                   [this](const std::vector<jobs::RunInfo>& runs) { took(runs); });
}

void RunsPage::setBusy(const std::string& run) {
  busy_ = run;
  refreshButtons();
}

void RunsPage::took(const std::vector<jobs::RunInfo>& runs) {
  for (const jobs::RunInfo& run : runs) {
    const auto known = std::find_if(runs_.begin(), runs_.end(), [&](const auto& r) { return r.name == run.name; });
    if (known != runs_.end() && known->step != run.step) curves_.erase(run.name);  // it went on
  }
  runs_ = runs;
  fill();
  Q_EMIT runsChanged();
}

const jobs::RunInfo* RunsPage::current() const {
  const QTreeWidgetItem* item = list_->currentItem();
  if (!item) return nullptr;
  const std::string name = item->data(0, kNameRole).toString().toStdString();
  const auto found = std::find_if(runs_.begin(), runs_.end(), [&](const auto& run) { return run.name == name; });
  return found == runs_.end() ? nullptr : &*found;
}

void RunsPage::fill() {
  const QString kept = list_->currentItem() ? list_->currentItem()->data(0, kNameRole).toString() : QString();
  std::map<QString, Qt::CheckState> ticks;
  for (int i = 0; i < list_->topLevelItemCount(); ++i) {
    const QTreeWidgetItem* item = list_->topLevelItem(i);
    ticks[item->data(0, kNameRole).toString()] = item->checkState(0);
  }
  {
    const QSignalBlocker quiet(list_);
    list_->clear();
    for (const jobs::RunInfo& run : runs_) {
      const QString name = QString::fromStdString(run.name);
      auto* item = new QTreeWidgetItem(
          list_, {name, TrainWords::runState(run), formatMoment(run.changed),
                  TrainWords::method(run.request.config.method), QLocale().toString(run.epoch, 'f', 1),
                  run.baseMeanRecall < 0 ? QStringLiteral("–") : TrainWords::recall(run.baseMeanRecall),
                  TrainWords::recall(run.bestMeanRecall)});
      item->setData(0, kNameRole, name);
      item->setToolTip(0, name);
      item->setToolTip(1, TrainWords::runStory(run));
      const auto tick = ticks.find(name);
      const bool shown = list_->topLevelItemCount() <= kFirstShown;
      item->setCheckState(0, tick != ticks.end() ? tick->second : shown ? Qt::Checked : Qt::Unchecked);
      for (const int column : {4, 5, 6}) item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
      if (name == kept) list_->setCurrentItem(item);
    }
    if (!list_->currentItem() && list_->topLevelItemCount() > 0) list_->setCurrentItem(list_->topLevelItem(0));
    list_->header()->setStretchLastSection(false);
    list_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    for (int column = 1; column < 7; ++column) {
      list_->resizeColumnToContents(column);
      list_->setColumnWidth(column, list_->columnWidth(column) + kColumnRoom);
    }
  }
  stack_->setCurrentIndex(runs_.empty() ? 1 : 0);
  for (int i = 0; i < list_->topLevelItemCount(); ++i) checkChanged(list_->topLevelItem(i));
  drawCurves();
  currentChanged();
}

void RunsPage::currentChanged() {
  const jobs::RunInfo* run = current();
  const std::string name = run ? run->name : std::string();
  if (name == notesOf_) return refreshButtons();
  if (notesPause_->isActive()) saveNotes();
  notesOf_ = name;
  notesRead_ = false;
  {
    const QSignalBlocker quiet(notes_);
    notes_->clear();
  }
  refreshButtons();
  effort_->clear();
  if (!run) return;
  if (run->state == jobs::RunState::Finished) {
    background_.call([session = session_, name](std::stop_token) { return session->train()->report(name); },
                     [this, name](const jobs::FinetuneReport& report) {
                       if (current() && current()->name == name) effort_->setText(TrainWords::effort(report.result));
                     });
  }
  background_.call([session = session_, name](std::stop_token) { return session->train()->notes(name); },
                   [this, name](const std::string& text) {
                     if (notesOf_ != name || notesRead_) return;
                     const QSignalBlocker quiet(notes_);
                     notes_->setPlainText(QString::fromStdString(text));
                     notesRead_ = true;
                     refreshButtons();
                   });
}

void RunsPage::saveNotes() {
  notesPause_->stop();
  if (!notesRead_ || !session_) return;
  background_.call([session = session_, name = notesOf_, text = notes_->toPlainText().toStdString()](
                       std::stop_token) { session->train()->setNotes(name, text); },
                   [] {});
}

void RunsPage::refreshButtons() {
  const jobs::RunInfo* run = current();
  const bool mine = run && run->name == busy_;
  QString text = tr("Show the result");
  if (run && run->state == jobs::RunState::Unfinished) text = tr("Go on with it…");
  if (run && run->state == jobs::RunState::Failed) text = tr("Look at it");
  if (run && (run->state == jobs::RunState::Running || mine)) text = tr("Watch it");
  open_->setText(text);
  const bool elsewhere = run && run->recordedOnly;
  // What the record alone knows has no state to go on from.
  const bool able = run && (elsewhere ? run->state == jobs::RunState::Finished
                                      : mine || busy_.empty() || run->state == jobs::RunState::Finished);
  open_->setEnabled(able);
  open_->setToolTip(elsewhere ? TrainWords::runStory(*run) : QString());
  discard_->setToolTip(elsewhere ? tr("Removes the run from the archive's record")
                                 : tr("Removes the run and its model"));
  discard_->setEnabled(run && !mine && run->state != jobs::RunState::Running);
  // Nothing can be written before the notes are there: they would take its place.
  notes_->setEnabled(run && notesRead_);
}

void RunsPage::checkChanged(QTreeWidgetItem* item) {
  const std::string name = item->data(0, kNameRole).toString().toStdString();
  if (item->checkState(0) == Qt::Checked && !curves_.contains(name)) {
    loadCurve(name);
  } else {
    drawCurves();
  }
}

void RunsPage::loadCurve(const std::string& name) {
  curves_[name] = {};
  background_.call([session = session_, name](std::stop_token) { return session->train()->events(name); },
                   [this, name](const std::vector<train::TuneEvent>& events) {
                     curves_[name] = events;
                     drawCurves();
                   });
}

void RunsPage::drawCurves() {
  std::vector<Curve> curves;
  for (int i = 0; i < list_->topLevelItemCount(); ++i) {
    const QTreeWidgetItem* item = list_->topLevelItem(i);
    if (item->checkState(0) != Qt::Checked) continue;
    Curve curve{item->text(0), {}, false, true};
    for (const train::TuneEvent& event : curves_[item->data(0, kNameRole).toString().toStdString()]) {
      if (event.val) curve.points.emplace_back(event.epoch, event.val->meanRecall);
    }
    curves.push_back(std::move(curve));
  }
  chart_->setCurves(std::move(curves), 1);
}

}  // namespace tilescout::ui
