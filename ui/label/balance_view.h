#pragma once
#include <QWidget>
#include <vector>

#include "base/labels.h"

class QPainter;

namespace tilescout::ui {

/// How much is labelled and how evenly, at a glance: the counts in a sentence, and a bar for each of the most used
/// tags, divided by splits when there are any.
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
  /// One split of the archive and how its share of a bar is drawn.
  struct Split {
    QString name;     ///< as it is shown
    std::string key;  ///< as the archive has it
    std::int64_t tiles = 0;
    Qt::BrushStyle pattern = Qt::SolidPattern;
  };
  int barCount() const;
  std::vector<Split> splits() const;
  QString splitSentence() const;
  void drawBar(QPainter& painter, const LabelCount& tag, const QRect& whole) const;
  void drawLegend(QPainter& painter, int top) const;

  LabelCounts counts_;
};

}  // namespace tilescout::ui
