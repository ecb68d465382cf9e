#include "ui/train/model_page.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <array>

#include "ui/support/format.h"
#include "ui/support/retranslate.h"
#include "ui/train/train_words.h"
#include "ui/train/tuning_plan.h"

namespace tilescout::ui {

namespace {

constexpr std::array kMethods{train::Method::Harma, train::Method::Lora, train::Method::Adapter,
                              train::Method::Projection, train::Method::Full};
constexpr std::array kPrecisions{model::Precision::Auto, model::Precision::Fp32, model::Precision::Bf16};
constexpr int kShareSteps = 10000;
constexpr int kShareRow = 1;  ///< of the costs: beside it stands a bar
constexpr int kShareWidth = 140;

QLabel* boldLabel(QWidget* parent) {
  auto* label = new QLabel(parent);
  QFont font = label->font();
  font.setBold(true);
  label->setFont(font);
  return label;
}

QLabel* mutedLabel(QWidget* parent) {
  auto* label = new QLabel(parent);
  label->setWordWrap(true);
  label->setForegroundRole(QPalette::PlaceholderText);
  return label;
}

}  // namespace

ModelPage::ModelPage(TuningPlan* plan, QWidget* parent) : QWidget(parent), plan_(plan) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(24);
  row->addWidget(buildChoice(), 1);
  row->addWidget(buildCost(), 1);
  connect(plan, &TuningPlan::modelsChanged, this, [this] {
    fillModels();
    fillDevices();
    refresh();
  });
  connect(plan, &TuningPlan::changed, this, &ModelPage::refresh);
  connect(plan, &TuningPlan::estimateChanged, this, &ModelPage::refreshCost);
  connect(plan, &TuningPlan::dataChanged, this, &ModelPage::refreshCost);
  onLanguageChange(this, [this] { retranslate(); });
}

QWidget* ModelPage::buildChoice() {
  auto* side = new QWidget(this);
  baseLabel_ = boldLabel(side);
  base_ = new QComboBox(side);
  base_->setObjectName(QStringLiteral("tuneBase"));
  base_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  baseLabel_->setBuddy(base_);
  aboutBase_ = mutedLabel(side);
  methodLabel_ = boldLabel(side);
  methods_ = new QButtonGroup(this);
  auto* column = new QVBoxLayout(side);
  column->setContentsMargins(0, 0, 0, 0);
  for (QWidget* widget : std::initializer_list<QWidget*>{baseLabel_, base_, aboutBase_}) column->addWidget(widget);
  column->addSpacing(8);
  column->addWidget(methodLabel_);
  for (const train::Method method : kMethods) {
    auto* button = new QRadioButton(side);
    methods_->addButton(button, static_cast<int>(method));
    column->addWidget(button);
  }
  aboutMethod_ = mutedLabel(side);
  aboutMethod_->setMinimumHeight(4 * fontMetrics().lineSpacing());  // the page stays still as methods are compared
  aboutMethod_->setAlignment(Qt::AlignTop);
  column->addWidget(aboutMethod_);
  variantLabel_ = new QLabel(side);
  variant_ = new QComboBox(side);
  variant_->setObjectName(QStringLiteral("tuneVariant"));
  variant_->addItems({QString(), QString()});
  variantLabel_->setBuddy(variant_);
  auto* variantRow = new QHBoxLayout;
  variantRow->addWidget(variantLabel_);
  variantRow->addWidget(variant_, 1);
  column->addLayout(variantRow);
  column->addStretch(1);
  connect(base_, &QComboBox::activated, this,
          [this] { plan_->setBase(base_->currentData().toString().toStdString()); });
  connect(methods_, &QButtonGroup::idClicked, this, [this](int id) {
    plan_->change([id](train::TrainConfig& config) { config.method = static_cast<train::Method>(id); });
  });
  connect(variant_, &QComboBox::activated, this, [this](int index) {
    plan_->change([index](train::TrainConfig& config) { config.variant = static_cast<train::Variant>(index); });
  });
  return side;
}

