// What is drawn: examples on scenes and on the map, areas and their corners, the background, dates that blink.
#include <QAccessible>
#include <QAction>
#include <QCheckBox>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTemporaryFile>
#include <QToolButton>
#include <QTreeView>
#include <algorithm>
#include <cmath>
#include <memory>

#include "search_steps.h"
#include "ui/map/background_dialog.h"
#include "ui/map/map_background.h"
#include "ui/map/map_canvas.h"
#include "ui/map/map_list_model.h"
#include "ui/map/map_page.h"
#include "ui/search/area_term.h"
#include "ui/search/example_popup.h"
#include "ui/search/large_view.h"
#include "ui/search/scene_canvas.h"
#include "ui/search/time_canvas.h"
#include "ui/search/time_panel.h"
#include "ui/support/notice_bar.h"

using namespace tilescout;
using namespace tilescout::ui;
using test::WindowFixture;

namespace {

void drag(QWidget* widget, const QPoint& from, const QPoint& to, Qt::KeyboardModifiers modifiers = {}) {
  QTest::mousePress(widget, Qt::LeftButton, modifiers, from);
  for (int i = 1; i <= 4; ++i) {
    const QPoint at = from + (to - from) * i / 4;
    QMouseEvent move(QEvent::MouseMove, at, widget->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, modifiers);
    QCoreApplication::sendEvent(widget, &move);
  }
  QTest::mouseRelease(widget, Qt::LeftButton, modifiers, to);
}

Ring boxRing(double west, double south, double east, double north) {
  return {{west, north}, {east, north}, {east, south}, {west, south}};
}

}  // namespace

class MapToolsTest : public QObject, private test::SearchSteps {
  Q_OBJECT

 private Q_SLOTS:
  void theSquareAroundAPartStaysInTheScene();
  void aPartOfTheLargeViewBecomesAnExample();
  void anExampleIsWeighedAndTurnedAroundOnItsChip();
  void aHotSpotBecomesTheNextExample();
  void anExampleIsDrawnOnTheMap();
  void theCornersOfAnAreaAreDragged();
  void anAreaOfAFileShowsAndIsExportedUnderItsName();
  void theBackgroundIsOffUntilItIsChosen();
  void aWebBackgroundNeedsPermissionAndAClickEachTime();
  void aBackgroundThatFailsSaysSoAndIsTriedAgain();
  void datesBlinkInTurn();
  void theMapTellsScreenReadersOfItsResults();
  void theListSaysWhatTheMapShowsAndWhereItLies();
  void theListSharesTheSelectionAndIsWorkedByKeys();

 private:
  static LargeView* openLarge(WindowFixture& f) {
    select(f, 0);
    f.window->actions()->large->trigger();
    auto* large = f.window->findChild<LargeView*>();
    [&] { QTRY_VERIFY(large->canvas()->isSharp()); }();
    return large;
  }
  static MapCanvas* openMap(WindowFixture& f) {
    trigger(f, "showMap");
    auto* canvas = f.window->findChild<MapCanvas*>();
    [&] { QTRY_VERIFY(canvas->isVisible() && canvas->width() > 100); }();
    return canvas;
  }
  static std::vector<jobs::BackgroundSource> backgrounds(const WindowFixture& f) {
    const std::lock_guard lock(f.world->mutex);
    return f.world->backgroundsRead;
  }
};

void MapToolsTest::theSquareAroundAPartStaysInTheScene() {
  const QSizeF scene(1000, 400);
  QCOMPARE(squareAround(QRectF(500, 100, 100, 40), scene), QRectF(500, 70, 100, 100));
  QCOMPARE(squareAround(QRectF(0, 0, 100, 10), scene), QRectF(0, 0, 100, 100));
  QCOMPARE(squareAround(QRectF(950, 380, 50, 20), scene), QRectF(950, 350, 50, 50));
  QCOMPARE(squareAround(QRectF(100, 0, 800, 400), scene), QRectF(100, 0, 800, 400));  // too narrow for a square
}

