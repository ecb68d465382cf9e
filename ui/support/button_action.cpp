#include "ui/support/button_action.h"

#include <QEvent>
#include <QToolButton>
#include <utility>

namespace tilescout::ui {

ButtonAction::ButtonAction(QAbstractButton* button, std::function<bool()> ready, QObject* parent)
    : QAction(parent), button_(button), ready_(std::move(ready)) {
  setEnabled(button->isEnabled());
  setCheckable(button->isCheckable());
  setChecked(button->isChecked());
  button->installEventFilter(this);
  connect(button, &QAbstractButton::toggled, this, &QAction::setChecked);
  connect(this, &QAction::triggered, this, &ButtonAction::press);
}

QString ButtonAction::buttonName() const {
  return button_->accessibleName().isEmpty() ? button_->text() : button_->accessibleName();
}

QString ButtonAction::buttonTip() const { return button_->toolTip(); }

void ButtonAction::press() {
  if (!ready_ || ready_()) {
    auto* withMenu = qobject_cast<QToolButton*>(button_);
    withMenu && withMenu->menu() ? withMenu->showMenu() : button_->click();
  }
  setChecked(button_->isChecked());  // being triggered has turned it already
}

bool ButtonAction::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::EnabledChange) setEnabled(button_->isEnabled());
  if (event->type() == QEvent::ToolTipChange) Q_EMIT renamed();
  return QAction::eventFilter(watched, event);
}

}  // namespace tilescout::ui
