// Command palette, keys, settings and diagnostics: what helps with everything else.
#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>
#include <QTreeView>
#include <QTreeWidget>

#include "ui/archive/recent_archives.h"
#include "ui/palette/command_palette.h"
#include "ui/palette/fuzzy_match.h"
#include "ui/search/query_bar.h"
#include "ui/settings/keys_dialog.h"
#include "ui/settings/settings_dialog.h"
#include "ui/window_actions.h"
#include "window_fixture.h"

using namespace tilescout;
using test::WindowFixture;

class ToolsTest : public QObject {
  Q_OBJECT

 private:
  static QStringList titles(const WindowFixture& f) {
    QStringList all;
    for (const ui::PaletteEntry& entry : f.window->commands()->shown()) all.append(entry.title);
    return all;
  }
  static void openPalette(WindowFixture& f) {
    QVERIFY(QTest::qWaitForWindowActive(f.window.get()));  // else its keys are not heard
    QTest::keyClick(f.window.get(), Qt::Key_K, Qt::ControlModifier);
  }
  static void typeInPalette(WindowFixture& f, const QString& text) {
    QTest::keyClicks(f.find<QLineEdit>("paletteLine"), text);
  }

 private Q_SLOTS:
  void lettersInOrderAreFoundWithGaps();
  void wordStartsAndRowsWin();
  void thePaletteRunsAnActionByItsLetters();
  void thePaletteFindsArchivesAndScenes();
  void thePaletteSpeaksBothLanguages();
  void escClosesThePaletteAndNothingElse();
  void whatCannotBeDoneNowIsNotDone();
  void aTakenKeyIsRefusedByName();
  void aFreeKeyWorksAtOnce();
  void settingsTakeEffectAtOnceAndStay();
  void smallPicturesAreDrawnByAnIndexInTheSizeThatIsShown();
  void smallPicturesMoveToTheChosenFolderOrAreStartedAnew();
  void aNonsenseDeviceInTheFileIsForgotten();
  void diagnosticsAreCopiedWhole();
};

void ToolsTest::lettersInOrderAreFoundWithGaps() {
  QVERIFY(ui::fuzzyScore(QStringLiteral("opar"), QStringLiteral("Open archive…")));
  QVERIFY(ui::fuzzyScore(QStringLiteral("NAIP 2015"), QStringLiteral("naip_m_4709_2015.tif")));
  QVERIFY(ui::fuzzyScore(QStringLiteral("cafe"), QStringLiteral("Café")));
  QVERIFY(ui::fuzzyScore(QStringLiteral("打档"), QStringLiteral("打开档案…")));
  QVERIFY(!ui::fuzzyScore(QStringLiteral("ra"), QStringLiteral("ar")));
  QVERIFY(!ui::fuzzyScore(QStringLiteral("x"), QString()));
  QCOMPARE(ui::fuzzyScore(QString(), QStringLiteral("anything")), std::optional<int>(0));
  // The first way is not the best one: "as" of "a scene" begins two words, that of "last" begins none.
  QVERIFY(*ui::fuzzyScore(QStringLiteral("as"), QStringLiteral("last a scene")) >
          *ui::fuzzyScore(QStringLiteral("as"), QStringLiteral("last of them")));
}

void ToolsTest::wordStartsAndRowsWin() {
  const auto score = [](const char* pattern, const char* text) {
    return ui::fuzzyScore(QString::fromLatin1(pattern), QString::fromLatin1(text)).value_or(-1);
  };
  QVERIFY(score("keys", "Keys") > score("keys", "Make it easy"));
  QVERIFY(score("ui", "Update the index") > score("ui", "Quit"));
  QVERIFY(score("dark", "Dark") > score("dark", "Dark colours for everything"));
}

void ToolsTest::thePaletteRunsAnActionByItsLetters() {
  WindowFixture f;
  QVERIFY(f.open());
  openPalette(f);
  QVERIFY(f.window->commands()->isVisible());
  QVERIFY(titles(f).contains(QStringLiteral("Colours: Dark")));
  typeInPalette(f, QStringLiteral("colo dark"));
  QCOMPARE(titles(f).first(), QStringLiteral("Colours: Dark"));
  QTest::keyClick(f.find<QLineEdit>("paletteLine"), Qt::Key_Return);
  QVERIFY(!f.window->commands()->isVisible());
  QVERIFY(f.context->theme().dark());
}

