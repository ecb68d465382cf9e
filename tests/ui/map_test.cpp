// The map, the large view, other dates, and results on their way out, over the fake archive.
#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QRadioButton>
#include <QTest>
#include <QToolButton>

#include "ui/export/clipboard_text.h"
#include "ui/export/contact_sheet.h"
#include "ui/export/export_controller.h"
#include "ui/export/export_dialog.h"
#include "ui/map/area_file.h"
#include "ui/map/map_canvas.h"
#include "ui/map/map_page.h"
#include "ui/map/map_tile_loader.h"
#include "ui/page_tabs.h"
#include "ui/search/large_view.h"
#include "ui/search/query_bar.h"
#include "ui/search/result_grid.h"
#include "ui/search/results_view.h"
#include "ui/search/scene_canvas.h"
#include "ui/search/time_canvas.h"
#include "ui/search/time_panel.h"
#include "ui/window_actions.h"
#include "window_fixture.h"

using namespace tilescout;
using namespace tilescout::ui;
using test::WindowFixture;

namespace {

/// The window with an archive, an answer, and the map in front.
struct MapFixture : WindowFixture {
  explicit MapFixture(bool search = true) {
    QVERIFY(open());
    if (search) {
      window->queryBar()->setText(QStringLiteral("ships in a harbour"));
      QVERIFY(QTest::qWaitFor([this] { return context->search().result() != nullptr; }, 3000));
    }
    window->actions()->find("showMap")->trigger();
    canvas = window->findChild<MapCanvas*>();
    QVERIFY(canvas != nullptr);
    QVERIFY(QTest::qWaitFor([this] { return canvas->isVisible() && canvas->width() > 100; }, 3000));
  }
  QAction* action(const char* name) const { return window->findChild<QAction*>(QString::fromLatin1(name)); }
  /// Middle of a hit on the screen.
  QPoint at(const Hit& hit) const {
    LonLat middle;
    for (const LonLat& corner : hit.wgs84) {
      middle.lon += corner.lon / 4;
      middle.lat += corner.lat / 4;
    }
    return canvas->view().toScreen(middle).toPoint();
  }
  const std::vector<Hit>& hits() const { return context->search().result()->hits; }
  void drag(const QPoint& from, const QPoint& to, Qt::MouseButton button = Qt::LeftButton) const {
    QTest::mousePress(canvas, button, {}, from);
    for (int i = 1; i <= 4; ++i) {
      QMouseEvent move(QEvent::MouseMove, from + (to - from) * i / 4.0, canvas->mapToGlobal(from + (to - from) * i / 4),
                       Qt::NoButton, button, {});
      QCoreApplication::sendEvent(canvas, &move);
    }
    QTest::mouseRelease(canvas, button, {}, to);
  }

  MapCanvas* canvas = nullptr;
};

Ring boxRing(double west, double south, double east, double north) {
  return {{west, north}, {east, north}, {east, south}, {west, south}};
}

}  // namespace

class MapTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void picturesAreReadForWhatIsSeenAndOldOnesStay();
  void aPictureUnderWayForAnArchiveOfBeforeIsReadAnew();
  void selectingOnTheMapSelectsInTheGridAndBack();
  void aFrameSelectsWhatLiesInIt();
  void keysMoveTheMapAndSpaceIsAHand();
  void aDrawnAreaBecomesAFileThatKeepsItsShape();
  void theViewBecomesABox();
  void escapeLeavesTheToolFirst();
  void anArchiveWithoutPlacesSaysSo();
  void theLargeViewReadsTheSceneAndChangesBands();
  void bandsCannotBeChosenBeforeTheSceneIsKnown();
  void heatAndOpacityFollowTheirKeys();
  void otherDatesStandBesideEachOtherOrUnderALine();
  void theDialogKeepsTheTargetAndItsFormatTogether();
  void anExportRunsAsAJobAndCanBeStopped();
  void manyHitsAreCopiedByAJobAndTheClipboardHasThemAtItsEnd();
  void theExportDialogLeavesTheWindowAliveAndWritesWhatItCounted();
  void theReportIsAWholePdfAndPngPages();
  void theClipboardHoldsATableWithoutFormulasAndMarkup();
};

