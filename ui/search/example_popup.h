#pragma once
#include <QFrame>
#include <functional>

class QLabel;
class QSlider;
class QToolButton;

namespace tilescout::ui {

/// Below an example's chip: whether results shall be like it or unlike it, and how much it counts among the examples.
class ExamplePopup : public QFrame {
  Q_OBJECT
 public:
  static constexpr double kMost = 3.0;

  explicit ExamplePopup(QWidget* parent = nullptr);

  /// Opens under `anchor`. `weight` below 0: unlike. `changed` is called with the new weight whenever it is another.
  void open(QWidget* anchor, double weight, std::function<void(double)> changed);

 private:
  void retranslate();
  void tell();
  double weight() const;

  QToolButton *like_, *unlike_;
  QLabel *name_, *value_;
  QSlider* slider_;
  std::function<void(double)> changed_;
};

}  // namespace tilescout::ui
