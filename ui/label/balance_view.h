#pragma once
#include <QWidget>

#include "base/labels.h"

namespace tilescout::ui {

/// How much is labelled and how evenly, at a glance: the counts in a sentence, and a bar for each of the most used
/// tags.
class BalanceView : public QWidget {
  Q_OBJECT
 public:
  explicit BalanceView(QWidget* parent = nullptr);

  void setCounts(const LabelCounts& counts);
  QString sentence() const;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  int barCount() const;

  LabelCounts counts_;
};

}  // namespace tilescout::ui
