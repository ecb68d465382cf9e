// The Embedding page: from nothing to a layout, from a lasso to the selection, colours, legend, keys, failures.
#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTemporaryDir>
#include <QToolButton>
#include <QTreeWidget>
#include <cmath>

#include "fake_explore_session.h"
#include "ui/explore/colouring.h"
#include "ui/explore/embedding_page.h"
#include "ui/explore/layout_controller.h"
#include "ui/explore/layout_options.h"
#include "ui/explore/legend_panel.h"
#include "ui/explore/plot_export.h"
#include "ui/explore/point_index.h"
#include "ui/explore/scatter_view.h"
#include "ui/page_tabs.h"
#include "ui/search/query_bar.h"
#include "ui/search/result_model.h"
#include "ui/search/results_view.h"
#include "ui/support/notice_bar.h"
#include "ui/support/state_page.h"
#include "ui/window_actions.h"
#include "window_fixture.h"

using namespace tilescout;
using test::WindowFixture;

namespace {

/// A window with its Embedding page in front.
struct Stage : WindowFixture {
  explicit Stage(bool made) {
    world->space->made = made;
    if (!open()) qFatal("the fake archive did not open");
    window->actions()->find("embedding")->trigger();
    page = window->findChild<ui::EmbeddingPage*>();
    plot = page->plot();
    settle(made ? ui::LayoutState::Ready : ui::LayoutState::None);
  }
  bool settle(ui::LayoutState state) {
    return QTest::qWaitFor([&] { return page->controller()->state() == state; }, 3000);
  }
  const std::vector<TileId>& selected() { return context->selection().tiles(); }
  test::FakeSpace& space() { return *world->space; }
  ui::StatePage* statePage() { return page->findChild<ui::StatePage*>(); }

  /// Drags from point to point of the plot with the left button.
  void drag(const std::vector<QPointF>& way, Qt::KeyboardModifiers modifiers = {}) {
    QTest::mousePress(plot, Qt::LeftButton, modifiers, way.front().toPoint());
    for (const QPointF& at : way) {
      QMouseEvent move(QEvent::MouseMove, at, plot->mapToGlobal(at), Qt::LeftButton, Qt::LeftButton, modifiers);
      QCoreApplication::sendEvent(plot, &move);
    }
    QTest::mouseRelease(plot, Qt::LeftButton, modifiers, way.back().toPoint());
  }
  std::vector<QPointF> around(double left, double low, double right, double high) {
    const ui::ViewMap& map = plot->map();
    return {map.toView(left, low), map.toView(right, low), map.toView(right, high), map.toView(left, high),
            map.toView(left, low + 0.1)};
  }

  ui::EmbeddingPage* page = nullptr;
  ui::ScatterView* plot = nullptr;
};

std::vector<TileId> everyThird(int first, int count) {
  std::vector<TileId> tiles;
  for (int i = first; i <= count; i += 3) tiles.push_back(i);
  return tiles;
}

}  // namespace

class ExploreTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void fromNothingToALayout();
  void aLayoutBeingMadeIsSaidAndCanBeStopped();
  void aFailureIsSaidAndCanBeTriedAgain();
  void newTilesAreOfferedAPlace();
  void aLassoSelectsForTheWholeWindow();
  void aBoxAddsAndTakesAway();
  void aClickSelectsAndAnEmptyPlaceDoesNot();
  void theSelectionOfOtherViewsIsShown();
  void theLegendFiltersAndSelects();
  void coloursFollowTheChoiceAndTheQuery();
  void aClusterIsRenamed();
  void wheelAndKeysMoveTheView();
  void escapeTakesBackTheToolFirst();
  void thumbnailsComeWhenZoomedInAndAreBounded();
  void labelsDoNotCoverOneAnother();
  void anotherArchiveHasAnotherLayout();
  void picturesAreWritten();
  void degenerateLayoutsAreDrawn();
  void theIndexFindsWhatBruteForceFinds();
  void datesBecomeYearsWhenThereAreMany();
  void aMillionPointsAreDrawn();
  void tagsCaptionsAndSplitsColourThePlot();
  void manyCaptionsBecomeWithAndWithout();
  void fromALassoToLabelsAndASearch();
};

