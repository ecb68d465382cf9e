// The window that ui_bench starts: the program as it is, timed from its start on.
//   ui_bench_window WORK ARCHIVE STARTED_NS
#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>

#include "base/process_memory.h"
#include "ui/app_context.h"
#include "ui/backend/loaded_backend.h"
#include "ui/export/export_controller.h"
#include "ui/export/export_dialog.h"
#include "ui/main_window.h"
#include "ui/search/query_bar.h"
#include "ui/search/result_grid.h"
#include "ui/search/results_view.h"
#include "ui/search/search_controller.h"
#include "ui/support/first_paint.h"

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

bool waitFor(const std::function<bool()>& ready) {
  QElapsedTimer timer;
  timer.start();
  while (!ready()) {
    if (timer.elapsed() > kWaitMs) return false;
    QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);  // woken by the watch every millisecond
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
      : work_(work), started_(started), services_(new ui::LoadedBackend([] { return ui::loadBackendModule(TILESCOUT_SERVICES); })),
        context_(std::unique_ptr<ui::Backend>(services_), work / "home") {
    context_.archive().open(QString::fromStdString(archive.string()));  // before the window, as the program does
    window_ = std::make_unique<ui::MainWindow>(&context_);
    window_->resize(1280, 720);
    watch_.begin();
    ui::afterFirstPaint(window_.get(), [this] {
      print("start to window painted", true);
      services_->begin();
    });
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
      QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);  // woken by the watch every millisecond
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
  ui::LoadedBackend* services_;
  ui::AppContext context_;
  std::unique_ptr<ui::MainWindow> window_;
};


}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: ui_bench_window WORK ARCHIVE STARTED_NS; ui_bench starts it\n");
    return 2;
  }
  keepFreedMemory(FreedMemory::Some);
  WatchedApplication application(argc, argv);
  WindowRun(argv[1], argv[2], std::stoll(argv[3])).run();
  return 0;
}
