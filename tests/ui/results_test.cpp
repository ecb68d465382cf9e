// How results stand in the grid: order, headings, what a cell says, and to whom.
#include <QAccessible>
#include <QComboBox>
#include <QLabel>
#include <algorithm>
#include <set>

#include "search_steps.h"
#include "ui/search/hit_arrangement.h"
#include "ui/search/hover_card.h"

using namespace tilescout;
using test::WindowFixture;

namespace {

Hit squareHit(TileId tile, double lon, double lat, double side, const char* date = "") {
  Hit hit;
  hit.tile = tile;
  hit.date = date;
  hit.wgs84 = {{lon, lat}, {lon + side, lat}, {lon + side, lat - side}, {lon, lat - side}};
  return hit;
}

std::vector<int> placesInOrder(const std::vector<Hit>& hits) {
  std::vector<int> order(hits.size());
  for (std::size_t i = 0; i < hits.size(); ++i) order[i] = static_cast<int>(i);
  return ui::placesOf(hits, order);
}

}  // namespace

class ResultsTest : public QObject, private test::SearchSteps {
  Q_OBJECT

 private Q_SLOTS:
  void hitsOfTheSameGroundAreOnePlace();
  void placesReachAcrossTheDateLine();
  void byPlaceTheDatesOfOneGroundStandTogether();
  void byBandTheOrderGoesOnWithinEachBand();
  void withoutADateOrAPlaceHitsComeLast();
  void orderAndGroupsComeBackAfterARestart();
  void cellsAndHoverSayDateSceneAndPlace();
  void theGridTellsScreenReadersOfItsTiles();

 private:
  static void group(const WindowFixture& f, ui::HitGroups groups) {
    f.find<QComboBox>("resultGroup")->setCurrentIndex(static_cast<int>(groups));
  }
  static const Hit* hit(const WindowFixture& f, int row) { return model(f)->hitAt(model(f)->index(row, 0)); }
};

void ResultsTest::hitsOfTheSameGroundAreOnePlace() {
  const std::vector<int> places = placesInOrder({
      squareHit(1, 10.00, 50.0, 0.02),
      squareHit(2, 10.004, 50.002, 0.02),  // shifted by a fifth: the same
      squareHit(3, 10.015, 50.0, 0.02),    // shifted by three quarters: its neighbour
      squareHit(4, 10.005, 49.995, 0.01),  // half as large, inside of the first
      squareHit(5, 9.0, 51.0, 2.0),        // holds all of them, but shows a landscape
      squareHit(6, 10.0, 50.0, 0.0201),
      Hit(),
  });
  QCOMPARE(places, (std::vector<int>{0, 0, 1, 0, 2, 0, -1}));
}

void ResultsTest::placesReachAcrossTheDateLine() {
  const std::vector<int> places =
      placesInOrder({squareHit(1, 179.99, -16, 0.02), squareHit(2, -180.009, -16, 0.02), squareHit(3, 0, -16, 0.02)});
  QCOMPARE(places, (std::vector<int>{0, 0, 1}));
}

void ResultsTest::byPlaceTheDatesOfOneGroundStandTogether() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  group(f, ui::HitGroups::Place);
  const auto& sections = model(f)->sections();
  QCOMPARE(sections.size(), std::size_t(40));  // 40 tiles a scene, the same ground in three scenes
  for (const ui::HitSection& section : sections) {
    QCOMPARE(section.count, 3);
    std::set<SceneId> scenes;
    for (int row = section.first; row < section.first + section.count; ++row) {
      scenes.insert(hit(f, row)->sceneId);
      QCOMPARE(hit(f, row)->wgs84[0].lon, hit(f, section.first)->wgs84[0].lon);
      QCOMPARE(hit(f, row)->wgs84[0].lat, hit(f, section.first)->wgs84[0].lat);
    }
    QCOMPARE(scenes.size(), std::size_t(3));
    QVERIFY2(section.title.contains(QLatin1String("3 dates")), qPrintable(section.title));
  }
  QCOMPARE(hit(f, 0)->rank, 1);  // the best hit's place comes first
}

