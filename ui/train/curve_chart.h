#pragma once
#include <QChartView>
#include <QPointF>
#include <QString>
#include <vector>

class QGraphicsLineItem;
class QLineSeries;
class QValueAxis;

namespace tilescout::ui {

/// One line of a chart, points by rising x.
struct Curve {
  QString name;
  std::vector<QPointF> points;
  bool dashed = false;
  bool marks = false;  ///< points are shown as such: there are few
};

/// Curves over one axis. The mouse, or Left and Right with the keyboard, read the exact values off.
class CurveChart : public QChartView {
  Q_OBJECT
 public:
  explicit CurveChart(QWidget* parent = nullptr);

  void setTitles(const QString& title, const QString& xTitle);
  /// `digits` after the point of a value that is read off.
  void setCurves(std::vector<Curve> curves, int digits);
  const std::vector<Curve>& curves() const { return curves_; }
  /// What stands over the chart while a place of it is pointed at; "" else.
  const QString& readout() const { return readout_; }

 Q_SIGNALS:
  void readoutChanged(const QString& text);

 protected:
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void rebuild();
  void fit();
  void colour();
  void readAt(double x);
  void clearReadout();
  void placeLine();

  std::vector<Curve> curves_;
  std::vector<QLineSeries*> series_;
  QValueAxis *x_, *y_;
  QGraphicsLineItem* line_;
  QString readout_;
  double at_ = 0;
  int digits_ = 2;
};

/// The i-th colour of a palette that no form of colour blindness runs together (Okabe and Ito), on light or dark
/// ground.
QColor curveColour(std::size_t i, bool dark);

}  // namespace tilescout::ui
