#pragma once
#include <QWidget>
#include <cstdint>
#include <map>
#include <optional>

#include "search/query.h"

namespace tilescout::ui {

/// How the archive's tiles lie over the years, as small bars that filter: drag over years to keep them, click the bar
/// of what has no date to let it pass as well. Left and Right choose a year, with Shift more, Space the undated, Home
/// all.
class DateHistogram : public QWidget {
  Q_OBJECT
 public:
  struct Range {
    std::optional<int> from, to;  ///< years, inclusive; both absent: all
    Undated undated = Undated::Never;
    bool operator==(const Range&) const = default;
  };

  explicit DateHistogram(QWidget* parent = nullptr);

  /// Tiles of each year, and of scenes without a date.
  void setCounts(const std::map<int, std::int64_t>& years, std::int64_t undated);
  /// What the query asks for; tells nobody.
  void setRange(const Range& range);
  const Range& range() const { return range_; }
  bool isEmpty() const { return years_.empty() && undated_ == 0; }
  /// Tiles that pass the range.
  std::int64_t passing() const;
  /// Middle of a year's bar, and of the one of the undated.
  QPoint placeOf(int year) const;
  QPoint placeOfUndated() const;

  QSize sizeHint() const override { return {260, 86}; }
  QSize minimumSizeHint() const override { return {180, 86}; }

 Q_SIGNALS:
  void rangeChosen(const tilescout::ui::DateHistogram::Range& range);

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;

 private:
  int firstYear() const { return years_.begin()->first; }
  int lastYear() const { return years_.rbegin()->first; }
  /// Years a bar stands for: more than one where an archive reaches over many.
  int yearsOfBar() const;
  int bars() const;
  QRectF barRect(int bar) const;
  QRectF undatedRect() const;
  std::int64_t countOf(int bar) const;
  std::int64_t tallest() const;
  /// Bar under a place; nearest when it lies beside all. -1: none.
  int barAt(const QPointF& place) const;
  bool passes(int bar) const;
  void chooseBars(int from, int to);
  void choose(const Range& range);
  QString textAt(const QPointF& place) const;
  void describe();

  std::map<int, std::int64_t> years_;
  std::int64_t undated_ = 0;
  Range range_;
  int anchor_ = -1, head_ = -1;  ///< bars of the present choice
  bool dragging_ = false;
};

}  // namespace tilescout::ui