void MapTest::picturesAreReadForWhatIsSeenAndOldOnesStay() {
  MapFixture fixture;
  QVERIFY(QTest::qWaitFor([&] { return fixture.world->warpsRead > 0; }, 3000));
  QTest::qWait(150);
  const auto middle = [&] {
    const QImage shown = fixture.canvas->grab().toImage();
    const QPointF at = fixture.canvas->view().toScreen({-97.19, 47.236}) * shown.devicePixelRatio();
    return shown.pixelColor(at.toPoint());
  };
  // Scene 3 is the newest, its plain colour is 30 + 20 · 3 + 40 · band. The corner has no hit on it.
  fixture.action("mapPictures")->setChecked(true);
  const auto coloured = [](const QColor& c) { return c.red() < c.green() && c.green() < c.blue(); };
  QVERIFY2(QTest::qWaitFor([&] { return coloured(middle()); }, 3000), qPrintable(middle().name()));
  fixture.canvas->zoomBy(1.1);  // the corner stays in view
  const QColor during = middle();  // nothing new was read yet: the coarser picture stands in
  QVERIFY2(coloured(during), qPrintable(during.name()));
}

void MapTest::aPictureUnderWayForAnArchiveOfBeforeIsReadAnew() {
  const auto world = std::make_shared<test::FakeWorld>();
  test::FakeBackend backend(world);
  MapTileLoader loader(1);
  const std::vector<MapTileKey> wanted{{3, 12, 942, 972}};  // within the footprint of all scenes
  world->holdWarps = true;
  loader.setSession(backend.openArchive("/tmp/Fargo.tilescout"));
  loader.want(wanted);
  QVERIFY(QTest::qWaitFor([&] { return world->warpsRead == 1; }, 3000));
  loader.setSession(backend.openArchive("/tmp/Other.tilescout"));
  loader.want(wanted);
  world->holdWarps = false;
  QVERIFY(QTest::qWaitFor([&] { return loader.picture(wanted[0]) != nullptr; }, 3000));
  QCOMPARE(world->warpsRead.load(), 2);
  QVERIFY(!loader.isLoading());
}

void MapTest::selectingOnTheMapSelectsInTheGridAndBack() {
  MapFixture fixture;
  QVERIFY(fixture.canvas->fitRings({fixture.hits()[0].wgs84}));
  QTest::mouseClick(fixture.canvas, Qt::LeftButton, {}, fixture.at(fixture.hits()[0]));
  QCOMPARE(fixture.context->selection().tiles().size(), std::size_t{1});
  const TileId tile = fixture.context->selection().current();
  QVERIFY(tile != 0);
  QCOMPARE(fixture.window->results()->currentHit()->tile, tile);
  // And back: what the grid selects is shown.
  fixture.context->selection().set({fixture.hits()[5].tile}, fixture.hits()[5].tile);
  fixture.action("mapFitSelection")->trigger();
  QVERIFY(fixture.canvas->rect().contains(fixture.at(fixture.hits()[5])));
}

void MapTest::aFrameSelectsWhatLiesInIt() {
  MapFixture fixture;
  QVERIFY(fixture.canvas->fitHits());
  fixture.action("mapSelect")->trigger();
  fixture.drag({2, 2}, {fixture.canvas->width() - 3, fixture.canvas->height() - 3});
  QCOMPARE(fixture.context->selection().tiles().size(), fixture.hits().size());
  QTest::mouseClick(fixture.canvas, Qt::LeftButton, {}, QPoint(3, 3));
  QVERIFY(fixture.context->selection().isEmpty());
}

void MapTest::keysMoveTheMapAndSpaceIsAHand() {
  MapFixture fixture;
  const LonLat before = fixture.canvas->view().centre();
  QTest::keyClick(fixture.canvas, Qt::Key_Left);
  QVERIFY(fixture.canvas->view().centre().lon < before.lon);
  const double far = fixture.canvas->view().degreesPerPixel();
  QTest::keyClick(fixture.canvas, Qt::Key_PageUp);
  QVERIFY(fixture.canvas->view().degreesPerPixel() < far);
  fixture.action("mapAreaBox")->trigger();
  const LonLat held = fixture.canvas->view().centre();
  QTest::keyPress(fixture.canvas, Qt::Key_Space);
  fixture.drag({200, 200}, {260, 200});
  QTest::keyRelease(fixture.canvas, Qt::Key_Space);
  QVERIFY(fixture.canvas->view().centre().lon < held.lon);
  QCOMPARE(fixture.canvas->tool(), MapTool::AreaBox);
  fixture.drag({200, 200}, {200, 260}, Qt::MiddleButton);
  QVERIFY(fixture.canvas->view().centre().lat > held.lat);
}