void MapToolsTest::aPartOfTheLargeViewBecomesAnExample() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  LargeView* large = openLarge(f);
  SceneCanvas* canvas = large->canvas();
  QTest::keyClick(canvas, Qt::Key_D);
  QVERIFY(canvas->isCropping());
  QTest::keyClick(canvas, Qt::Key_Escape);  // gives up drawing, stays in the large view
  QVERIFY(!canvas->isCropping() && large->isVisible());
  large->findChild<QToolButton*>(QStringLiteral("largeExample"))->click();
  const QPoint middle = canvas->rect().center();
  drag(canvas, middle - QPoint(60, 20), middle + QPoint(60, 20));
  QTRY_COMPARE(lastAsked(f).images.size(), std::size_t(1));
  const ExampleImage example = lastAsked(f).images[0];
  QVERIFY(!example.pixels.empty());
  QCOMPARE(example.pixels.width, example.pixels.height);
  QTRY_VERIFY(f.window->results()->grid()->isVisible());  // to what looks like it
  const QString file = QString::fromStdString(example.name);
  QTRY_VERIFY(QFileInfo::exists(file));  // so that the query can be saved and come back
  QVERIFY(file.startsWith(f.home.path()));
  QVERIFY(f.find<QFrame>("chipImage")
              ->findChild<QToolButton*>(QStringLiteral("chipOpen"))
              ->text()
              .startsWith(QLatin1String("part of naip")));
}

void MapToolsTest::anExampleIsWeighedAndTurnedAroundOnItsChip() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  f.context->search().addPicture({Image(8, 8), "/data/a.png"});
  f.context->search().addExamples({tileAt(f, 2)});
  const TileId tile = f.context->search().draft().query.like.at(0);
  QTRY_VERIFY(!lastAsked(f).like.empty() && !lastAsked(f).images.empty());
  const auto open = [&](const char* chip) {
    f.find<QFrame>(chip)->findChild<QToolButton*>(QStringLiteral("chipOpen"))->click();
    return f.window->findChild<ExamplePopup*>();
  };
  ExamplePopup* popup = open("chipImage");
  QVERIFY(popup->isVisible());
  popup->findChild<QSlider*>(QStringLiteral("exampleWeight"))->setValue(20);
  QTRY_COMPARE(lastAsked(f).images.at(0).weight, 2.0);
  popup->findChild<QToolButton*>(QStringLiteral("exampleUnlike"))->click();
  QTRY_COMPARE(lastAsked(f).images.at(0).weight, -2.0);
  popup->hide();
  popup = open("chipLike");
  popup->findChild<QSlider*>(QStringLiteral("exampleWeight"))->setValue(5);
  QTRY_COMPARE(lastAsked(f).weights, (std::map<TileId, double>{{tile, 0.5}}));
  popup->findChild<QToolButton*>(QStringLiteral("exampleUnlike"))->click();
  QTRY_COMPARE(lastAsked(f).unlike, std::vector<TileId>{tile});
  QVERIFY(lastAsked(f).like.empty());
  popup->hide();
  f.find<QFrame>("chipUnlike")->findChild<QToolButton*>(QStringLiteral("chipRemove"))->click();
  QTRY_VERIFY(lastAsked(f).unlike.empty() && lastAsked(f).weights.empty());
}

void MapToolsTest::aHotSpotBecomesTheNextExample() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  LargeView* large = openLarge(f);
  SceneCanvas* canvas = large->canvas();
  QSignalSpy spots(canvas, &SceneCanvas::hotSpotClicked);
  QTest::mouseClick(canvas, Qt::LeftButton, {}, canvas->rect().center());
  QCOMPARE(spots.size(), 0);  // without the heat a click is no wish
  large->findChild<QToolButton*>(QStringLiteral("largeHeat"))->click();
  const auto click = [&](Qt::KeyboardModifiers modifiers) {  // until the heat is there
    QTest::mouseClick(canvas, Qt::LeftButton, modifiers, canvas->rect().center());
    return spots.size() > 0;
  };
  QTRY_VERIFY(click({}));
  const TileId tile = spots[0][0].toLongLong();
  QTRY_COMPARE(lastAsked(f).like, std::vector<TileId>{tile});
  QVERIFY(large->isVisible());  // one looks at the heat go elsewhere
  spots.clear();
  QTRY_VERIFY(click(Qt::AltModifier));
  QTRY_COMPARE(lastAsked(f).unlike, std::vector<TileId>{tile});
}

