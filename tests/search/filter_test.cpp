#include <doctest/doctest.h>

#include <algorithm>
#include <limits>

#include "base/error.h"
#include "search/distinct.h"
#include "search/geo_filter.h"
#include "search/scene_filter.h"

using namespace tilescout;
using namespace tilescout::search;

namespace {

Ring rectangle(double west, double south, double east, double north) {
  return {{west, north}, {east, north}, {east, south}, {west, south}};
}

TileInfo tileAt(TileId id, double lon, double lat, double side = 0.01) {
  return {id, 1, {}, rectangle(lon - side / 2, lat - side / 2, lon + side / 2, lat + side / 2)};
}

}  // namespace

TEST_CASE("globMatchesWholeNames") {
  CHECK(globMatches("naip_*", "naip_2012.tif"));
  CHECK(globMatches("*.tif", "a.b.tif"));
  CHECK(globMatches("*a*b*", "xxaxxabxx"));
  CHECK(globMatches("s?", "s\xc3\xbc"));  // one character of two bytes
  CHECK(globMatches("[a].tif", "[a].tif"));
  CHECK(globMatches("*", ""));
  CHECK_FALSE(globMatches("naip", "naip_2012.tif"));
  CHECK_FALSE(globMatches("?", ""));
  CHECK_FALSE(globMatches("*.tif", "a.TIF"));
  CHECK_FALSE(globMatches("a*c", "ab"));
}

TEST_CASE("aYearOrMonthCoversAllItsDays") {
  DateSpan span;
  REQUIRE(parseDate("1985", span));
  CHECK(span.first == 19850101);
  CHECK(span.last == 19851231);
  REQUIRE(parseDate("2024-02", span));
  CHECK(span.last == 20240229);
  REQUIRE(parseDate("2019-05-01T10:20:30Z", span));
  CHECK(span.first == 20190501);
  for (const char* bad :
       {"", "85", "1985-13", "1985-02-30", "1985/02", "1985-2", "19850701", "1985-07-01x", "sometime"})
    CHECK_FALSE(parseDate(bad, span));
}

TEST_CASE("dateRangeIsInclusiveAndPassesOverSpans") {
  const DateRange range("2012-07", "2014");
  CHECK(range.passes("2012-07-01"));
  CHECK(range.passes("2014-12-31"));
  CHECK(range.passes("2012"));  // part of the year lies in the range
  CHECK_FALSE(range.passes("2012-06-30"));
  CHECK_FALSE(range.passes("2015-01-01"));
  CHECK_FALSE(range.passes(""));
  CHECK(DateRange("", "1990").passes("1985"));
  CHECK(DateRange("", "").passes(""));
  CHECK_THROWS_AS(DateRange("yesterday", ""), Error);
  CHECK_THROWS_AS(DateRange("2015", "2014"), Error);
}

TEST_CASE("scenesWithoutADatePassWhereTheyAreAskedFor") {
  const DateRange also("2012", "", Undated::Also);
  CHECK(also.passes(""));
  CHECK(also.passes("2013"));
  CHECK_FALSE(also.passes("2011"));
  const DateRange only("", "", Undated::Only);
  CHECK(only.restricts());
  CHECK(only.passes(""));
  CHECK_FALSE(only.passes("2013"));
  CHECK_FALSE(DateRange("", "", Undated::Also).restricts());
}

TEST_CASE("boxesAreMadeSound") {
  CHECK(checkedBox({10, -5, 20, 5}) == Box{10, -5, 20, 5});
  CHECK(checkedBox({170, -5, -170, 5}) == Box{170, -5, -170, 5});
  CHECK(checkedBox({170, -5, 190, 5}) == Box{170, -5, -170, 5});
  CHECK(checkedBox({170, -5, 180, 5}) == Box{170, -5, 180, 5});
  CHECK(checkedBox({-180, -90, 180, 90}) == Box{-180, -90, 180, 90});
  CHECK_THROWS_AS(checkedBox({0, 5, 1, -5}), Error);
  CHECK_THROWS_AS(checkedBox({0, -95, 1, 5}), Error);
  CHECK_THROWS_AS(checkedBox({0, std::numeric_limits<double>::quiet_NaN(), 1, 5}), Error);
}