void MapTest::aDrawnAreaBecomesAFileThatKeepsItsShape() {
  QTemporaryDir home;
  qputenv("TILESCOUT_HOME", home.path().toUtf8());
  MapFixture fixture;
  auto* page = fixture.window->findChild<MapPage*>();
  QString file;
  QObject::connect(page, &MapPage::polygonChosen, page, [&](const QString& chosen) { file = chosen; });
  fixture.action("mapAreaBox")->trigger();
  fixture.drag({100, 100}, {300, 220});
  qunsetenv("TILESCOUT_HOME");
  QVERIFY(!file.isEmpty());
  QFile saved(file);
  QVERIFY(saved.open(QIODevice::ReadOnly));
  const QString text = QString::fromUtf8(saved.readAll());
  const LonLat corner = fixture.canvas->view().toGround({100, 100});
  QVERIFY2(text.contains(QString::number(corner.lon, 'f', 6).left(8)), qPrintable(text));
  QCOMPARE(fixture.canvas->tool(), MapTool::Hand);
  QVERIFY(fixture.action("mapClearArea")->isEnabled());
  fixture.action("mapClearArea")->trigger();
  QVERIFY(!fixture.action("mapClearArea")->isEnabled());
}

void MapTest::theViewBecomesABox() {
  MapFixture fixture;
  auto* page = fixture.window->findChild<MapPage*>();
  std::array<double, 4> box{};
  QObject::connect(page, &MapPage::boxChosen, page, [&](const std::array<double, 4>& chosen) { box = chosen; });
  fixture.canvas->fitRings({boxRing(179, -18, 181, -16)});
  fixture.action("mapSearchInView")->trigger();
  QVERIFY(box[0] > 170 && box[2] < -170);  // across the date line west is the larger number
  QVERIFY(box[1] < -17.9 && box[3] > -16.1);
}

void MapTest::escapeLeavesTheToolFirst() {
  MapFixture fixture;
  fixture.context->selection().set({fixture.hits()[0].tile});
  fixture.action("mapAreaLasso")->trigger();
  fixture.window->actions()->takeBack->trigger();
  QCOMPARE(fixture.canvas->tool(), MapTool::Hand);
  QVERIFY(!fixture.context->selection().isEmpty());
  fixture.window->actions()->takeBack->trigger();
  QVERIFY(fixture.context->selection().isEmpty());
}

void MapTest::anArchiveWithoutPlacesSaysSo() {
  WindowFixture fixture;
  fixture.world->placed = false;
  QVERIFY(fixture.open());
  fixture.window->actions()->find("showMap")->trigger();
  auto* canvas = fixture.window->findChild<MapCanvas*>();
  QVERIFY(!canvas->fitScenes());
  QVERIFY(!canvas->grab().isNull());
}

void MapTest::theLargeViewReadsTheSceneAndChangesBands() {
  MapFixture fixture;
  fixture.context->selection().set({fixture.hits()[0].tile}, fixture.hits()[0].tile);
  fixture.window->actions()->large->trigger();
  auto* large = fixture.window->findChild<LargeView*>();
  QVERIFY(QTest::qWaitFor([&] { return large->isVisible() && large->canvas()->isSharp(); }, 3000));
  const auto middle = [&] {
    const QImage shown = large->canvas()->grab().toImage();
    return shown.pixelColor(shown.width() / 2, shown.height() / 2);
  };
  const QColor natural = middle();
  QVERIFY(natural.red() < natural.blue());
  QVERIFY(fixture.world->windowPixels > 100);  // read at the size of the view, or as large as the scene's pixels
  large->findChild<QToolButton*>(QStringLiteral("largeBands"))->click();
  auto* combination = large->findChild<QComboBox*>(QStringLiteral("bandCombination"));
  QVERIFY(combination->isVisible());
  combination->setFocus();
  QTest::keyClick(combination, Qt::Key_Down);  // natural colours
  QTest::keyClick(combination, Qt::Key_Down);  // infrared: near infrared is red now
  QVERIFY(QTest::qWaitFor([&] { return large->canvas()->isSharp() && middle().red() > natural.red(); }, 3000));
  QVERIFY(middle().blue() < natural.blue());
  QTest::keyClick(large->canvas(), Qt::Key_End);
  const double scale = large->canvas()->scale();
  QTest::keyClick(large->canvas(), Qt::Key_Home);
  QVERIFY(large->canvas()->scale() < scale);
  QTest::keyClick(large->canvas(), Qt::Key_End);
  QCOMPARE(large->canvas()->scale(), scale);
  QMouseEvent move(QEvent::MouseMove, QPointF(100, 100), large->canvas()->mapToGlobal(QPointF(100, 100)), Qt::NoButton,
                   Qt::NoButton, {});
  QCoreApplication::sendEvent(large->canvas(), &move);
  auto* place = fixture.find<QLabel>("largePlace");
  QVERIFY(QTest::qWaitFor([&] { return place->text().contains(QStringLiteral("UTM zone 14N")); }, 3000));
  large->findChild<QToolButton*>(QStringLiteral("largeCopy"))->click();
  QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("47.")));
}