void MapToolsTest::anExampleIsDrawnOnTheMap() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  MapCanvas* canvas = openMap(f);
  QVERIFY(canvas->fitScenes());
  f.window->findChild<QAction*>(QStringLiteral("mapExample"))->trigger();
  const QPoint middle = canvas->rect().center();
  drag(canvas, middle - QPoint(40, 20), middle + QPoint(40, 20));
  QTRY_COMPARE(lastAsked(f).images.size(), std::size_t(1));
  QCOMPARE(lastAsked(f).images[0].pixels.width, lastAsked(f).images[0].pixels.height);
  QCOMPARE(canvas->tool(), MapTool::Hand);
  // Beside all scenes there is nothing to search with, and that is said.
  f.window->findChild<QAction*>(QStringLiteral("mapExample"))->trigger();
  drag(canvas, QPoint(2, 2), QPoint(20, 20));
  auto* page = f.window->findChild<MapPage*>();
  QTRY_VERIFY(page->findChild<NoticeBar*>()->isVisible());
  QCOMPARE(f.context->search().draft().query.images.size(), std::size_t(1));
}

void MapToolsTest::theCornersOfAnAreaAreDragged() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  MapCanvas* canvas = openMap(f);
  f.context->search().setArea({-97.18, 47.25, -97.12, 47.28}, QStringLiteral("my harbour"));
  QVERIFY(canvas->fitRings({boxRing(-97.2, 47.24, -97.1, 47.29)}));
  const QPoint corner = canvas->view().toScreen(LonLat{-97.12, 47.28}).toPoint();
  drag(canvas, corner, corner + QPoint(50, 0));
  QTRY_VERIFY(!lastAsked(f).withinFile.empty());  // no box any more
  QVERIFY(!lastAsked(f).bbox);
  QCOMPARE(f.context->search().draft().areaName, QStringLiteral("my harbour"));
  QFile file(QString::fromStdString(lastAsked(f).withinFile));
  QVERIFY(file.open(QIODevice::ReadOnly));
  const QJsonArray ring =
      QJsonDocument::fromJson(
          file.readAll())[QStringLiteral("features")][0][QStringLiteral("geometry")][QStringLiteral("coordinates")][0]
          .toArray();
  const double moved = canvas->view().toGround(corner + QPoint(50, 0)).lon;
  QVERIFY2(std::abs(ring[1].toArray()[0].toDouble() - moved) < 1e-3,
           qPrintable(QString::number(ring[1].toArray()[0].toDouble())));
  QCOMPARE(ring[3].toArray()[0].toDouble(), -97.18);
}

void MapToolsTest::anAreaOfAFileShowsAndIsExportedUnderItsName() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  MapCanvas* canvas = openMap(f);
  QVERIFY(canvas->fitScenes());
  const QImage before = canvas->grab().toImage();
  f.context->search().setAreaFile(QStringLiteral("/data/fargo.gpkg"));
  QTRY_VERIFY(canvas->grab().toImage() != before);
  AreaTerm* term = f.window->queryBar()->areaTerm();
  term->rename(QStringLiteral("  Port   of Fargo "));
  QCOMPARE(f.context->search().draft().areaName, QStringLiteral("Port of Fargo"));
  QTRY_VERIFY(f.find<QFrame>("chipArea")
                  ->findChild<QToolButton*>(QStringLiteral("chipOpen"))
                  ->text()
                  .contains(QLatin1String("Port of Fargo")));
  QSignalSpy done(term, &AreaTerm::exported), failed(term, &AreaTerm::failed);
  const QString target = f.home.filePath(QStringLiteral("out.geojson"));
  term->exportTo(target);
  QTRY_COMPARE(done.size(), 1);
  QFile file(target);
  QVERIFY(file.open(QIODevice::ReadOnly));
  const QJsonValue feature = QJsonDocument::fromJson(file.readAll())[QStringLiteral("features")][0];
  QCOMPARE(feature[QStringLiteral("properties")][QStringLiteral("name")].toString(), QStringLiteral("Port of Fargo"));
  const QJsonArray rings = feature[QStringLiteral("geometry")][QStringLiteral("coordinates")].toArray();
  QCOMPARE(rings.size(), 2);                                        // the hole too
  QCOMPARE(rings[0].toArray().first(), rings[0].toArray().last());  // closed, as the format wants it
  f.context->search().setAreaFile(QStringLiteral("/data/gone.gpkg"));
  term->exportTo(target);
  QTRY_COMPARE(failed.size(), 1);
  QVERIFY(failed[0][0].toString().contains(QLatin1String("gone.gpkg")));
}

