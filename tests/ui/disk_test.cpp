// Disks that do not answer: nothing that is typed, opened or closed waits for them.
#include <QDialogButtonBox>
#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>
#include <atomic>
#include <condition_variable>
#include <mutex>

#include "ui/export/export_dialog.h"
#include "ui/support/latest_worker.h"
#include "ui/support/path_watch.h"
#include "window_fixture.h"

using namespace tilescout;

namespace {

constexpr qint64 kLongestStallMs = 500;

/// A disk that hangs until it is released. Shared with the threads that hang on it.
class Gate {
 public:
  void pass() {
    std::unique_lock lock(mutex_);
    ++waiting_;
    opened_.wait(lock, [this] { return open_; });
    --waiting_;
  }
  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    opened_.notify_all();
  }
  int waiting() {
    const std::lock_guard lock(mutex_);
    return waiting_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable opened_;
  bool open_ = false;
  int waiting_ = 0;
};

/// The longest time between two turns of the event loop.
class StallMeter {
 public:
  StallMeter() {
    timer_.setInterval(5);
    QObject::connect(&timer_, &QTimer::timeout, [this] { longest_ = std::max(longest_, clock_.restart()); });
    clock_.start();
    timer_.start();
  }
  qint64 longest() const { return longest_; }

 private:
  QTimer timer_;
  QElapsedTimer clock_;
  qint64 longest_ = 0;
};

/// Everything below /dead hangs.
ui::PathWatch::Probe deadDisk(const std::shared_ptr<Gate>& gate) {
  return [gate](const QString& path) {
    const bool dead = path.startsWith(QLatin1String("/dead"));
    if (dead) gate->pass();
    ui::PathFacts facts;
    facts.parent = facts.file = !dead;
    return facts;
  };
}

/// An archive named "dead" hangs while it is opened.
class HangingBackend : public test::FakeBackend {
 public:
  HangingBackend(const std::shared_ptr<test::FakeWorld>& world, std::shared_ptr<Gate> gate)
      : test::FakeBackend(world), gate_(std::move(gate)) {}
  std::shared_ptr<ui::ArchiveSession> openArchive(const std::filesystem::path& file) override {
    if (file.stem() == "dead") std::shared_ptr<Gate>(gate_)->pass();
    return test::FakeBackend::openArchive(file);
  }

 private:
  const std::shared_ptr<Gate> gate_;
};

}  // namespace

class DiskTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void whatStandsAtAPathIsKnown();
  void aPathOnADeadDiskHoldsUpNeitherTheLoopNorTheNextPath();
  void anAnswerForNobodyIsDropped();
  void theExportSaysThatTheDiskLetsWait();
  void theNextTaskDoesNotWaitForOneThatHangs();
  void aWorkerThatIsLeftWaitsOnlySoLong();
  void anotherArchiveOpensWhileOneHangs();
};

void DiskTest::whatStandsAtAPathIsKnown() {
  QTemporaryDir home;
  const QString file = home.filePath(QStringLiteral("a.csv"));
  QFile made(file);
  QVERIFY(made.open(QIODevice::WriteOnly));
  ui::PathWatch watch(nullptr);
  const auto facts = [&](const QString& path) {
    watch.ask(path);
    return QTest::qWaitFor([&] { return watch.facts().has_value(); }) ? *watch.facts() : ui::PathFacts();
  };
  QCOMPARE(facts(file), (ui::PathFacts{true, false, false, true}));
  QCOMPARE(facts(home.path()), (ui::PathFacts{false, true, true, true}));
  QCOMPARE(facts(home.filePath(QStringLiteral("new"))), (ui::PathFacts{false, false, false, true}));
  QCOMPARE(facts(home.filePath(QStringLiteral("no/new"))), ui::PathFacts());
  QCOMPARE(facts(QString()), ui::PathFacts());
}

void DiskTest::aPathOnADeadDiskHoldsUpNeitherTheLoopNorTheNextPath() {
  const auto gate = std::make_shared<Gate>();
  ui::PathWatch watch(nullptr);
  watch.setProbe(deadDisk(gate));
  const StallMeter meter;
  for (int length = 1; length <= 8; ++length) {  // a user who types
    watch.ask(QStringLiteral("/dead/") + QString(length, QLatin1Char('x')));
    QVERIFY(!watch.facts());
    QTest::qWait(10);
  }
  QTRY_VERIFY(!watch.waitingText().isEmpty());
  QTRY_COMPARE(gate->waiting(), 8);
  watch.ask(QStringLiteral("/good/a.csv"));
  QTRY_VERIFY(watch.facts());
  QVERIFY(watch.facts()->file);
  QVERIFY(watch.waitingText().isEmpty());
  QVERIFY2(meter.longest() < kLongestStallMs, qPrintable(QString::number(meter.longest())));
  gate->open();  // late answers change nothing
  QTRY_COMPARE(gate->waiting(), 0);
  QTest::qWait(50);
  QVERIFY(watch.facts()->file);
}

