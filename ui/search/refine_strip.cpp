#include "ui/search/refine_strip.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <cmath>

#include "ui/search/refine_controller.h"
#include "ui/support/elided_label.h"
#include "ui/support/format.h"
#include "ui/support/icons.h"
#include "ui/support/retranslate.h"
#include "ui/window_actions.h"

namespace tilescout::ui {

RefineStripBar::RefineStripBar(RefineController* refine, QWidget* parent) : QWidget(parent), refine_(refine) {
  setObjectName(QStringLiteral("refineStrip"));
  counts_ = new QLabel(this);
  counts_->setObjectName(QStringLiteral("refineCounts"));
  precision_ = new ElidedLabel(this);
  precision_->setObjectName(QStringLiteral("refinePrecision"));
  precision_->setForegroundRole(QPalette::PlaceholderText);
  strips_ = new QButtonGroup(this);
  auto* row = new QHBoxLayout;
  row->setSpacing(4);
  row->addWidget(counts_);
  row->addSpacing(8);
  for (const char* name : {"refineBest", "refineUncertain", "refineRandom"}) {
    auto* button = new QToolButton(this);
    button->setObjectName(QString::fromLatin1(name));
    button->setCheckable(true);
    strips_->addButton(button, static_cast<int>(strips_->buttons().size()));
    row->addWidget(button);
  }
  const auto tool = [&](const char* name) {
    auto* button = new QToolButton(this);
    button->setObjectName(QString::fromLatin1(name));
    button->setAutoRaise(true);
    return button;
  };
  draw_ = tool("refineDraw");
  undo_ = tool("refineUndo");
  clear_ = tool("refineClear");
  save_ = new QPushButton(this);
  save_->setObjectName(QStringLiteral("refineSave"));
  row->addStretch(1);
  for (QToolButton* button : {draw_, undo_, clear_}) row->addWidget(button);
  row->addWidget(save_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(8, 4, 8, 2);
  column->setSpacing(2);
  column->addLayout(row);
  column->addWidget(precision_);
  connect(strips_, &QButtonGroup::idClicked, this,
          [this](int strip) { refine_->setStrip(static_cast<RefineStrip>(strip)); });
  connect(draw_, &QToolButton::clicked, refine, &RefineController::drawAudit);
  connect(undo_, &QToolButton::clicked, refine, &RefineController::undo);
  connect(clear_, &QToolButton::clicked, refine, &RefineController::clear);
  connect(save_, &QPushButton::clicked, this, &RefineStripBar::saveRequested);
  connect(refine, &RefineController::changed, this, &RefineStripBar::refresh);
  onLanguageChange(this, [this] { retranslate(); });
  onPaletteChange(this, [this] {
    draw_->setIcon(themeIcon("view-refresh"));
    undo_->setIcon(themeIcon("edit-undo"));
    clear_->setIcon(themeIcon("edit-clear-all"));
    colourStrips();
  });
}

void RefineStripBar::retranslate() {
  const auto name = [](QAbstractButton* button, const QString& text, const QString& tip) {
    button->setText(text);
    button->setAccessibleName(text);
    button->setToolTip(tip);
  };
  name(strips_->button(0), tr("Best"), tr("What the marks have taught, best first"));
  name(strips_->button(1), tr("Uncertain"), tr("Tiles that the ranking cannot tell: marking these teaches it most"));
  name(strips_->button(2), tr("Random"),
       tr("A random sample of what is accepted: marking these tells how good the ranking is"));
  name(draw_, tr("Draw another sample"), tr("Draws another random sample; the marks of this one are learned from"));
  name(undo_, tr("Take back the last mark"), tr("Take back the last mark"));
  name(clear_, tr("Forget all marks"), tr("Forget all marks of this query"));
  name(save_, tr("Save as a detector…"),
       tr("Keeps what was learned, with its marks, to be run again and on new scenes"));
  refresh();
}

void RefineStripBar::addActions(WindowActions* actions) {
  const auto add = [&](QAbstractButton* button, const char* name, const char* icon, const QKeySequence& key) {
    actions->addButton(button, {name, icon, {key}, MenuPlace::Marks});
  };
  add(strips_->button(0), "refineBest", "view-sort-descending", Qt::SHIFT | Qt::Key_B);
  add(strips_->button(1), "refineUncertain", "question", Qt::SHIFT | Qt::Key_U);
  add(strips_->button(2), "refineRandom", "randomize", Qt::SHIFT | Qt::Key_R);
  add(draw_, "refineDraw", "view-refresh", Qt::CTRL | Qt::SHIFT | Qt::Key_R);
  add(clear_, "refineClear", "edit-clear-all", Qt::CTRL | Qt::SHIFT | Qt::Key_Backspace);
}

/// Fusion shows a checked button hardly darker than the others: the chosen one takes the accent.
void RefineStripBar::colourStrips() {
  for (QAbstractButton* button : strips_->buttons()) {
    QPalette colours = palette();
    if (button->isChecked()) {
      colours.setColor(QPalette::Button, colours.color(QPalette::Highlight));
      colours.setColor(QPalette::ButtonText, colours.color(QPalette::HighlightedText));
    }
    button->setPalette(colours);
  }
}

QString RefineStripBar::precisionText() const {
  if (refine_->error()) return errorSentence(*refine_->error());
  const PrecisionEstimate precision = refine_->precision();
  if (precision.marked == 0) {
    if (refine_->strip() == RefineStrip::Random)
      return tr("Mark these with Y and N: they tell how good the ranking is.");
    return refine_->accepted() > 0 ? tr("%1 tiles are accepted").arg(formatCount(refine_->accepted())) : QString();
  }
  const auto percent = [](double share) { return static_cast<int>(std::lround(share * 100)); };
  const QString text = tr("About %1 % of the accepted tiles are right (%2–%3 %, from %4 random ones)")
                           .arg(percent(precision.value))
                           .arg(percent(precision.low))
                           .arg(percent(precision.high))
                           .arg(precision.marked);
  return refine_->auditIsOld() ? text + QStringLiteral(" · ") + tr("before the latest marks") : text;
}

void RefineStripBar::refresh() {
  setVisible(refine_->isActive());
  setEnabled(refine_->isActive());  // for the actions that press its buttons
  counts_->setText(tr("✓ %1 right  ✗ %2 wrong").arg(refine_->count(true)).arg(refine_->count(false)));
  strips_->button(static_cast<int>(refine_->strip()))->setChecked(true);
  colourStrips();
  precision_->setText(precisionText());
  precision_->setToolTip(tr("With 95 % certainty the share lies between the two numbers (Wilson's interval)."));
  draw_->setVisible(refine_->strip() == RefineStrip::Random);
  undo_->setEnabled(!refine_->marks().empty());
  clear_->setEnabled(!refine_->marks().empty());
  save_->setVisible(isSignalConnected(QMetaMethod::fromSignal(&RefineStripBar::saveRequested)));
  save_->setEnabled(!refine_->marks().empty() && !refine_->isBusy());
}

}  // namespace tilescout::ui