TEST_CASE("footprintMeetsAPolygonThatItTouchesHoldsOrLiesIn") {
  const Polygon square{rectangle(0, 0, 10, 10)};
  CHECK(meets(rectangle(4, 4, 5, 5), square));
  CHECK(meets(rectangle(-5, -5, 20, 20), square));
  CHECK(meets(rectangle(9, 9, 12, 12), square));
  CHECK(meets(rectangle(-1, 4, 11, 5), square));  // crosses it without a corner inside
  CHECK(meets(rectangle(10, 2, 12, 4), square));  // shares an edge
  CHECK_FALSE(meets(rectangle(11, 0, 12, 1), square));
  CHECK_FALSE(meets({}, square));
  // The corner of its box, but not of itself.
  CHECK_FALSE(meets(rectangle(8, 8, 9, 9), {{{0, 0}, {10, 0}, {0, 10}}}));
}

TEST_CASE("footprintInAHoleDoesNotMeet") {
  const Polygon ring{rectangle(0, 0, 10, 10), rectangle(3, 3, 7, 7)};
  CHECK_FALSE(meets(rectangle(4, 4, 6, 6), ring));
  CHECK(meets(rectangle(2, 2, 8, 8), ring));
  CHECK(meets(rectangle(6, 6, 8, 8), ring));
}

TEST_CASE("dateLineIsNoBorder") {
  const Ring across = rectangle(179, 0, 181, 1);
  CHECK(meets(across, {rectangle(-179.5, 0.2, -179.2, 0.4)}));
  CHECK(meets(across, {rectangle(179.2, 0.2, 179.4, 0.4)}));
  CHECK_FALSE(meets(across, {rectangle(-178, 0.2, -177, 0.4)}));
  CHECK(boxAround({rectangle(175, -2, 185, 2)}) == Box{175, -2, -175, 2});
  CHECK(metresBetween({179.9, 0}, {-179.9, 0}) == doctest::Approx(22239).epsilon(0.01));
  CHECK(overlapShare(rectangle(179, 0, 181, 1), rectangle(-181, 0, -179, 1)) == doctest::Approx(1.0));
}

TEST_CASE("distanceAgreesWithTheEllipsoidToHalfAPercent") {
  // Geodesics of WGS 84 by PROJ (geod_inverse).
  CHECK(metresBetween({0, 0}, {1, 0}) == doctest::Approx(111319.491).epsilon(0.006));
  CHECK(metresBetween({0, 0}, {0, 1}) == doctest::Approx(110574.389).epsilon(0.006));
  CHECK(metresBetween({2.3522, 48.8566}, {-0.1276, 51.5072}) == doctest::Approx(343896.891).epsilon(0.006));
}

TEST_CASE("overlapIsAShareOfTheSmallerFootprint") {
  CHECK(overlapShare(rectangle(0, 0, 2, 2), rectangle(1, 1, 3, 3)) == doctest::Approx(0.25));
  CHECK(overlapShare(rectangle(0, 0, 4, 4), rectangle(1, 1, 2, 2)) == doctest::Approx(1.0));
  CHECK(overlapShare(rectangle(0, 0, 1, 1), rectangle(2, 2, 3, 3)) == 0.0);
  Ring reversed = rectangle(1, 1, 3, 3);
  std::reverse(reversed.begin(), reversed.end());
  CHECK(overlapShare(rectangle(0, 0, 2, 2), reversed) == doctest::Approx(0.25));
  CHECK(overlapShare({{0, 1}, {1, 0}, {0, -1}, {-1, 0}}, rectangle(0, -1, 1, 1)) == doctest::Approx(0.5));
}

TEST_CASE("distinctTakesTheBestOfNeighbours") {
  DistinctPlaces places(2000);
  CHECK(places.take(tileAt(1, 10.0, 0.0)));
  CHECK_FALSE(places.take(tileAt(2, 10.01, 0.0)));        // 1.1 km away
  CHECK(places.take(tileAt(3, 10.03, 0.0)));              // 3.3 km
  CHECK_FALSE(places.take(tileAt(4, 10.035, 0.0, 0.1)));  // centre 550 m from tile 3
  CHECK_FALSE(places.take(tileAt(5, 10.09, 0.0, 0.15)));  // 6.7 km away, but covers tile 3
  CHECK(places.take(tileAt(6, 10.5, 0.0)));
}

TEST_CASE("tilesWithoutAPlaceAreDistinctByTheirWindows") {
  DistinctPlaces places(1000);
  const TileInfo first{1, 5, {0, 0, 0, 0, 0, 100, 100}, {}};
  const TileInfo overlapping{2, 5, {0, 0, 0, 30, 0, 100, 100}, {}};
  const TileInfo elsewhere{3, 5, {0, 0, 0, 60, 0, 100, 100}, {}};
  const TileInfo otherScene{4, 6, {0, 0, 0, 0, 0, 100, 100}, {}};
  CHECK(places.take(first));
  CHECK_FALSE(places.take(overlapping));
  CHECK(places.take(elsewhere));
  CHECK(places.take(otherScene));
}
