#include "ui/train/advanced_recipe.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <utility>

#include "ui/support/retranslate.h"
#include "ui/train/train_words.h"
#include "ui/train/tuning_plan.h"

namespace tilescout::ui {

using train::TrainConfig;

AdvancedRecipe::AdvancedRecipe(TuningPlan* plan, QWidget* parent) : QWidget(parent), plan_(plan) {
  auto* left = new QFormLayout;
  auto* right = new QFormLayout;
  for (QFormLayout* form : {left, right}) {
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setVerticalSpacing(4);
  }
  addLeft(left);
  addObjective(left);
  addRight(right);
  addData(right);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(4, 4, 12, 4);
  row->setSpacing(24);
  row->addLayout(left, 1);
  row->addLayout(right, 1);
  connect(plan, &TuningPlan::changed, this, &AdvancedRecipe::refresh);
  onLanguageChange(this, [this] { retranslate(); });
}

void AdvancedRecipe::add(QFormLayout* form, Field field) {
  field.label = new QLabel(this);
  field.label->setBuddy(field.control);
  form->addRow(field.label, field.control);
  fields_.push_back(std::move(field));
}

template <typename Number>
void AdvancedRecipe::number(QFormLayout* form, const char* object, Number TrainConfig::*member, Range range, Text name,
                            Text tip, Text zero) {
  auto* box = new QDoubleSpinBox(this);
  box->setObjectName(QString::fromLatin1(object));
  box->setDecimals(range.digits);
  box->setRange(range.low, range.high);
  box->setSingleStep(range.step);
  box->setKeyboardTracking(true);
  box->setAccelerated(true);
  connect(box, &QDoubleSpinBox::valueChanged, this, [this, member](double value) {
    plan_->change([&](TrainConfig& config) { config.*member = static_cast<Number>(value); });
  });
  add(form, {box, nullptr, std::move(name), std::move(tip), [box, member, zero](const TrainConfig& config) {
               const QSignalBlocker quiet(box);
               if (zero) box->setSpecialValueText(zero());
               const auto value = static_cast<double>(config.*member);
               if (box->value() != value) box->setValue(value);
             }});
}

void AdvancedRecipe::flag(QFormLayout* form, const char* object, bool TrainConfig::*member, Text name, Text tip) {
  auto* box = new QCheckBox(this);
  box->setObjectName(QString::fromLatin1(object));
  connect(box, &QCheckBox::toggled, this,
          [this, member](bool on) { plan_->change([&](TrainConfig& config) { config.*member = on; }); });
  add(form, {box, nullptr, std::move(name), std::move(tip), [box, member](const TrainConfig& config) {
               const QSignalBlocker quiet(box);
               box->setChecked(config.*member);
             }});
}

template <typename Choice>
void AdvancedRecipe::choice(QFormLayout* form, const char* object, Choice TrainConfig::*member, int count,
                            QString (*words)(Choice), Text name, Text tip) {
  auto* box = new QComboBox(this);
  box->setObjectName(QString::fromLatin1(object));
  box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  for (int i = 0; i < count; ++i) box->addItem(QString());
  connect(box, &QComboBox::activated, this, [this, member](int index) {
    plan_->change([&](TrainConfig& config) { config.*member = static_cast<Choice>(index); });
  });
  add(form, {box, nullptr, std::move(name), std::move(tip), [box, member, count, words](const TrainConfig& config) {
               for (int i = 0; i < count; ++i) box->setItemText(i, words(static_cast<Choice>(i)));
               box->setCurrentIndex(static_cast<int>(config.*member));
             }});
}

void AdvancedRecipe::addLeft(QFormLayout* form) {
  number(
      form, "setEpochs", &TrainConfig::epochs, {0, 100000, 1, 1}, [] { return tr("Passes"); },
      [] { return tr("How often every caption is shown"); });
  number(
      form, "setTimeLimit", &TrainConfig::timeLimitMinutes, {0, 100000, 10, 0}, [] { return tr("Minutes at most"); },
      [] { return tr("Fits the whole schedule into this time instead of the passes"); }, [] { return tr("no limit"); });
  number(
      form, "setBatch", &TrainConfig::batch, {0, 100000, 16, 0}, [] { return tr("Batch"); },
      [] { return tr("Pairs that are told from each other in one step; more is harder and better"); });
  number(
      form, "setMicroBatch", &TrainConfig::microBatch, {0, 100000, 8, 0}, [] { return tr("Pairs in memory at once"); },
      [] { return tr("Does not change the result, only memory and speed"); }, [] { return tr("as many as fit"); });
  choice(
      form, "setRecompute", &TrainConfig::recompute, 3, TrainWords::recompute, [] { return tr("Activations anew"); },
      [] {
        return tr(
            "Computes what lies inside the layers a second time instead of keeping it: less memory, more time, "
            "the same result");
      });
  number(
      form, "setLr", &TrainConfig::lr, {0, 1, 0.0001, 6}, [] { return tr("Learning rate"); },
      [] { return tr("How far each step goes; too much forgets, too little learns nothing"); },
      [] { return tr("by the model's size"); });
  choice(
      form, "setSchedule", &TrainConfig::schedule, 3, &TrainWords::schedule, [] { return tr("Learning rate in time"); },
      [] { return tr("After the warm-up"); });
  number(
      form, "setWarmUp", &TrainConfig::warmUp, {0, 1, 0.05, 2}, [] { return tr("Warm-up"); },
      [] { return tr("Share of the steps in which the learning rate rises"); });
  number(
      form, "setWeightDecay", &TrainConfig::weightDecay, {0, 1, 0.01, 3}, [] { return tr("Weight decay"); },
      [] { return tr("Pulls trained weights towards zero"); });
  number(
      form, "setClip", &TrainConfig::clip, {0, 1000, 0.5, 2}, [] { return tr("Gradient clipping"); },
      [] { return tr("Greatest gradient norm of a step"); }, [] { return tr("off"); });
}

void AdvancedRecipe::addObjective(QFormLayout* form) {
  flag(
      form, "setTriplet", &TrainConfig::triplet, [] { return tr("Adaptive triplet loss"); },
      [] { return tr("Pushes the hardest wrong pairs away; off leaves the contrastive loss alone"); });
  number(
      form, "setMargin", &TrainConfig::margin, {0, 10, 0.05, 2}, [] { return tr("Margin"); },
      [] { return tr("How much closer a right pair has to be than a wrong one"); });
  number(
      form, "setGamma", &TrainConfig::gamma, {0, 100, 0.5, 1}, [] { return tr("Gamma"); },
      [] { return tr("How much hard pairs outweigh easy ones"); });
  number(
      form, "setEarly", &TrainConfig::earlyWeight, {0, 100, 0.1, 2}, [] { return tr("Early matching"); },
      [] { return tr("Weight of matching pictures and texts in the layers before the last"); },
      [] { return tr("off"); });
  flag(
      form, "setMerge", &TrainConfig::mergeEqualTexts, [] { return tr("Equal captions are equal"); },
      [] { return tr("Tiles with the same words are not told from each other"); });
}

void AdvancedRecipe::addRight(QFormLayout* form) {
  number(
      form, "setBottleneck", &TrainConfig::bottleneck, {0, 4096, 16, 0}, [] { return tr("Width of the adapters"); },
      [] { return tr("Or the rank of LoRA; wider learns more and needs more tiles"); },
      [] { return tr("by the model's size"); });
  number(
      form, "setHeads", &TrainConfig::heads, {0, 64, 1, 0}, [] { return tr("Heads of the adapters"); },
      [] { return tr("Of the attention within an adapter"); }, [] { return tr("by their width"); });
  flag(
      form, "setShare", &TrainConfig::share, [] { return tr("Pictures and texts share"); },
      [] { return tr("HarMA's mini-adapters, through which both towers learn together"); });
  number(
      form, "setEvaluate", &TrainConfig::evaluateEvery, {0, 1000, 1, 1}, [] { return tr("Measure every … passes"); },
      [] { return tr("On the validation tiles; the best state so far is kept"); });
  number(
      form, "setPatience", &TrainConfig::patience, {0, 1000, 1, 0}, [] { return tr("Stop after … without gain"); },
      [] { return tr("Measurements without a better mean recall"); }, [] { return tr("never"); });
  number(
      form, "setMemory", &TrainConfig::memoryGb, {0, 10000, 1, 1}, [] { return tr("Memory at most (GB)"); },
      [] { return tr("What training may take"); }, [] { return tr("two thirds of what is free"); });
  flag(
      form, "setAugment", &TrainConfig::augment, [] { return tr("Vary the pictures"); },
      [] { return tr("Random crops, flips and colours, so that fewer tiles teach more"); });
  flag(
      form, "setTurns", &TrainConfig::quarterTurns, [] { return tr("Quarter turns"); },
      [] { return tr("Imagery has no up"); });
  flag(
      form, "setCaptionsEach", &TrainConfig::captionsEach, [] { return tr("Every caption in every pass"); },
      [] { return tr("Off: every tile once, with one of its captions by chance"); });
}

void AdvancedRecipe::addData(QFormLayout* form) {
  choice(
      form, "setSplit", &TrainConfig::split, 4, &TrainWords::split, [] { return tr("Divide the tiles"); },
      [] { return tr("Which tiles are kept aside to measure on"); });
  number(
      form, "setVal", &TrainConfig::valShare, {0, 1, 0.05, 2}, [] { return tr("Share to watch it by"); },
      [] { return tr("Validation: decides which state is the best"); });
  number(
      form, "setTest", &TrainConfig::testShare, {0, 1, 0.05, 2}, [] { return tr("Share for the verdict"); },
      [] { return tr("Test: looked at once, at the end"); });
  number(
      form, "setSeed", &TrainConfig::seed, {0, 4294967295.0, 1, 0}, [] { return tr("Seed"); },
      [] { return tr("The same seed, device and threads give the same run"); });
}

void AdvancedRecipe::retranslate() {
  for (const Field& field : fields_) {
    field.label->setText(field.name());
    field.label->setToolTip(field.tip());
    field.control->setToolTip(field.tip());
    field.control->setAccessibleName(field.name());
    field.control->setAccessibleDescription(field.tip());
  }
  refresh();
}

void AdvancedRecipe::refresh() {
  for (const Field& field : fields_) field.show(plan_->config());
}

}  // namespace tilescout::ui
