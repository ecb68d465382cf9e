// The window that tells what an index would make before it starts, and passes on how scenes are to be cut and shown.
#include <QComboBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>

#include "preview_sample.h"
#include "ui/archive/add_scenes_dialog.h"
#include "ui/file_requests.h"
#include "window_fixture.h"

using namespace tilescout;
using test::WindowFixture;

class AddScenesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void whatWillComeOfItIsToldBeforeItStarts();
  void choicesReachTheIndex();
  void anArchiveWithScenesIsGoneOnAsBefore();
  void aFolderThatCannotBeReadSaysWhy();
  void nothingChosenStartsNothing();

 private:
  static ui::AddScenesDialog* show(const WindowFixture& f, const QStringList& paths) {
    f.window->files()->proposeScenes(paths);
    return f.find<ui::AddScenesDialog>("addScenesDialog");
  }
  static jobs::IndexOptions last(const WindowFixture& f, bool index) {
    const std::lock_guard lock(f.world->mutex);
    const auto& all = index ? f.world->indexedWith : f.world->previewed;
    return all.empty() ? jobs::IndexOptions() : all.back();
  }
};

void AddScenesTest::whatWillComeOfItIsToldBeforeItStarts() {
  WindowFixture f;
  f.world->preview = test::somePreview();
  ui::AddScenesDialog* dialog = show(f, {f.home.path()});
  QVERIFY(dialog);
  auto* state = f.find<QLabel>("addScenesState");
  QTRY_VERIFY(state->text().contains(QLatin1String("1,240,000")));
  for (const char* part : {"312.0 GB", "128 to 512 m", "1.9 GB", "2 h 10 min", "400"})
    QVERIFY2(state->text().contains(QLatin1String(part)), qPrintable(state->text()));
  auto* unfold = f.find<QToolButton>("addScenesUnfold");
  QVERIFY(unfold->isVisible());
  unfold->click();
  auto* problems = f.find<QPlainTextEdit>("addScenesProblems");
  QVERIFY(problems->isVisible());
  QVERIFY(problems->toPlainText().contains(QLatin1String("/data/dem.tif: holds a surface")));
  QVERIFY(f.world->copyOf(f.world->indexedPaths).empty());
  QVERIFY(f.world->copyOf(f.world->created).empty());
  // More folders join; the same one does not come twice.
  dialog->addPaths({f.home.path(), QDir::tempPath()});
  QCOMPARE(f.find<QListWidget>("addScenesList")->count(), 2);

  f.find<QPushButton>("addScenesStart")->click();
  QTRY_COMPARE(f.world->copyOf(f.world->indexedPaths).size(), std::size_t(2));
  QCOMPARE(f.world->copyOf(f.world->created).size(), std::size_t(1));
}

void AddScenesTest::choicesReachTheIndex() {
  WindowFixture f;
  f.world->preview = test::somePreview();
  show(f, {f.home.path()});
  auto* state = f.find<QLabel>("addScenesState");
  QTRY_VERIFY(state->text().contains(QLatin1String("1,240,000")));
  QVERIFY(!f.find<QSpinBox>("addScenesTile")->isVisible());
  f.find<QComboBox>("addScenesCut")->setCurrentIndex(2);
  QVERIFY(f.find<QSpinBox>("addScenesTile")->isVisible());
  f.find<QSpinBox>("addScenesTile")->setValue(512);
  f.find<QSpinBox>("addScenesLevels")->setValue(3);
  f.find<QSpinBox>("addScenesOverlap")->setValue(25);
  f.find<QComboBox>("addScenesBands")->setCurrentIndex(1);
  auto* red = f.find<QComboBox>("addScenesBand0");
  QCOMPARE(red->currentIndex(), 0);  // what the file itself says
  QCOMPARE(red->itemText(3), QStringLiteral("4 NIR"));
  red->setCurrentIndex(3);
  f.find<QComboBox>("addScenesContrast")->setCurrentIndex(2);
  f.find<QDoubleSpinBox>("addScenesHigh")->setValue(3000);
  QTRY_COMPARE(last(f, false).stretch.b, 3000.0);  // the preview follows
  QCOMPARE(last(f, false).tile, 512);
  f.find<QPushButton>("addScenesStart")->click();
  QTRY_COMPARE(f.world->copyOf(f.world->indexedPaths).size(), std::size_t(1));
  const jobs::IndexOptions options = last(f, true);
  QCOMPARE(options.tile, 512);
  QCOMPARE(options.levels, 3);
  QCOMPARE(options.stride, 384);
  QVERIFY(options.bands && *options.bands == (std::array<int, 3>{4, 2, 3}));
  QVERIFY(options.stretch.kind == StretchSpec::Kind::MinMax && options.stretch.a == 0.0);
  QVERIFY(!options.cutAsBefore && !options.update);
}

void AddScenesTest::anArchiveWithScenesIsGoneOnAsBefore() {
  WindowFixture f;
  QVERIFY(f.open());
  show(f, {f.home.path()});
  QCOMPARE(f.find<QComboBox>("addScenesCut")->currentIndex(), 0);
  QVERIFY(!f.find<QComboBox>("addScenesBands")->isEnabled());
  f.find<QPushButton>("addScenesStart")->click();
  QTRY_VERIFY(last(f, true).cutAsBefore);
}

void AddScenesTest::aFolderThatCannotBeReadSaysWhy() {
  WindowFixture f;
  f.world->previewError = Error(ErrorCode::NotFound, "cannot be reached", "/mnt/gone");
  show(f, {QStringLiteral("/mnt/gone")});
  auto* state = f.find<QLabel>("addScenesState");
  QTRY_VERIFY2(state->text().contains(QStringLiteral("“gone” cannot be found")), qPrintable(state->text()));
  QVERIFY(!f.find<QPushButton>("addScenesStart")->isEnabled());
}

void AddScenesTest::nothingChosenStartsNothing() {
  WindowFixture f;
  f.world->preview = test::somePreview();
  show(f, {f.home.path()});
  auto* start = f.find<QPushButton>("addScenesStart");
  QTRY_VERIFY(start->isEnabled());
  auto* list = f.find<QListWidget>("addScenesList");
  list->selectAll();
  const auto buttons = f.find<ui::AddScenesDialog>("addScenesDialog")->findChildren<QPushButton*>();
  for (QPushButton* button : buttons)
    if (button->text() == QLatin1String("&Remove")) button->click();
  QCOMPARE(list->count(), 0);
  QVERIFY(!start->isEnabled());
}

QTEST_MAIN(AddScenesTest)
#include "add_scenes_test.moc"
