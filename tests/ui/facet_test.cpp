// Filters that show what the archive holds: years, scenes and tags with their tiles.
#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>
#include <QToolButton>
#include <algorithm>

#include "search_steps.h"
#include "ui/search/date_histogram.h"
#include "ui/search/facet_list.h"
#include "ui/search/filter_panel.h"
#include "ui/search/saved_query.h"

using namespace tilescout;
using namespace tilescout::ui;
using test::WindowFixture;

class FacetTest : public QObject, private test::SearchSteps {
  Q_OBJECT

 private Q_SLOTS:
  void yearsAreChosenByMouseAndKeys();
  void whatHasNoDateIsAGroupOfItsOwn();
  void theHistogramSetsTheDatesOfTheQuery();
  void severalScenesAreChosenWithTheirCounts();
  void sensorsAreChosenByName();
  void tagsBecomeTheirTiles();
  void namesOfAreasAreSavedWithASearch();

 private:
  static FilterPanel* openFilters(const WindowFixture& f) {
    f.find<QToolButton>("queryFilters")->click();
    return f.window->findChild<FilterPanel*>();
  }
  static QListWidgetItem* item(const QListWidget* list, const char* part) {
    for (int row = 0; row < list->count(); ++row)
      if (list->item(row)->text().contains(QLatin1String(part))) return list->item(row);
    return nullptr;
  }
};

void FacetTest::yearsAreChosenByMouseAndKeys() {
  DateHistogram histogram;
  histogram.resize(300, 86);
  histogram.setCounts({{2010, 10}, {2012, 30}, {2015, 5}}, 0);
  histogram.show();
  QCOMPARE(histogram.passing(), std::int64_t(45));
  QSignalSpy chosen(&histogram, &DateHistogram::rangeChosen);
  QTest::mousePress(&histogram, Qt::LeftButton, {}, histogram.placeOf(2012));
  QMouseEvent move(QEvent::MouseMove, histogram.placeOf(2015), histogram.mapToGlobal(histogram.placeOf(2015)),
                   Qt::NoButton, Qt::LeftButton, {});
  QCoreApplication::sendEvent(&histogram, &move);
  QTest::mouseRelease(&histogram, Qt::LeftButton, {}, histogram.placeOf(2015));
  QCOMPARE(histogram.range().from, std::optional(2012));
  QCOMPARE(histogram.range().to, std::optional(2015));
  QCOMPARE(histogram.passing(), std::int64_t(35));
  QCOMPARE(chosen.size(), 2);
  histogram.setFocus();
  QTest::keyClick(&histogram, Qt::Key_Home);
  QVERIFY(!histogram.range().from && !histogram.range().to);
  QTest::keyClick(&histogram, Qt::Key_Right);
  QCOMPARE(histogram.range().from, std::optional(2010));
  QCOMPARE(histogram.range().to, std::optional(2010));
  QTest::keyClick(&histogram, Qt::Key_Right, Qt::ShiftModifier);
  QCOMPARE(histogram.range().to, std::optional(2011));
  QCOMPARE(histogram.range().from, std::optional(2010));
}

void FacetTest::whatHasNoDateIsAGroupOfItsOwn() {
  DateHistogram histogram;
  histogram.resize(300, 86);
  histogram.setCounts({{2010, 10}, {2011, 20}}, 7);
  histogram.show();
  QCOMPARE(histogram.passing(), std::int64_t(37));
  QTest::mouseClick(&histogram, Qt::LeftButton, {}, histogram.placeOfUndated());
  QCOMPARE(histogram.range().undated, Undated::Only);
  QCOMPARE(histogram.passing(), std::int64_t(7));
  QTest::mouseClick(&histogram, Qt::LeftButton, {}, histogram.placeOf(2011));
  QCOMPARE(histogram.range().undated, Undated::Also);
  QCOMPARE(histogram.passing(), std::int64_t(27));
  QTest::mouseClick(&histogram, Qt::LeftButton, {}, histogram.placeOfUndated());
  QCOMPARE(histogram.passing(), std::int64_t(20));
  histogram.setCounts({}, 7);  // an archive without any date
  QTest::mouseClick(&histogram, Qt::LeftButton, {}, QPoint(10, 10));
  QVERIFY(histogram.passing() >= 0);
}

void FacetTest::theHistogramSetsTheDatesOfTheQuery() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  FilterPanel* panel = openFilters(f);
  auto* years = panel->findChild<DateHistogram*>();
  QVERIFY(years->isVisible());
  QTest::mouseClick(years, Qt::LeftButton, {}, years->placeOf(2020));
  QTRY_COMPARE(lastAsked(f).fromDate, std::string("2020"));
  QCOMPARE(lastAsked(f).toDate, std::string("2020"));
  QCOMPARE(panel->findChild<QLineEdit*>(QStringLiteral("filterFrom"))->text(), QStringLiteral("2020"));
  panel->findChild<QLineEdit*>(QStringLiteral("filterFrom"))->setText(QStringLiteral("2015"));
  QTRY_COMPARE(years->range().from, std::optional(2015));  // and back
  panel->hide();
}

