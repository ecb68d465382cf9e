// The map's geometry: projection, tiles, clusters, and the heat of a scene. No window is needed.
#include <QTest>
#include <cmath>

#include "ui/map/hit_layer.h"
#include "ui/map/map_tiles.h"
#include "ui/map/map_view.h"
#include "ui/search/scene_heat.h"

using namespace tilescout;
using namespace tilescout::ui;

namespace {

Ring boxRing(double west, double south, double east, double north) {
  return {{west, north}, {east, north}, {east, south}, {west, south}};
}

}  // namespace

class MapViewTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void placesComeBackFromTheScreen();
  void theAnchorStaysUnderTheMouse();
  void shapesAreTrueWhereOneIsNear();
  void aRingOverTheDateLineShowsOnBothSides();
  void everyPlaceOfTheEarthCanBeSeen();
  void tilesCoverASceneOnceAndMeetTheirParents();
  void tilesGoOnAcrossTheDateLineAndAroundAPole();
  void hitsGatherWhenSmallAndPartWhenNear();
  void heatIsTheTilesScoreInItsMiddleAndBetween();
};

void MapViewTest::placesComeBackFromTheScreen() {
  MapView view;
  view.resize({900, 500});
  for (const LonLat& centre : {LonLat{0, 0}, {-97.2, 47.3}, {179.9, -17}, {30, 89.5}}) {
    view.centreOn(centre);
    for (int zoom = 0; zoom < 5; ++zoom) {
      for (const QPointF& pixel : {QPointF(10, 20), QPointF(450, 250), QPointF(880, 300)}) {
        const LonLat place = view.toGround(pixel);
        if (std::abs(place.lat) >= 90) continue;  // above the pole is nothing
        const QPointF back = view.toScreen(place);
        const double turn = 360.0 * view.lonPixels();
        const double dx = std::remainder(back.x() - pixel.x(), turn);
        QVERIFY2(std::abs(dx) < 1e-4 && std::abs(back.y() - pixel.y()) < 1e-4, qPrintable(QString::number(dx)));
      }
      view.zoom(4, {450, 250});
    }
  }
}

void MapViewTest::theAnchorStaysUnderTheMouse() {
  MapView view;
  view.resize({900, 500});
  view.fit({-98, 47, -97, 48});
  const QPointF anchor(200, 120);
  const LonLat before = view.toGround(anchor);
  for (const double factor : {1.6, 3.0, 0.4}) {
    view.zoom(factor, anchor);
    const LonLat now = view.toGround(anchor);
    QVERIFY(std::abs(now.lon - before.lon) < 0.02 * view.degreesPerPixel() * 900);
    QVERIFY(std::abs(now.lat - before.lat) < 1e-9);
  }
}

void MapViewTest::shapesAreTrueWhereOneIsNear() {
  MapView view;
  view.resize({900, 500});
  view.fit({10, 59.9, 10.2, 60.1});
  QVERIFY(std::abs(view.lonPixels() / view.latPixels() - 0.5) < 0.01);  // cos 60°
  view.fit({-180, -90, 180, 90});
  QCOMPARE(view.lonPixels(), view.latPixels());
}

void MapViewTest::aRingOverTheDateLineShowsOnBothSides() {
  MapView view;
  view.resize({900, 500});
  const Ring fiji = boxRing(179, -18, 181, -16);
  view.fit({170, -30, 190, 0});
  QCOMPARE(view.toScreen(fiji).size(), std::size_t{1});
  // The whole Earth with Greenwich in the middle: its two halves lie at the two edges.
  view.fit({-180, -90, 180, 90});
  QCOMPARE(view.toScreen(fiji).size(), std::size_t{2});
  view.fit({0, 0, 10, 10});
  QVERIFY(view.toScreen(fiji).empty());
  MapBox box;
  QVERIFY(boxAround({fiji, boxRing(-179, -17, -178, -15)}, &box));
  QCOMPARE(box.west, 179.0);
  QCOMPARE(box.east, 182.0);
}

void MapViewTest::everyPlaceOfTheEarthCanBeSeen() {
  MapView view;
  view.resize({900, 500});
  view.fit({-180, -90, 180, 90});
  const MapBox seen = view.visible();
  QVERIFY(seen.south <= -90 && seen.north >= 90 && seen.east - seen.west >= 360);
  view.centreOn({0, 90});
  view.zoom(1e12, {450, 250});
  QVERIFY(view.degreesPerPixel() > 0);
  QVERIFY(std::isfinite(view.lonPixels()));
}

