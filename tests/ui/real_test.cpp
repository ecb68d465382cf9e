// The window over the real services and the shipped model: scenes are added, searched, labelled and exported, and the
// event loop stands still for none of it.
#include <QAction>
#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QInputDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QPointer>
#include <QProcess>
#include <QPushButton>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QTreeWidget>
#include <algorithm>
#include <atomic>
#include <filesystem>
#include <future>
#include <memory>
#include <thread>

#include "base/error.h"
#include "synth/scene_painter.h"
#include "ui/app_context.h"
#include "ui/backend/core_backend.h"
#include "ui/backend/label_session.h"
#include "ui/backend/saved_session.h"
#include "ui/backend/shared_model.h"
#include "ui/export/export_dialog.h"
#include "ui/main_window.h"
#include "ui/search/query_bar.h"
#include "ui/search/result_grid.h"
#include "ui/search/result_model.h"
#include "ui/search/results_view.h"
#include "ui/search/saved_panel.h"
#include "ui/support/choice_card.h"
#include "ui/support/state_page.h"
#include "ui/window_actions.h"

using namespace tilescout;

namespace {

/// Longest time between two turns of the event loop, less the time for which the machine let no thread run: beside the
/// loop a second thread does nothing but look at the clock.
class StallWatch : public QObject {
 public:
  StallWatch() : idle_([this](const std::stop_token& stop) { idle(stop); }) {
    turns_.start();
    startTimer(1);
  }
  qint64 longest() const { return longest_; }

 protected:
  void timerEvent(QTimerEvent*) override {
    const qint64 gap = turns_.restart();
    longest_ = std::max(longest_, gap - machine_.exchange(0));
  }

 private:
  void idle(const std::stop_token& stop) {
    QElapsedTimer clock;
    clock.start();
    while (!stop.stop_requested()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      machine_ = std::max(machine_.load(), clock.restart());
    }
  }

  QElapsedTimer turns_;
  qint64 longest_ = 0;
  std::atomic<qint64> machine_{0};
  std::jthread idle_;
};

/// The real thing but for the size of the demo, which takes minutes to paint and index.
class SmallDemo : public ui::CoreBackend {
 public:
  explicit SmallDemo(std::filesystem::path folder) : folder_(std::move(folder)) {}
  std::filesystem::path makeDemo(JobContext& job) override {
    synth::paintDemoArchive(folder_, {2, 640, 5}, job);
    return folder_;
  }