void ExploreTest::fromNothingToALayout() {
  Stage s(false);
  QCOMPARE(s.statePage()->title(), QStringLiteral("See what the model sees"));
  Q_EMIT s.statePage()->actionTriggered();
  QVERIFY(s.settle(ui::LayoutState::Ready));
  QVERIFY(s.plot->isVisible());
  QCOMPARE(s.find<QListWidget>("legendList")->count(), 3);
  QCOMPARE(s.plot->visibleLabels().size(), 3);
  QVERIFY(s.plot->visibleLabels().contains(QStringLiteral("river")));
}

void ExploreTest::aLayoutBeingMadeIsSaidAndCanBeStopped() {
  Stage s(false);
  s.space().hold = true;
  s.page->controller()->make({});
  QCOMPARE(s.statePage()->title(), QStringLiteral("The tiles are being arranged"));
  QVERIFY(s.page->controller()->isMaking());
  s.page->controller()->make({});  // one at a time
  QCOMPARE(s.context->jobs().jobs().size(), std::size_t(1));
  s.context->jobs().jobs().front()->cancel();
  QVERIFY(QTest::qWaitFor([&] { return !s.page->controller()->isMaking(); }, 3000));
  QCOMPARE(s.statePage()->title(), QStringLiteral("See what the model sees"));
}

void ExploreTest::aFailureIsSaidAndCanBeTriedAgain() {
  Stage s(false);
  s.space().makeError = Error(ErrorCode::OutOfMemory, "not enough memory", "a.tilescout");
  s.page->controller()->make({});
  QVERIFY(s.settle(ui::LayoutState::Failed));
  s.space().makeError.reset();
  Q_EMIT s.statePage()->actionTriggered();
  QVERIFY(s.settle(ui::LayoutState::Ready));
}

void ExploreTest::newTilesAreOfferedAPlace() {
  WindowFixture f;
  f.world->space->made = true;
  f.world->space->unplaced = 30;
  QVERIFY(f.open());
  auto* page = f.window->findChild<ui::EmbeddingPage*>();
  QVERIFY(QTest::qWaitFor([&] { return page->controller()->state() == ui::LayoutState::Ready; }, 3000));
  auto* notice = page->findChild<ui::NoticeBar*>();
  QCOMPARE(notice->text(), QStringLiteral("30 tiles were indexed since and have no place yet."));
  Q_EMIT notice->actionTriggered();
  QVERIFY(QTest::qWaitFor([&] { return notice->text().isEmpty(); }, 3000));
}

void ExploreTest::aLassoSelectsForTheWholeWindow() {
  Stage s(true);
  s.find<QToolButton>("scatterLasso")->click();
  s.drag(s.around(-4, -4, 4, 4));  // the first cluster
  QCOMPARE(s.selected(), everyThird(1, 120));
  QVERIFY(s.context->selection().current() != 0);
  // With Shift the lasso is there in any tool.
  s.find<QToolButton>("scatterMove")->click();
  s.drag(s.around(16, -4, 24, 4), Qt::ShiftModifier);
  QCOMPARE(s.selected(), everyThird(3, 120));
}

void ExploreTest::aBoxAddsAndTakesAway() {
  Stage s(true);
  s.find<QToolButton>("scatterBox")->click();
  const auto corners = [&](double left, double right) {
    return std::vector<QPointF>{s.plot->map().toView(left, 4), s.plot->map().toView(right, -4)};
  };
  s.drag(corners(-4, 4));
  s.drag(corners(6, 14), Qt::ControlModifier);
  QCOMPARE(s.selected().size(), std::size_t(80));
  s.drag(corners(-4, 4), Qt::AltModifier);
  QCOMPARE(s.selected(), everyThird(2, 120));
}

void ExploreTest::aClickSelectsAndAnEmptyPlaceDoesNot() {
  Stage s(true);
  const QPoint at = s.plot->placeOf(TileId(17)).toPoint();
  QTest::mouseClick(s.plot, Qt::LeftButton, {}, at);
  QCOMPARE(s.selected().size(), std::size_t(1));
  const TileId first = s.selected().front();
  QTest::mouseClick(s.plot, Qt::LeftButton, {}, s.plot->map().toView(5, 2.9).toPoint());
  QCOMPARE(s.selected(), std::vector<TileId>{first});
  QTest::mouseClick(s.plot, Qt::LeftButton, Qt::ControlModifier, at);
  QVERIFY(s.selected().empty());
}