void MapViewTest::tilesCoverASceneOnceAndMeetTheirParents() {
  MapView view;
  view.resize({900, 500});
  view.fit({-97.3, 47.2, -97.0, 47.4});
  const int level = levelFor(view, 1.0);
  QVERIFY(180.0 / (1 << level) / kTilePixels <= view.degreesPerPixel() * 1.1);
  const Ring scene = boxRing(-97.2, 47.25, -97.1, 47.35);
  const auto tiles = tilesInView(view, 7, scene, level);
  QVERIFY(!tiles.empty());
  double area = 0;
  for (const MapTileKey& key : tiles) {
    const MapBox box = boxOf(key), above = boxOf(parentOf(key));
    QVERIFY(above.west <= box.west && above.east >= box.east && above.south <= box.south && above.north >= box.north);
    area += std::max(0.0, std::min(box.east, -97.1) - std::max(box.west, -97.2)) *
            std::max(0.0, std::min(box.north, 47.35) - std::max(box.south, 47.25));
  }
  QVERIFY(std::abs(area - 0.01) < 1e-9);
}

void MapViewTest::tilesGoOnAcrossTheDateLineAndAroundAPole() {
  MapView view;
  view.resize({900, 500});
  view.fit({178, -18, 182, -16});
  bool east = false, west = false;
  for (const MapTileKey& key : tilesInView(view, 1, boxRing(179, -17.5, 181, -16.5), levelFor(view, 1))) {
    west = west || boxOf(key).west < -170;
    east = east || boxOf(key).east > 170;
  }
  QVERIFY(east && west);
  Ring polar;
  for (int i = 0; i <= 35; ++i) polar.push_back({-180.0 + 10 * i, 86});
  view.fit({-180, -90, 180, 90});
  double width = 0;
  for (const MapTileKey& key : tilesInView(view, 1, polar, 3)) width += boxOf(key).east - boxOf(key).west;
  QCOMPARE(width, 360.0);
}

void MapViewTest::hitsGatherWhenSmallAndPartWhenNear() {
  auto result = std::make_shared<SearchResult>();
  for (int i = 0; i < 400; ++i) {
    Hit hit;
    hit.rank = i + 1;
    hit.tile = i + 1;
    hit.score = 0.4 - 0.0005 * i;
    hit.wgs84 = boxRing(10 + 0.01 * (i % 20), 50 + 0.01 * (i / 20), 10.009 + 0.01 * (i % 20), 50.009 + 0.01 * (i / 20));
    result->hits.push_back(hit);
  }
  HitLayer layer;
  layer.setResult(result);
  MapView view;
  view.resize({900, 500});
  view.fit({0, 40, 20, 60});
  layer.arrange(view);
  int gathered = static_cast<int>(layer.marks().size());
  for (const auto& cluster : layer.clusters()) gathered += cluster.count;
  QCOMPARE(gathered, 400);
  QVERIFY(!layer.clusters().empty());
  QVERIFY(layer.clusters().size() < 40);
  // Nearer each stands alone, and the best is drawn last.
  view.fit({10, 50, 10.05, 50.05});
  layer.arrange(view);
  QVERIFY(layer.clusters().empty());
  QVERIFY(layer.marks().size() >= 25);
  QCOMPARE(layer.marks().back().hit->rank, 1);
  const Hit* found = layer.hitAt(view.toScreen({10.0045, 50.0045}));
  QVERIFY(found != nullptr);
  QCOMPARE(found->tile, TileId{1});
}

void MapViewTest::heatIsTheTilesScoreInItsMiddleAndBetween() {
  std::vector<Hit> tiles(2);
  tiles[0].window = {0, 0, 0, 0, 0, 100, 100};
  tiles[0].score = 0.1;
  tiles[1].window = {0, 1, 0, 100, 0, 100, 100};
  tiles[1].score = 0.3;
  const SceneHeat heat = heatOf(tiles, 300, 100, 0);
  QCOMPARE(heat.image.size(), QSize(300, 100));
  QCOMPARE(heat.low, 0.1);
  QCOMPARE(heat.high, 0.3);
  QCOMPARE(heat.image.pixelColor(49, 50), QColor(0x44, 0x01, 0x54));   // the first colour of viridis
  QCOMPARE(heat.image.pixelColor(150, 50), QColor(0xfd, 0xe7, 0x25));  // and the last
  const QColor between = heat.image.pixelColor(100, 50);               // half way: its middle, 21918c
  QVERIFY(std::abs(between.red() - 0x21) < 4 && std::abs(between.green() - 0x91) < 4);
  QCOMPARE(heat.image.pixelColor(250, 50).alpha(), 0);  // no tile lies there
  QVERIFY(heatOf({}, 300, 100, 0).image.isNull());
}

QTEST_MAIN(MapViewTest)
#include "map_view_test.moc"
