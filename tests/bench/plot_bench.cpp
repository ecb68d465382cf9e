// What the Embedding page's plot costs as a whole widget, labels, rings and index included, drawn by the processor:
// opening a layout, a frame of panning and of the morph, a change of colour, of the legend's filter and of the
// selection, and a lasso, each until it is drawn. Usage: plot_bench [POINTS…] (10,000, 100,000 and 1,000,000)
#include <QApplication>
#include <QMouseEvent>
#include <QWheelEvent>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <vector>

#include "ui/explore/scatter_view.h"
#include "ui/search/thumbnail_loader.h"
#include "ui/selection.h"

using namespace tilescout;
using namespace tilescout::ui;

namespace {

constexpr int kGroups = 40;

std::shared_ptr<const jobs::LayoutView> layoutOf(int count) {
  auto view = std::make_shared<jobs::LayoutView>();
  view->id = count;
  for (int i = 0; i < count; ++i) {
    const int group = i % kGroups;
    const double turn = i * 2.399963, reach = std::sqrt((i / kGroups) % 1000 / 1000.0);
    view->tiles.push_back(i + 1);
    view->xy.push_back(static_cast<float>(std::cos(group * 1.7) * 10 + std::cos(turn) * reach * 1.5));
    view->xy.push_back(static_cast<float>(std::sin(group * 2.3) * 10 + std::sin(turn) * reach * 1.5));
    view->cluster.push_back(group);
    view->scene.push_back(group % 7);
  }
  for (int group = 0; group < kGroups; ++group) {
    jobs::ClusterView cluster;
    cluster.id = group;
    cluster.name = "cluster " + std::to_string(group);
    cluster.size = count / kGroups;
    cluster.representative = group + 1;
    view->clusters.push_back(std::move(cluster));
  }
  for (int scene = 0; scene < 7; ++scene) view->scenes.push_back({scene + 1, "scene.tif", "2015-06-29"});
  return view;
}

class Stage {
 public:
  explicit Stage(int count) : layout_(layoutOf(count)), plot_(&selection_, &thumbnails_) {
    plot_.resize(1280, 720);
    plot_.show();
    plot_.setView(layout_);
    plot_.setColouring(colours(ColourBy::Cluster));
    settle();
  }

  void run() {
    time("open", 3, [&](int) {
      plot_.setView(layout_);
      plot_.setColouring(colours(ColourBy::Cluster));
    });
    time("pan", 20, [&](int i) { mouse(QEvent::MouseMove, Qt::LeftButton, 640 + 3 * i, 360 + 2 * i); });
    time("zoom", 20, [&](int i) { plot_.zoomBy(i % 2 == 0 ? 1.05 : 1 / 1.05, {640, 360}); });
    plot_.fit();
    time("colour", 6, [&](int i) { plot_.setColouring(colours(i % 2 == 0 ? ColourBy::Scene : ColourBy::Cluster)); });
    time("filter", 6, [&](int i) {
      std::vector<bool> hidden(kGroups, false);
      hidden[static_cast<std::size_t>(i)] = true;
      plot_.setHiddenEntries(hidden);
    });
    time("select_100", 6, [&](int i) { select(100, i); });
    time("select_all", 3, [&](int i) { select(i % 2 == 0 ? layout_->tiles.size() : layout_->tiles.size() / 2, 0); });
    selection_.clear();
    time("lasso", 3, [&](int) { lasso(); });
    selection_.clear();
    time("morph", 10, [&](int i) {
      std::vector<float> xy = layout_->xy;
      for (std::size_t at = 0; at < xy.size(); at += 2) xy[at] *= 1.0F + 0.01F * static_cast<float>(i);
      plot_.setPlaces(std::move(xy));
    });
  }

 private:
  std::shared_ptr<const Colouring> colours(ColourBy by) const {
    return std::make_shared<const Colouring>(Colouring::of(*layout_, by, {}));
  }
  void settle() {
    plot_.repaint();
    QCoreApplication::processEvents();
  }
  void mouse(QEvent::Type type, Qt::MouseButton held, int x, int y) {
    const QPointF at(x, y);
    QMouseEvent event(type, at, plot_.mapToGlobal(at), type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton,
                      type == QEvent::MouseButtonRelease ? Qt::NoButton : held, Qt::NoModifier);
    QCoreApplication::sendEvent(&plot_, &event);
  }
  void select(std::size_t count, int from) {
    const auto first = layout_->tiles.begin() + from;
    const auto end = layout_->tiles.begin() + static_cast<std::ptrdiff_t>(std::min(layout_->tiles.size(), count + static_cast<std::size_t>(from)));
    selection_.set({first, end});
  }
  void lasso() {
    plot_.setTool(ScatterTool::Lasso);
    mouse(QEvent::MouseButtonPress, Qt::LeftButton, 340, 160);
    for (int step = 1; step <= 60; ++step) {
      const double turn = step / 60.0 * 6.2832;
      mouse(QEvent::MouseMove, Qt::LeftButton, 640 - static_cast<int>(300 * std::cos(turn)),
            360 - static_cast<int>(200 * std::sin(turn)));
    }
    mouse(QEvent::MouseButtonRelease, Qt::LeftButton, 340, 160);
    plot_.setTool(ScatterTool::Move);
  }
  void time(const char* what, int times, const std::function<void(int)>& act) {
    const bool pan = std::string_view(what) == "pan";
    if (pan) mouse(QEvent::MouseButtonPress, Qt::LeftButton, 640, 360);
    double worst = 0.0, sum = 0.0;
    for (int i = 0; i < times; ++i) {
      const auto start = std::chrono::steady_clock::now();
      act(i);
      settle();
      const double ms = 1000 * std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
      worst = std::max(worst, ms);
      sum += ms;
    }
    if (pan) mouse(QEvent::MouseButtonRelease, Qt::LeftButton, 700, 400);
    std::printf("{\"what\": \"%s\", \"points\": %zu, \"ms\": %.1f, \"worst_ms\": %.1f, \"a_second\": %.1f}\n", what,
                layout_->tiles.size(), sum / times, worst, 1000.0 * times / sum);
    std::fflush(stdout);
  }

  const std::shared_ptr<const jobs::LayoutView> layout_;
  Selection selection_;
  ThumbnailLoader thumbnails_;
  ScatterView plot_;
};

}  // namespace

int main(int argc, char** argv) {
  const QApplication application(argc, argv);
  std::vector<int> counts;
  for (int i = 1; i < argc; ++i) counts.push_back(std::atoi(argv[i]));
  if (counts.empty()) counts = {10'000, 100'000, 1'000'000};
  for (const int count : counts) Stage(count).run();
  return 0;
}