void ExploreTest::theSelectionOfOtherViewsIsShown() {
  Stage s(true);
  const QImage before = s.plot->grab().toImage();
  s.context->selection().set({5, 8}, 5);
  QVERIFY(s.plot->grab().toImage() != before);
  QSignalSpy hovered(&s.context->selection(), &ui::Selection::hoveredChanged);
  QTest::mouseMove(s.plot, s.plot->placeOf(TileId(50)).toPoint());
  QVERIFY(QTest::qWaitFor([&] { return hovered.count() > 0; }, 2000));
  QVERIFY(s.context->selection().hovered() != 0);
}

void ExploreTest::theLegendFiltersAndSelects() {
  Stage s(true);
  auto* list = s.find<QListWidget>("legendList");
  QVERIFY(list->item(0)->text().contains(QStringLiteral("(40)")));
  list->item(1)->setCheckState(Qt::Unchecked);
  QCOMPARE(s.plot->shownTiles().size(), std::size_t(80));
  s.plot->setFocus();
  QTest::keyClick(s.plot, Qt::Key_A, Qt::ControlModifier);
  QCOMPARE(s.selected().size(), std::size_t(80));
  QVERIFY(!s.context->selection().contains(2));  // hidden tiles are not selected
  // A new name, as a new answer, colours anew and hides what was hidden.
  Q_EMIT s.page->legend()->renamed(1, QStringLiteral("meadows"));
  QVERIFY(QTest::qWaitFor([&] { return list->item(0)->text().startsWith(QStringLiteral("meadows")); }, 3000));
  QCOMPARE(list->item(1)->checkState(), Qt::Unchecked);
  QCOMPARE(s.plot->shownTiles().size(), std::size_t(80));
  Q_EMIT s.page->legend()->selectRequested(2);
  QCOMPARE(s.selected(), everyThird(3, 120));
  QCOMPARE(s.context->selection().current(), TileId(3));  // the cluster's representative
}

void ExploreTest::coloursFollowTheChoiceAndTheQuery() {
  Stage s(true);
  auto* colours = s.find<QComboBox>("colourBy");
  auto* list = s.find<QListWidget>("legendList");
  colours->setCurrentIndex(1);
  QCOMPARE(list->count(), 3);
  QVERIFY(list->item(0)->text().startsWith(QStringLiteral("scene_")));
  colours->setCurrentIndex(2);
  QVERIFY(list->item(0)->text().startsWith(QStringLiteral("2010-06-01")));
  colours->setCurrentIndex(3);
  QVERIFY(list->item(4)->text().startsWith(QStringLiteral("No query")));
  s.window->queryBar()->setText(QStringLiteral("ships"));
  QVERIFY(QTest::qWaitFor([&] { return list->item(4)->text().startsWith(QStringLiteral("The rest")); }, 3000));
  QCOMPARE(s.page->controller()->scoredText(), QStringLiteral("ships"));
  QVERIFY(list->item(0)->text().contains(QStringLiteral("(2)")));  // the best hundredth of 120
  Q_EMIT s.page->legend()->selectRequested(0);
  QCOMPARE(s.selected(), (std::vector<TileId>{1, 2}));
}

void ExploreTest::aClusterIsRenamed() {
  Stage s(true);
  Q_EMIT s.page->legend()->renamed(1, QStringLiteral("Red River"));
  QVERIFY(s.plot->visibleLabels().contains(QStringLiteral("Red River")));
  QVERIFY(QTest::qWaitFor([&] { return s.world->copyOf(s.space().renamed).size() == 1; }, 3000));
  QCOMPARE(s.space().renamed.front(), std::string("1 Red River"));
}