void ToolsTest::thePaletteFindsArchivesAndScenes() {
  WindowFixture f;
  QFile other(f.home.filePath(QStringLiteral("Bismarck.tilescout")));
  QVERIFY(other.open(QIODevice::WriteOnly));
  QVERIFY(f.open(other.fileName()));
  QVERIFY(f.open());
  openPalette(f);
  QVERIFY(!titles(f).contains(QStringLiteral("naip_m_4709963_se_20150629.tif")));
  typeInPalette(f, QStringLiteral("20150629"));
  QCOMPARE(titles(f).first(), QStringLiteral("naip_m_4709963_se_20150629.tif"));
  QTest::keyClick(f.find<QLineEdit>("paletteLine"), Qt::Key_Return);
  QCOMPARE(f.find<QTreeView>("sceneTree")->currentIndex().data().toString(),
           QStringLiteral("naip_m_4709963_se_20150629.tif"));
  openPalette(f);
  typeInPalette(f, QStringLiteral("bismarck"));
  QTest::keyClick(f.find<QLineEdit>("paletteLine"), Qt::Key_Return);
  QTRY_COMPARE(f.context->archive().state(), ui::ArchiveState::Open);
  QCOMPARE(f.context->archive().file(), other.fileName());
}

void ToolsTest::thePaletteSpeaksBothLanguages() {
  WindowFixture f;
  f.context->setLanguage(QStringLiteral("zh_CN"));
  QCoreApplication::processEvents();
  openPalette(f);
  typeInPalette(f, QStringLiteral("newArchive"));  // whoever knows the English name finds it in Chinese too
  QCOMPARE(titles(f).first(), QStringLiteral("新建档案…"));
}

void ToolsTest::escClosesThePaletteAndNothingElse() {
  WindowFixture f;
  QVERIFY(f.open());
  f.context->selection().set({2005});
  openPalette(f);
  typeInPalette(f, QStringLiteral("r"));  // a letter here, not the key of the results
  QCOMPARE(f.find<QLineEdit>("paletteLine")->text(), QStringLiteral("r"));
  QTest::keyClick(f.find<QLineEdit>("paletteLine"), Qt::Key_Escape);
  QVERIFY(!f.window->commands()->isVisible());
  QVERIFY(!f.context->selection().isEmpty());
}

void ToolsTest::whatCannotBeDoneNowIsNotDone() {
  WindowFixture f;  // no archive is open
  openPalette(f);
  typeInPalette(f, QStringLiteral("update the index"));
  QCOMPARE(titles(f).first(), QStringLiteral("Update the index"));
  QVERIFY(!f.window->actions()->updateIndex->isEnabled());
  QVERIFY(!f.window->commands()->shown().front().enabled);
  QVERIFY(f.window->commands()->isVisible());
  QTest::keyClick(f.find<QLineEdit>("paletteLine"), Qt::Key_Return);
  QVERIFY(f.window->commands()->isVisible());
}

void ToolsTest::aTakenKeyIsRefusedByName() {
  WindowFixture f;
  ui::KeysDialog dialog(f.window->actions(), f.window.get());
  auto* list = dialog.findChild<QTreeWidget*>(QStringLiteral("keysList"));
  list->setCurrentItem(list->findItems(QStringLiteral("Results"), Qt::MatchExactly).first());
  dialog.findChild<QKeySequenceEdit*>(QStringLiteral("keysEdit"))->setKeySequence(QKeySequence(Qt::Key_F11));
  dialog.findChild<QPushButton*>(QStringLiteral("keysSet"))->click();
  QCOMPARE(dialog.findChild<QLabel*>(QStringLiteral("keysMessage"))->text(),
           QStringLiteral("F11 belongs to “Full screen”. Take it away there first, or choose another key."));
  QCOMPARE(f.window->actions()->results->shortcuts(), (QList<QKeySequence>{Qt::Key_R}));
}