void MapTest::bandsCannotBeChosenBeforeTheSceneIsKnown() {
  MapFixture fixture;
  const Hit &first = fixture.hits()[0], &second = fixture.hits()[1];
  QVERIFY(first.sceneId != second.sceneId);
  fixture.context->selection().set({first.tile}, first.tile);
  fixture.window->actions()->large->trigger();
  auto* large = fixture.window->findChild<LargeView*>();
  auto* combination = large->findChild<QComboBox*>(QStringLiteral("bandCombination"));
  large->findChild<QToolButton*>(QStringLiteral("largeBands"))->click();
  QVERIFY(QTest::qWaitFor([&] { return combination->isEnabled() && large->canvas()->isSharp(); }, 3000));
  combination->setFocus();
  QTest::keyClick(combination, Qt::Key_End);
  QTest::keyClick(combination, Qt::Key_Up);  // one band, grey
  const QString grey = combination->currentText();

  fixture.world->holdViews = true;
  large->findChild<QToolButton*>(QStringLiteral("largeNext"))->click();
  QVERIFY(!combination->isEnabled());
  QVERIFY(!large->canvas()->isSharp());
  fixture.world->holdViews = false;
  QVERIFY(QTest::qWaitFor([&] { return combination->isEnabled() && large->canvas()->isSharp(); }, 3000));
  QVERIFY(combination->hasFocus());
  QVERIFY(combination->currentText() != grey);
  QCOMPARE(combination->currentIndex(), 0);  // as indexed
}

void MapTest::heatAndOpacityFollowTheirKeys() {
  MapFixture fixture;
  fixture.context->selection().set({fixture.hits()[0].tile}, fixture.hits()[0].tile);
  fixture.window->actions()->large->trigger();
  auto* large = fixture.window->findChild<LargeView*>();
  QVERIFY(QTest::qWaitFor([&] { return large->canvas()->isSharp(); }, 3000));
  const QImage plain = large->canvas()->grab().toImage();
  large->findChild<QToolButton*>(QStringLiteral("largeHeat"))->click();
  QVERIFY(QTest::qWaitFor([&] { return large->canvas()->grab().toImage() != plain; }, 3000));
  QCOMPARE(large->canvas()->heatOpacity(), 0.6);
  QTest::keyClick(large->canvas(), Qt::Key_BracketLeft);
  QVERIFY(std::abs(large->canvas()->heatOpacity() - 0.5) < 1e-9);
  QTest::keyClick(large->canvas(), Qt::Key_BracketRight);
  QVERIFY(std::abs(large->canvas()->heatOpacity() - 0.6) < 1e-9);
}

void MapTest::otherDatesStandBesideEachOtherOrUnderALine() {
  MapFixture fixture;
  fixture.context->selection().set({fixture.hits()[0].tile}, fixture.hits()[0].tile);
  fixture.window->actions()->large->trigger();
  auto* large = fixture.window->findChild<LargeView*>();
  large->findChild<QToolButton*>(QStringLiteral("largeDates"))->click();
  TimeCanvas* canvas = large->time()->canvas();
  QVERIFY(QTest::qWaitFor([&] { return canvas->isVisible() && canvas->isReady(); }, 3000));
  const auto at = [&](double share) {
    const QImage shown = canvas->grab().toImage();
    return shown.pixelColor(static_cast<int>(shown.width() * share), shown.height() / 3);
  };
  QVERIFY(QTest::qWaitFor([&] { return at(0.1) != at(0.9); }, 3000));  // scenes 1 and 3 have other colours
  large->time()->findChild<QToolButton*>(QStringLiteral("timeSwipe"))->click();
  QVERIFY(QTest::qWaitFor([&] { return canvas->isReady() && at(0.25) != at(0.75); }, 3000));
  const QColor left = at(0.25);
  canvas->setSwipe(1.0);
  QCOMPARE(at(0.75), left);
  QTest::keyClick(canvas, Qt::Key_Left);
  QVERIFY(canvas->swipe() < 1.0);
}

