#pragma once
#include <QImage>
#include <QRectF>
#include <vector>

#include "search/query.h"

namespace tilescout::ui {

/// Scores of a scene's tiles as colours over it.
struct SceneHeat {
  QImage image;      ///< covers the whole scene; transparent where no tile lies. Null: no tile at all.
  double low = 0.0;  ///< score shown by the first colour of viridis
  double high = 0.0;
  struct Spot {
    TileId tile = 0;
    QRectF window;  ///< pixels of the scene
    double score = 0.0;
  };
  std::vector<Spot> spots;  ///< the tiles that it was made from

  /// The best tile that holds a pixel of the scene; 0: none does.
  TileId tileAt(const QPointF& pixel) const;
};

/// Interpolates bilinearly between the middles of tiles (a tent as wide as the tile), of the level `level` alone where
/// it has tiles. Longest side of the image: at most `mostPixels`.
SceneHeat heatOf(const std::vector<Hit>& tiles, int sceneWidth, int sceneHeight, int level, int mostPixels = 768);

}  // namespace tilescout::ui
