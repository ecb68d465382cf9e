#pragma once
#include <QWidget>
#include <memory>
#include <optional>

#include "search/query.h"

namespace tilescout::ui {

/// How all tiles of the archive score for the query: bars (logarithmic), the bands noise, possible, likely, and a
/// handle that cuts. Dragging says how many tiles remain; letting go cuts. Keys: arrows, PgUp and PgDn move the handle,
/// Home takes the cut away, Enter cuts at once.
class ScoreHistogram : public QWidget {
  Q_OBJECT
 public:
  explicit ScoreHistogram(QWidget* parent = nullptr);

  void setResult(std::shared_ptr<const SearchResult> result, std::optional<double> cut);
  /// Where the handle stands; none: at the left end, nothing is cut.
  std::optional<double> cut() const;
  /// Passing tiles at or above the handle.
  std::int64_t remaining() const;

  QSize sizeHint() const override { return {320, 58}; }
  QSize minimumSizeHint() const override { return {160, 58}; }

 Q_SIGNALS:
  /// While the handle moves.
  void moved(qint64 remaining);
  /// The handle rests somewhere else.
  void cutChosen(std::optional<double> score);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  bool event(QEvent* event) override;

 private:
  const ScoreProfile& profile() const { return result_->profile; }
  QRect plot() const;
  int xOf(double score) const;
  std::size_t edgeAt(int x) const;
  void moveTo(std::size_t edge);
  void choose();
  void retranslate();
  void paintBars(QPainter* painter, const QRect& area) const;
  void paintBands(QPainter* painter, const QRect& area) const;
  void paintHandle(QPainter* painter, const QRect& area) const;

  std::shared_ptr<const SearchResult> result_;
  std::size_t edge_ = 0;
  bool dragging_ = false;
};

}  // namespace tilescout::ui
