#include "ui/search/tile_picture.h"

#include <QPainter>
#include <algorithm>

#include "ui/support/theme.h"

namespace tilescout::ui {

TilePicture::TilePicture(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void TilePicture::setRatio(double ratio) {
  ratio_ = ratio;
  setFixedHeight(static_cast<int>(width() * ratio));
}

void TilePicture::resizeEvent(QResizeEvent*) {
  // Not through heightForWidth: a layout may give less than it, and the picture would jump while it is loaded.
  if (ratio_ > 0) setFixedHeight(static_cast<int>(width() * ratio_));
}

void TilePicture::showLoading() {
  image_ = {};
  frame_ = {};
  message_.clear();
  update();
}

void TilePicture::showPreview(const QImage& image, const QRectF& covers) {
  image_ = image;
  covers_ = covers;
  frame_ = covers;
  message_.clear();
  update();
}

void TilePicture::showPicture(const QImage& image, const QRectF& frame) {
  image_ = image;
  covers_ = QRectF(0, 0, 1, 1);
  frame_ = frame;
  message_.clear();
  update();
}

void TilePicture::showMessage(const QString& message) {
  message_ = message;
  update();
}

QRectF TilePicture::pictureArea() const {
  if (image_.isNull()) return rect();
  // A preview covers only its part of a square area; the sharp picture fills its own shape.
  const QSizeF shape = covers_ == QRectF(0, 0, 1, 1) ? QSizeF(image_.size()) : QSizeF(1, 1);
  QRectF area(QPointF(), shape.scaled(QSizeF(size()), Qt::KeepAspectRatio));
  area.moveCenter(QRectF(rect()).center());
  return area;
}

void TilePicture::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), pictureGround(palette()));
  const QRectF area = pictureArea();
  if (!image_.isNull()) {
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const QRectF target(area.x() + covers_.x() * area.width(), area.y() + covers_.y() * area.height(),
                        covers_.width() * area.width(), covers_.height() * area.height());
    painter.drawImage(target, image_);
    if (!frame_.isEmpty()) paintFrame(&painter, area);
  }
  if (message_.isEmpty()) return;
  const QFontMetrics metrics = painter.fontMetrics();
  QRect box = metrics.boundingRect(rect().adjusted(16, 8, -16, -8), Qt::AlignCenter | Qt::TextWordWrap, message_);
  painter.fillRect(box.adjusted(-8, -4, 8, 4), palette().color(QPalette::Window));
  painter.setPen(palette().color(QPalette::WindowText));
  painter.drawText(box, Qt::AlignCenter | Qt::TextWordWrap, message_);
}

void TilePicture::paintFrame(QPainter* painter, const QRectF& area) const {
  QRectF frame(area.x() + frame_.x() * area.width(), area.y() + frame_.y() * area.height(),
               frame_.width() * area.width(), frame_.height() * area.height());
  // Of a large scene a tile may be less than a pixel: kept large enough to be found.
  const double least = 6.0;
  const QPointF centre = frame.center();
  frame.setSize({std::max(frame.width(), least), std::max(frame.height(), least)});
  frame.moveCenter(centre);
  painter->setBrush(Qt::NoBrush);
  painter->setPen(QPen(QColor(0, 0, 0, 160), 3, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
  painter->drawRect(frame);
  painter->setPen(QPen(Qt::white, 1.4, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
  painter->drawRect(frame);
}

}  // namespace tilescout::ui
