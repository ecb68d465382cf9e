#include "ui/train/step_bar.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QToolButton>
#include <utility>

#include "ui/support/retranslate.h"

namespace tilescout::ui {

StepBar::StepBar(std::vector<std::function<QString()>> titles, QWidget* parent)
    : QWidget(parent), titles_(std::move(titles)) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  for (std::size_t i = 0; i < titles_.size(); ++i) {
    if (i > 0) {
      auto* line = new QFrame(this);
      line->setFrameShape(QFrame::HLine);
      line->setForegroundRole(QPalette::Mid);
      row->addWidget(line, 1);
    }
    auto* button = new QToolButton(this);
    button->setObjectName(QStringLiteral("step%1").arg(i));
    button->setAutoRaise(true);
    button->setCheckable(true);
    const int step = static_cast<int>(i);
    connect(button, &QToolButton::clicked, this, [this, step] {
      refresh();  // a click alone does not move
      Q_EMIT chosen(step);
    });
    buttons_.push_back(button);
    row->addWidget(button);
  }
  onLanguageChange(this, [this] { refresh(); });
}

void StepBar::setPosition(int current, int reached) {
  current_ = current;
  reached_ = reached;
  refresh();
}

void StepBar::refresh() {
  for (std::size_t i = 0; i < buttons_.size(); ++i) {
    const int step = static_cast<int>(i);
    QToolButton* button = buttons_[i];
    const QString title = titles_[i]();
    button->setText(QStringLiteral("%1 %2").arg(title, step <= reached_ ? QStringLiteral("●") : QStringLiteral("○")));
    button->setAccessibleName(step == current_
                                  ? tr("%1, step %2 of %3, shown now").arg(title).arg(step + 1).arg(buttons_.size())
                                  : tr("%1, step %2 of %3").arg(title).arg(step + 1).arg(buttons_.size()));
    button->setEnabled(step <= reached_);
    button->setChecked(step == current_);
    QFont font = this->font();
    font.setBold(step == current_);
    button->setFont(font);
  }
}

}  // namespace tilescout::ui