void ExploreTest::wheelAndKeysMoveTheView() {
  Stage s(true);
  const QPointF under = s.plot->placeOf(TileId(10));
  const double scale = s.plot->map().scale;
  s.plot->zoomBy(3, under);
  QVERIFY(std::fabs(s.plot->map().scale / scale - 3) < 1e-9);
  QVERIFY((s.plot->placeOf(TileId(10)) - under).manhattanLength() < 1e-6);
  s.plot->setFocus();
  QTest::keyClick(s.plot, Qt::Key_Right);
  QVERIFY(s.plot->placeOf(TileId(10)).x() < under.x());
  QTest::keyClick(s.plot, Qt::Key_Home);
  QCOMPARE(s.plot->map().scale, scale);
  for (int i = 0; i < 200; ++i) s.plot->zoomBy(2, under);
  QVERIFY(std::isfinite(s.plot->map().scale));
}

void ExploreTest::escapeTakesBackTheToolFirst() {
  Stage s(true);
  s.context->selection().set({1, 2});
  s.find<QToolButton>("scatterLasso")->click();
  QVERIFY(s.page->takeBack());
  QCOMPARE(s.plot->tool(), ui::ScatterTool::Move);
  QVERIFY(s.find<QToolButton>("scatterMove")->isChecked());
  QVERIFY(!s.page->takeBack());
  QCOMPARE(s.selected().size(), std::size_t(2));
}