QWidget* ModelPage::buildCost() {
  auto* side = new QWidget(this);
  deviceLabel_ = new QLabel(side);
  device_ = new QComboBox(side);
  device_->setObjectName(QStringLiteral("tuneDevice"));
  device_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  deviceLabel_->setBuddy(device_);
  precisionLabel_ = new QLabel(side);
  precision_ = new QComboBox(side);
  precision_->addItems({QString(), QString(), QString()});
  precisionLabel_->setBuddy(precision_);
  auto* grid = new QGridLayout;
  grid->setHorizontalSpacing(16);
  grid->setColumnStretch(1, 1);
  grid->addWidget(deviceLabel_, 0, 0);
  grid->addWidget(device_, 0, 1);
  grid->addWidget(precisionLabel_, 1, 0);
  grid->addWidget(precision_, 1, 1);
  costTitle_ = boldLabel(side);
  grid->addWidget(costTitle_, 2, 0, 1, 2);
  for (int i = 0; i < 4; ++i) {
    costNames_.push_back(new QLabel(side));
    costValues_.push_back(new QLabel(side));
    costValues_.back()->setWordWrap(true);
    costNames_.back()->setForegroundRole(QPalette::PlaceholderText);
    grid->addWidget(costNames_.back(), 3 + i, 0, Qt::AlignTop);
    if (i != kShareRow) grid->addWidget(costValues_.back(), 3 + i, 1);
  }
  costValues_[0]->setObjectName(QStringLiteral("tuneParameters"));
  costValues_[3]->setObjectName(QStringLiteral("tuneTime"));
  costValues_[kShareRow]->setWordWrap(false);
  share_ = new QProgressBar(side);
  share_->setTextVisible(false);
  share_->setFixedHeight(6);
  share_->setRange(0, kShareSteps);
  share_->setMaximumWidth(kShareWidth);
  auto* share = new QHBoxLayout;
  share->setSpacing(12);
  share->addWidget(costValues_[kShareRow]);
  share->addWidget(share_, 1);
  share->addStretch(1);
  grid->addLayout(share, 3 + kShareRow, 1);
  measure_ = new QPushButton(side);
  measure_->setObjectName(QStringLiteral("tuneMeasure"));
  trial_ = new QProgressBar(side);
  trial_->setTextVisible(false);
  trial_->setFixedHeight(6);
  trialText_ = mutedLabel(side);
  problem_ = new QLabel(side);
  problem_->setObjectName(QStringLiteral("modelProblem"));
  problem_->setWordWrap(true);
  auto* column = new QVBoxLayout(side);
  column->setContentsMargins(0, 0, 0, 0);
  column->addLayout(grid);
  column->addSpacing(8);
  column->addWidget(measure_, 0, Qt::AlignLeft);
  column->addWidget(trial_);
  column->addWidget(trialText_);
  column->addWidget(problem_);
  column->addStretch(1);
  connect(device_, &QComboBox::activated, this, [this] {
    const std::string chosen = device_->currentData().toString().toStdString();
    plan_->change([&](train::TrainConfig& config) { config.device.device = chosen; });
  });
  connect(precision_, &QComboBox::activated, this, [this](int index) {
    plan_->change(
        [&](train::TrainConfig& config) { config.device.precision = kPrecisions[static_cast<std::size_t>(index)]; });
  });
  connect(measure_, &QPushButton::clicked, this, &ModelPage::measureClicked);
  return side;
}

void ModelPage::measureClicked() { plan_->isMeasuring() ? plan_->stopMeasuring() : plan_->measure(); }

void ModelPage::retranslate() {
  baseLabel_->setText(tr("Start from"));
  methodLabel_->setText(tr("Train"));
  for (QAbstractButton* button : methods_->buttons()) {
    button->setText(TrainWords::method(static_cast<train::Method>(methods_->id(button))));
    button->setToolTip(TrainWords::aboutMethod(static_cast<train::Method>(methods_->id(button))));
  }
  variantLabel_->setText(tr("Variant"));
  for (int i = 0; i < 2; ++i) variant_->setItemText(i, TrainWords::variant(static_cast<train::Variant>(i)));
  deviceLabel_->setText(tr("Compute on"));
  precisionLabel_->setText(tr("Numbers"));
  precision_->setItemText(0, tr("as suits the device"));
  precision_->setItemText(1, tr("32 bit (exact)"));
  precision_->setItemText(2, tr("bf16 (quicker, less memory)"));
  costTitle_->setText(tr("What it takes"));
  const QStringList names{tr("Trained"), tr("Of the whole"), tr("Memory"), tr("Time")};
  for (std::size_t i = 0; i < costNames_.size(); ++i) costNames_[i]->setText(names[static_cast<qsizetype>(i)]);
  share_->setAccessibleName(tr("Share of the parameters that is trained"));
  trial_->setAccessibleName(tr("Progress of the trial"));
  fillDevices();
  refresh();
}

void ModelPage::fillModels() {
  const QSignalBlocker quiet(base_);
  base_->clear();
  for (const ModelCard& card : plan_->models()) {
    const QString name = QString::fromStdString(card.name);
    base_->addItem(card.title.empty() ? name : QString::fromStdString(card.title), name);
  }
}

