#include "ui/train/run_page.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/support/format.h"
#include "ui/support/icons.h"
#include "ui/support/retranslate.h"
#include "ui/train/curve_chart.h"
#include "ui/train/sample_tile.h"
#include "ui/train/train_words.h"
#include "ui/train/tuning_run.h"

namespace tilescout::ui {

namespace {

constexpr int kSamples = 6, kSampleColumns = 3, kSamplePixels = 64;
constexpr int kBarSteps = 1000;

}  // namespace

RunPage::RunPage(TuningRun* run, QWidget* parent) : QWidget(parent), run_(run) {
  pictures_ = new SamplePictures(this);
  title_ = new QLabel(this);
  title_->setObjectName(QStringLiteral("runTitle"));
  progress_ = new QProgressBar(this);
  progress_->setTextVisible(false);
  progress_->setFixedHeight(8);
  failure_ = new QLabel(this);
  failure_->setObjectName(QStringLiteral("runFailure"));
  failure_->setWordWrap(true);
  failure_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  auto* top = new QHBoxLayout;
  top->addWidget(title_);
  top->addWidget(progress_, 1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addLayout(top);
  column->addWidget(failure_);
  column->addWidget(buildCharts(), 1);
  column->addWidget(buildFigures());
  column->addWidget(buildSamples());
  column->addWidget(buildButtons());
  connect(run, &TuningRun::phaseChanged, this, &RunPage::refreshPhase);
  connect(run, &TuningRun::progressed, this, &RunPage::refreshProgress);
  connect(run, &TuningRun::stepped, this, &RunPage::refreshSteps);
  connect(run, &TuningRun::evaluated, this, &RunPage::refreshEvaluations);
  onLanguageChange(this, [this] { retranslate(); });
}

QWidget* RunPage::buildCharts() {
  auto* charts = new QWidget(this);
  loss_ = new CurveChart(charts);
  loss_->setObjectName(QStringLiteral("lossChart"));
  recall_ = new CurveChart(charts);
  recall_->setObjectName(QStringLiteral("recallChart"));
  readout_ = new QLabel(charts);
  readout_->setObjectName(QStringLiteral("chartReadout"));
  auto* row = new QHBoxLayout;
  row->setSpacing(12);
  row->addWidget(loss_, 1);
  row->addWidget(recall_, 1);
  auto* column = new QVBoxLayout(charts);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(2);
  column->addLayout(row, 1);
  column->addWidget(readout_);
  for (const CurveChart* chart : {loss_, recall_}) {
    connect(chart, &CurveChart::readoutChanged, this, [this](const QString& text) {
      readout_->setText(text.isEmpty() ? tr("Point at a curve to read its values.") : text);
    });
  }
  return charts;
}

QWidget* RunPage::buildFigures() {
  auto* strip = new QWidget(this);
  auto* grid = new QGridLayout(strip);
  grid->setContentsMargins(0, 4, 0, 4);
  grid->setVerticalSpacing(0);
  grid->setHorizontalSpacing(12);
  for (int i = 0; i < 7; ++i) {
    auto* value = new QLabel(strip);
    value->setObjectName(QStringLiteral("figure%1").arg(i));
    auto* name = new QLabel(strip);
    QFont small = name->font();
    small.setPixelSize(11);
    name->setFont(small);
    name->setForegroundRole(QPalette::PlaceholderText);
    grid->addWidget(value, 0, i);
    grid->addWidget(name, 1, i);
    grid->setColumnStretch(i, 1);
    figures_.push_back(value);
    figureNames_.push_back(name);
  }
  return strip;
}

QWidget* RunPage::buildSamples() {
  auto* box = new QWidget(this);
  samplesTitle_ = new QLabel(box);
  auto* grid = new QGridLayout;
  grid->setSpacing(8);
  for (int i = 0; i < kSamples; ++i) {
    auto* tile = new SampleTile(SampleTile::Shape::Beside, kSamplePixels, box);
    tile->setFixedHeight(kSamplePixels);
    connect(tile, &SampleTile::activated, this, &RunPage::tileRequested);
    grid->addWidget(tile, i / kSampleColumns, i % kSampleColumns);
    samples_.push_back(tile);
  }
  for (int i = 0; i < kSampleColumns; ++i) grid->setColumnStretch(i, 1);
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(samplesTitle_);
  column->addLayout(grid);
  return box;
}

QWidget* RunPage::buildButtons() {
  auto* box = new QWidget(this);
  pause_ = new QPushButton(box);
  pause_->setObjectName(QStringLiteral("runPause"));
  finish_ = new QPushButton(box);
  finish_->setObjectName(QStringLiteral("runFinish"));
  discard_ = new QPushButton(box);
  discard_->setObjectName(QStringLiteral("runDiscard"));
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(pause_);
  row->addWidget(finish_);
  row->addStretch(1);
  row->addWidget(discard_);
  connect(pause_, &QPushButton::clicked, this, &RunPage::pauseOrResume);
  connect(finish_, &QPushButton::clicked, run_, &TuningRun::finishEarly);
  connect(discard_, &QPushButton::clicked, this, &RunPage::discardRequested);
  return box;
}

void RunPage::pauseOrResume() {
  const RunPhase phase = run_->phase();
  phase == RunPhase::Paused || phase == RunPhase::Failed ? run_->resume() : run_->pause();
}

void RunPage::retranslate() {
  loss_->setTitles(tr("Loss"), tr("step"));
  recall_->setTitles(tr("Mean recall on the validation tiles"), tr("pass"));
  readout_->setText(tr("Point at a curve to read its values."));
  const QStringList names{tr("step"),       tr("time left"),     tr("pairs a second"),
                          tr("memory"),     tr("learning rate"), tr("gates (pictures, texts)"),
                          tr("temperature")};
  for (std::size_t i = 0; i < figureNames_.size(); ++i) figureNames_[i]->setText(names[static_cast<qsizetype>(i)]);
  samplesTitle_->setText(tr("Where tiles stand among all validation tiles for one of their captions: before → now"));
  finish_->setText(tr("Stop and keep the best"));
  finish_->setToolTip(tr("Ends the run with the best state so far, measures it and makes the model"));
  discard_->setText(tr("Discard…"));
  discard_->setToolTip(tr("Stops the run and removes it"));
  progress_->setAccessibleName(tr("Progress of the run"));
  refreshPhase();
  refreshSteps();
  refreshEvaluations();
}

QString RunPage::phaseText() const {
  switch (run_->phase()) {
    case RunPhase::None: return tr("No run yet");
    case RunPhase::Starting: {
      const std::string& stage = run_->progress().stage;
      if (stage == "evaluate") return tr("Measuring the model as it is");
      return stage == "decode" ? tr("Opening the images") : tr("Reading the captions");
    }
    case RunPhase::Running: return tr("Training");
    case RunPhase::Pausing: return tr("Saving its state…");
    case RunPhase::Paused: return tr("Paused; everything is saved");
    case RunPhase::Finishing: return tr("Ending with the best state…");
    case RunPhase::Discarding: return tr("Removing the run…");
    case RunPhase::Elsewhere: return tr("Another program makes this run");
    case RunPhase::Finished: return tr("Finished");
    case RunPhase::Failed: return tr("The run failed; it can go on from its last saved state");
  }
  return {};
}

void RunPage::refreshPhase() {
  const RunPhase phase = run_->phase();
  const bool stands = phase == RunPhase::Paused || phase == RunPhase::Failed;
  const bool goes = phase == RunPhase::Starting || phase == RunPhase::Running;
  pictures_->setSource(run_->session(), run_->request().source);
  const QString name = QString::fromStdString(run_->request().name);
  title_->setText(name.isEmpty() ? phaseText() : tr("%1: %2").arg(name, phaseText()));
  pause_->setText(stands ? tr("Resume") : tr("Pause"));
  pause_->setIcon(themeIcon(stands ? "media-playback-start" : "media-playback-pause"));
  pause_->setToolTip(stands ? tr("Go on from the saved state")
                            : tr("Save the state and give the computer free; resume whenever you like"));
  pause_->setEnabled(stands || goes);
  finish_->setEnabled(goes || stands || phase == RunPhase::Elsewhere);
  discard_->setEnabled(goes || stands || phase == RunPhase::Finished);
  const bool failed = phase == RunPhase::Failed;
  failure_->setVisible(failed);
  if (failed) {
    const QString message = run_->error().message;
    failure_->setText(message.isEmpty() ? errorSentence(run_->error()) : message);
  }
  refreshSteps();
}

void RunPage::refreshProgress() {
  const train::TuneEvent* step = run_->lastStep();
  const RunPhase phase = run_->phase();
  if (phase == RunPhase::Starting) {
    const Progress& progress = run_->progress();
    progress_->setRange(0, progress.total > 0 ? kBarSteps : 0);
    if (progress.total > 0) progress_->setValue(static_cast<int>(progress.done * kBarSteps / progress.total));
    title_->setText(tr("%1: %2").arg(QString::fromStdString(run_->request().name), phaseText()));
  } else if (step && step->totalSteps > 0) {
    progress_->setRange(0, kBarSteps);
    progress_->setValue(static_cast<int>(step->step * kBarSteps / step->totalSteps));
  } else {
    progress_->setRange(0, run_->isUnderWay() ? 0 : kBarSteps);
  }
}

void RunPage::refreshSteps() {
  Curve sum{tr("loss"), {}, false, false}, contrastive{tr("contrastive"), {}, false, false};
  Curve triplet{tr("triplet"), {}, false, false}, early{tr("early matching"), {}, false, false};
  for (const train::TuneEvent& event : run_->events()) {
    if (event.val) continue;
    const auto x = static_cast<double>(event.step);
    sum.points.emplace_back(x, event.loss);
    contrastive.points.emplace_back(x, event.contrastive);
    triplet.points.emplace_back(x, event.triplet);
    early.points.emplace_back(x, event.early);
  }
  std::vector<Curve> curves{sum, contrastive};
  const train::TrainConfig& config = run_->request().config;
  if (config.triplet) curves.push_back(triplet);
  if (config.earlyWeight > 0) curves.push_back(early);
  loss_->setCurves(std::move(curves), 3);
  const train::TuneEvent* step = run_->lastStep();
  const QLocale locale;
  const QString none = QStringLiteral("–");
  QStringList values(7, none);
  if (step) {
    values[0] = step->totalSteps > 0 ? tr("%1 of %2").arg(formatCount(step->step), formatCount(step->totalSteps))
                                     : formatCount(step->step);
    if (step->etaSeconds >= 0 && run_->isUnderWay()) values[1] = TrainWords::duration(step->etaSeconds);
    values[2] = locale.toString(step->pairsPerSecond, 'f', 1);
    if (step->memoryBytes > 0) values[3] = formatBytes(step->memoryBytes);
    values[4] = step->lr > 0 ? locale.toString(step->lr, 'g', 2) : locale.toString(0);
    if (step->imageGate > 0 || step->textGate > 0) {
      values[5] = QStringLiteral("%1 · %2").arg(locale.toString(step->imageGate, 'f', 3),
                                                locale.toString(step->textGate, 'f', 3));
    }
    values[6] = locale.toString(step->temp, 'f', 4);
  }
  for (std::size_t i = 0; i < figures_.size(); ++i) figures_[i]->setText(values[static_cast<qsizetype>(i)]);
  refreshProgress();
}

void RunPage::refreshEvaluations() {
  Curve mean{tr("mean recall"), {}, false, true}, base{tr("before"), {}, true, false};
  // Recall at each depth, of both directions together: the six figures apart would be a tangle.
  Curve at1{QStringLiteral("R@1"), {}, false, true}, at5{QStringLiteral("R@5"), {}, false, true},
      at10{QStringLiteral("R@10"), {}, false, true};
  for (const train::TuneEvent& event : run_->events()) {
    if (!event.val) continue;
    mean.points.emplace_back(event.epoch, event.val->meanRecall);
    at1.points.emplace_back(event.epoch, (event.val->txtR1 + event.val->imgR1) / 2);
    at5.points.emplace_back(event.epoch, (event.val->txtR5 + event.val->imgR5) / 2);
    at10.points.emplace_back(event.epoch, (event.val->txtR10 + event.val->imgR10) / 2);
  }
  if (!mean.points.empty()) {
    const double before = mean.points.front().y();
    base.points = {mean.points.front(), QPointF(std::max(mean.points.back().x(), 1.0), before)};
  }
  recall_->setCurves({mean, base, at1, at5, at10}, 1);
  const train::TuneEvent* last = run_->lastEvaluation();
  for (SampleTile* tile : samples_) tile->setVisible(last != nullptr);
  if (last) showSamples(*last);
}

void RunPage::showSamples(const train::TuneEvent& event) {
  for (std::size_t i = 0; i < samples_.size(); ++i) {
    samples_[i]->setVisible(i < event.samples.size());
    if (i >= event.samples.size()) continue;
    const train::SampleRank& sample = event.samples[i];
    samples_[i]->show(pictures_, sample.tile, sample.subject,
                      tr("%1 → %2").arg(formatCount(sample.before), formatCount(sample.now)),
                      QString::fromStdString(sample.caption));
  }
}

}  // namespace tilescout::ui
