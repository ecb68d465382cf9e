#pragma once
#include <QPointF>
#include <QPolygonF>
#include <QRectF>
#include <QSizeF>
#include <optional>
#include <vector>

#include "base/scene.h"

namespace tilescout::ui {

/// Which part of the Earth a map shows, and how large: plate carrée, so that poles and the date line are places like
/// others. Near, longitudes are squeezed by the cosine of the latitude in the middle, and shapes are true there; far
/// away they are not, and the whole Earth is a 2 : 1 rectangle. A value; knows no scene and paints nothing.
class MapView {
 public:
  MapView() = default;

  const LonLat& centre() const { return centre_; }
  double degreesPerPixel() const { return degreesPerPixel_; }       ///< of latitude
  double lonPixels() const { return squeeze_ / degreesPerPixel_; }  ///< pixels a degree of longitude
  double latPixels() const { return 1.0 / degreesPerPixel_; }
  /// Metres a pixel at the middle.
  double metresPerPixel() const;
  QSizeF size() const { return size_; }

  void resize(const QSizeF& size);
  void pan(const QPointF& pixels);
  /// `factor` > 1 comes nearer; the place under `anchor` stays there.
  void zoom(double factor, const QPointF& anchor);
  void centreOn(const LonLat& place);
  /// The box in the middle, as large as it fits with a margin; a single point is shown with its neighbourhood. It stays
  /// so when the size changes, until the view is moved or seen(): a map is fitted before it is laid out.
  void fit(const MapBox& box);
  /// From now on a change of size moves nothing.
  void seen() { fitted_.reset(); }

  /// Longitudes take the turn that brings them nearest to the middle.
  QPointF toScreen(const LonLat& place) const;
  /// Latitude within ±90, longitude within [-180, 180).
  LonLat toGround(const QPointF& pixel) const;
  /// Where a ring shows: once, or twice where both its ends are in view; empty when it is out of view.
  std::vector<QPolygonF> toScreen(const Ring& ring) const;
  /// West within [-180, 180); east at most 360 more.
  MapBox visible() const;

 private:
  void settle();

  LonLat centre_{0.0, 0.0};
  double degreesPerPixel_ = 0.2;
  double squeeze_ = 1.0;
  QSizeF size_{800, 500};
  std::optional<MapBox> fitted_;
};

/// Box around rings; those across the date line run on past 180. False when there is no ring.
bool boxAround(const std::vector<Ring>& rings, MapBox* box);

/// A number of the form 1, 2 or 5 times a power of ten, at most `most`.
double roundStep(double most);

}  // namespace tilescout::ui
