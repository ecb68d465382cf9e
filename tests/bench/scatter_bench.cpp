// Frames a second of the Embedding page's plot, drawn by the processor and, where there is OpenGL, by that: every frame
// pans a little, so that all points are drawn anew. OpenGL needs a display: xvfb-run -a … or a real one with
// QT_QPA_PLATFORM=xcb. Usage: scatter_bench [POINTS…] (10,000, 100,000 and 1,000,000)
#include <QGuiApplication>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFramebufferObject>
#include <QOpenGLFunctions>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <vector>

#include "ui/explore/plot_renderer.h"
#include "ui/explore/point_gl.h"
#include "ui/explore/point_index.h"
#include "ui/explore/point_raster.h"

using namespace tilescout::ui;

namespace {

constexpr QSize kPixels(1280, 720);

struct Cloud {
  std::vector<float> xy;
  std::vector<QRgb> colour;
};

Cloud cloudOf(int count) {
  Cloud cloud;
  for (int i = 0; i < count; ++i) {
    const int group = i % 40;
    const double turn = i * 2.399963, reach = std::sqrt((i / 40) % 1000 / 1000.0);
    cloud.xy.push_back(static_cast<float>(std::cos(group * 1.7) * 10 + std::cos(turn) * reach * 1.5));
    cloud.xy.push_back(static_cast<float>(std::sin(group * 2.3) * 10 + std::sin(turn) * reach * 1.5));
    cloud.colour.push_back(qRgb(group * 6, 255 - group * 6, 128));
  }
  return cloud;
}

void measure(const char* way, const Cloud& cloud, const std::function<void(const PointLook&)>& draw) {
  const std::size_t count = cloud.colour.size();
  PointLook look;
  look.map.size = QSizeF(kPixels);
  look.map.fit(PointIndex(cloud.xy).bounds());
  look.pixels = kPixels;
  look.ground = Qt::white;
  const double fitted = look.map.scale;
  const int frames = count > 500'000 ? 30 : 100;
  const std::clock_t cpu = std::clock();
  const auto start = std::chrono::steady_clock::now();
  for (int frame = 0; frame < frames; ++frame) {
    look.map.centre += QPointF(0.01, 0.005);
    look.map.zoom(frame % 2 == 0 ? 1.05 : 1 / 1.05, QPointF(640, 360));
    look.radius = pointRadius(count, look.map.scale, fitted);
    draw(look);
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::printf("{\"way\": \"%s\", \"points\": %zu, \"frames_per_s\": %.1f, \"cpu_ms_a_frame\": %.2f}\n", way, count,
              frames / seconds, 1000.0 * static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC / frames);
}

void byProcessor(const Cloud& cloud) {
  PointRaster raster;
  measure("raster", cloud, [&](const PointLook& look) {
    if (raster.draw({cloud.xy, cloud.colour, {}, {}}, look).isNull()) std::abort();
  });
}

void byOpenGl(const Cloud& cloud) {
  QOffscreenSurface surface;
  surface.create();
  QOpenGLContext context;
  if (!context.create() || !context.makeCurrent(&surface)) return;
  {
    QOpenGLFramebufferObject screen(kPixels);
    screen.bind();
    PointGl points;
    if (!points.start()) std::abort();
    points.setPlaces(cloud.xy);
    points.setColours(cloud.colour);
    measure("opengl", cloud, [&](const PointLook& look) {
      if (!points.draw(look)) std::abort();
      context.functions()->glFinish();
    });
  }
  context.doneCurrent();
}

}  // namespace

int main(int argc, char** argv) {
  const QGuiApplication application(argc, argv);
  std::vector<int> counts;
  for (int i = 1; i < argc; ++i) counts.push_back(std::atoi(argv[i]));
  if (counts.empty()) counts = {10'000, 100'000, 1'000'000};
  const OpenGlFound& found = findOpenGl();
  std::printf("{\"opengl\": \"%s\", \"software\": %s}\n", found.usable ? qPrintable(found.name) : "none",
              found.software ? "true" : "false");
  for (const int count : counts) {
    const Cloud cloud = cloudOf(count);
    byProcessor(cloud);
    if (found.usable) byOpenGl(cloud);
  }
  return 0;
}