void MapToolsTest::theBackgroundIsOffUntilItIsChosen() {
  WindowFixture f;
  QVERIFY(f.open());
  MapCanvas* canvas = openMap(f);
  QVERIFY(canvas->fitScenes());
  QTest::qWait(100);
  QVERIFY(backgrounds(f).empty());
  QTemporaryFile local(QDir::tempPath() + QStringLiteral("/XXXXXX.tif"));
  QVERIFY(local.open());
  f.window->findChild<MapPage*>()->background()->take({local.fileName(), QStringLiteral("Survey"), false});
  QTRY_VERIFY(!backgrounds(f).empty());
  QCOMPARE(backgrounds(f).front().address, local.fileName().toStdString());
  QVERIFY(!backgrounds(f).front().allowNetwork);
  const auto corner = [&] { return canvas->grab().toImage().pixelColor(3, canvas->height() / 2); };
  QTRY_VERIFY(corner().blue() > 150 && corner().red() < 60);
  f.window->findChild<QAction*>(QStringLiteral("mapBackground"))->setChecked(false);
  QTRY_VERIFY(corner().blue() - corner().red() < 60);
  f.window->findChild<QAction*>(QStringLiteral("mapBackground"))->setChecked(true);
  f.stop();
  f.start();
  QVERIFY(f.window->findChild<QAction*>(QStringLiteral("mapBackground"))->isChecked());  // a file of one's own returns
}

void MapToolsTest::aWebBackgroundNeedsPermissionAndAClickEachTime() {
  BackgroundDialog dialog({}, {});
  auto* address = dialog.findChild<QLineEdit*>(QStringLiteral("backgroundAddress"));
  auto* allow = dialog.findChild<QCheckBox*>(QStringLiteral("backgroundAllow"));
  QVERIFY(allow->isHidden());
  address->setText(QStringLiteral("http://maps.invalid/{z}/{x}/{y}.png"));
  QVERIFY(!allow->isHidden() && !allow->isChecked());
  QVERIFY(!dialog.choice().mayShow());
  allow->setChecked(true);
  QVERIFY(dialog.choice().mayShow());
  const BackgroundChoice choice = dialog.choice();
  address->setText(QStringLiteral("http://other.invalid/{z}/{x}/{y}.png"));
  QVERIFY(!dialog.choice().allowed);  // the tick was for another address

  WindowFixture f;
  QVERIFY(f.open());
  openMap(f);
  f.window->findChild<MapPage*>()->background()->take(choice);
  QTRY_VERIFY(!backgrounds(f).empty());
  QVERIFY(backgrounds(f).front().allowNetwork);
  f.stop();
  f.world->backgroundsRead.clear();
  f.start();
  QVERIFY(f.open());
  openMap(f);
  QTest::qWait(150);
  QVERIFY(backgrounds(f).empty());  // nobody has clicked yet
  f.window->findChild<QAction*>(QStringLiteral("mapBackground"))->trigger();
  QTRY_VERIFY(!backgrounds(f).empty());
}

void MapToolsTest::aBackgroundThatFailsSaysSoAndIsTriedAgain() {
  WindowFixture f;
  f.world->backgroundError =
      Error(ErrorCode::Io, "cannot be reached: no route to host", "http://maps.invalid/{z}/{x}/{y}");
  QVERIFY(f.open());
  openMap(f);
  auto* page = f.window->findChild<MapPage*>();
  page->background()->take({QStringLiteral("http://maps.invalid/{z}/{x}/{y}"), {}, true});
  auto* notice = page->findChild<NoticeBar*>();
  QTRY_VERIFY(notice->isVisible());
  QVERIFY2(notice->text().contains(QLatin1String("maps.invalid")), qPrintable(notice->text()));
  std::size_t before = 0;  // other tiles may be under way as the first one fails
  for (int turn = 0; turn < 20 && before != backgrounds(f).size(); ++turn) {
    before = backgrounds(f).size();
    QTest::qWait(100);
  }
  page->canvas()->zoomBy(2);
  QTest::qWait(100);
  QCOMPARE(backgrounds(f).size(), before);  // it is not asked again and again
  {
    const std::lock_guard lock(f.world->mutex);
    f.world->backgroundError.reset();
  }
  notice->findChild<QPushButton*>()->click();
  QTRY_VERIFY(backgrounds(f).size() > before);
  QVERIFY(!notice->isVisible());
}

