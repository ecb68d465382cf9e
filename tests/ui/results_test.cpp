// How results stand in the grid: order, headings, what a cell says, and to whom.
#include <QAccessible>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QTreeWidget>
#include <algorithm>
#include <set>

#include "search_steps.h"
#include "ui/search/hit_arrangement.h"
#include "ui/search/hover_card.h"
#include "ui/search/large_view.h"

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
  void theDetailsHoldCaptionsAndTakeOne();
  void theDetailsRankTextsToSearchFor();
  void theDetailsShowTheOtherDates();

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

void ResultsTest::theDetailsHoldCaptionsAndTakeOne() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  auto* line = f.find<QLineEdit>("detailsAddCaption");
  auto* captions = f.find<QLabel>("detailsCaptions");
  f.context->selection().set({tileAt(f, 0), tileAt(f, 1)}, tileAt(f, 0));
  QTRY_COMPARE(captions->text(), QStringLiteral("None yet"));
  QVERIFY(f.find<QLabel>("detailsFound")->text().startsWith(QLatin1String("Band: likely")));
  QTest::keyClicks(line, QStringLiteral("bzz"));
  QTest::keyClick(line, Qt::Key_Return);
  QTRY_COMPARE(captions->text(), QStringLiteral("bzz"));
  QVERIFY(line->text().isEmpty());
  f.context->labels().addTag({tileAt(f, 0)}, QStringLiteral("port"));
  QTRY_COMPARE(captions->text(), QStringLiteral("bzz\nTags: port"));
  select(f, 1);  // of two selected tiles it went to the current one
  QTRY_COMPARE(captions->text(), QStringLiteral("None yet"));
}

void ResultsTest::theDetailsRankTextsToSearchFor() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  select(f, 0);
  auto* texts = f.find<QTreeWidget>("detailsTexts");
  QTRY_COMPARE(texts->topLevelItemCount(), 5);
  const QString best = texts->topLevelItem(0)->text(0);
  QVERIFY(!texts->topLevelItem(0)->text(1).isEmpty());
  const int height = texts->height();
  Q_EMIT texts->itemActivated(texts->topLevelItem(0), 0);
  QTRY_COMPARE(f.context->search().answeredText(), best);
  QCOMPARE(texts->height(), height);
}

void ResultsTest::theDetailsShowTheOtherDates() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  select(f, 0);
  auto* dates = f.find<QWidget>("otherDates");
  const auto shown = [&] {
    QStringList texts;
    for (const QToolButton* button : dates->findChildren<QToolButton*>()) texts.append(button->accessibleName());
    return texts;
  };
  QTRY_COMPARE(shown().size(), qsizetype(f.world->scenes - 1));  // all but the tile's own scene
  const QString own = QString::fromStdString(hit(f, 0)->scene);
  QVERIFY(!shown().join(u' ').contains(own));
  dates->findChildren<QToolButton*>().first()->click();
  QVERIFY(f.window->results()->largeView()->isVisible());
  QVERIFY(f.window->actions()->find("largeDates")->isChecked());
  f.world->placed = false;
  QVERIFY(f.open());
  f.context->selection().set({2005}, 2005);
  QTRY_VERIFY(f.context->currentTile().hit() && f.context->currentTile().hit()->tile == 2005);
  QTRY_COMPARE(shown().size(), qsizetype(0));
}

QTEST_MAIN(ResultsTest)
#include "results_test.moc"