void ModelPage::fillDevices() {
  const QSignalBlocker quiet(device_);
  device_->clear();
  device_->addItem(tr("the best there is"), QStringLiteral("auto"));
  for (const TrainDevice& device : plan_->devices()) {
    if (device.device == "auto") continue;
    const QString name = QString::fromStdString(device.device);
    device_->addItem(device.text.empty() ? name.toUpper() : QString::fromStdString(device.text), name);
  }
}

void ModelPage::refresh() {
  const train::TrainConfig& config = plan_->config();
  base_->setCurrentIndex(base_->findData(QString::fromStdString(plan_->request().baseModel)));
  if (const ModelCard* card = plan_->base()) {
    const QString facts =
        tr("%1 parameters · pictures of %2 × %2 pixels").arg(formatCount(card->parameters)).arg(card->imageSize);
    // An architecture without a name of its own is none that the user could look up.
    const bool named = !card->architecture.empty() && card->architecture != "custom";
    aboutBase_->setText(named ? QString::fromStdString(card->architecture) + QStringLiteral(" · ") + facts : facts);
  }
  if (QAbstractButton* button = methods_->button(static_cast<int>(config.method))) button->setChecked(true);
  QString about = TrainWords::aboutMethod(config.method);
  if (plan_->isSuggestedMethod()) {
    about += QLatin1Char(' ') + (config.method == train::Method::Full
                                     ? tr("Suggested for a model as small as this one: in our comparison it learned as "
                                          "much as any other or more, and forgot little.")
                                     : tr("Suggested for this model."));
  }
  aboutMethod_->setText(about);
  variant_->setCurrentIndex(static_cast<int>(config.variant));
  variant_->setEnabled(config.method == train::Method::Harma);
  variantLabel_->setEnabled(variant_->isEnabled());
  device_->setCurrentIndex(std::max(0, device_->findData(QString::fromStdString(config.device.device))));
  for (std::size_t i = 0; i < kPrecisions.size(); ++i) {
    if (kPrecisions[i] == config.device.precision) precision_->setCurrentIndex(static_cast<int>(i));
  }
  problem_->setText(plan_->problem() ? TrainWords::problem(*plan_->problem()) : QString());
  refreshCost();
}

void ModelPage::refreshCost() {
  const auto& estimate = plan_->estimate();
  const QLocale locale;
  if (estimate) {
    costValues_[0]->setText(tr("%1 parameters").arg(formatCount(estimate->trainedParameters)));
    costValues_[1]->setText(
        tr("%1 % of %2").arg(locale.toString(100 * estimate->share, 'f', 2), formatCount(estimate->totalParameters)));
    costValues_[2]->setText(tr("about %1 on %2, %3 pairs at a time")
                                .arg(formatBytes(estimate->memoryBytes), QString::fromStdString(estimate->device))
                                .arg(estimate->microBatch));
    const QString steps = formatCount(estimate->steps);
    costValues_[3]->setText(estimate->steps <= 0 ? QStringLiteral("…")
                            : estimate->seconds < 0
                                ? tr("%1 steps; a trial tells how long that is").arg(steps)
                                : tr("about %1 for %2 steps").arg(TrainWords::duration(estimate->seconds), steps));
    share_->setValue(static_cast<int>(estimate->share * kShareSteps));
  } else {
    for (QLabel* value : costValues_) value->setText(QStringLiteral("…"));
  }
  const bool measuring = plan_->isMeasuring();
  measure_->setText(measuring ? tr("Stop the trial") : tr("Measure with 20 trial steps"));
  measure_->setToolTip(tr("Trains for 20 steps on your tiles, throws the outcome away, and tells time and memory"));
  measure_->setEnabled(plan_->dataState() == FactState::Ready && plan_->data().train.images > 0);
  trial_->setVisible(measuring);
  const Progress& progress = plan_->measureProgress();
  trial_->setRange(0, static_cast<int>(progress.total));
  trial_->setValue(static_cast<int>(progress.done));
  QString said;
  if (plan_->estimateError()) {
    said = errorSentence(*plan_->estimateError()) + QLatin1Char(' ') + errorAdvice(*plan_->estimateError());
  } else if (!plan_->trialError().isEmpty()) {
    said = plan_->trialError();
  } else if (measuring) {
    said = progress.stage == "trial" ? tr("Step %1 of %2").arg(formatCount(progress.done), formatCount(progress.total))
                                     : tr("Reading the tiles");
  }
  trialText_->setText(said);
  trialText_->setToolTip(plan_->estimateError() ? errorDetails(*plan_->estimateError()) : QString());
}

}  // namespace tilescout::ui