void MapToolsTest::datesBlinkInTurn() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  LargeView* large = openLarge(f);
  large->findChild<QToolButton*>(QStringLiteral("largeDates"))->click();
  TimeCanvas* canvas = large->time()->canvas();
  QTRY_VERIFY(canvas->isVisible() && canvas->isReady());
  large->time()->findChild<QToolButton*>(QStringLiteral("timeBlink"))->click();
  QTRY_VERIFY(canvas->isBlinking());  // as soon as there is something to turn to
  QTRY_VERIFY(canvas->isReady());
  const int front = canvas->front();
  const auto middle = [&] { return canvas->grab().toImage().pixelColor(canvas->width() / 4, canvas->height() / 3); };
  const QColor first = middle();
  QTRY_VERIFY(canvas->front() != front);
  QTRY_VERIFY(middle() != first);
  canvas->setFocus();
  QTest::keyClick(canvas, Qt::Key_Space);
  QVERIFY(!canvas->isBlinking());
  QVERIFY(large->isVisible());
  const int held = canvas->front();
  QTest::keyClick(canvas, Qt::Key_Right);
  QVERIFY(canvas->front() != held);
  QTest::keyClick(canvas, Qt::Key_Left);
  QCOMPARE(canvas->front(), held);
  QTest::keyClick(canvas, Qt::Key_Space);
  QVERIFY(canvas->isBlinking());
  large->time()->findChild<QToolButton*>(QStringLiteral("timeSideBySide"))->click();
  QVERIFY(!canvas->isBlinking());
}

void MapToolsTest::theMapTellsScreenReadersOfItsResults() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  MapCanvas* canvas = openMap(f);
  const Hit& best = f.context->search().result()->hits[0];
  QVERIFY(canvas->fitRings({best.wgs84}));
  QAccessibleInterface* map = QAccessible::queryAccessibleInterface(canvas);
  QVERIFY(map && map->childCount() > 0);
  QCOMPARE(map->childCount(), static_cast<int>(canvas->hits().marks().size() + canvas->hits().clusters().size()));
  const int all = map->childCount();
  const QString whole = map->text(QAccessible::Value);
  QVERIFY(!whole.isEmpty());
  QAccessibleInterface* first = map->child(0);
  QVERIFY2(first->text(QAccessible::Name).contains(QLatin1String("Rank")), qPrintable(first->text(QAccessible::Name)));
  QVERIFY(first->text(QAccessible::Name).contains(QLatin1String("score")));
  QVERIFY(!first->state().selected);
  first->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
  QVERIFY(first->state().selected);
  QCOMPARE(f.context->selection().tiles().size(), std::size_t(1));
  QCOMPARE(map->indexOfChild(first), 0);
  QVERIFY(canvas->fitScenes());
  canvas->zoomBy(0.05);  // circles now
  QVERIFY(map->childCount() <= all || map->childCount() > 0);
  QVERIFY2(map->child(map->childCount() - 1)->text(QAccessible::Name).contains(QLatin1String("results")),
           qPrintable(map->child(map->childCount() - 1)->text(QAccessible::Name)));
}