void ResultsTest::byBandTheOrderGoesOnWithinEachBand() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  f.find<QComboBox>("resultOrder")->setCurrentIndex(static_cast<int>(ui::HitOrder::Newest));
  group(f, ui::HitGroups::Band);
  const auto& sections = model(f)->sections();
  QCOMPARE(sections.size(), std::size_t(3));
  QCOMPARE(sections[0].title, QStringLiteral("Likely"));
  int all = 0;
  for (const ui::HitSection& section : sections) {
    all += section.count;
    for (int row = section.first; row < section.first + section.count; ++row) {
      QCOMPARE(hit(f, row)->band, hit(f, section.first)->band);
      if (row > section.first) QVERIFY(hit(f, row - 1)->date >= hit(f, row)->date);
    }
  }
  QCOMPARE(all, model(f)->rowCount());
  QVERIFY(hit(f, 0)->band == ScoreBand::Likely);
}

void ResultsTest::withoutADateOrAPlaceHitsComeLast() {
  std::vector<Hit> hits = {squareHit(1, 0, 0, 1), squareHit(2, 0, 0, 1, "2015-06-29"), Hit(), squareHit(4, 5, 5, 1)};
  const ui::HitArrangement byDate = ui::arrangeHits(hits, ui::HitOrder::Oldest, ui::HitGroups::Date);
  QCOMPARE(byDate.rows, (std::vector<int>{1, 0, 2, 3}));
  QCOMPARE(byDate.sections.back().title, QStringLiteral("No date"));
  const ui::HitArrangement byPlace = ui::arrangeHits(hits, ui::HitOrder::Score, ui::HitGroups::Place);
  QCOMPARE(byPlace.rows, (std::vector<int>{0, 1, 3, 2}));
  QCOMPARE(byPlace.sections.size(), std::size_t(3));
}

void ResultsTest::orderAndGroupsComeBackAfterARestart() {
  WindowFixture f;
  group(f, ui::HitGroups::Band);
  f.find<QComboBox>("resultOrder")->setCurrentIndex(static_cast<int>(ui::HitOrder::Newest));
  f.stop();
  f.start();
  QCOMPARE(model(f)->order(), ui::HitOrder::Newest);
  QCOMPARE(model(f)->groups(), ui::HitGroups::Band);
  QCOMPARE(f.find<QComboBox>("resultGroup")->currentIndex(), static_cast<int>(ui::HitGroups::Band));
}

void ResultsTest::cellsAndHoverSayDateSceneAndPlace() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  const Hit& first = *hit(f, 0);
  const QString origin = model(f)->index(0, 0).data(ui::ResultModel::OriginRole).toString();
  QVERIFY(origin.contains(QString::fromStdString(first.date)) && origin.contains(QString::fromStdString(first.scene)));
  Q_EMIT grid(f)->rested(model(f)->index(0, 0));
  auto* card = f.find<ui::HoverCard>("hoverCard");
  QString said;
  for (const QLabel* label : card->findChildren<QLabel*>()) said += label->text() + QLatin1Char('\n');
  QVERIFY2(said.contains(QString::fromStdString(first.date)) && said.contains(QStringLiteral("°")), qPrintable(said));
}

void ResultsTest::theGridTellsScreenReadersOfItsTiles() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  QAccessibleInterface* list = QAccessible::queryAccessibleInterface(grid(f));
  QVERIFY(list);
  QCOMPARE(list->role(), QAccessible::List);
  QCOMPARE(list->childCount(), 120);
  QAccessibleInterface* third = list->child(2);
  const QString name = third->text(QAccessible::Name);
  QVERIFY2(name.startsWith(QLatin1String("Tile 3 of 120")), qPrintable(name));
  QVERIFY2(name.contains(model(f)->index(2, 0).data(Qt::DisplayRole).toString()), qPrintable(name));
  QVERIFY(name.contains(QString::fromStdString(hit(f, 2)->date)));
  QCOMPARE(third->role(), QAccessible::ListItem);
  QCOMPARE(third->parent(), list);
  QCOMPARE(list->indexOfChild(third), 2);
  QVERIFY(!third->state().selected);
  select(f, 2);
  QVERIFY(third->state().selected);
  QCOMPARE(list->focusChild(), third);
  const QPoint middle = third->rect().center();
  QCOMPARE(list->childAt(middle.x(), middle.y()), third);
  third->actionInterface()->doAction(QAccessibleActionInterface::toggleAction());
  QVERIFY(!third->state().selected);
  QCOMPARE(list->child(999), nullptr);
  QVERIFY(ask(f, "forest"));  // other tiles now: old items are gone, not stale
  QCOMPARE(list->childCount(), 120);
  QVERIFY(list->child(2)->isValid());
}

QTEST_MAIN(ResultsTest)
#include "results_test.moc"
