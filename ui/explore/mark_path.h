#pragma once
#include <QPainterPath>

#include "base/category_palette.h"

namespace tilescout::ui {

/// The outline of inMark(), for legends and vector pictures.
QPainterPath markPath(MarkShape shape, const QPointF& middle, double radius);

}  // namespace tilescout::ui
