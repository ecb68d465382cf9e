// The two ways of drawing a plot: the same points, the same mouse, and the processor where OpenGL is not to be had.
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFramebufferObject>
#include <QSignalSpy>
#include <cmath>

#include "fake_explore_session.h"
#include "ui/explore/embedding_page.h"
#include "ui/explore/layout_controller.h"
#include "ui/explore/plot_renderer.h"
#include "ui/explore/point_gl.h"
#include "ui/explore/point_index.h"
#include "ui/explore/point_raster.h"
#include "ui/explore/scatter_view.h"
#include "ui/window_actions.h"
#include "window_fixture.h"

using namespace tilescout;
using test::WindowFixture;

namespace {

struct Cloud {
  std::vector<float> xy;
  std::vector<QRgb> colour;
  std::vector<std::uint8_t> shown, stressed, shape;
};

/// Three thick heaps in three colours; every fifth point is hidden, every second one not stressed.
Cloud heaps(int count) {
  Cloud cloud;
  for (int i = 0; i < count; ++i) {
    const int heap = i % 3;
    const double turn = i * 2.399963, reach = std::sqrt(i / static_cast<double>(count));
    cloud.xy.push_back(static_cast<float>(heap * 4 + std::cos(turn) * reach));
    cloud.xy.push_back(static_cast<float>(heap * heap + std::sin(turn) * reach));
    cloud.colour.push_back(heap == 0 ? qRgb(213, 94, 0) : heap == 1 ? qRgb(0, 114, 178) : qRgb(0, 158, 115));
    cloud.shown.push_back(i % 5 == 0 ? 0 : 1);
    cloud.stressed.push_back(i % 2);
    cloud.shape.push_back(static_cast<std::uint8_t>(i % kMarkShapes));
  }
  return cloud;
}

ui::PointLook lookAt(const Cloud& cloud, int radius) {
  ui::PointLook look;
  look.pixels = QSize(400, 300);
  look.map.size = QSizeF(look.pixels);
  look.map.fit(ui::PointIndex(cloud.xy).bounds());
  look.radius = radius;
  look.ground = QColor(30, 34, 39);
  return look;
}

/// Greatest difference of a channel in pictures of a few large pixels.
int coarseDifference(const QImage& one, const QImage& other) {
  const QSize coarse(40, 30);
  const QImage a =
      one.scaled(coarse, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).convertToFormat(QImage::Format_RGB32);
  const QImage b =
      other.scaled(coarse, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).convertToFormat(QImage::Format_RGB32);
  int most = 0;
  for (int y = 0; y < coarse.height(); ++y) {
    for (int x = 0; x < coarse.width(); ++x) {
      const QRgb p = a.pixel(x, y), q = b.pixel(x, y);
      most =
          std::max({most, std::abs(qRed(p) - qRed(q)), std::abs(qGreen(p) - qGreen(q)), std::abs(qBlue(p) - qBlue(q))});
    }
  }
  return most;
}

/// The Embedding page with a layout of 120 tiles in three clusters.
struct Stage : WindowFixture {
  explicit Stage(ui::PlotRenderer renderer) {
    world->space->made = true;
    context->setPlotRenderer(renderer);
    if (!open()) qFatal("the fake archive did not open");
    window->actions()->find("embedding")->trigger();
    page = window->findChild<ui::EmbeddingPage*>();
    plot = page->plot();
    if (!QTest::qWaitFor([&] { return page->controller()->state() == ui::LayoutState::Ready; }, 3000))
      qFatal("no layout");
    QCoreApplication::processEvents();
  }
  void lasso(double left, double low, double right, double high) {
    const ui::ViewMap& map = plot->map();
    const std::vector<QPointF> way = {map.toView(left, low), map.toView(right, low), map.toView(right, high),
                                      map.toView(left, high), map.toView(left, low + 0.1)};
    QTest::mousePress(plot, Qt::LeftButton, Qt::ShiftModifier, way.front().toPoint());
    for (const QPointF& at : way) {
      QMouseEvent move(QEvent::MouseMove, at, plot->mapToGlobal(at), Qt::LeftButton, Qt::LeftButton, Qt::ShiftModifier);
      QCoreApplication::sendEvent(plot, &move);
    }
    QTest::mouseRelease(plot, Qt::LeftButton, Qt::ShiftModifier, way.back().toPoint());
  }

