// How many frames a second the result grid scrolls with, and the map pans with, at many hits: offscreen, on the
// software renderer, every frame drawn whole, in time of the
// processor. Thumbnails are there already for what is seen, as after a pause.
//   QT_QPA_PLATFORM=offscreen grid_bench [--map] [HITS…] (1,000, 10,000 and 100,000)
#include <QApplication>
#include <QKeyEvent>
#include <QPixmap>
#include <QScrollBar>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "ui/map/map_canvas.h"
#include "ui/search/hit_arrangement.h"
#include "ui/search/result_grid.h"
#include "ui/search/result_model.h"
#include "ui/search/thumbnail_loader.h"
#include "ui/selection.h"

using namespace tilescout;
using namespace tilescout::ui;

namespace {

constexpr int kScenes = 50;

/// With pictures for all tiles, without anybody who reads them.
class BenchModel : public ResultModel {
 public:
  explicit BenchModel(ThumbnailLoader* thumbnails) : ResultModel(thumbnails) {
    for (int i = 0; i < 64; ++i) {
      pictures_.emplace_back(192, 192);
      pictures_.back().fill(QColor::fromHsv(i * 5, 90, 150));
    }
  }
  QVariant data(const QModelIndex& index, int role) const override {
    if (role == Qt::DecorationRole) return pictures_[static_cast<std::size_t>(index.row() % 64)];
    return ResultModel::data(index, role);
  }

 private:
  std::vector<QPixmap> pictures_;
};

/// `apart`: each scene has its own raster, as flights over the same ground have, instead of one for all.
std::shared_ptr<SearchResult> manyHits(int count, bool apart = false) {
  auto result = std::make_shared<SearchResult>();
  result->searched = result->passed = result->accepted = count;
  for (int i = 0; i < count; ++i) {
    Hit hit;
    hit.rank = i + 1;
    hit.tile = i + 1;
    hit.sceneId = i % kScenes + 1;
    hit.scene = "naip_m_47" + std::to_string(hit.sceneId) + "_20150629.tif";
    hit.date = std::to_string(2000 + i % 21) + "-06-29";
    hit.score = 0.4 - 0.2 * i / count;
    hit.percentile = 100.0 * (count - i) / count;
    hit.band = i < count / 10 ? ScoreBand::Likely : i < count / 4 ? ScoreBand::Possible : ScoreBand::Noise;
    hit.captions = i % 7 == 0;
    const int place = i / kScenes;
    const double shift = apart ? 0.0137 * (i % kScenes) : 0.0;
    const double lon = -97.0 + 0.01 * (place % 60 + shift), lat = 47.0 - 0.007 * (place / 60 + shift);
    hit.wgs84 = {{lon, lat}, {lon + 0.01, lat}, {lon + 0.01, lat - 0.007}, {lon, lat - 0.007}};
    result->hits.push_back(std::move(hit));
  }
  return result;
}

/// Milliseconds of this thread alone: the machine may be busy with other things.
double cpuNow() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// Times of `frames` frames in milliseconds of the processor, sorted.
std::vector<double> times(int frames, const std::function<void(int)>& frame) {
  std::vector<double> all;
  for (int i = 0; i < frames; ++i) {
    const double before = cpuNow();
    frame(i);
    all.push_back(cpuNow() - before);
    QCoreApplication::processEvents();
  }
  std::sort(all.begin(), all.end());
  return all;
}

void report(const char* what, int hits, const std::vector<double>& all) {
  double sum = 0.0;
  for (const double time : all) sum += time;
  std::printf("{\"what\": \"%s\", \"hits\": %d, \"frames_per_s\": %.1f, \"median_ms\": %.2f, \"p95_ms\": %.2f}\n", what,
              hits, 1000.0 * static_cast<double>(all.size()) / sum, all[all.size() / 2], all[all.size() * 95 / 100]);
  std::fflush(stdout);
}

void scrollGrid(int count, HitGroups groups, const char* what) {
  ThumbnailLoader thumbnails;
  BenchModel model(&thumbnails);
  ResultGrid grid;
  grid.setModel(&model);
  grid.resize(1280, 720);
  grid.show();
  const auto hits = manyHits(count);
  const double before = cpuNow();
  model.setOrder(HitOrder::Score, groups);
  model.setResult(hits);
  const double arranged = cpuNow() - before;
  QImage screen(grid.size(), QImage::Format_RGB32);
  const int far = grid.verticalScrollBar()->maximum();
  report(what, count, times(200, [&](int frame) {
           grid.verticalScrollBar()->setValue(static_cast<int>(far * (frame / 200.0)) + frame * 37 % 200);
           grid.render(&screen);
         }));
  std::printf("{\"what\": \"%s: take the answer in\", \"hits\": %d, \"ms\": %.1f}\n", what, count, arranged);
}

void panMap(int count, bool apart) {
  Selection selection;
  MapCanvas map(&selection);
  map.resize(1280, 720);
  map.show();
  const auto hits = manyHits(count, apart);
  const double before = cpuNow();
  map.setResult(hits);
  std::printf("{\"what\": \"map: take the answer in\", \"hits\": %d, \"ms\": %.1f}\n", count, cpuNow() - before);
  map.fitHits();
  QImage screen(map.size(), QImage::Format_RGB32);
  const auto pan = [&](int frame) {
    QKeyEvent key(QEvent::KeyPress, frame % 40 < 20 ? Qt::Key_Left : Qt::Key_Right, {});
    QCoreApplication::sendEvent(&map, &key);
    map.render(&screen);
  };
  report(apart ? "map, all hits in view, rasters apart" : "map, all hits in view", count, times(100, pan));
  if (apart) return;
  map.zoomBy(12);
  report("map, near", count, times(100, pan));
}

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", qgetenv("QT_QPA_PLATFORM").isEmpty() ? "offscreen" : qgetenv("QT_QPA_PLATFORM"));
  QApplication application(argc, argv);
  std::vector<int> counts;
  bool mapOnly = false;
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--map") {
      mapOnly = true;
    } else {
      counts.push_back(std::atoi(argv[i]));
    }
  }
  if (counts.empty()) counts = {1'000, 10'000, 100'000};
  for (const int count : counts) {
    if (!mapOnly) {
      scrollGrid(count, HitGroups::None, "grid");
      scrollGrid(count, HitGroups::Place, "grid, by place");
    }
    panMap(count, false);
    panMap(count, true);
  }
  return 0;
}
