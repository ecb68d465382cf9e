#pragma once
#include <QImage>

#include "base/image.h"

namespace tilescout::ui {

/// A deep copy; safe on any thread.
QImage toQImage(const Image& image);
Image fromQImage(const QImage& image);

}  // namespace tilescout::ui