  ui::EmbeddingPage* page = nullptr;
  ui::ScatterView* plot = nullptr;
};

}  // namespace

class PlotGlTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void bothWaysDrawTheSamePoints_data();
  void bothWaysDrawTheSamePoints();
  void aPlotLooksAndAnswersTheSame();
  void aLargeSelectionFadesTheRest();
  void theProcessorDrawsWhereOpenGlIsNotToBeHad();
  void aDriverThatTookTheProgramDownIsNotTriedAgain();
  void softwareIsNotChosenByItself();
};

void PlotGlTest::bothWaysDrawTheSamePoints_data() {
  QTest::addColumn<int>("points");
  QTest::addColumn<int>("radius");
  QTest::addColumn<bool>("filtered");
  QTest::addColumn<bool>("shaped");
  QTest::newRow("one") << 1 << 7 << false << false;
  QTest::newRow("few, large") << 60 << 7 << false << false;
  QTest::newRow("few, in shapes") << 24 << 7 << false << true;
  QTest::newRow("some, in shapes") << 600 << 3 << true << true;
  QTest::newRow("too small for shapes") << 3000 << 1 << false << true;
  QTest::newRow("some") << 3000 << 2 << false << false;
  QTest::newRow("some, filtered and faded") << 3000 << 2 << true << false;
  QTest::newRow("many, a pixel each") << 100'000 << 0 << true << true;
}

void PlotGlTest::bothWaysDrawTheSamePoints() {
  if (!ui::findOpenGl().usable) QSKIP("no OpenGL here");
  QFETCH(int, points);
  QFETCH(int, radius);
  QFETCH(bool, filtered);
  QFETCH(bool, shaped);
  const Cloud cloud = heaps(points);
  ui::PointSet set{cloud.xy, cloud.colour, {}, {}};
  if (filtered) set.shown = cloud.shown, set.stressed = cloud.stressed;
  if (shaped) set.shape = cloud.shape;
  const ui::PointLook look = lookAt(cloud, radius);
  ui::PointRaster raster;
  const QImage expected = raster.draw(set, look);
  QOffscreenSurface surface;
  surface.create();
  QOpenGLContext context;
  QVERIFY(context.create() && context.makeCurrent(&surface));
  QImage drawn;
  {
    QOpenGLFramebufferObject screen(look.pixels);
    screen.bind();
    ui::PointGl card;
    QVERIFY2(card.start(), qPrintable(card.trouble()));
    card.setPlaces(set.xy);
    card.setColours(set.colour);
    card.setShown(set.shown);
    card.setStressed(set.stressed);
    card.setShapes(set.shape);
    QVERIFY2(card.draw(look), qPrintable(card.trouble()));
    drawn = screen.toImage();
    // A filter is a byte a point: the rest stays on the card.
    card.setShown(std::vector<std::uint8_t>(cloud.colour.size(), 0));
    QVERIFY(card.draw(look));
    QImage bare(look.pixels, QImage::Format_RGB32);
    bare.fill(look.ground);
    QCOMPARE(coarseDifference(screen.toImage(), bare), 0);
    QVERIFY(coarseDifference(drawn, bare) > 20);
  }
  context.doneCurrent();
  const int difference = coarseDifference(drawn, expected);
  QVERIFY2(difference <= 4, qPrintable(QString::number(difference)));
}

