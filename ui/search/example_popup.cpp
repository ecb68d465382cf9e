#include "ui/search/example_popup.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/support/icons.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

namespace {

constexpr int kStepsPerUnit = 10;

}  // namespace

ExamplePopup::ExamplePopup(QWidget* parent) : QFrame(parent, Qt::Popup) {
  setObjectName(QStringLiteral("examplePopup"));
  setFrameShape(QFrame::StyledPanel);
  like_ = new QToolButton(this);
  unlike_ = new QToolButton(this);
  like_->setObjectName(QStringLiteral("exampleLike"));
  unlike_->setObjectName(QStringLiteral("exampleUnlike"));
  auto* signs = new QButtonGroup(this);
  for (QToolButton* button : {like_, unlike_}) {
    button->setCheckable(true);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    signs->addButton(button);
  }
  name_ = new QLabel(this);
  value_ = new QLabel(this);
  value_->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("× 0.0")) + 4);
  value_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  slider_ = new QSlider(Qt::Horizontal, this);
  slider_->setObjectName(QStringLiteral("exampleWeight"));
  slider_->setRange(1, static_cast<int>(kMost * kStepsPerUnit));
  slider_->setPageStep(5);
  slider_->setMinimumWidth(140);
  name_->setBuddy(slider_);
  auto* sign = new QHBoxLayout;
  sign->setSpacing(4);
  sign->addWidget(like_);
  sign->addWidget(unlike_);
  sign->addStretch();
  auto* weights = new QHBoxLayout;
  weights->setSpacing(8);
  weights->addWidget(name_);
  weights->addWidget(slider_, 1);
  weights->addWidget(value_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(12, 10, 12, 10);
  column->setSpacing(8);
  column->addLayout(sign);
  column->addLayout(weights);
  connect(signs, &QButtonGroup::buttonClicked, this, &ExamplePopup::tell);
  connect(slider_, &QSlider::valueChanged, this, &ExamplePopup::tell);
  onLanguageChange(this, [this] { retranslate(); });
  onPaletteChange(this, [this] {
    like_->setIcon(themeIcon("list-add"));
    unlike_->setIcon(themeIcon("list-remove"));
  });
}

void ExamplePopup::retranslate() {
  like_->setText(tr("More like this"));
  unlike_->setText(tr("Less like this"));
  name_->setText(tr("Weight"));
  slider_->setAccessibleName(tr("Weight of this example"));
  slider_->setToolTip(tr("How much this example counts beside the others"));
}

double ExamplePopup::weight() const {
  const double size = static_cast<double>(slider_->value()) / kStepsPerUnit;
  return unlike_->isChecked() ? -size : size;
}

void ExamplePopup::tell() {
  value_->setText(QStringLiteral("× ") + QLocale().toString(std::abs(weight()), 'f', 1));
  if (changed_) changed_(weight());
}

void ExamplePopup::open(QWidget* anchor, double weight, std::function<void(double)> changed) {
  changed_ = {};
  {
    const QSignalBlocker quiet(slider_);
    slider_->setValue(static_cast<int>(std::lround(std::clamp(std::abs(weight), 0.1, kMost) * kStepsPerUnit)));
  }
  (weight < 0 ? unlike_ : like_)->setChecked(true);
  tell();
  changed_ = std::move(changed);
  adjustSize();
  move(anchor->mapToGlobal(QPoint(0, anchor->height() + 2)));
  show();
  slider_->setFocus();
}

}  // namespace tilescout::ui
