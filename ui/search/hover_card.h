#pragma once
#include <QFrame>

#include "search/query.h"

class QLabel;

namespace tilescout::ui {

class ThumbnailLoader;
class TilePicture;

/// The tile under the resting mouse, larger, with what a cell has no room for. Never takes the focus or a click.
class HoverCard : public QFrame {
  Q_OBJECT
 public:
  explicit HoverCard(ThumbnailLoader* thumbnails, QWidget* parent = nullptr);

  /// `cell` in global pixels: the card stands beside it.
  void showHit(const Hit& hit, const QRect& cell);
  TileId tile() const { return isVisible() ? tile_ : 0; }

 private:
  ThumbnailLoader* const thumbnails_;
  TilePicture* picture_;
  QLabel *scene_, *facts_;
  TileId tile_ = 0;
};

}  // namespace tilescout::ui
