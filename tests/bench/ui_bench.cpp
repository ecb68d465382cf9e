// The window over an archive of many tiles: start, text to pictures, and how long the event loop stands still while it
// searches, exports and indexes.
//   ui_bench WORK [tiles=100000]
// WORK keeps painted scenes, the archive (its embeddings are random: what is timed does not depend on them) and a home
// of its own. Run it twice: the first run makes them, the second is warm.
#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <random>

#include "archive/archive.h"
#include "base/half.h"
#include "geo/footprint.h"
#include "geo/scene_scanner.h"
#include "jobs/demo_job.h"
#include "jobs/model_service.h"
#include "ui/app_context.h"
#include "ui/backend/core_backend.h"
#include "ui/export/export_controller.h"
#include "ui/export/export_dialog.h"
#include "ui/main_window.h"
#include "ui/search/query_bar.h"
#include "ui/search/result_grid.h"
#include "ui/search/results_view.h"
#include "ui/search/search_controller.h"

namespace fs = std::filesystem;
using namespace tilescout;
using Clock = std::chrono::steady_clock;

namespace {

constexpr int kFirstPictures = 6;  // the first row at the window's smallest size
constexpr int kWaitMs = 120'000;
constexpr int kKeyMs = 120;  // between two keys: a hundred words a minute

std::int64_t nowNs() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now().time_since_epoch()).count();
}

/// Windows of 256 pixels in a raster over the scene, `count` of them.
std::vector<archive::StoredTile> tilesOver(const SceneInfo& scene, int count) {
  const geo::PixelToGround toGround(scene);
  const int side = static_cast<int>(std::ceil(std::sqrt(count)));
  std::vector<archive::StoredTile> tiles;
  for (int i = 0; i < count; ++i) {
    const double stepX = (scene.width - 256.0) / side, stepY = (scene.height - 256.0) / side;
    const TileWindow window{0, i % side, i / side, i % side * stepX, i / side * stepY, 256, 256};
    tiles.push_back({0, window, toGround.valid() ? toGround.ring(window) : Ring()});
  }
  return tiles;
}

void embedAtRandom(archive::Archive& archive, const archive::ModelRecord& model, SceneId scene, std::mt19937& random) {
  std::normal_distribution<float> normal;
  const auto dim = static_cast<std::size_t>(model.embedDim);
  const std::vector<archive::StoredTile> pending = archive.pendingTiles(scene, model.id);
  for (std::size_t from = 0; from < pending.size(); from += 1024) {
    const std::size_t to = std::min(pending.size(), from + 1024);
    std::vector<std::uint16_t> halves((to - from) * dim);
    std::vector<archive::Archive::EmbeddedTile> batch;
    for (std::size_t i = from; i < to; ++i) {
      std::vector<float> row(dim);
      float length = 0;
      for (float& value : row) {
        value = normal(random);
        length += value * value;
      }
      std::uint16_t* out = halves.data() + (i - from) * dim;
      for (std::size_t d = 0; d < dim; ++d) out[d] = halfFromFloat(row[d] / std::sqrt(length));
      batch.push_back({pending[i].id, false, {out, dim}});
    }
    archive.storeEmbeddings(model.id, batch);
  }
  archive.setSceneState(scene, archive::SceneState::Indexed);
}

void makeArchive(const fs::path& file, const fs::path& scenes, int tiles) {
  const fs::path part = file.string() + ".making";
  for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(part.string() + suffix);
  {
    archive::Archive archive = archive::Archive::create(part);
    const ModelCard card = jobs::ModelStore().find("");
    const archive::ModelRecord model = archive.modelFor(card.name, card.fingerprint, card.embedDim);
    archive.setActiveModel(model.id);
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(scenes))
      if (entry.path().extension() == ".tif") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::mt19937 random(1);
    JobContext job;
    for (const fs::path& each : files) {
      const geo::ScanResult scan = geo::scanScene(each, {}, job);
      if (!scan.scene) continue;
      const int share = tiles / static_cast<int>(files.size()) + 1;
      const SceneId scene = archive.putScene(*scan.scene, "bench", tilesOver(*scan.scene, share));
      embedAtRandom(archive, model, scene, random);
    }
  }
  fs::rename(part, file);
}

bool waitFor(const std::function<bool()>& ready) {
  QElapsedTimer timer;
  timer.start();
  while (!ready()) {
    if (timer.elapsed() > kWaitMs) return false;
    QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 5);
  }
  return true;
}

/// Time between two turns of the event loop.
class StallWatch : public QObject {
 public:
  StallWatch() { startTimer(1); }
  void begin() {
    longest_ = 0;
    over_ = 0;
    turns_.start();
  }
  void print(const char* what) const {
    std::printf("stall  %-34s longest %4lld ms, %d above 50 ms\n", what, static_cast<long long>(longest_), over_);
    std::fflush(stdout);
  }

