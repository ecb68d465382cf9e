#pragma once
#include <QLabel>

namespace tilescout::ui {

/// One line that is shortened in its middle when there is no room; the whole text is in the tool tip.
class ElidedLabel : public QLabel {
  Q_OBJECT
 public:
  using QLabel::QLabel;

  QSize minimumSizeHint() const override {
    return {fontMetrics().averageCharWidth() * 8, QLabel::minimumSizeHint().height()};
  }

 protected:
  void paintEvent(QPaintEvent* event) override;
};

}  // namespace tilescout::ui