void MapTest::theDialogKeepsTheTargetAndItsFormatTogether() {
  QTemporaryDir folder;
  ExportDialog dialog(1000, 3, folder.path(), QStringLiteral("ships"));
  QCOMPARE(dialog.kind(), ExportKind::GeoPackage);
  QVERIFY(dialog.target().endsWith(QStringLiteral("/ships.gpkg")));
  QVERIFY(dialog.onlySelected());
  dialog.setKind(ExportKind::ReportPdf);
  QVERIFY(dialog.target().endsWith(QStringLiteral("/ships.pdf")));
  ExportDialog many(100'000, 3, folder.path(), QStringLiteral("ships"));
  many.setKind(ExportKind::ReportPdf);
  const auto says = [&](const char* text) {
    const auto labels = many.findChildren<QLabel*>();
    return std::any_of(labels.begin(), labels.end(),
                       [&](const QLabel* label) { return label->text().contains(QLatin1String(text)); });
  };
  QVERIFY(!says("Only the first"));  // three are selected
  for (auto* choice : many.findChildren<QRadioButton*>()) choice->setChecked(choice->objectName().isEmpty());
  QVERIFY(says("Only the first 1,000 of 100,000 go in"));
  dialog.setTarget(folder.filePath(QStringLiteral("my own.pdf")));
  dialog.setKind(ExportKind::Kml);
  QVERIFY(dialog.target().endsWith(QStringLiteral("/my own.kml")));
  dialog.setTarget(QStringLiteral("/absent/folder/a.kml"));
  bool enabled = true;
  for (const auto* button : dialog.findChildren<QPushButton*>()) {
    if (button->text() == QStringLiteral("&Export")) enabled = button->isEnabled();
  }
  QVERIFY(!enabled);
}

void MapTest::anExportRunsAsAJobAndCanBeStopped() {
  MapFixture fixture;
  QTemporaryDir folder;
  ExportController exports(fixture.context.get(), fixture.window.get());
  fixture.context->selection().set({fixture.hits()[0].tile, fixture.hits()[3].tile});
  const QString target = folder.filePath(QStringLiteral("a.gpkg"));
  Job* job = exports.write(ExportKind::GeoPackage, true, target);
  QVERIFY(job != nullptr);
  QVERIFY(QTest::qWaitFor([&] { return job->state() == JobState::Finished; }, 3000));
  QCOMPARE(job->outcome().tiles, std::int64_t{2});
  QFile written(target);
  QVERIFY(written.open(QIODevice::ReadOnly));
  QCOMPARE(written.readAll(), QByteArray("ships in a harbour 2"));
  fixture.world->holdExport = true;
  Job* held = exports.write(ExportKind::Csv, false, folder.filePath(QStringLiteral("b.csv")));
  QVERIFY(QTest::qWaitFor([&] { return held->progress().total > 0; }, 3000));
  held->cancel();
  QVERIFY(QTest::qWaitFor([&] { return held->state() == JobState::Cancelled; }, 3000));
  QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("b.csv"))));
}

void MapTest::manyHitsAreCopiedByAJobAndTheClipboardHasThemAtItsEnd() {
  MapFixture fixture;
  ExportController exports(fixture.context.get(), fixture.window.get());
  auto many = std::make_shared<SearchResult>(*fixture.context->search().result());
  while (many->hits.size() < 5000) {
    many->hits.push_back(many->hits.back());
    ++many->hits.back().tile;
  }
  fixture.context->search().showInstead(many);
  QGuiApplication::clipboard()->clear();
  exports.copy();
  exports.copy();                                           // takes the first one's place
  QVERIFY(QGuiApplication::clipboard()->text().isEmpty());  // nothing was written while the key was handled
  const auto& jobs = fixture.context->jobs().jobs();
  QCOMPARE(jobs.size(), std::size_t(2));
  QTRY_COMPARE(jobs[1]->state(), JobState::Finished);
  QVERIFY(jobs[0]->isCancelling() || jobs[0]->state() == JobState::Cancelled);
  QTRY_COMPARE(QGuiApplication::clipboard()->text().count(QLatin1Char('\n')), 5001);
  QCOMPARE(jobs[1]->outcome().tiles, std::int64_t{5000});
  fixture.context->selection().set({fixture.hits()[0].tile, fixture.hits()[3].tile});
  exports.copy();
  QCOMPARE(QGuiApplication::clipboard()->text().count(QLatin1Char('\n')), 3);  // few are there at once
}

