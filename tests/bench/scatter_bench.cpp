// Frames a second of the Embedding page's plot on the software renderer: every frame pans a little, so that all points
// are drawn anew. Usage: scatter_bench [POINTS…] (10,000, 100,000 and 1,000,000)
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

#include "ui/explore/point_index.h"
#include "ui/explore/point_raster.h"

using namespace tilescout::ui;

namespace {

double framesASecond(int count) {
  std::vector<float> xy;
  std::vector<QRgb> colour;
  for (int i = 0; i < count; ++i) {
    const int group = i % 40;
    const double turn = i * 2.399963, reach = std::sqrt((i / 40) % 1000 / 1000.0);
    xy.push_back(static_cast<float>(std::cos(group * 1.7) * 10 + std::cos(turn) * reach * 1.5));
    xy.push_back(static_cast<float>(std::sin(group * 2.3) * 10 + std::sin(turn) * reach * 1.5));
    colour.push_back(qRgb(group * 6, 255 - group * 6, 128));
  }
  ViewMap map;
  map.size = QSizeF(1280, 720);
  map.fit(PointIndex(xy).bounds());
  const double fitted = map.scale;
  PointRaster raster;
  const int frames = count > 500'000 ? 30 : 100;
  const auto start = std::chrono::steady_clock::now();
  for (int frame = 0; frame < frames; ++frame) {
    map.centre += QPointF(0.01, 0.005);
    map.zoom(frame % 2 == 0 ? 1.05 : 1 / 1.05, QPointF(640, 360));
    const int radius = pointRadius(static_cast<std::size_t>(count), map.scale, fitted);
    if (raster.draw(xy, colour, {}, map, QSize(1280, 720), 1.0, radius, Qt::white).isNull()) std::abort();
  }
  return frames / std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<int> counts;
  for (int i = 1; i < argc; ++i) counts.push_back(std::atoi(argv[i]));
  if (counts.empty()) counts = {10'000, 100'000, 1'000'000};
  for (const int count : counts) {
    const std::clock_t cpu = std::clock();
    const double frames = framesASecond(count);
    std::printf("{\"points\": %d, \"frames_per_s\": %.1f, \"cpu_s\": %.2f}\n", count, frames,
                static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC);
  }
  return 0;
}
