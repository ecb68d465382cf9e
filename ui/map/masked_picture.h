#pragma once
#include <QImage>

#include "base/image.h"

namespace tilescout::ui {

/// A deep copy, premultiplied as the screen draws it fastest; safe on any thread. Null for an empty picture.
QImage toQImage(const MaskedImage& picture);

}  // namespace tilescout::ui