void DiskTest::anAnswerForNobodyIsDropped() {
  const auto gate = std::make_shared<Gate>();
  auto watch = std::make_unique<ui::PathWatch>(nullptr);
  watch->setProbe(deadDisk(gate));
  int told = 0;
  connect(watch.get(), &ui::PathWatch::changed, this, [&] { ++told; });
  watch->ask(QStringLiteral("/dead/a"));
  QTRY_COMPARE(gate->waiting(), 1);
  watch.reset();
  gate->open();
  QTRY_COMPARE(gate->waiting(), 0);
  QTest::qWait(50);
  QCOMPARE(told, 0);
}

void DiskTest::theExportSaysThatTheDiskLetsWait() {
  const auto gate = std::make_shared<Gate>();
  ui::ExportDialog dialog(12, 0, QStringLiteral("/good"), QStringLiteral("hits"));
  auto* watch = dialog.findChild<ui::PathWatch*>();
  watch->setProbe(deadDisk(gate));
  dialog.show();
  auto* line = dialog.findChild<QLineEdit*>(QStringLiteral("exportTarget"));
  auto* ok = dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok);
  const auto said = [&](const QString& sentence) {
    const auto labels = dialog.findChildren<QLabel*>();
    return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) { return label->text() == sentence; });
  };
  dialog.setTarget(QStringLiteral("/dead/hits.csv"));
  QVERIFY(!ok->isEnabled());
  QTRY_VERIFY(said(ui::PathWatch::tr("The disk has not answered yet.")));
  line->setText(QString());
  QTest::keyClicks(line, QStringLiteral("/good/hits.csv"));
  QTRY_VERIFY(ok->isEnabled());
  QVERIFY(!said(ui::PathWatch::tr("The disk has not answered yet.")));
  gate->open();
}

void DiskTest::theNextTaskDoesNotWaitForOneThatHangs() {
  const auto gate = std::make_shared<Gate>();
  std::atomic<int> done{0};
  {
    ui::LatestWorker worker;
    worker.post([gate](const std::stop_token&) { gate->pass(); });
    QTRY_COMPARE(gate->waiting(), 1);
    worker.post([&done](const std::stop_token&) { ++done; });
    QTest::qWait(50);
    QCOMPARE(done.load(), 0);  // one after the other …
    worker.startAnew();        // … unless it is told to start anew, which drops what waits
    worker.post([&done](const std::stop_token&) { done += 10; });
    QTRY_COMPARE(done.load(), 10);
    gate->open();
  }
  QCOMPARE(gate->waiting(), 0);  // the destructor has waited
}

void DiskTest::aWorkerThatIsLeftWaitsOnlySoLong() {
  const auto gate = std::make_shared<Gate>();
  {
    ui::LatestWorker worker;
    std::atomic<bool> stopped{false};
    worker.post([&stopped](const std::stop_token& stop) {
      while (!stop.stop_requested()) std::this_thread::yield();
      stopped = true;
    });
    QTest::qWait(20);
    worker.leave(std::chrono::seconds(60));  // ends as soon as the task does
    QVERIFY(stopped);
  }
  {
    ui::LatestWorker worker;
    worker.post([gate](const std::stop_token&) { gate->pass(); });
    QTRY_COMPARE(gate->waiting(), 1);
    worker.leave(std::chrono::milliseconds(20));
  }
  QCOMPARE(gate->waiting(), 1);
  gate->open();
  QTRY_COMPARE(gate->waiting(), 0);
}

void DiskTest::anotherArchiveOpensWhileOneHangs() {
  QTemporaryDir home;
  const auto gate = std::make_shared<Gate>();
  const auto world = std::make_shared<test::FakeWorld>();
  ui::AppContext context(std::make_unique<HangingBackend>(world, gate),
                         std::filesystem::path(home.path().toStdString()));
  const StallMeter meter;
  context.archive().open(QStringLiteral("/tmp/dead.tilescout"));
  QTRY_COMPARE(gate->waiting(), 1);
  QCOMPARE(context.archive().state(), ui::ArchiveState::Opening);
  context.archive().open(QStringLiteral("/tmp/Fargo.tilescout"));
  QTRY_COMPARE(context.archive().state(), ui::ArchiveState::Open);
  QCOMPARE(gate->waiting(), 1);
  QCOMPARE(context.archive().file(), QStringLiteral("/tmp/Fargo.tilescout"));
  QTRY_VERIFY(context.archive().model().has_value());
  gate->open();
  QTRY_COMPARE(gate->waiting(), 0);
  QTest::qWait(50);  // what came too late is not shown
  QCOMPARE(context.archive().file(), QStringLiteral("/tmp/Fargo.tilescout"));
  QCOMPARE(context.archive().state(), ui::ArchiveState::Open);
  QVERIFY2(meter.longest() < kLongestStallMs, qPrintable(QString::number(meter.longest())));
}

QTEST_MAIN(DiskTest)
#include "disk_test.moc"
