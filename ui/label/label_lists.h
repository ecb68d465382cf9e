#pragma once
#include <QListWidget>

namespace tilescout::ui {

/// A list as high as its rows, up to a limit; then it scrolls.
class FittingList : public QListWidget {
  Q_OBJECT
 public:
  explicit FittingList(QWidget* parent = nullptr);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {80, sizeHint().height()}; }

 private:
  static constexpr int kMostRows = 8;
};

}  // namespace tilescout::ui