 private:
  const std::filesystem::path folder_;
};

/// A window on this home, as a start of the program makes it.
struct Desk {
  explicit Desk(const QString& home)
      : context(std::make_unique<SmallDemo>(std::filesystem::path(home.toStdString()) / "demo"), home.toStdString()),
        window(&context) {
    window.resize(1280, 720);
    context.setLanguage(QStringLiteral("en"));
    window.show();
  }
  bool ask(const QString& text) {
    auto* line = window.findChild<QLineEdit*>(QStringLiteral("queryLine"));
    QTest::keyClick(&window, Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(line, text);
    return QTest::qWaitFor([&] { return context.search().answeredText() == text; }, 60'000);
  }
  /// Keys are heard in the window that is in front; after a dialog this platform leaves none there.
  bool press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
    window.activateWindow();
    if (!QTest::qWaitForWindowActive(&window)) return false;
    QTest::keyClick(window.results()->grid(), key, modifiers);
    return true;
  }
  /// By the dialog, as Ctrl+E opens it; the features in the file as GDAL reads them. Says what went wrong.
  QString exported(ui::ExportKind kind, const QString& target, QJsonArray* features) {
    if (!press(Qt::Key_E, Qt::ControlModifier)) return QStringLiteral("The window is not in front.");
    const QPointer<ui::ExportDialog> dialog = window.findChild<ui::ExportDialog*>();
    if (!dialog) return QStringLiteral("No dialog opened.");
    dialog->setKind(kind);
    dialog->setTarget(target);
    if (!QTest::qWaitFor([&] { return acceptsEnter(dialog); }, 5000)) return QStringLiteral("It cannot be accepted.");
    QTest::keyClick(dialog.data(), Qt::Key_Return);
    if (!QTest::qWaitFor([&] { return !dialog && QFile::exists(target); }, 60'000)) return QStringLiteral("No file.");
    QProcess gdal;
    gdal.start(QStringLiteral("ogr2ogr"),
               {QStringLiteral("-f"), QStringLiteral("GeoJSON"), QStringLiteral("/vsistdout/"), target,
                kind == ui::ExportKind::Csv ? QFileInfo(target).completeBaseName() : QStringLiteral("hits")});
    gdal.waitForFinished(60'000);
    *features = QJsonDocument::fromJson(gdal.readAllStandardOutput()).object()[QLatin1String("features")].toArray();
    return QString::fromUtf8(gdal.readAllStandardError());
  }
  static bool acceptsEnter(const QDialog* dialog) {
    const auto buttons = dialog->findChildren<QPushButton*>();
    return std::any_of(buttons.begin(), buttons.end(),
                       [](const QPushButton* button) { return button->isDefault() && button->isEnabled(); });
  }

  ui::AppContext context;
  ui::MainWindow window;
};

/// One number a text.
class TextModel : public jobs::LoadedModel {
 public:
  const ModelCard& card() const override { return card_; }
  std::string deviceText() const override { return "none"; }
  int batchSize() const override { return 1; }
  std::vector<float> encodeImages(const std::vector<Image>& images) override {
    return std::vector<float>(images.size());
  }
  std::vector<float> encodeTexts(const std::vector<std::string>& texts) override {
    return std::vector<float>(texts.size());
  }
  void setResize(const std::string&) override {}
  std::vector<std::string> unknownWords(const std::string&) const override { return {}; }
  std::string notice(const std::string&) const override { return {}; }

 private:
  ModelCard card_;
};

}  // namespace

class RealTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void aModelLoadsBesideWhatNeedsOnlyItsCard();
  void anArchiveOfANewerTilescoutIsCalledThat();
  void theWizardOfAnArchiveWithoutCaptionsSaysHowToLabel();
  void theJourneyNeverStallsTheLoop();
  void theFirstDayWithTheDemoIsThereTheNextDay();

 private:
  QTemporaryDir home_;
};

void RealTest::initTestCase() {
  QVERIFY(home_.isValid());
  qputenv("TILESCOUT_HOME", home_.path().toUtf8());
}

void RealTest::aModelLoadsBesideWhatNeedsOnlyItsCard() {
  std::promise<void> disk;
  ModelCard card;
  card.name = "slow";
  ui::SharedModel slow(card, [read = disk.get_future().share()] {
    read.wait();
    return std::make_shared<TextModel>();
  });
  QCOMPARE(slow.card().name, std::string("slow"));  // while it is being loaded
  QVERIFY(!slow.hasFailed());
  auto texts = std::async(std::launch::async, [&] { return slow.encodeTexts({"a lake", "a road"}); });
  QVERIFY(texts.wait_for(std::chrono::milliseconds(50)) == std::future_status::timeout);
  disk.set_value();
  QCOMPARE(texts.get().size(), std::size_t(2));
  QCOMPARE(slow.deviceText(), std::string("none"));
  QVERIFY(!slow.hasFailed());

  ui::SharedModel broken(card, []() -> std::shared_ptr<jobs::LoadedModel> {
    throw Error(ErrorCode::Corrupt, "is cut off", "weights.safetensors");
  });
  QTRY_VERIFY(broken.hasFailed());
  QVERIFY_EXCEPTION_THROWN(broken.deviceText(), Error);
  QVERIFY_EXCEPTION_THROWN(broken.encodeTexts({"a lake"}), Error);
}

void RealTest::anArchiveOfANewerTilescoutIsCalledThat() {
  const QString file = home_.filePath(QStringLiteral("newer.tilescout"));
  ui::CoreBackend().createArchive(file.toStdString());
  QFile raw(file);
  // SQLite keeps the user version, big-endian, at byte 60.
  QVERIFY(raw.open(QIODevice::ReadWrite) && raw.seek(60) && raw.write(QByteArray::fromHex("000003e7")) == 4);
  raw.close();
  ui::AppContext context(std::make_unique<ui::CoreBackend>(), home_.path().toStdString());
  context.setLanguage(QStringLiteral("en"));
  context.archive().open(file);
  QTRY_COMPARE_WITH_TIMEOUT(context.archive().state(), ui::ArchiveState::Failed, 60'000);
  QCOMPARE(ui::errorSentence(context.archive().error()),
           QStringLiteral("“newer.tilescout” was made by a newer Tilescout."));
  QVERIFY(ui::errorAdvice(context.archive().error()).startsWith(QStringLiteral("Update Tilescout")));
}

void RealTest::theWizardOfAnArchiveWithoutCaptionsSaysHowToLabel() {
  ui::AppContext context(std::make_unique<ui::CoreBackend>(), home_.filePath(QStringLiteral("bare")).toStdString());
  context.setLanguage(QStringLiteral("en"));
  ui::MainWindow window(&context);
  window.show();
  context.archive().create(home_.filePath(QStringLiteral("bare.tilescout")));
  QTRY_COMPARE_WITH_TIMEOUT(context.archive().state(), ui::ArchiveState::Open, 60'000);
  window.findChild<QAction*>(QStringLiteral("fineTune"))->trigger();
  auto* state = window.findChild<ui::StatePage*>(QStringLiteral("dataState"));
  QVERIFY(state != nullptr);
  QTRY_COMPARE_WITH_TIMEOUT(state->title(), QStringLiteral("No labelled tiles yet"), 60'000);
}

void RealTest::theJourneyNeverStallsTheLoop() {
  const std::filesystem::path folder = home_.filePath(QStringLiteral("scenes")).toStdString();
  JobContext job;
  synth::paintDemoArchive(folder, {1, 640, 3}, job);
  ui::AppContext context(std::make_unique<ui::CoreBackend>(), home_.path().toStdString());
  context.setLanguage(QStringLiteral("en"));
  ui::MainWindow window(&context);
  window.resize(1280, 720);
  window.show();
  const StallWatch watch;
  const QString archive = home_.filePath(QStringLiteral("real.tilescout"));
  context.archive().create(archive);
  QTRY_COMPARE_WITH_TIMEOUT(context.archive().state(), ui::ArchiveState::Open, 60'000);
  context.archive().addScenes({QString::fromStdString(folder.string())});
  QTRY_VERIFY_WITH_TIMEOUT(!context.archive().isIndexing() && context.archive().summary().tiles > 0, 120'000);

  window.queryBar()->setText(QStringLiteral("houses beside a road"));
  QTRY_COMPARE_WITH_TIMEOUT(context.search().answeredText(), QStringLiteral("houses beside a road"), 60'000);
  QVERIFY(!context.search().result()->hits.empty());
  const Hit first = context.search().result()->hits.front();
  QTRY_VERIFY_WITH_TIMEOUT(!context.thumbnails().pixmap(first.tile).isNull(), 30'000);

  context.labels().addCaption({first.tile}, QStringLiteral("houses beside a road"));
  QTRY_VERIFY_WITH_TIMEOUT(context.labels().undoable().has_value(), 30'000);
  const QString table = home_.filePath(QStringLiteral("labels.csv"));
  ui::Job* written = context.jobs().add(
      std::make_unique<ui::Job>(ui::JobWords{[] { return QStringLiteral("Export"); }, {}, {}, {}, {}, {}, true},
                                [session = context.archive().session(), table](JobContext& running) {
                                  session->labels().exportLabels("csv", table.toStdString(), running);
                                  session->backUp(table.toStdString() + ".tilescout", running);
                                  return ui::JobOutcome();
                                }));
  QTRY_COMPARE_WITH_TIMEOUT(written->state(), ui::JobState::Finished, 30'000);
  QFile file(table);
  QVERIFY(file.open(QIODevice::ReadOnly) && file.readAll().contains("houses beside a road"));

  window.findChild<ui::SavedPanel*>()->save(QStringLiteral("my houses"), false);
  auto* saved = window.findChild<QTreeWidget*>(QStringLiteral("savedTree"));
  QTRY_COMPARE_WITH_TIMEOUT(saved->topLevelItemCount(), 1, 30'000);
  saved->setCurrentItem(saved->topLevelItem(0));
  const QList<QAction*> offered = saved->actions();
  const auto remove = std::find_if(offered.begin(), offered.end(),
                                   [](const QAction* action) { return action->shortcut() == QKeySequence::Delete; });
  QVERIFY(remove != offered.end());
  (*remove)->trigger();
  QTRY_COMPARE_WITH_TIMEOUT(saved->topLevelItemCount(), 0, 30'000);
  QAction* undo = window.actions()->find("undo");
  QTRY_VERIFY_WITH_TIMEOUT(undo->text().contains(QStringLiteral("my houses")), 30'000);
  undo->trigger();
  QTRY_COMPARE_WITH_TIMEOUT(saved->topLevelItemCount(), 1, 30'000);
  QCOMPARE(saved->topLevelItem(0)->text(0), QStringLiteral("my houses"));
  QVERIFY2(watch.longest() < 500, qPrintable(QString::number(watch.longest())));
}

void RealTest::theFirstDayWithTheDemoIsThereTheNextDay() {
  QTemporaryDir home;
  const QString query = QStringLiteral("houses beside a road"),
                caption = QStringLiteral("houses along a straight road");
  std::vector<TileId> right;
  TileId wrong = 0;
  {
    Desk desk(home.path());
    QTest::mouseClick(desk.window.findChild<ui::ChoiceCard*>(QStringLiteral("welcomeDemo")), Qt::LeftButton);
    ui::ArchiveController& archive = desk.context.archive();
    QTRY_COMPARE_WITH_TIMEOUT(archive.state(), ui::ArchiveState::Open, 120'000);
    QTRY_VERIFY_WITH_TIMEOUT(!archive.isIndexing() && archive.summary().tiles > 8, 120'000);
    QVERIFY(desk.ask(query));
    ui::ResultGrid* grid = desk.window.results()->grid();
    QTRY_VERIFY_WITH_TIMEOUT(grid->model()->rowCount() > 4, 30'000);
    QTest::keyClick(desk.window.findChild<QLineEdit*>(QStringLiteral("queryLine")), Qt::Key_Down);
    QTest::keyClick(grid, Qt::Key_Home);
    for (const Qt::Key mark : {Qt::Key_Y, Qt::Key_Y, Qt::Key_N}) {
      QTest::keyClick(grid, mark);
      QTRY_VERIFY_WITH_TIMEOUT(!desk.context.refine().isBusy(), 30'000);
    }
    QTRY_VERIFY_WITH_TIMEOUT(desk.context.search().showsInstead(), 30'000);
    QCOMPARE(desk.context.refine().count(true), 2);
    for (const Mark& mark : desk.context.refine().marks()) {  // the ranking has changed in between
      if (mark.right) {
        right.push_back(mark.tile);
      } else {
        wrong = mark.tile;
      }
    }
    QVERIFY(right.size() == 2 && wrong != 0);
    QTimer::singleShot(0, this, [] {
      auto* asks = qobject_cast<QInputDialog*>(QApplication::activeModalWidget());
      asks->setTextValue(QStringLiteral("road finder"));
      asks->accept();
    });
    desk.window.actions()->find("saveDetector")->trigger();
    auto* saved = desk.window.findChild<QTreeWidget*>(QStringLiteral("savedTree"));
    QTRY_COMPARE_WITH_TIMEOUT(saved->topLevelItemCount(), 1, 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(desk.window.actions()->find("undo")->text().contains(QLatin1String("road finder")),
                             30'000);
    desk.window.actions()->find("undo")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(saved->topLevelItemCount(), 0, 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(desk.window.actions()->find("redo")->isEnabled(), 30'000);
    desk.window.actions()->find("redo")->trigger();  // with its marks
    QTRY_COMPARE_WITH_TIMEOUT(saved->topLevelItemCount(), 1, 30'000);
    const SavedSearchId detector = saved->topLevelItem(0)->data(0, Qt::UserRole).toLongLong();
    QCOMPARE(archive.session()->saved().marks(detector).size(), std::size_t(3));

    desk.context.selection().set({right[0]}, right[0]);
    QVERIFY(desk.press(Qt::Key_L));
    auto* line = desk.window.findChild<QLineEdit*>(QStringLiteral("labelCaption"));
    QTest::keyClicks(line, caption);
    QTest::keyClick(line, Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(desk.context.labels().undoable().has_value(), 30'000);

    if (QStandardPaths::findExecutable(QStringLiteral("ogr2ogr")).isEmpty())
      QSKIP("Without ogr2ogr nothing is read back.");
    desk.context.selection().clear();
    const auto hits = desk.context.search().result()->hits;
    for (const auto& [kind, name] :
         {std::pair{ui::ExportKind::GeoPackage, "out.gpkg"}, {ui::ExportKind::Csv, "out.csv"}}) {
      QJsonArray features;
      QCOMPARE(desk.exported(kind, home.filePath(QLatin1String(name)), &features), QString());
      QCOMPARE(features.size(), static_cast<qsizetype>(hits.size()));
      int described = 0;
      for (qsizetype i = 0; i < features.size(); ++i) {
        const QJsonObject values = features[i].toObject()[QLatin1String("properties")].toObject();
        QCOMPARE(values[QLatin1String("rank")].toVariant().toInt(), static_cast<int>(i) + 1);
        QCOMPARE(values[QLatin1String("scene")].toString(),
                 QString::fromStdString(hits[static_cast<std::size_t>(i)].scene));
        if (values[QLatin1String("captions")].toString().contains(caption)) ++described;
      }
      QCOMPARE(described, 1);
    }
    desk.window.close();
  }
  // The program starts again.
  Desk desk(home.path());
  desk.context.restore();
  QTRY_COMPARE_WITH_TIMEOUT(desk.context.archive().state(), ui::ArchiveState::Open, 60'000);
  QTRY_COMPARE_WITH_TIMEOUT(desk.context.search().answeredText(), query, 60'000);
  QTRY_COMPARE_WITH_TIMEOUT(desk.context.refine().count(true), 2, 30'000);
  QCOMPARE(desk.context.refine().markOf(right[0]), std::optional(true));
  QCOMPARE(desk.context.refine().markOf(wrong), std::optional(false));
  const std::vector<Caption> captions = desk.context.archive().session()->labels().captionsOf(right[0]);
  QCOMPARE(captions.size(), std::size_t(1));
  QCOMPARE(QString::fromStdString(captions[0].text), caption);
  auto* saved = desk.window.findChild<QTreeWidget*>(QStringLiteral("savedTree"));
  QTRY_COMPARE_WITH_TIMEOUT(saved->topLevelItemCount(), 1, 30'000);
  saved->setCurrentItem(saved->topLevelItem(0));
  desk.window.actions()->find("savedAsk")->trigger();  // the detector finds what was marked
  QTRY_VERIFY_WITH_TIMEOUT(desk.context.search().draft().detectorName == QStringLiteral("road finder") &&
                               desk.context.search().state() != ui::SearchState::Searching,
                           30'000);
  const auto& hits = desk.context.search().result()->hits;
  const auto rankOf = [&](TileId tile) {
    return std::find_if(hits.begin(), hits.end(), [&](const Hit& hit) { return hit.tile == tile; }) - hits.begin();
  };
  QVERIFY(rankOf(right[0]) < rankOf(wrong) && rankOf(right[1]) < rankOf(wrong));
}

QTEST_MAIN(RealTest)
#include "real_test.moc"
