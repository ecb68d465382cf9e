#include "ui/support/image_convert.h"

#include <cstring>

namespace tilescout::ui {

QImage toQImage(const Image& image) {
  if (image.empty()) return {};
  QImage copy(image.width, image.height, QImage::Format_RGB888);
  if (copy.isNull()) return {};
  for (int y = 0; y < image.height; ++y) {
    std::memcpy(copy.scanLine(y), image.row(y), static_cast<std::size_t>(image.width) * 3);
  }
  return copy.convertToFormat(QImage::Format_RGB32);  // what the screen draws fastest; done here, off its thread
}

Image fromQImage(const QImage& image) {
  const QImage rgb = image.convertToFormat(QImage::Format_RGB888);
  if (rgb.isNull()) return {};
  Image copy(rgb.width(), rgb.height());
  for (int y = 0; y < rgb.height(); ++y) {
    std::memcpy(copy.row(y), rgb.constScanLine(y), static_cast<std::size_t>(rgb.width()) * 3);
  }
  return copy;
}

}  // namespace tilescout::ui