void PlotGlTest::aPlotLooksAndAnswersTheSame() {
  if (!ui::findOpenGl().usable) QSKIP("no OpenGL here");
  Stage s(ui::PlotRenderer::OpenGl);
  QVERIFY(s.plot->drawsByOpenGl());
  QVERIFY(QTest::qWaitFor([&] { return !s.context->settings().openGlStarting(); }, 5000));  // a frame is there
  s.lasso(-4, -4, 4, 4);
  const std::vector<TileId> selected = s.context->selection().tiles();
  QCOMPARE(selected.size(), std::size_t(40));
  s.context->selection().clear();
  s.context->setPlotRenderer(ui::PlotRenderer::Raster);
  QVERIFY(!s.plot->drawsByOpenGl());
  s.lasso(-4, -4, 4, 4);
  QCOMPARE(s.context->selection().tiles(), selected);
  // Pictures come one by one: both ways end at the same plot, with rings, letters and all.
  QVERIFY(QTest::qWaitFor([&] { return s.plot->thumbnailTiles().size() > 4; }, 5000));
  QTest::qWait(500);
  const QImage byProcessor = s.plot->grab().toImage();
  s.context->setPlotRenderer(ui::PlotRenderer::OpenGl);
  QVERIFY(s.plot->drawsByOpenGl());
  int difference = 255;
  const bool alike = QTest::qWaitFor(
      [&] {
        difference = coarseDifference(s.plot->grab().toImage(), byProcessor);
        return difference <= 24;  // letters and rings are smoothed differently
      },
      5000);
  if (qEnvironmentVariableIsSet("KEEP_PICTURES")) {
    s.plot->grab().save(qEnvironmentVariable("KEEP_PICTURES") + QStringLiteral("/card.png"));
    byProcessor.save(qEnvironmentVariable("KEEP_PICTURES") + QStringLiteral("/processor.png"));
  }
  QVERIFY2(alike, qPrintable(QString::number(difference)));
}

void PlotGlTest::aLargeSelectionFadesTheRest() {
  const Cloud cloud = heaps(3000);
  const ui::PointLook look = lookAt(cloud, 2);
  ui::PointRaster raster;
  const QImage plain = raster.draw({cloud.xy, cloud.colour, {}, {}}, look);
  std::vector<std::uint8_t> first(cloud.colour.size());
  for (std::size_t i = 0; i < first.size(); ++i) first[i] = i % 3 == 0;
  const QImage faded = raster.draw({cloud.xy, cloud.colour, {}, first}, look);
  const QPoint selected = look.map.toView(0, 0).toPoint(), other = look.map.toView(4, 1).toPoint();
  QCOMPARE(faded.pixel(selected), plain.pixel(selected));
  const auto away = [&](QRgb colour) { return std::abs(qBlue(colour) - look.ground.blue()); };
  QVERIFY(away(faded.pixel(other)) * 3 < away(plain.pixel(other)));
  QVERIFY(faded.pixel(other) != look.ground.rgb());
}

void PlotGlTest::theProcessorDrawsWhereOpenGlIsNotToBeHad() {
  if (ui::findOpenGl().usable) QSKIP("OpenGL is to be had here");
  Stage s(ui::PlotRenderer::OpenGl);
  QVERIFY(!s.plot->drawsByOpenGl());
  QVERIFY(!s.context->settings().openGlStarting());
  s.lasso(-4, -4, 4, 4);
  QCOMPARE(s.context->selection().tiles().size(), std::size_t(40));
}

void PlotGlTest::aDriverThatTookTheProgramDownIsNotTriedAgain() {
  WindowFixture fixture;
  fixture.context->setPlotRenderer(ui::PlotRenderer::OpenGl);
  fixture.context->settings().setOpenGlStarting(true);
  fixture.crash();
  fixture.start();
  QCOMPARE(fixture.context->settings().plotRenderer(), ui::PlotRenderer::Raster);
  QVERIFY(!fixture.context->settings().openGlStarting());
}

void PlotGlTest::softwareIsNotChosenByItself() {
  if (!ui::findOpenGl().usable) {
    QVERIFY(!ui::wantsOpenGl(ui::PlotRenderer::OpenGl));
  } else {
    QCOMPARE(ui::wantsOpenGl(ui::PlotRenderer::Automatic), !ui::findOpenGl().software);
    QVERIFY(ui::wantsOpenGl(ui::PlotRenderer::OpenGl));
  }
  QVERIFY(!ui::wantsOpenGl(ui::PlotRenderer::Raster));
}

QTEST_MAIN(PlotGlTest)
#include "plot_gl_test.moc"
