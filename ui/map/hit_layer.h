#pragma once
#include <QPolygonF>
#include <QRectF>
#include <memory>
#include <vector>

#include "search/query.h"
#include "ui/map/map_view.h"

namespace tilescout::ui {

/// The hits of an answer laid out for a view of the map: as rectangles where they are large enough to be told apart,
/// gathered into clusters where they are not. Cells of clusters are fixed to the ground, so that panning moves nothing.
class HitLayer {
 public:
  struct Mark {
    const Hit* hit = nullptr;
    QRectF bounds;         ///< on the screen
    double shift = 0.0;    ///< pixels to the right, by whole turns of the Earth
    bool upright = false;  ///< its outline is its bounds, but for less than a pixel
    bool square = false;   ///< its outline is its bounds: drawn larger than it is
  };
  struct Cluster {
    QPointF at;
    int count = 0;
    double best = 0.0;  ///< highest score in it
    MapBox box;
    std::vector<TileId> tiles;
  };

  /// Costs nothing: the hits are placed when somebody asks for them, since most answers are never looked at on the map.
  void setResult(std::shared_ptr<const SearchResult> result);
  /// Lays out what the view shows; cheap enough for each paint of 100,000 hits.
  void arrange(const MapView& view);

  /// Best last, so that it is drawn on top.
  const std::vector<Mark>& marks() const { return marks_; }
  QPolygonF outlineOf(const Mark& mark) const;
  const std::vector<Cluster>& clusters() const { return clusters_; }
  /// The best hit under a pixel, of those arranged; null: none.
  const Hit* hitAt(const QPointF& pixel) const;
  const Cluster* clusterAt(const QPointF& pixel) const;
  /// Tiles whose middle lies within a polygon of the screen.
  std::vector<TileId> tilesWithin(const QPolygonF& polygon) const;
  /// Tiles whose middle is on the screen, best first.
  std::vector<TileId> tilesInView() const;
  /// The hits themselves, in that order.
  std::vector<const Hit*> hitsInView() const;
  const Hit* find(TileId tile) const;
  /// Of all placed hits; false when there is none.
  bool box(MapBox* box) const;
  /// Scores, of an answer that was arranged.
  double lowest() const { return lowest_; }
  double highest() const { return highest_; }
  bool isEmpty() const;
  /// Place of a score between the lowest and the highest.
  double share(double score) const;

  static double radiusOf(const Cluster& cluster);

 private:
  /// A hit with what laying it out needs, worked out once.
  struct Placed {
    const Hit* hit = nullptr;
    LonLat centre;
    MapBox box;                           ///< as its ring runs, east perhaps past 180
    double height = 0.0;                  ///< degrees, from the first corner to the third
    double skewLon = 0.0, skewLat = 0.0;  ///< how far its corners lie from those of its box, at most
  };
  static Placed placedOf(const Hit& hit);
  const std::vector<Placed>& placed() const;
  void addMarks(const Placed& placed, double least);

  std::shared_ptr<const SearchResult> result_;
  mutable std::vector<Placed> placed_;
  mutable bool isPlaced_ = true;
  mutable double lowest_ = 0.0, highest_ = 0.0;
  MapView view_;
  std::vector<Mark> marks_;
  std::vector<Cluster> clusters_;
  std::vector<std::pair<const Hit*, QPointF>> middles_;  ///< of the arranged hits on the screen
};

}  // namespace tilescout::ui