void MapTest::theExportDialogLeavesTheWindowAliveAndWritesWhatItCounted() {
  MapFixture fixture;
  QTemporaryDir folder;
  ExportController exports(fixture.context.get(), fixture.window.get());
  fixture.context->selection().set({fixture.hits()[0].tile, fixture.hits()[3].tile});
  exports.showDialog();  // comes back at once
  const QPointer<ExportDialog> dialog = fixture.window->findChild<ExportDialog*>();
  QVERIFY(dialog && dialog->isVisible() && dialog->onlySelected());
  fixture.context->selection().clear();
  dialog->setKind(ExportKind::Csv);
  dialog->setTarget(folder.filePath(QStringLiteral("two.csv")));
  dialog->accept();
  QTRY_VERIFY(QFile::exists(folder.filePath(QStringLiteral("two.csv"))));
  QTRY_COMPARE(fixture.context->jobs().jobs().back()->state(), JobState::Finished);
  QCOMPARE(fixture.context->jobs().jobs().back()->outcome().tiles, std::int64_t{2});
  QTRY_VERIFY(dialog.isNull());
}

void MapTest::theReportIsAWholePdfAndPngPages() {
  MapFixture fixture;
  QTemporaryDir folder;
  ContactSheet sheet;
  sheet.query = QStringLiteral("ships <b>&</b> 港口");
  sheet.model = QStringLiteral("tilescout-base");
  sheet.hits = fixture.hits();
  sheet.hits.resize(30);
  sheet.pictures.assign(29, QImage(64, 64, QImage::Format_RGB32));
  for (QImage& picture : sheet.pictures) picture.fill(Qt::darkGreen);
  QCOMPARE(pagesOf(sheet), 3);
  JobContext job;
  const QString pdf = folder.filePath(QStringLiteral("r.pdf"));
  writeContactSheetPdf(sheet, pdf, job);
  QFile file(pdf);
  QVERIFY(file.open(QIODevice::ReadOnly));
  const QByteArray bytes = file.readAll();
  QVERIFY(bytes.startsWith("%PDF-"));
  QVERIFY(bytes.trimmed().endsWith("%%EOF"));
  QCOMPARE(bytes.count("/Type /Page\n"), 3);
  const QStringList pages = writeContactSheetPng(sheet, folder.filePath(QStringLiteral("r.png")), job);
  QCOMPARE(pages.size(), 3);
  const QImage first(pages[0]);
  QCOMPARE(first.size(), QSize(1240, 1754));
  QCOMPARE(first.pixelColor(200, 480), QColor(Qt::darkGreen));
  std::stop_source stop;
  stop.request_stop();
  JobContext stopped(stop.get_token());
  const QString none = folder.filePath(QStringLiteral("none.pdf"));
  QVERIFY_EXCEPTION_THROWN(writeContactSheetPdf(sheet, none, stopped), Cancelled);
  QVERIFY(!QFile::exists(none));
  QVERIFY_EXCEPTION_THROWN(writeContactSheetPdf(sheet, QStringLiteral("/absent/r.pdf"), job), Error);
}

void MapTest::theClipboardHoldsATableWithoutFormulasAndMarkup() {
  SearchResult result;
  Hit hit;
  hit.rank = 1;
  hit.tile = 7;
  hit.score = 0.25;
  hit.scene = "=1+1<script>\t.tif";
  hit.wgs84 = boxRing(-98, 46, -97, 47);
  result.hits = {hit};
  JobContext job;
  const auto [table, html] = clipboardText(result, job);
  QVERIFY2(table.contains(QStringLiteral("\n1\t0.2500\t'=1+1<script> .tif\t\t46.500000\t-97.500000\t7\n")),
           qPrintable(table));
  QVERIFY(html.contains(QStringLiteral("&#39;=1+1&lt;script&gt;")) ||
          html.contains(QStringLiteral("'=1+1&lt;script&gt;")));
}

QTEST_MAIN(MapTest)
#include "map_test.moc"
