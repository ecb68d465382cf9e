#include "ui/map/masked_picture.h"

namespace tilescout::ui {

QImage toQImage(const MaskedImage& picture) {
  if (picture.empty()) return {};
  QImage copy(picture.image.width, picture.image.height, QImage::Format_ARGB32_Premultiplied);
  if (copy.isNull()) return {};
  for (int y = 0; y < copy.height(); ++y) {
    const std::uint8_t* source = picture.image.row(y);
    const std::uint8_t* alpha =
        picture.alpha.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(copy.width());
    auto* target = reinterpret_cast<QRgb*>(copy.scanLine(y));
    for (int x = 0; x < copy.width(); ++x)
      target[x] = qPremultiply(qRgba(source[x * 3], source[x * 3 + 1], source[x * 3 + 2], alpha[x]));
  }
  return copy;
}

}  // namespace tilescout::ui
