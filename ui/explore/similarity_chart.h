#pragma once
#include <QWidget>
#include <utility>
#include <vector>

namespace tilescout::ui {

/// How alike two tiles at random are: a histogram over the cosine, of one model as bars, of two with the later one's
/// outline over the earlier one's bars. Shares are over equal bins of [−1, 1].
class SimilarityChart : public QWidget {
  Q_OBJECT
 public:
  explicit SimilarityChart(std::vector<double> shares, std::vector<double> later = {}, QWidget* parent = nullptr);

  /// The cosines that are drawn: where the shares are not all 0, and a little around.
  std::pair<double, double> range() const { return {low_, high_}; }
  /// Middle and half of all pairs: "Half of all pairs lie between 0.20 and 0.45."
  static QString reading(const std::vector<double>& shares);

  QSize sizeHint() const override { return {420, 96}; }
  QSize minimumSizeHint() const override { return {220, 80}; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;
  bool event(QEvent* event) override;

 private:
  void describe();
  QRectF plotRect() const;

  const std::vector<double> shares_, later_;
  double low_ = -1.0, high_ = 1.0;
};

}  // namespace tilescout::ui
