#pragma once
#include <QString>

#include "base/ids.h"

namespace tilescout::ui {

/// A text that the plot shows among the tiles.
struct TextMark {
  QString text;   ///< what is searched for when it is clicked
  QString shown;  ///< the same in the language of the window
  float x = 0.0F, y = 0.0F;
  TileId nearest = 0;
  bool query = false;  ///< the present query: drawn larger
};

}  // namespace tilescout::ui