void FacetTest::severalScenesAreChosenWithTheirCounts() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  FilterPanel* panel = openFilters(f);
  auto* list = panel->findChild<QListWidget*>(QStringLiteral("filterScenes"));
  QCOMPARE(list->count(), 3);
  QVERIFY2(item(list, "2020")->text().contains(QLatin1String("40")), qPrintable(item(list, "2020")->text()));
  item(list, "2015")->setCheckState(Qt::Checked);
  item(list, "2025")->setCheckState(Qt::Checked);
  QTRY_COMPARE(lastAsked(f).scenes, (std::vector<SceneId>{1, 3}));
  QVERIFY(f.find<QFrame>("chipScenes"));
  panel->hide();
  f.find<QFrame>("chipScenes")->findChild<QToolButton*>(QStringLiteral("chipRemove"))->click();
  openFilters(f);
  QCOMPARE(item(list, "2015")->checkState(), Qt::Unchecked);
  panel->hide();
}

void FacetTest::sensorsAreChosenByName() {
  WindowFixture f;
  f.world->sensors = {{2, "Landsat 8 OLI"}, {3, ""}};
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  FilterPanel* panel = openFilters(f);
  auto* list = panel->findChild<QListWidget*>(QStringLiteral("filterSensors"));
  QCOMPARE(list->count(), 3);
  QVERIFY2(item(list, "Landsat 8 OLI")->text().contains(QLatin1String("40")), qPrintable(list->item(0)->text()));
  QVERIFY(list->item(2)->text().contains(QLatin1String("not known")));  // last, after the names
  item(list, "Landsat")->setCheckState(Qt::Checked);
  list->item(2)->setCheckState(Qt::Checked);
  QTRY_COMPARE(lastAsked(f).sensors, (std::vector<std::string>{"Landsat 8 OLI", ""}));
  QVERIFY(f.find<QFrame>("chipSensors")
              ->findChild<QToolButton*>(QStringLiteral("chipOpen"))
              ->text()
              .contains(QLatin1String("Landsat 8 OLI")));
  panel->hide();
  f.find<QFrame>("chipSensors")->findChild<QToolButton*>(QStringLiteral("chipRemove"))->click();
  QTRY_VERIFY(lastAsked(f).sensors.empty());
  openFilters(f);
  QCOMPARE(item(list, "Landsat")->checkState(), Qt::Unchecked);
  panel->hide();
}

void FacetTest::tagsBecomeTheirTiles() {
  WindowFixture f;
  const std::vector<TileId> harbours = {1001, 1002}, waters = {1002, 2003};
  f.world->labels.addTag(harbours, "harbour");
  f.world->labels.addTag(waters, "water");
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  QTRY_COMPARE(f.context->labels().tags().size(), std::size_t(2));
  FilterPanel* panel = openFilters(f);
  auto* list = panel->findChild<QListWidget*>(QStringLiteral("filterTags"));
  QTRY_COMPARE(list->count(), 2);
  QVERIFY(item(list, "harbour")->text().contains(QLatin1String("2")));
  item(list, "harbour")->setCheckState(Qt::Checked);
  QTRY_VERIFY(lastAsked(f).tiles && *lastAsked(f).tiles == harbours);
  item(list, "water")->setCheckState(Qt::Checked);
  QTRY_VERIFY(lastAsked(f).tiles && *lastAsked(f).tiles == (std::vector<TileId>{1001, 1002, 2003}));
  QVERIFY(f.context->search().draft().tilesName.contains(QLatin1String("harbour, water")));
  item(list, "water")->setCheckState(Qt::Unchecked);
  item(list, "harbour")->setCheckState(Qt::Unchecked);
  QTRY_VERIFY(!lastAsked(f).tiles);
  panel->hide();
}

void FacetTest::namesOfAreasAreSavedWithASearch() {
  QueryDraft draft;
  draft.query.text = "ships";
  draft.query.bbox = {{1, 2, 3, 4}};
  draft.areaName = QStringLiteral("Port of Fargo");
  SavedSearch saved;
  saved.query = savedQueryOf(draft);
  QueryDraft read;
  read.query = queryOf(saved);
  readNames(saved.query, read);
  QCOMPARE(read.areaName, draft.areaName);
  QCOMPARE(read.query.text, draft.query.text);
  QCOMPARE(*read.query.bbox, *draft.query.bbox);
}

QTEST_MAIN(FacetTest)
#include "facet_test.moc"
