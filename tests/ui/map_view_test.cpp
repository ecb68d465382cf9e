// The map's geometry: projection, tiles, clusters, and the heat of a scene. No window is needed.
#include <QPainter>
#include <QTest>
#include <QTransform>
#include <cmath>

#include "ui/map/hit_layer.h"
#include "ui/map/hit_raster.h"
#include "ui/map/map_tiles.h"
#include "ui/map/map_view.h"
#include "ui/search/scene_heat.h"
#include "ui/support/format.h"

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
  void whatWasFittedStaysInViewUntilItIsSeen();
  void shapesAreTrueWhereOneIsNear();
  void aRingOverTheDateLineShowsOnBothSides();
  void everyPlaceOfTheEarthCanBeSeen();
  void tilesCoverASceneOnceAndMeetTheirParents();
  void tilesGoOnAcrossTheDateLineAndAroundAPole();
  void hitsGatherWhenSmallAndPartWhenNear();
  void manyMarksLookAsIfEachWerePaintedOnTheOthers();
  void aRasteredMarkLooksAsAPaintedOne();
  void marksKnowTheirOutlinesWhereverTheyShow();
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

void MapViewTest::whatWasFittedStaysInViewUntilItIsSeen() {
  MapView view;
  view.fit({-98, 40, -90, 48});  // before the map has its size
  view.resize({300, 600});
  const auto inside = [&](double lon, double lat) { return QRectF(0, 0, 300, 600).contains(view.toScreen({lon, lat})); };
  QVERIFY(inside(-98, 48) && inside(-90, 40));
  view.seen();
  const double scale = view.degreesPerPixel();
  view.resize({900, 600});
  QCOMPARE(view.degreesPerPixel(), scale);
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

void MapViewTest::manyMarksLookAsIfEachWerePaintedOnTheOthers() {
  const QSize size(220, 200);
  const auto colourOf = [](int i) { return qRgb(i * 5 % 256, 255 - i * 3 % 256, 40 + i % 200); };
  for (const bool rotated : {false, true}) {
    // Thirty deep in each of nine places, the places of one depth shifted against those of the next; best first.
    std::vector<QPolygonF> outlines;
    for (int i = 0; i < 270; ++i) {
      QTransform place = QTransform::fromTranslate(20 + 55 * (i % 3) + i / 9 % 4, 18 + 50 * (i / 3 % 3));
      if (rotated) place.rotate(5);
      outlines.push_back(place.map(QPolygonF(QRectF(0, 0, 50, 45))));
    }
    const auto add = [&](HitRaster* raster, int i) {
      rotated ? raster->addBelow(outlines[static_cast<std::size_t>(i)], colourOf(i), 60)
              : raster->addBelow(outlines[static_cast<std::size_t>(i)].boundingRect(), colourOf(i), 60);
    };
    HitRaster all(size, 1.0);
    for (int i = 0; i < 270; ++i) add(&all, i);
    QImage painted(size, QImage::Format_ARGB32_Premultiplied);
    painted.fill(Qt::transparent);
    QPainter painter(&painted);
    for (int i = 270; i-- > 0;) {
      HitRaster one(size, 1.0);
      add(&one, i);
      painter.drawImage(0, 0, one.picture());
    }
    painter.end();
    int most = 0;
    for (int y = 0; y < size.height(); ++y) {
      for (int x = 0; x < size.width(); ++x) {
        const QColor a = all.picture().pixelColor(x, y), b = painted.pixelColor(x, y);
        most = std::max({most, std::abs(a.alpha() - b.alpha())});
        if (b.alpha() > 100) most = std::max({most, std::abs(a.red() - b.red()), std::abs(a.green() - b.green())});
      }
    }
    QVERIFY2(most <= 16, qPrintable(QString::number(most)));  // these colours differ as no neighbouring scores' do
  }
}

void MapViewTest::aRasteredMarkLooksAsAPaintedOne() {
  const QRectF bounds(10, 12, 40, 30);
  const QColor colour(200, 40, 90);
  for (const bool asPolygon : {false, true}) {
    HitRaster raster({80, 60}, 1.0);
    const auto add = [&](HitRaster* to, const QRectF& where, QRgb ink) {
      asPolygon ? to->addBelow(QPolygonF(where), ink, 60) : to->addBelow(where, ink, 60);
    };
    add(&raster, bounds, colour.rgb());
    add(&raster, {-30, -30, 34, 34}, qRgb(1, 2, 3));  // half outside, in two directions
    add(&raster, {70, 50, 500, 1e9}, qRgb(1, 2, 3));
    const QImage& picture = raster.picture();
    for (const QPoint& inside : {QPoint(30, 25), QPoint(13, 15), QPoint(46, 38)}) {
      QCOMPARE(picture.pixelColor(inside).alpha(), 60);
      QVERIFY(std::abs(picture.pixelColor(inside).red() - 200) <= 4);
    }
    for (const QPoint& frame : {QPoint(10, 12), QPoint(49, 41), QPoint(30, 12), QPoint(10, 30), QPoint(49, 30)})
      QCOMPARE(picture.pixelColor(frame), colour);
    for (const QPoint& outside : {QPoint(8, 30), QPoint(50, 30), QPoint(30, 10), QPoint(30, 42)})
      QCOMPARE(picture.pixelColor(outside).alpha(), 0);
    QCOMPARE(picture.pixelColor(3, 0), QColor(1, 2, 3));
    QCOMPARE(picture.pixelColor(70, 55), QColor(1, 2, 3));
    // Sharp screens draw the same marks with more pixels.
    HitRaster sharp({80, 60}, 2.0);
    add(&sharp, bounds, colour.rgb());
    QCOMPARE(sharp.picture().size(), QSize(160, 120));
    QCOMPARE(sharp.picture().pixelColor(20, 24), colour);
    QCOMPARE(sharp.picture().pixelColor(19, 24).alpha(), 0);
  }
}

void MapViewTest::marksKnowTheirOutlinesWhereverTheyShow() {
  auto result = std::make_shared<SearchResult>();
  const Ring turned{{11.3, 50.2}, {12.0, 50.5}, {12.3, 49.8}, {11.6, 49.5}};  // by some 20 degrees
  for (const Ring& ring : {boxRing(10, 50, 11, 51), turned, boxRing(179.5, 50, 180.5, 51)}) {
    Hit hit;
    hit.tile = static_cast<TileId>(result->hits.size()) + 1;
    hit.rank = static_cast<int>(hit.tile);
    hit.wgs84 = ring;
    result->hits.push_back(hit);
  }
  HitLayer layer;
  layer.setResult(result);
  MapView view;
  view.resize({900, 500});
  for (const MapBox& box : {MapBox{9, 49, 12, 52}, MapBox{178, 49, 182, 52}}) {
    view.fit(box);
    layer.arrange(view);
    QVERIFY(!layer.marks().empty());
    for (const HitLayer::Mark& mark : layer.marks()) {
      const std::vector<QPolygonF> outlines = view.toScreen(mark.hit->wgs84);
      QCOMPARE(outlines.size(), std::size_t{1});
      QCOMPARE(mark.upright, mark.hit->tile != 2);
      const QPolygonF outline = layer.outlineOf(mark);
      QCOMPARE(outline.size(), outlines[0].size());
      for (qsizetype i = 0; i < outline.size(); ++i) QVERIFY(QLineF(outline[i], outlines[0][i]).length() < 1e-6 * 900);
      QVERIFY(QLineF(mark.bounds.center(), outlines[0].boundingRect().center()).length() < 1e-3);
      QCOMPARE(layer.hitAt(view.toScreen(centreOf(mark.hit->wgs84)))->tile, mark.hit->tile);
    }
  }
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
