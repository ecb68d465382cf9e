#pragma once
#include <QWidget>
#include <functional>
#include <vector>

class QToolButton;

namespace tilescout::ui {

/// "Data ● ─ Model ● ─ Recipe ○ ─ …": where in the wizard one is, and the way back to what was reached.
class StepBar : public QWidget {
  Q_OBJECT
 public:
  explicit StepBar(std::vector<std::function<QString()>> titles, QWidget* parent = nullptr);

  /// Steps up to `reached` can be gone to.
  void setPosition(int current, int reached);

 Q_SIGNALS:
  void chosen(int step);

 private:
  void refresh();

  const std::vector<std::function<QString()>> titles_;
  std::vector<QToolButton*> buttons_;
  int current_ = 0, reached_ = 0;
};

}  // namespace tilescout::ui
