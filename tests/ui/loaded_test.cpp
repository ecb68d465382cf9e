#include <QLabel>
#include <QPlainTextEdit>
#include <QTest>
#include <latch>

#include "fake_backend.h"
#include "support/temp_folder.h"
#include "ui/app_context.h"
#include "ui/backend/loaded_backend.h"
#include "ui/help/diagnostics_dialog.h"
#include "ui/main_window.h"
#include "ui/model/model_controller.h"
#include "ui/search/query_bar.h"
#include "ui/settings/settings_dialog.h"
#include "ui/support/first_paint.h"

using namespace tilescout;

/// The window while the services are still being loaded, and when they do not come.
class LoadedTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void windowWorksBeforeTheServicesAreThere();
  void archiveSaysWhyTheServicesDidNotCome();
  void moduleThatIsNoneIsNamed();
  void errorsOfTheModuleArriveWhole();
};

void LoadedTest::windowWorksBeforeTheServicesAreThere() {
  const test::TempFolder home;
  const auto world = std::make_shared<test::FakeWorld>();
  std::latch loaded(1);
  auto* services = new ui::LoadedBackend([&] {
    loaded.wait();
    return std::make_unique<test::FakeBackend>(world);
  });
  ui::AppContext context(std::unique_ptr<ui::Backend>(services), home.path());
  context.setCompute(QStringLiteral("cpu"), QStringLiteral("fp32"), 3);
  context.setPictureFolder(QString::fromStdString((home / "pictures").string()), true);
  context.archive().open(QStringLiteral("/tmp/Fargo.tilescout"));
  context.models().refresh({});
  ui::MainWindow window(&context);
  ui::afterFirstPaint(&window, [&] { services->begin(); });
  window.show();
  QVERIFY(QTest::qWaitForWindowExposed(&window));
  QTest::qWait(50);
  QCOMPARE(context.archive().state(), ui::ArchiveState::Opening);
  QVERIFY(world->copyOf(world->opened).empty());

  loaded.count_down();
  QTRY_COMPARE(context.archive().state(), ui::ArchiveState::Open);
  QTRY_VERIFY(window.queryBar()->isEnabled());
  QCOMPARE(world->copyOf(world->computes).back().threads, 3);
  QCOMPARE(world->copyOf(world->picturePlace), home / "pictures");
  QTRY_VERIFY(!context.models().models().empty());
  context.setCompute(QStringLiteral("cpu"), QStringLiteral("fp32"), 5);
  QCOMPARE(world->copyOf(world->computes).back().threads, 5);
}

void LoadedTest::archiveSaysWhyTheServicesDidNotCome() {
  const test::TempFolder home;
  auto* services = new ui::LoadedBackend([] { return ui::loadBackendModule({}); });
  ui::AppContext context(std::unique_ptr<ui::Backend>(services), home.path());
  services->begin();
  ui::MainWindow window(&context);
  window.show();
  context.archive().open(QStringLiteral("/tmp/Fargo.tilescout"));
  QTRY_COMPARE(context.archive().state(), ui::ArchiveState::Failed);
  const QString sentence = QStringLiteral("“tilescout-services.so” cannot be found");
  QTRY_VERIFY(std::ranges::any_of(window.findChildren<QLabel*>(), [&](const QLabel* label) {
    return label->isVisible() && label->text().contains(sentence);
  }));
  QVERIFY(std::ranges::any_of(window.findChildren<QLabel*>(), [&](const QLabel* label) {
    return label->isVisible() && label->text().contains(QStringLiteral("install the program again"));
  }));
  ui::SettingsDialog settings(&context);  // asks the services for devices, and does without
  settings.open();
  ui::DiagnosticsDialog diagnostics(&context);
  diagnostics.open();
  QTRY_VERIFY(diagnostics.findChild<QPlainTextEdit*>()->toPlainText().contains(sentence));
}

void LoadedTest::moduleThatIsNoneIsNamed() {
  const test::TempFolder home;
  const std::filesystem::path file = home / "tilescout-services.so";
  QFile text(QString::fromStdString(file.string()));
  QVERIFY(text.open(QIODevice::WriteOnly));
  text.write("no library");
  text.close();
  try {
    ui::loadBackendModule(file);
    QFAIL("a text was taken for a module");
  } catch (const Error& error) {
    QCOMPARE(error.code(), ErrorCode::Incompatible);
    QCOMPARE(error.subject(), file.string());
    QVERIFY(!error.message().empty());
  }
}

void LoadedTest::errorsOfTheModuleArriveWhole() {
  const test::TempFolder home;
  ui::LoadedBackend backend([] { return ui::loadBackendModule(TILESCOUT_SERVICES); });
  backend.begin();
  const std::filesystem::path file = home / "a.tilescout";
  try {
    backend.openArchive(file);
    QFAIL("an archive that is not there was opened");
  } catch (const Error& error) {
    QCOMPARE(error.code(), ErrorCode::NotFound);
    QCOMPARE(error.subject(), file.string());
  }
  backend.createArchive(file);
  QCOMPARE(backend.openArchive(file)->summary().tiles, 0);
  std::stop_source stop;
  stop.request_stop();
  JobContext stopped(stop.get_token());
  QVERIFY_THROWS_EXCEPTION(Cancelled, backend.makeDemo(stopped));
}

QTEST_MAIN(LoadedTest)
#include "loaded_test.moc"
