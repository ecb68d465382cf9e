#pragma once
#include <QAction>
#include <functional>

class QAbstractButton;

namespace tilescout::ui {

/// An action that presses a button: checked and enabled with it. For menus, keys and the palette, which know no
/// buttons.
class ButtonAction : public QAction {
  Q_OBJECT
 public:
  /// `ready` is asked before the button is pressed; where it answers no, nothing is.
  ButtonAction(QAbstractButton* button, std::function<bool()> ready, QObject* parent);

  QString buttonName() const;
  QString buttonTip() const;

 Q_SIGNALS:
  void renamed();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void press();

  QAbstractButton* const button_;
  const std::function<bool()> ready_;
};

}  // namespace tilescout::ui
