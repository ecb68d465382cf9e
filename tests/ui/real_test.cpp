// The window over the real services and the shipped model: scenes are added, searched, labelled and exported, and the
// event loop stands still for none of it.
#include <QAction>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
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
#include "ui/backend/shared_model.h"
#include "ui/main_window.h"
#include "ui/search/query_bar.h"
#include "ui/search/result_grid.h"
#include "ui/search/result_model.h"
#include "ui/search/results_view.h"
#include "ui/search/saved_panel.h"
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
  void theJourneyNeverStallsTheLoop();

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

void RealTest::theJourneyNeverStallsTheLoop() {
  const std::filesystem::path folder = home_.filePath(QStringLiteral("scenes")).toStdString();
  JobContext job;
  synth::paintDemoArchive(folder, {1, 640, 3}, job);
  ui::AppContext context(std::make_unique<ui::CoreBackend>(), home_.path().toStdString());
  context.setLanguage(QStringLiteral("en"));
  ui::MainWindow window(&context);
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
      std::make_unique<ui::Job>(ui::JobWords{[] { return QStringLiteral("Export"); }, {}, {}, {}, {}, true},
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

QTEST_MAIN(RealTest)
#include "real_test.moc"