void ExploreTest::thumbnailsComeWhenZoomedInAndAreBounded() {
  Stage s(true);
  s.space().tiles = 60'000;
  s.space().tilesPerScene = 60'000;
  s.page->controller()->make({});
  QVERIFY(QTest::qWaitFor([&] { return s.page->controller()->view()->tiles.size() == 60'000; }, 5000));
  QTest::qWait(300);
  QVERIFY(s.plot->thumbnailTiles().empty());  // too many points to make out any picture
  s.plot->zoomBy(200, s.plot->placeOf(TileId(100)));
  QVERIFY(QTest::qWaitFor([&] { return !s.plot->thumbnailTiles().empty(); }, 3000));
  QVERIFY(s.plot->thumbnailTiles().size() <= std::size_t(ui::ScatterView::kMostThumbnails));
}

void ExploreTest::labelsDoNotCoverOneAnother() {
  Stage s(true);
  for (int i = 0; i < 12; ++i) s.plot->zoomBy(0.8, s.plot->rect().center());
  QVERIFY(s.plot->visibleLabels().size() < 3);
  QVERIFY(!s.plot->visibleLabels().isEmpty());
}

void ExploreTest::anotherArchiveHasAnotherLayout() {
  Stage s(true);
  s.space().made = false;
  QVERIFY(s.open(QStringLiteral("/tmp/Other.tilescout")));
  QVERIFY(s.settle(ui::LayoutState::None));
  QVERIFY(!s.plot->isVisible());
  s.context->archive().close();
  QVERIFY(s.settle(ui::LayoutState::NoArchive));
}

void ExploreTest::picturesAreWritten() {
  Stage s(true);
  QTemporaryDir folder;
  for (const QString& name : {QStringLiteral("a.png"), QStringLiteral("a.svg")}) {
    const QString file = folder.filePath(name);
    QVERIFY(ui::isPlotPicture(file));
    QCOMPARE(ui::writePlot(*s.plot, file, {}), QString());
    QVERIFY(QFileInfo(file).size() > 5000);
  }
  QCOMPARE(QImage(folder.filePath(QStringLiteral("a.png"))).width(), 1600);
  QVERIFY(!ui::writePlot(*s.plot, QStringLiteral("/nowhere/at/all.png"), {}).isEmpty());
  s.page->controller()->write(folder.filePath(QStringLiteral("t.csv")));
  QVERIFY(QTest::qWaitFor([&] { return s.world->copyOf(s.space().written).size() == 1; }, 3000));
}

void ExploreTest::degenerateLayoutsAreDrawn() {
  for (const int count : {1, 2}) {
    Stage s(false);
    s.space().tiles = count;
    s.page->controller()->make({});
    QVERIFY(s.settle(ui::LayoutState::Ready));
    QVERIFY(std::isfinite(s.plot->map().scale));
    QTest::keyClick(s.plot, Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(s.selected().size(), static_cast<std::size_t>(count));
    QVERIFY(!s.plot->grab().isNull());
  }
}

void ExploreTest::theIndexFindsWhatBruteForceFinds() {
  std::vector<float> xy;
  for (int i = 0; i < 5000; ++i) {
    xy.push_back(static_cast<float>(std::sin(i * 12.9898) * 7));
    xy.push_back(static_cast<float>(std::cos(i * 78.233) * 3));
  }
  std::vector<std::uint8_t> shown(5000, 1);
  for (std::size_t i = 0; i < shown.size(); i += 4) shown[i] = 0;
  const ui::PointIndex index(xy);
  const QPolygonF triangle({{-5, -2}, {6, -1}, {0, 2.5}});
  std::vector<int> inside, boxed;
  for (int i = 0; i < 5000; ++i) {
    const QPointF at(xy[2 * static_cast<std::size_t>(i)], xy[2 * static_cast<std::size_t>(i) + 1]);
    if (i % 4 != 0 && triangle.containsPoint(at, Qt::OddEvenFill)) inside.push_back(i);
    if (i % 4 != 0 && QRectF(-1, -1, 3, 1.5).contains(at)) boxed.push_back(i);
  }
  QCOMPARE(index.inPolygon(triangle, shown), inside);
  QCOMPARE(index.inRect(QRectF(-1, -1, 3, 1.5), shown), boxed);
  int nearest = -1;
  double least = 1e9;
  for (int i = 0; i < 5000; ++i) {
    const double away =
        std::hypot(xy[2 * static_cast<std::size_t>(i)] - 0.3, xy[2 * static_cast<std::size_t>(i) + 1] - 0.2);
    if (i % 4 != 0 && away < least) {
      least = away;
      nearest = i;
    }
  }
  QCOMPARE(index.nearest({0.3, 0.2}, 2, shown), nearest);
  QCOMPARE(index.nearest({500, 500}, 2, shown), -1);
  QCOMPARE(ui::PointIndex({}).nearest({0, 0}, 9, {}), -1);
}

void ExploreTest::datesBecomeYearsWhenThereAreMany() {
  jobs::LayoutView view;
  for (int i = 0; i < 30; ++i) {
    const std::string day = (i % 28 < 9 ? "0" : "") + std::to_string(i % 28 + 1);
    view.scenes.push_back({i + 1, "s", i == 7 ? "" : "20" + std::to_string(10 + i % 3) + "-02-" + day});
    view.tiles.push_back(i + 1);
    view.scene.push_back(i);
    view.cluster.push_back(-1);
  }
  const ui::Colouring colouring = ui::Colouring::of(view, ui::ColourBy::Date, {});
  QCOMPARE(colouring.entries.size(), std::size_t(4));
  QCOMPARE(colouring.entries.front().label, QStringLiteral("2010"));
  QCOMPARE(colouring.entries.back().key, qint64(-1));
  QCOMPARE(colouring.entries.back().count, 1);
}

void ExploreTest::aMillionPointsAreDrawn() {
  std::vector<float> xy;
  std::vector<QRgb> colour;
  for (int i = 0; i < 1'000'000; ++i) {
    xy.push_back(static_cast<float>(std::sin(i * 0.37) * (i % 1000)));
    xy.push_back(static_cast<float>(std::cos(i * 0.11) * (i % 777)));
    colour.push_back(qRgb(i % 255, 100, 200));
  }
  ui::ViewMap map;
  map.size = QSizeF(1000, 700);
  map.fit(ui::PointIndex(xy).bounds());
  ui::PointRaster raster;
  const QImage image = raster.draw({xy, colour, {}, {}}, {map, QSize(1000, 700), 1.0, 1, Qt::white});
  qint64 inked = 0;
  for (int y = 0; y < image.height(); ++y) {
    for (int x = 0; x < image.width(); ++x) inked += image.pixel(x, y) != qRgb(255, 255, 255);
  }
  QVERIFY(inked > 50'000);
  QCOMPARE(image.pixel(0, 0), qRgb(255, 255, 255));
}

void ExploreTest::tagsCaptionsAndSplitsColourThePlot() {
  WindowFixture f;
  f.world->space->made = true;
  f.world->space->labels.tags = {"wet", "wide"};
  f.world->space->labels.tag = {0, 0, 0, 1, jobs::TileLabels::kSeveral};
  f.world->space->labels.splits = {"train"};
  f.world->space->labels.split = {0, 0};
  f.world->space->labels.texts = {"a river"};
  f.world->space->labels.text = {0};
  QVERIFY(f.open());
  auto* list = f.find<QListWidget>("legendList");
  auto* colours = f.find<QComboBox>("colourBy");
  QVERIFY(QTest::qWaitFor([&] { return list->count() == 3; }, 3000));
  colours->setCurrentIndex(static_cast<int>(ui::ColourBy::Tag));
  QVERIFY(QTest::qWaitFor([&] { return list->count() == 4; }, 3000));
  QVERIFY(list->item(0)->text().startsWith(QStringLiteral("wet  (3)")));
  QVERIFY(list->item(2)->text().startsWith(QStringLiteral("Several  (1)")));
  QVERIFY(list->item(3)->text().startsWith(QStringLiteral("Without a tag")));
  colours->setCurrentIndex(static_cast<int>(ui::ColourBy::Caption));
  QVERIFY(list->item(0)->text().startsWith(QStringLiteral("a river  (1)")));
  colours->setCurrentIndex(static_cast<int>(ui::ColourBy::Split));
  QVERIFY(list->item(0)->text().startsWith(QStringLiteral("train  (2)")));
  QVERIFY(list->item(1)->text().startsWith(QStringLiteral("In no split")));
  // A label that comes while one looks is seen.
  {
    const std::lock_guard lock(f.world->space->mutex);
    f.world->space->labels.split = {0, 0, 0};
  }
  Q_EMIT f.context->labels().labelsChanged();
  QVERIFY(QTest::qWaitFor([&] { return list->item(0)->text().startsWith(QStringLiteral("train  (3)")); }, 3000));
}

void ExploreTest::manyCaptionsBecomeWithAndWithout() {
  jobs::LayoutView view;
  jobs::TileLabels labels;
  for (int i = 0; i < 60; ++i) {
    view.tiles.push_back(i + 1);
    labels.text.push_back(i < 40 ? i : jobs::TileLabels::kNone);
    if (i < 40) labels.texts.push_back("text " + std::to_string(i));
  }
  ui::ColourData data;
  data.labels = &labels;
  const ui::Colouring colouring = ui::Colouring::of(view, ui::ColourBy::Caption, data);
  QCOMPARE(colouring.entries.size(), std::size_t(2));
  QCOMPARE(colouring.entries[0].count, 40);
  QCOMPARE(colouring.entries[1].count, 20);
  QCOMPARE(ui::Colouring::of(view, ui::ColourBy::Tag, {}).entries.front().label, QStringLiteral("Without a tag"));
}

/// The panel's main journey: cut a group out of the landscape, say what it is, and search for more.
void ExploreTest::fromALassoToLabelsAndASearch() {
  Stage s(true);
  s.find<QToolButton>("scatterLasso")->click();
  s.drag(s.around(-4, -4, 4, 4));
  QCOMPARE(s.selected(), everyThird(1, 120));
  QTest::keyClick(s.window.get(), Qt::Key_L);
  auto* line = s.find<QLineEdit>("labelCaption");
  QTRY_VERIFY(line->hasFocus());
  QTest::keyClicks(line, QStringLiteral("ships at a quay"));
  QTest::keyClick(line, Qt::Key_Return);
  QTRY_COMPARE(s.world->labels.captionsOf(40).size(), std::size_t(1));
  QVERIFY(s.world->labels.captionsOf(2).empty());  // of another group
  QCOMPARE(s.selected().size(), std::size_t(40));  // still the same tiles, in every view
  s.page->showSelected();
  QTRY_COMPARE(s.window->results()->model()->rowCount(), 40);
  s.window->queryBar()->setText(QStringLiteral("ships at a quay"));
  QTRY_COMPARE(s.context->search().answeredText(), QStringLiteral("ships at a quay"));
  QVERIFY(s.window->results()->model()->rowCount() > 0);
}

QTEST_MAIN(ExploreTest)
#include "explore_test.moc"
