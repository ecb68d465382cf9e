#include "ui/train/recipe_page.h"

#include <QButtonGroup>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QRadioButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <array>

#include "ui/support/fold_section.h"
#include "ui/support/format.h"
#include "ui/support/retranslate.h"
#include "ui/support/theme.h"
#include "ui/train/advanced_recipe.h"
#include "ui/train/train_words.h"
#include "ui/train/tuning_plan.h"

namespace tilescout::ui {

namespace {

constexpr std::array kPresets{"quick", "balanced", "paper"};
constexpr int kIndent = 16;

}  // namespace

RecipePage::RecipePage(TuningPlan* plan, QWidget* parent) : QWidget(parent), plan_(plan) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  nameLabel_ = new QLabel(this);
  name_ = new QLineEdit(this);
  name_->setObjectName(QStringLiteral("tuneName"));
  name_->setMaxLength(100);
  nameLabel_->setBuddy(name_);
  auto* nameRow = new QHBoxLayout;
  nameRow->addWidget(nameLabel_);
  nameRow->addWidget(name_, 1);
  column->addLayout(nameRow);
  buildPresets(column);
  advanced_ = new AdvancedRecipe(plan, this);
  auto* scroll = new QScrollArea(this);
  scroll->setWidget(advanced_);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  fold_ = new FoldSection(
      scroll, [] { return tr("All settings"); }, this);
  fold_->setObjectName(QStringLiteral("advancedFold"));
  column->addWidget(fold_, 0);
  column->addStretch(1);
  const int place = column->indexOf(fold_);
  connect(fold_, &FoldSection::opened, this, [column, place](bool open) {
    column->setStretch(place, open ? 1 : 0);  // folded it stays with the recipes
    column->setStretch(place + 1, open ? 0 : 1);
  });
  summary_ = new QLabel(this);
  summary_->setObjectName(QStringLiteral("recipeSummary"));
  summary_->setWordWrap(true);
  problem_ = new QLabel(this);
  problem_->setObjectName(QStringLiteral("recipeProblem"));
  problem_->setWordWrap(true);
  column->addWidget(summary_);
  column->addWidget(problem_);
  connect(name_, &QLineEdit::textEdited, this,
          [this](const QString& text) { plan_->setName(text.trimmed().toStdString()); });
  connect(plan, &TuningPlan::changed, this, &RecipePage::refresh);
  connect(plan, &TuningPlan::estimateChanged, this, &RecipePage::refresh);
  onLanguageChange(this, [this] { refresh(); });
}

void RecipePage::buildPresets(QVBoxLayout* column) {
  presetLabel_ = new QLabel(this);
  QFont bold = presetLabel_->font();
  bold.setBold(true);
  presetLabel_->setFont(bold);
  column->addWidget(presetLabel_);
  presets_ = new QButtonGroup(this);
  auto* grid = new QGridLayout;  // beside, not below: all settings need the height
  grid->setColumnStretch(1, 1);
  grid->setHorizontalSpacing(kIndent);
  for (std::size_t i = 0; i < kPresets.size(); ++i) {
    auto* button = new QRadioButton(this);
    button->setObjectName(QStringLiteral("preset_") + QLatin1String(kPresets[i]));
    presets_->addButton(button, static_cast<int>(i));
    auto* about = new QLabel(this);
    about->setWordWrap(true);
    about->setForegroundRole(QPalette::PlaceholderText);
    about_.append(about);
    const int row = static_cast<int>(i);
    grid->addWidget(button, row, 0);
    grid->addWidget(about, row, 1);
  }
  column->addLayout(grid);
  connect(presets_, &QButtonGroup::idClicked, this,
          [this](int id) { plan_->setPreset(kPresets[static_cast<std::size_t>(id)]); });
}

bool RecipePage::isComplete() const { return plan_->base() && !plan_->problem(); }

void RecipePage::refresh() {
  nameLabel_->setText(tr("Name of the new model"));
  presetLabel_->setText(tr("Recipe"));
  fold_->refreshTitle();
  const QString name = QString::fromStdString(plan_->request().name);
  if (name_->text().trimmed() != name) name_->setText(name);
  for (std::size_t i = 0; i < kPresets.size(); ++i) {
    QAbstractButton* button = presets_->button(static_cast<int>(i));
    const bool chosen = plan_->presetName() == kPresets[i];
    const QString title = TrainWords::preset(kPresets[i]);
    button->setText(chosen && plan_->isCustom() ? tr("%1, changed").arg(title) : title);
    button->setChecked(chosen);
    about_[static_cast<qsizetype>(i)]->setText(TrainWords::aboutPreset(kPresets[i]));
    button->setAccessibleDescription(TrainWords::aboutPreset(kPresets[i]));
  }
  const train::TrainConfig& config = plan_->config();
  const QLocale locale;
  QString summary =
      config.timeLimitMinutes > 0
          ? tr("%1 minutes in batches of %2 pairs").arg(locale.toString(config.timeLimitMinutes)).arg(config.batch)
          : tr("%1 passes in batches of %2 pairs").arg(locale.toString(config.epochs)).arg(config.batch);
  const double rate = config.lr > 0 ? config.lr : plan_->estimate() ? plan_->estimate()->lr : 0.0;
  if (rate > 0) summary += tr(", learning rate %1").arg(locale.toString(rate, 'g', 3));
  if (const auto& estimate = plan_->estimate(); estimate && estimate->steps > 0) {
    summary +=
        estimate->seconds < 0
            ? tr(": %1 steps").arg(formatCount(estimate->steps))
            : tr(": %1 steps, about %2").arg(formatCount(estimate->steps), TrainWords::duration(estimate->seconds));
  }
  summary_->setText(summary);
  problem_->setText(plan_->problem() ? TrainWords::problem(*plan_->problem()) : QString());
  QPalette warned = palette();
  warned.setColor(QPalette::WindowText, warningColor(palette()));
  problem_->setPalette(warned);
}

}  // namespace tilescout::ui