 protected:
  void timerEvent(QTimerEvent*) override {
    if (!turns_.isValid()) return;
    const qint64 gap = turns_.restart();
    longest_ = std::max(longest_, gap);
    over_ += gap > 50 ? 1 : 0;
  }

 private:
  QElapsedTimer turns_;
  qint64 longest_ = 0;
  int over_ = 0;
};

/// Tells which events hold the loop.
class WatchedApplication : public QApplication {
 public:
  using QApplication::QApplication;

  bool notify(QObject* receiver, QEvent* event) override {
    const int type = event->type();
    const std::string receiverName = depth_ == 0 ? receiver->metaObject()->className() : "";
    QElapsedTimer timer;
    timer.start();
    ++depth_;
    const bool taken = QApplication::notify(receiver, event);
    --depth_;
    if (depth_ == 0 && timer.elapsed() > kWorthTelling)
      std::printf("event  %lld ms: type %d of a %s\n", static_cast<long long>(timer.elapsed()), type,
                  receiverName.c_str());
    return taken;
  }

 private:
  static constexpr int kWorthTelling = 25;
  int depth_ = 0;  ///< of events sent while one is handled
};

class WindowRun {
 public:
  WindowRun(const fs::path& work, const fs::path& archive, std::int64_t started)
      : work_(work), started_(started), context_(std::make_unique<ui::CoreBackend>(), work / "home") {
    context_.archive().open(QString::fromStdString(archive.string()));  // before the window, as the program does
    window_ = std::make_unique<ui::MainWindow>(&context_);
    watch_.begin();
    window_->show();
  }

  void run() {
    const bool usable = waitFor([this] {
      return context_.archive().state() == ui::ArchiveState::Open && window_->isVisible() &&
             window_->queryBar()->isEnabled();
    });
    QCoreApplication::processEvents();  // painted with the archive in it
    print("start to usable window", usable);
    watch_.print("starting");
    started_ = nowNs();
    ask("a harbour with ships");
    print("text to pictures, first of a start", true);
    watch_.begin();
    search("typed: last key to answer", "to pictures",
           {"an airport", "dense houses", "a river through a forest", "a stadium", "farmland", "storage tanks",
            "a roundabout with roads", "a parking lot", "tennis courts"},
           [this](const QString& text) { type(text); });
    search("pasted: text to answer", "to pictures",
           {"a bridge", "bare land", "many planes", "a pond", "a church", "sparse houses", "a desert", "a beach",
            "a port"},
           [](const QString&) {});
    watch_.print("searching");
    scroll();
    exportHits();
    index();
  }

 private:
  void print(const char* what, bool came) const {
    std::printf("time   %-34s %7.0f ms%s\n", what, static_cast<double>(nowNs() - started_) / 1e6,
                came ? "" : " (gave up)");
    std::fflush(stdout);
  }

  /// Key after key, but for the last one.
  void type(const QString& text) {
    for (qsizetype keys = 1; keys < text.size(); ++keys) {
      window_->queryBar()->setText(text.left(keys));
      pass(kKeyMs);
    }
  }

  /// Time of several queries from their last key to the answer, and from there to the first pictures.
  void search(const char* toAnswer, const char* toPictures, const std::vector<const char*>& texts,
              const std::function<void(const QString&)>& before) {
    std::vector<double> answers, pictures;
    for (const char* text : texts) {
      pass(600);  // looked at for a while
      before(QString::fromUtf8(text));
      started_ = nowNs();
      answers.push_back(ask(text));
      pictures.push_back(static_cast<double>(nowNs() - started_) / 1e6);
    }
    for (const auto& [what, times] : {std::pair(toAnswer, &answers), std::pair(toPictures, &pictures)}) {
      std::sort(times->begin(), times->end());
      std::printf("time   %-34s %7.0f ms (median; longest of %zu: %.0f ms)\n", what, (*times)[times->size() / 2],
                  times->size(), times->back());
    }
    std::fflush(stdout);
  }

  /// Milliseconds to the answer; returns when the first pictures are there.
  double ask(const char* text) {
    const QString wanted = QString::fromUtf8(text);
    const auto from = nowNs();
    window_->queryBar()->setText(wanted);
    waitFor([&] { return context_.search().answeredText() == wanted && context_.search().result(); });
    const double answered = static_cast<double>(nowNs() - from) / 1e6;
    waitFor([&] {
      const auto& hits = context_.search().result()->hits;
      const auto shown = std::min<std::size_t>(kFirstPictures, hits.size());
      return std::all_of(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(shown),
                         [&](const Hit& hit) { return !context_.thumbnails().pixmap(hit.tile).isNull(); });
    });
    return answered;
  }