void ToolsTest::aFreeKeyWorksAtOnce() {
  WindowFixture f;
  QVERIFY(f.open());
  ui::KeysDialog dialog(f.window->actions(), f.window.get());
  auto* list = dialog.findChild<QTreeWidget*>(QStringLiteral("keysList"));
  list->setCurrentItem(list->findItems(QStringLiteral("Full screen"), Qt::MatchExactly).first());
  dialog.findChild<QPushButton*>(QStringLiteral("keysRemove"))->click();
  QVERIFY(f.window->actions()->fullScreen->shortcuts().isEmpty());
  list->setCurrentItem(list->findItems(QStringLiteral("Search text"), Qt::MatchExactly).first());
  dialog.findChild<QKeySequenceEdit*>(QStringLiteral("keysEdit"))->setKeySequence(QKeySequence(Qt::Key_F11));
  dialog.findChild<QPushButton*>(QStringLiteral("keysSet"))->click();
  f.find<QTreeView>("sceneTree")->setFocus();
  QTest::keyClick(f.window.get(), Qt::Key_F11);
  QVERIFY(f.find<QLineEdit>("queryLine")->hasFocus());
}

void ToolsTest::settingsTakeEffectAtOnceAndStay() {
  WindowFixture f;
  QVERIFY(f.open());
  QTRY_COMPARE(f.world->trimmedTo.load(), std::int64_t{2048} << 20);
  {
    ui::SettingsDialog dialog(f.context.get(), f.window.get());
    dialog.show();
    auto* device = dialog.findChild<QComboBox*>(QStringLiteral("settingsDevice"));
    QTRY_COMPARE(device->count(), 3);  // automatic, processor, and the one GPU that was found
    device->setCurrentIndex(2);
    Q_EMIT device->activated(2);
    auto* cache = dialog.findChild<QSpinBox*>(QStringLiteral("settingsCache"));
    cache->setValue(100);
    Q_EMIT cache->editingFinished();
    auto* language = dialog.findChild<QComboBox*>(QStringLiteral("settingsLanguage"));
    language->setCurrentIndex(2);
    Q_EMIT language->activated(2);
    QTRY_COMPARE(dialog.windowTitle(), QStringLiteral("设置"));
  }
  QTRY_COMPARE(f.world->trimmedTo.load(), std::int64_t{100} << 20);
  {
    const std::lock_guard lock(f.world->mutex);
    QCOMPARE(f.world->computes.back().device, std::string("cuda:0"));
  }
  f.crash();
  const ui::Settings again(f.home.filePath(QStringLiteral("settings.ini")));
  QCOMPARE(again.device(), QStringLiteral("cuda:0"));
  QCOMPARE(again.cacheMegabytes(), 100);
  QCOMPARE(again.language(), QStringLiteral("zh_CN"));
}

void ToolsTest::smallPicturesAreDrawnByAnIndexInTheSizeThatIsShown() {
  WindowFixture f;
  QVERIFY(f.open());
  const auto indexed = [&] {
    const std::lock_guard lock(f.world->mutex);
    return f.world->indexedWith;
  };
  f.context->archive().addScenes(QStringList{f.home.filePath(QStringLiteral("more"))});
  QTRY_COMPARE(indexed().size(), std::size_t{1});
  QCOMPARE(indexed()[0].pictures.size, 160);
  QCOMPARE(indexed()[0].pictures.mostBytes, std::int64_t{2048} << 20);
  QTRY_VERIFY(!f.context->archive().isIndexing());
  f.context->thumbnails().want({1}, 200);
  f.context->archive().updateIndex();
  QTRY_COMPARE(indexed().size(), std::size_t{2});
  QCOMPARE(indexed()[1].pictures.size, 320);
  QTRY_VERIFY(!f.context->archive().isIndexing());
  ui::SettingsDialog dialog(f.context.get(), f.window.get());
  dialog.findChild<QCheckBox*>(QStringLiteral("settingsDrawPictures"))->setChecked(false);
  f.context->archive().updateIndex();
  QTRY_COMPARE(indexed().size(), std::size_t{3});
  QCOMPARE(indexed()[2].pictures.size, 0);
}

