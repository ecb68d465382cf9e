#pragma once
#include <QImage>
#include <QRectF>
#include <QWidget>

namespace tilescout::ui {

/// A picture on neutral grey with one place in it framed; keeps its size while loading, and says when it cannot be
/// shown.
class TilePicture : public QWidget {
  Q_OBJECT
 public:
  explicit TilePicture(QWidget* parent = nullptr);

  /// Height follows the width at this ratio (height / width); without it the layout decides.
  void setRatio(double ratio);
  void showLoading();
  /// A smaller version of the same picture until the sharp one is there: it covers `frame` of the area.
  void showPreview(const QImage& image, const QRectF& covers);
  /// `frame`: in fractions of the picture, empty for none.
  void showPicture(const QImage& image, const QRectF& frame);
  void showMessage(const QString& message);
  bool hasPicture() const { return !image_.isNull(); }
  const QString& message() const { return message_; }

  QSize sizeHint() const override { return {240, 240}; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  QRectF pictureArea() const;
  void paintFrame(QPainter* painter, const QRectF& area) const;

  QImage image_;
  QRectF covers_{0, 0, 1, 1};
  QRectF frame_;
  QString message_;
  double ratio_ = 0.0;
};

}  // namespace tilescout::ui