  static void pass(int milliseconds) {
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < milliseconds)
      QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 5);
  }

  void scroll() {
    ui::ResultGrid* grid = window_->results()->grid();
    watch_.begin();
    QElapsedTimer timer;
    timer.start();
    const int rows = grid->model()->rowCount();
    for (int step = 0; step < 100; ++step) {
      grid->scrollTo(grid->model()->index(rows * step / 100, 0));
      QCoreApplication::processEvents();
    }
    std::printf("time   %-34s %7.1f ms\n", "scrolling, one step of 100", static_cast<double>(timer.elapsed()) / 100);
    watch_.print("scrolling");
  }

  /// The ways that a user has, with every hit that there is: the key for copying, the dialog, and the job it starts.
  void exportHits() {
    const std::size_t all = std::min<std::size_t>(ui::SearchController::kMost,
                                                  static_cast<std::size_t>(context_.archive().summary().tiles));
    const bool whole = waitFor([&] { return context_.search().result()->hits.size() >= all; });
    std::printf("hits   %zu%s\n", context_.search().result()->hits.size(), whole ? "" : " (not all came)");
    auto* exports = window_->findChild<ui::ExportController*>();
    started_ = nowNs();
    watch_.begin();
    exports->copy();
    print("copying, until the key comes back", true);
    wait(context_.jobs().jobs().back().get());
    print("copying", !QGuiApplication::clipboard()->text().isEmpty());
    watch_.print("copying");
    const QTemporaryDir out;
    for (const auto& [kind, name] :
         {std::pair(ui::ExportKind::GeoPackage, "hits.gpkg"), std::pair(ui::ExportKind::Csv, "hits.csv"),
          std::pair(ui::ExportKind::GeoJson, "hits.geojson")}) {
      started_ = nowNs();
      watch_.begin();
      exports->showDialog();
      auto* dialog = window_->findChild<ui::ExportDialog*>();
      pass(300);
      dialog->setKind(kind);
      dialog->setTarget(out.filePath(QString::fromLatin1(name)));
      dialog->accept();
      wait(context_.jobs().jobs().back().get());
      pass(50);  // the dialog goes
      print(name, QFile::exists(out.filePath(QString::fromLatin1(name))));
      watch_.print(("dialog and export, " + std::string(name)).c_str());
    }
  }

  void index() {
    const QTemporaryDir fresh;
    for (const auto& entry : fs::directory_iterator(work_ / "scenes")) {
      if (entry.path().extension() != ".tif") continue;
      fs::copy(entry.path(), fs::path(fresh.path().toStdString()) / entry.path().filename());
      break;
    }
    const QString copy = work_.c_str() + QStringLiteral("/indexed.tilescout");
    QFile::remove(copy);
    context_.archive().create(copy);
    waitFor([&] { return context_.archive().state() == ui::ArchiveState::Open; });
    watch_.begin();
    context_.archive().addScenes({fresh.path()});
    waitFor([this] { return !context_.archive().isIndexing(); });
    watch_.print("indexing one scene");
  }

  static void wait(const ui::Job* job) {
    waitFor([job] { return job->state() != ui::JobState::Running; });
  }

  const fs::path work_;
  std::int64_t started_;
  StallWatch watch_;
  ui::AppContext context_;
  std::unique_ptr<ui::MainWindow> window_;
};

int runWindow(int argc, char** argv) {
  WatchedApplication application(argc, argv);
  WindowRun(argv[2], argv[3], std::stoll(argv[4])).run();
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 5 && std::string_view(argv[1]) == "--window") return runWindow(argc, argv);
  if (argc < 2) {
    std::fprintf(stderr, "usage: ui_bench WORK [TILES]\n");
    return 2;
  }
  const fs::path work = fs::absolute(argv[1]);
  const int tiles = argc > 2 ? std::stoi(argv[2]) : 100'000;
  fs::create_directories(work / "home");
  ::setenv("TILESCOUT_HOME", (work / "home").c_str(), 1);
  const fs::path archive = work / ("bench-" + std::to_string(tiles) + ".tilescout");
  JobContext job;
  const fs::path scenes = jobs::makeDemo(job);
  if (!fs::exists(work / "scenes")) fs::create_directory_symlink(scenes, work / "scenes");
  if (!fs::exists(archive)) makeArchive(archive, scenes, tiles);
  std::printf("%d tiles, %s\n", tiles, archive.c_str());
  std::fflush(stdout);
  QProcess window;  // a process of its own, so that loading the libraries counts
  window.setProcessChannelMode(QProcess::ForwardedChannels);
  const QStringList arguments{QStringLiteral("--window"), QString::fromStdString(work.string()),
                              QString::fromStdString(archive.string()), QString::number(nowNs())};
  window.start(QString::fromLocal8Bit(argv[0]), arguments);
  window.waitForFinished(-1);
  return window.exitCode();
}