void ToolsTest::smallPicturesMoveToTheChosenFolderOrAreStartedAnew() {
  WindowFixture f;
  using Presence = ui::RecentArchives::Presence;
  f.window->recentArchives()->setProbe([](const QString& file) {
    return file.startsWith(QLatin1String("/net")) ? Presence::Away : Presence::There;
  });
  f.context->settings().setLastArchive(QStringLiteral("/net/far.tilescout"));
  f.context->settings().setLastArchive(QStringLiteral("/data/near.tilescout"));
  QVERIFY(f.open());
  QTRY_COMPARE(f.window->recentArchives()->entries().back().presence, Presence::Away);
  QTRY_COMPARE(f.window->recentArchives()->entries()[1].presence, Presence::There);
  ui::SettingsDialog dialog(f.context.get(), f.window.get());
  dialog.show();
  auto* folder = dialog.findChild<QLineEdit*>(QStringLiteral("settingsPictureFolder"));
  auto* move = dialog.findChild<QPushButton*>(QStringLiteral("settingsMovePictures"));
  auto* anew = dialog.findChild<QPushButton*>(QStringLiteral("settingsNewPictures"));
  QVERIFY(!move->isEnabled() && !anew->isEnabled());
  const QString place = f.home.filePath(QStringLiteral("fast/pictures"));
  folder->setText(place);
  QVERIFY(move->isEnabled() && anew->isEnabled());
  QCOMPARE(f.context->settings().pictureFolder(), QString());  // typing alone moves nothing
  move->click();
  const auto moved = [&] {
    const std::lock_guard lock(f.world->mutex);
    return f.world->picturesMoved;
  };
  QTRY_COMPARE(moved().size(), std::size_t{1});
  // Of the archives opened lately those whose disk answers go along; whose pictures stay is said.
  QCOMPARE(moved()[0].archives, (std::vector<std::filesystem::path>{"/tmp/Fargo.tilescout", "/data/near.tilescout"}));
  const auto said = [&] { return f.find<QLabel>("jobStage") ? f.find<QLabel>("jobStage")->text() : QString(); };
  QTRY_COMPARE(said(), QStringLiteral("pictures: 1,200, archives: 2"));
  QCOMPARE(f.find<QToolButton>("jobDetails")->text(), QStringLiteral("1 problem"));
  QCOMPARE(moved()[0].from, std::filesystem::path());
  QCOMPARE(moved()[0].to, std::filesystem::path(place.toStdString()));
  QVERIFY(moved()[0].keep);
  QVERIFY(!move->isEnabled());
  QCOMPARE(f.context->settings().pictureFolder(), place);
  folder->setText(QStringLiteral("/proc/nothing/here"));
  anew->click();
  auto* trouble = dialog.findChild<QLabel*>(QStringLiteral("settingsPictureTrouble"));
  QTRY_VERIFY(trouble->isVisible());
  QVERIFY(trouble->text().contains(QStringLiteral("/proc/nothing/here")));
  QCOMPARE(f.context->settings().pictureFolder(), place);
  folder->clear();
  QVERIFY(!trouble->isVisible());
  anew->click();
  QTRY_COMPARE(moved().size(), std::size_t{2});
  QVERIFY(!moved()[1].keep && moved()[1].to.empty());
  const std::lock_guard lock(f.world->mutex);
  QVERIFY(f.world->picturePlace.empty());
}

void ToolsTest::aNonsenseDeviceInTheFileIsForgotten() {
  WindowFixture f;
  f.stop();
  ui::Settings(f.home.filePath(QStringLiteral("settings.ini"))).setCompute(QStringLiteral("cpu"), QStringLiteral("half"), 4);
  f.start();
  QCOMPARE(f.context->settings().precision(), QStringLiteral("auto"));
}

void ToolsTest::diagnosticsAreCopiedWhole() {
  WindowFixture f;
  f.window->actions()->diagnostics->trigger();
  QTRY_VERIFY(f.find<QPlainTextEdit>("diagnosticsText"));
  QTRY_VERIFY(f.find<QPlainTextEdit>("diagnosticsText")->toPlainText().contains(QLatin1String("OpenBLAS 0.3.21")));
  f.find<QPushButton>("diagnosticsCopy")->click();
  const QString copied = QGuiApplication::clipboard()->text();
  QVERIFY(copied.contains(QLatin1String("Devices\n  Embedding plot drawn: by the ")));
  QVERIFY(copied.contains(QLatin1String("\n  cpu: 2 cores, bf16 in hardware")));
  QVERIFY(copied.contains(QLatin1String("10:00:00.000 warning: one line")));
}

QTEST_MAIN(ToolsTest)
#include "tools_test.moc"
