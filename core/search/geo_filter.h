#pragma once
#include <array>
#include <vector>

#include "base/scene.h"

namespace tilescout::search {

/// Outer ring and holes in WGS 84 degrees, none repeating its first point.
using Polygon = std::vector<Ring>;

/// W, S, E, N in degrees; west in [-180, 180), east < west means across the date line.
using Box = std::array<double, 4>;

/// The box a query asked for, made sound: longitudes brought into [-180, 180] (a box wider than the globe is the whole
/// globe). Throws Error{InvalidInput} when a number is not finite, a latitude lies outside ±90, or south above north.
Box checkedBox(const Box& asked);

/// Box around a polygon, as tilesInBox of the archive takes it.
Box boxAround(const Polygon& polygon);

/// True when a tile's footprint and the polygon have a point in common. Whole turns of longitude do not matter.
bool meets(const Ring& footprint, const Polygon& polygon);

/// Mean of the corners; longitude may lie beyond ±180, as the ring's does.
LonLat centreOf(const Ring& ring);

/// Great-circle distance on a sphere of the Earth's mean radius: within 0.6 % of the ellipsoid's.
double metresBetween(const LonLat& a, const LonLat& b);

/// Area that two convex rings share, as a share of the smaller one, 0..1. Planar around the first ring's latitude.
double overlapShare(const Ring& a, const Ring& b);

/// The same for windows of one scene, in pixels.
double overlapShare(const TileWindow& a, const TileWindow& b);

}  // namespace tilescout::search
