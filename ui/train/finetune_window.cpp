#include "ui/train/finetune_window.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/app_context.h"
#include "ui/jobs/job.h"
#include "ui/support/format.h"
#include "ui/support/icons.h"
#include "ui/support/retranslate.h"
#include "ui/support/window_size.h"
#include "ui/train/data_page.h"
#include "ui/train/model_page.h"
#include "ui/train/recipe_page.h"
#include "ui/train/result_page.h"
#include "ui/train/run_job.h"
#include "ui/train/run_page.h"
#include "ui/train/runs_page.h"
#include "ui/train/step_bar.h"
#include "ui/train/train_words.h"

namespace tilescout::ui {

namespace {

constexpr const char* kRunProperty = "run";  ///< of the job that offers an interrupted run: its name

}  // namespace

FinetuneWindow::FinetuneWindow(AppContext* context, QWidget* parent)
    : QWidget(parent, Qt::Window), context_(context), runJob_(new RunJob(&run_, &context->jobs(), this)) {
  setObjectName(QStringLiteral("finetuneWindow"));
  resizeFitting(this, {980, 640});
  build();
  wirePlan();
  wireRun();
  wireRuns();
  connect(&context->archive(), &ArchiveController::archiveChanged, this, &FinetuneWindow::archiveChanged);
  connect(&context->archive(), &ArchiveController::contentChanged, this, [this] {
    const std::int64_t now = context_->archive().summary().captions;
    if (std::exchange(captions_, now) != now && !run_.isUnderWay()) plan_.inspect();
  });
  onLanguageChange(this, [this] { retranslate(); });
  archiveChanged();
}

FinetuneWindow::~FinetuneWindow() = default;

void FinetuneWindow::build() {
  steps_ = new StepBar({[] { return tr("Data"); }, [] { return tr("Model"); }, [] { return tr("Recipe"); },
                        [] { return tr("Run"); }, [] { return tr("Result"); }},
                       this);
  title_ = new QLabel(this);
  title_->hide();
  data_ = new DataPage(&plan_, this);
  model_ = new ModelPage(&plan_, this);
  recipe_ = new RecipePage(&plan_, this);
  runPage_ = new RunPage(&run_, this);
  result_ = new ResultPage(this);
  runs_ = new RunsPage(this);
  stack_ = new QStackedWidget(this);
  for (QWidget* page : std::initializer_list<QWidget*>{data_, model_, recipe_, runPage_, result_, runs_})
    stack_->addWidget(page);
  const auto button = [this](const char* name) {
    auto* made = new QPushButton(this);
    made->setObjectName(QString::fromLatin1(name));
    return made;
  };
  allRuns_ = button("wizardRuns");
  back_ = button("wizardBack");
  next_ = button("wizardNext");
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(allRuns_);
  buttons->addStretch(1);
  buttons->addWidget(back_);
  buttons->addWidget(next_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(16, 8, 16, 12);
  column->setSpacing(8);
  column->addWidget(steps_);
  column->addWidget(title_);
  column->addWidget(stack_, 1);
  column->addLayout(buttons);
  connect(steps_, &StepBar::chosen, this, [this](int step) { goTo(static_cast<Step>(step)); });
  connect(back_, &QPushButton::clicked, this, [this] { goTo(static_cast<Step>(std::max(0, step_ - 1))); });
  connect(next_, &QPushButton::clicked, this, &FinetuneWindow::next);
  const auto key = [this](const QKeySequence& keys, QAbstractButton* pressed) {
    connect(new QShortcut(keys, this), &QShortcut::activated, pressed, &QAbstractButton::click);
  };
  key(Qt::ALT | Qt::Key_Left, back_);
  key(Qt::ALT | Qt::Key_Right, next_);
  connect(new QShortcut(Qt::Key_Escape, this), &QShortcut::activated, this, &QWidget::close);
  connect(allRuns_, &QPushButton::clicked, this, [this] { showsRuns() ? goTo(step_) : showRuns(); });
}

void FinetuneWindow::wirePlan() {
  connect(data_, &DataPage::completeChanged, this, &FinetuneWindow::refresh);
  connect(data_, &DataPage::labelRequested, this, &FinetuneWindow::labelRequested);
  connect(data_, &DataPage::tileRequested, this, &FinetuneWindow::tileRequested);
  connect(data_, &DataPage::tilesRequested, this, &FinetuneWindow::tilesRequested);
  connect(data_, &DataPage::updateIndexRequested, &context_->archive(), &ArchiveController::updateIndex);
  connect(&plan_, &TuningPlan::changed, this, &FinetuneWindow::refresh);
}

void FinetuneWindow::wireRun() {
  connect(&run_, &TuningRun::phaseChanged, this, [this] {
    runs_->setBusy(run_.isUnderWay() ? run_.request().name : std::string());
    if (!run_.isUnderWay()) runs_->refresh();
    refresh();
  });
  connect(&run_, &TuningRun::finished, this, [this] {
    result_->setReport(run_.session(), run_.request().source, *run_.report());
    if (isInUse(run_.request().name)) result_->setUse(UseState::Used, tr("In use: the archive answers with it."));
    plan_.refreshModels();
    refresh();
    if (step_ == Run && !showsRuns()) goTo(Result);
  });
  connect(&run_, &TuningRun::discarded, this, [this] {
    plan_.refreshModels();
    runs_->refresh();
    goTo(Recipe);
  });
  connect(runPage_, &RunPage::discardRequested, this,
          [this] { askToDiscard(QString::fromStdString(run_.request().name), [this] { run_.discard(); }); });
  connect(result_, &ResultPage::useRequested, this, &FinetuneWindow::useResult);
  connect(result_, &ResultPage::keepRequested, this, &FinetuneWindow::keepResult);
  connect(result_, &ResultPage::compareRequested, this, &FinetuneWindow::showRuns);
  connect(runPage_, &RunPage::tileRequested, this, &FinetuneWindow::tileRequested);
  connect(result_, &ResultPage::tileRequested, this, &FinetuneWindow::tileRequested);
  connect(result_, &ResultPage::discardRequested, this,
          [this] { askToDiscard(QString::fromStdString(run_.request().name), [this] { run_.discard(); }); });
  connect(runJob_, &RunJob::showRequested, this, [this] {
    goTo(run_.report() ? Result : Run);
    bringUp();
  });
}

void FinetuneWindow::wireRuns() {
  connect(runs_, &RunsPage::openRequested, this, &FinetuneWindow::open);
  connect(runs_, &RunsPage::discardRequested, this,
          [this](const std::string& run) { askToDiscard(QString::fromStdString(run), [this, run] { discard(run); }); });
  connect(runs_, &RunsPage::runsChanged, this, &FinetuneWindow::offerInterrupted);
}

void FinetuneWindow::retranslate() {
  title_->setText(tr("All runs of this archive"));
  back_->setText(tr("Back"));
  back_->setToolTip(tr("Alt+Left"));
  next_->setToolTip(tr("Alt+Right"));
  refresh();
}

void FinetuneWindow::archiveChanged() {
  const ArchiveController& archive = context_->archive();
  const bool open = archive.state() == ArchiveState::Open && archive.session() && archive.session()->train();
  if (archive.state() == ArchiveState::Opening) return;
  offered_ = false;
  captions_ = archive.summary().captions;
  plan_.setSession(open ? archive.session() : nullptr);
  runs_->setSession(open ? archive.session() : nullptr);
  if (!open && !run_.isUnderWay()) {
    run_.clear();
    hide();
  }
  if (open && !run_.isUnderWay()) goTo(Data);
  refresh();
}

bool FinetuneWindow::showsRuns() const { return stack_->currentWidget() == runs_; }

int FinetuneWindow::reached() const {
  if (run_.report()) return Result;
  if (run_.phase() != RunPhase::None) return Run;
  if (!data_->isComplete()) return Data;
  const bool fits = !plan_.problem() || plan_.problem()->message.isEmpty();  // a name is asked for on the next page
  return fits ? Recipe : Model;
}

void FinetuneWindow::goTo(Step step) {
  step_ = step;
  stack_->setCurrentIndex(step);
  refresh();
}

void FinetuneWindow::showRuns() {
  runs_->refresh();
  stack_->setCurrentWidget(runs_);
  refresh();
}

void FinetuneWindow::bringUp() {
  show();
  raise();
  activateWindow();
}

void FinetuneWindow::refresh() {
  const ArchiveController& archive = context_->archive();
  setWindowTitle(archive.file().isEmpty() ? tr("Fine-tune")
                                          : tr("Fine-tune – %1").arg(QFileInfo(archive.file()).completeBaseName()));
  const bool runs = showsRuns();
  steps_->setPosition(step_, reached());
  steps_->setVisible(!runs);
  title_->setVisible(runs);
  allRuns_->setText(runs ? tr("To the wizard") : tr("All runs…"));
  back_->setVisible(!runs);
  back_->setEnabled(step_ > Data);
  next_->setVisible(!runs && step_ != Result);
  const bool there = run_.phase() != RunPhase::None && run_.phase() != RunPhase::Finished;
  if (step_ == Recipe) {
    next_->setText(there ? tr("To the run") : tr("Start"));
    next_->setIcon(there ? QIcon() : themeIcon("media-playback-start"));
    next_->setEnabled(there || (data_->isComplete() && recipe_->isComplete()));
    return;
  }
  next_->setText(tr("Next"));
  next_->setIcon({});
  next_->setEnabled(step_ < reached());
}

void FinetuneWindow::next() {
  const bool there = run_.phase() != RunPhase::None && run_.phase() != RunPhase::Finished;
  if (step_ == Recipe && !there) return start();
  goTo(static_cast<Step>(std::min<int>(step_ + 1, Result)));
}

void FinetuneWindow::start() {
  run_.clear();
  jobs::FinetuneRequest request = plan_.request();
  request.resume = false;
  run_.start(plan_.session(), request);
  goTo(Run);
}

void FinetuneWindow::open(const jobs::RunInfo& info) {
  const bool same = run_.request().name == info.name;
  if (!same && run_.isUnderWay()) return;
  if (!same || !run_.isUnderWay()) run_.take(context_->archive().session(), info);
  // Whoever found it by another way needs the offer no more.
  if (offer_ && offer_->property(kRunProperty).toString() == QString::fromStdString(info.name))
    context_->jobs().dismiss(offer_);
  goTo(info.state == jobs::RunState::Finished ? Result : Run);
}

void FinetuneWindow::useResult() {
  const auto session = run_.session();
  // Two runs of the archive's record may have made models of one name; the run's own is then another.
  const std::string run = run_.request().name, model = run_.report() ? run_.report()->card.name : run;
  const QString name = QString::fromStdString(model);
  auto report = std::make_shared<jobs::ReembedReport>();
  JobWords words;
  words.title = [name] { return tr("Embed the archive with %1").arg(name); };
  words.summary = [report](const JobOutcome&) {
    return report->switched ? tr("done; the archive answers with it now")
                            : tr("not switched: none of its scenes can be read");
  };
  auto job = std::make_unique<Job>(std::move(words), [session, model, report](JobContext& context) {
    *report = session->reembed(model, context);
    return JobOutcome{};
  });
  result_->setUse(
      UseState::Working,
      tr("The archive is being embedded with %1. Search goes on with the present model meanwhile.").arg(name));
  Job* started = context_->jobs().add(std::move(job));
  connect(started, &Job::settled, this, [this, started, report, run, session] {
    if (report->switched && context_->archive().session() == session) {
      context_->archive().refresh();
      context_->archive().loadModel();
      context_->search().searchNow();
    }
    if (run_.request().name == run) useEnded(*started, *report);
  });
}

void FinetuneWindow::useEnded(const Job& job, const jobs::ReembedReport& report) {
  if (job.state() == JobState::Failed) {
    result_->setUse(UseState::Failed, errorSentence(job.error()) + QLatin1Char(' ') + errorAdvice(job.error()));
  } else if (job.state() == JobState::Cancelled) {
    result_->setUse(UseState::Failed,
                    tr("Stopped; the present model answers as before. “Use it” goes on where it ended."));
  } else if (!report.switched) {
    result_->setUse(UseState::Failed, tr("Not switched: none of the archive's scenes can be read now."));
  } else if (report.notSearchable > 0) {
    result_->setUse(UseState::Used, tr("In use. %1 tiles of scenes that cannot be read are not found with it yet.")
                                        .arg(formatCount(report.notSearchable)));
  } else {
    result_->setUse(UseState::Used, tr("In use: %1 tiles are searched with it now.").arg(formatCount(report.tiles)));
  }
}

void FinetuneWindow::keepResult() {
  run_.clear();
  step_ = Data;
  showRuns();
}

void FinetuneWindow::discard(const std::string& run) {
  if (run_.request().name == run) return run_.discard();
  background_.call([session = plan_.session(), run](std::stop_token) { session->train()->discard(run); },
                   [this] {
                     runs_->refresh();
                     plan_.refreshModels();
                   },
                   [this](const UiError& error) {
                     QMessageBox::warning(this, tr("The run could not be removed"),
                                          errorSentence(error) + QLatin1Char(' ') + errorAdvice(error));
                   });
}

bool FinetuneWindow::isInUse(const std::string& model) const {
  return context_->archive().summary().activeModel == model;
}

bool FinetuneWindow::isRecordedOnly(const std::string& run) const {
  const auto& runs = runs_->runs();
  const auto found = std::find_if(runs.begin(), runs.end(), [&](const auto& known) { return known.name == run; });
  return found != runs.end() && found->recordedOnly;
}

void FinetuneWindow::askToDiscard(const QString& name, std::function<void()> discard) {
  const bool recorded = isRecordedOnly(name.toStdString());
  if (!recorded && isInUse(name.toStdString())) {
    auto* told = new QMessageBox(
        QMessageBox::Information, tr("%1 is in use").arg(name),
        tr("The archive answers with this model. Choose another one for it with Model > Model, then remove this run."),
        QMessageBox::Close, this);
    told->setObjectName(QStringLiteral("modelInUse"));
    told->setAttribute(Qt::WA_DeleteOnClose);
    return told->open();
  }
  auto* box = new QMessageBox(
      QMessageBox::Question, tr("Remove %1").arg(name),
      recorded
          ? tr("Remove the run %1 with its curves and notes from the archive's record? Its model stays. This cannot "
               "be taken back.")
                .arg(name)
          : tr("Remove the run %1 with its curves, its saved state and its model? This cannot be taken back.")
                .arg(name),
      QMessageBox::NoButton, this);
  box->setAttribute(Qt::WA_DeleteOnClose);
  QPushButton* remove = box->addButton(tr("Remove"), QMessageBox::DestructiveRole);
  remove->setObjectName(QStringLiteral("confirmRemove"));
  box->setDefaultButton(box->addButton(tr("Keep"), QMessageBox::RejectRole));
  connect(remove, &QPushButton::clicked, this, [discard = std::move(discard)] { discard(); });
  box->open();
}

void FinetuneWindow::offerInterrupted() {
  if (offered_ || run_.phase() != RunPhase::None || runs_->runs().empty()) return;
  offered_ = true;
  const auto found = std::find_if(runs_->runs().begin(), runs_->runs().end(), [](const jobs::RunInfo& run) {
    return run.state == jobs::RunState::Unfinished && !run.recordedOnly;
  });
  if (found == runs_->runs().end()) return;
  const jobs::RunInfo info = *found;
  const QString name = QString::fromStdString(info.name);
  JobWords words;
  words.title = [name] { return tr("Fine-tune %1").arg(name); };
  words.summary = [info](const JobOutcome&) {
    return info.totalSteps > 0 ? tr("was interrupted at step %1 of %2; nothing is lost")
                                     .arg(formatCount(info.step), formatCount(info.totalSteps))
                               : tr("was interrupted at step %1; nothing is lost").arg(formatCount(info.step));
  };
  words.followUp = [] { return tr("Go on with it…"); };
  offer_ = context_->jobs().add(std::make_unique<Job>(std::move(words), [](JobContext&) { return JobOutcome(); }));
  offer_->setProperty(kRunProperty, QString::fromStdString(info.name));
  connect(offer_, &Job::followUpRequested, this, [this, info] {
    open(info);
    bringUp();
  });
}

}  // namespace tilescout::ui