void MapToolsTest::theListSaysWhatTheMapShowsAndWhereItLies() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  MapCanvas* canvas = openMap(f);
  auto* list = f.find<QTreeView>("mapList");
  QVERIFY(!list->isVisible());
  QTest::keyClick(canvas, Qt::Key_W);
  QTRY_VERIFY(list->isVisible() && list->hasFocus());
  const auto* rows = f.window->findChild<MapListModel*>();
  const auto listed = [&] { return std::pair(rows->results(), rows->scenes()); };
  QTRY_VERIFY(listed().first > 0 && listed().second > 0);
  const Hit& best = f.context->search().result()->hits[0];
  QVERIFY(canvas->fitRings({best.wgs84}));
  QTRY_COMPARE(rows->results(), static_cast<std::int64_t>(canvas->hits().tilesInView().size()));
  QCOMPARE(rows->rowCount(), static_cast<int>(rows->results() + rows->scenes()));
  const QString name = rows->index(0, MapListModel::Name).data().toString();
  QVERIFY2(name.contains(QString::fromStdString(best.scene)), qPrintable(name));
  QVERIFY(rows->index(0, MapListModel::Place).data().toString().contains(QStringLiteral("°")));
  // Great circles by the law of cosines, which needs no half angles.
  QVERIFY(canvas->fitScenes());
  const auto sine = [](double degrees) { return std::sin(degrees * M_PI / 180); };
  const auto cosine = [](double degrees) { return std::cos(degrees * M_PI / 180); };
  QTRY_VERIFY(rows->results() > 1);
  QTest::qWait(300);  // the view has settled
  const LonLat middle = canvas->view().centre();
  for (const MapListModel::Row& row : rows->rows()) {
    const double angle = std::acos(std::clamp(sine(middle.lat) * sine(row.place.lat) +
                                                  cosine(middle.lat) * cosine(row.place.lat) *
                                                      cosine(row.place.lon - middle.lon), -1.0, 1.0));
    QVERIFY(std::abs(row.metres - angle * 6'371'008.8) < 1.0 + 1e-4 * row.metres);
    if (row.place.lat > middle.lat + 0.01 && std::abs(row.place.lon - middle.lon) < 1e-3)
      QVERIFY(row.bearing < 10 || row.bearing > 350);
  }
  list->sortByColumn(MapListModel::Distance, Qt::AscendingOrder);
  const auto& sorted = rows->rows();
  QVERIFY(std::is_sorted(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.metres < b.metres; }));
}

void MapToolsTest::theListSharesTheSelectionAndIsWorkedByKeys() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  MapCanvas* canvas = openMap(f);
  QVERIFY(canvas->fitScenes());
  canvas->zoomBy(0.1);
  QTest::keyClick(canvas, Qt::Key_W);
  auto* list = f.find<QTreeView>("mapList");
  const auto* rows = f.window->findChild<MapListModel*>();
  QTRY_VERIFY(list->hasFocus() && rows->results() > 3);
  QTest::keyClick(list, Qt::Key_Home);
  QTest::keyClick(list, Qt::Key_Down);
  QTest::keyClick(list, Qt::Key_Down, Qt::ShiftModifier);
  const Selection& selection = f.context->selection();
  QCOMPARE(selection.tiles(), (std::vector<TileId>{rows->rows()[1].tile, rows->rows()[2].tile}));
  QCOMPARE(selection.current(), rows->rows()[2].tile);
  f.context->selection().set({rows->rows()[3].tile}, rows->rows()[3].tile);  // as the grid does
  QCOMPARE(list->currentIndex().row(), 3);
  QCOMPARE(list->selectionModel()->selectedRows().size(), 1);
  // A scene stands for its results, and Enter goes to it.
  const auto scene = std::find_if(rows->rows().begin(), rows->rows().end(), [](const auto& row) { return row.tile == 0; });
  QVERIFY(scene != rows->rows().end());
  const SceneId id = scene->scene;
  list->setCurrentIndex(rows->index(static_cast<int>(scene - rows->rows().begin()), 0));
  QCOMPARE(canvas->chosenScenes(), std::vector<SceneId>{id});
  for (const TileId tile : selection.tiles()) QCOMPARE(canvas->hits().find(tile)->sceneId, id);
  const double before = canvas->view().degreesPerPixel();
  QTest::keyClick(list, Qt::Key_Return);
  QVERIFY2(canvas->view().degreesPerPixel() < before,
           qPrintable(QStringLiteral("%1 %2 at %3 pixels").arg(before).arg(canvas->view().degreesPerPixel()).arg(canvas->height())));
  // Enter on a result shows it large; the list is there again after a restart.
  QTRY_VERIFY(rows->results() > 0 && rows->rows()[0].tile != 0);
  list->setCurrentIndex(rows->index(0, 0));
  QTest::keyClick(list, Qt::Key_Return);
  QTRY_VERIFY(f.window->findChild<LargeView*>()->isVisible());
  QVERIFY(f.context->settings().view(QStringLiteral("mapList")).toBool());
}

QTEST_MAIN(MapToolsTest)
#include "map_tools_test.moc"
