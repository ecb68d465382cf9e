// Journeys around the archive: scenes that moved are found again, labels come in and go out, and what the first page and
// the lists say.
#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeView>
#include <QTreeWidget>

#include "ui/archive/relink_dialog.h"
#include "ui/archive/scene_model.h"
#include "ui/archive/scenes_panel.h"
#include "ui/label/balance_view.h"
#include "ui/label/label_copies.h"
#include "ui/label/label_export_dialog.h"
#include "ui/label/label_import_dialog.h"
#include "ui/support/error_text.h"
#include "ui/support/notice_bar.h"
#include "ui/settings/settings.h"
#include "ui/window_actions.h"
#include "window_fixture.h"

using namespace tilescout;
using test::WindowFixture;

namespace {

int offlineScenes(const WindowFixture& f) {
  const auto& scenes = f.context->archive().scenes();
  return static_cast<int>(
      std::count_if(scenes.begin(), scenes.end(), [](const auto& scene) { return scene.state == "offline"; }));
}

QString folderNamed(const WindowFixture& f, const char* name) {
  const QDir home(f.home.path());
  home.mkdir(QString::fromLatin1(name));
  return home.filePath(QString::fromLatin1(name));
}

ui::RelinkDialog* relinkDialog(const WindowFixture& f) { return f.find<ui::RelinkDialog>("relinkDialog"); }

}  // namespace

class DeskTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void missingScenesAreFoundAgain();
  void whatIsNotThereIsNotTaken();
  void theScenesMenuLeadsToItsFolder();
  void labelsOfAFileAreShownBeforeTheyAreTakenIn();
  void whatHoldsNoLabelsIsSaid();
  void labelsAreWrittenToAFile();
  void aPlainCopyOfTheLabelsIsKept();
  void scenesSayTheirSensorDateAndWhatToDo();
  void theFirstPageOffersModelsAndSaysWhichArchivesAreAway();
  void balanceIsShownBySplit();
};

void DeskTest::missingScenesAreFoundAgain() {
  WindowFixture f;
  f.world->offlineScenes = {2, 3};
  QVERIFY(f.open());
  auto* notice = f.find<ui::NoticeBar>("archiveNotice");
  QTRY_VERIFY(notice->text().startsWith(QLatin1String("2 scenes")));
  notice->findChild<QPushButton*>()->click();
  ui::RelinkDialog* dialog = relinkDialog(f);
  QVERIFY(dialog && dialog->isVisible());
  auto* tree = dialog->findChild<QTreeWidget*>(QStringLiteral("relinkTree"));
  auto* apply = dialog->findChild<QPushButton*>(QStringLiteral("relinkApply"));
  QTRY_COMPARE(tree->topLevelItemCount(), 2);
  QVERIFY(!apply->isEnabled());
  dialog->showScene(2);
  dialog->setPlace(folderNamed(f, "moved"));
  QTRY_VERIFY(apply->isEnabled());
  QCOMPARE(tree->currentItem()->text(1), QStringLiteral("1 of 1"));
  QCOMPARE(tree->currentItem()->child(0)->text(1), QStringLiteral("found"));
  QCOMPARE(offlineScenes(f), 2);  // nothing is changed by looking
  apply->click();
  QTRY_COMPARE(offlineScenes(f), 1);
  QTRY_COMPARE(tree->topLevelItemCount(), 1);
  QAction* undo = f.window->actions()->find("undo");
  QTRY_VERIFY2(undo->text().contains(QLatin1String("find 1 scene again")), qPrintable(undo->text()));
}

void DeskTest::whatIsNotThereIsNotTaken() {
  WindowFixture f;
  f.world->offlineScenes = {3};
  QVERIFY(f.open());
  f.window->actions()->find("relink")->trigger();
  ui::RelinkDialog* dialog = relinkDialog(f);
  auto* tree = dialog->findChild<QTreeWidget*>(QStringLiteral("relinkTree"));
  auto* state = dialog->findChild<QLabel*>(QStringLiteral("relinkState"));
  QTRY_COMPARE(tree->topLevelItemCount(), 1);
  dialog->setPlace(folderNamed(f, "moved"));
  QTRY_VERIFY2(state->text().startsWith(QLatin1String("None of the missing files")), qPrintable(state->text()));
  QCOMPARE(tree->topLevelItem(0)->child(0)->text(1), QStringLiteral("not there"));
  QVERIFY(!dialog->findChild<QPushButton*>(QStringLiteral("relinkApply"))->isEnabled());
  dialog->setPlace(f.home.filePath(QStringLiteral("nowhere")));
  QVERIFY(state->text().contains(QLatin1String("does not exist")));
}

void DeskTest::theScenesMenuLeadsToItsFolder() {
  WindowFixture f;
  f.world->offlineScenes = {2, 3};
  QVERIFY(f.open());
  Q_EMIT f.window->scenesPanel()->relinkRequested(3);
  auto* tree = relinkDialog(f)->findChild<QTreeWidget*>(QStringLiteral("relinkTree"));
  QTRY_COMPARE(tree->topLevelItemCount(), 2);
  QTRY_COMPARE(tree->currentItem()->text(0), QStringLiteral("/data/naip/2010"));
}

void DeskTest::labelsOfAFileAreShownBeforeTheyAreTakenIn() {
  WindowFixture f;
  QVERIFY(f.open());
  QFile file(f.home.filePath(QStringLiteral("labels.csv")));
  QVERIFY(file.open(QIODevice::WriteOnly));
  f.window->actions()->find("importLabels")->trigger();
  auto* dialog = f.find<ui::LabelImportDialog>("labelImportDialog");
  QVERIFY(dialog && dialog->isVisible());
  auto* start = dialog->findChild<QPushButton*>(QStringLiteral("labelImportStart"));
  auto* state = dialog->findChild<QLabel*>(QStringLiteral("labelImportState"));
  auto* rows = dialog->findChild<QTreeWidget*>(QStringLiteral("labelImportRows"));
  QVERIFY(!start->isEnabled());
  dialog->setPath(file.fileName());
  QTRY_VERIFY(start->isEnabled());
  QCOMPARE(state->text(), QStringLiteral("CSV table: 3 of 4 rows fit tiles of this archive. New: 3 captions and 0 tags, "
                                         "on 2 tiles. 1 row cannot be used and will be left out."));
  QCOMPARE(rows->topLevelItemCount(), 4);
  QCOMPARE(rows->topLevelItem(0)->text(2), QStringLiteral("a pond beside a road"));
  QCOMPARE(rows->topLevelItem(3)->text(0), QStringLiteral("line 5"));
  QCOMPARE(rows->topLevelItem(3)->text(2), QStringLiteral("No scene of the archive is called “c.tif”."));
  f.context->setLanguage(QStringLiteral("zh_CN"));
  QTRY_COMPARE(rows->topLevelItem(3)->text(0), QStringLiteral("第 5 行"));
  QCOMPARE(rows->topLevelItem(3)->text(2), QStringLiteral("档案中没有名为“c.tif”的影像。"));
  f.context->setLanguage(QStringLiteral("en"));
  QCOMPARE(f.world->labels.counts().captions, 0);  // a look changes nothing
  start->click();
  QTRY_COMPARE(f.world->labels.counts().captions, 3);
  QAction* undo = f.window->actions()->find("undo");
  QTRY_VERIFY2(undo->text().contains(QLatin1String("import 3 labels")), qPrintable(undo->text()));
  undo->trigger();
  QTRY_COMPARE(f.world->labels.counts().captions, 0);
}

void DeskTest::whatHoldsNoLabelsIsSaid() {
  WindowFixture f;
  QVERIFY(f.open());
  QFile file(f.home.filePath(QStringLiteral("notes.txt")));
  QVERIFY(file.open(QIODevice::WriteOnly));
  f.window->actions()->find("importLabels")->trigger();
  auto* dialog = f.find<ui::LabelImportDialog>("labelImportDialog");
  auto* state = dialog->findChild<QLabel*>(QStringLiteral("labelImportState"));
  dialog->setPath(file.fileName());
  QTRY_VERIFY2(state->text().contains(QLatin1String("notes.txt: holds no labels")), qPrintable(state->text()));
  QVERIFY(!dialog->findChild<QPushButton*>(QStringLiteral("labelImportStart"))->isEnabled());
  dialog->setPath(f.home.filePath(QStringLiteral("nowhere.csv")));
  QCOMPARE(state->text(), QStringLiteral("There is no such file."));
}

void DeskTest::labelsAreWrittenToAFile() {
  WindowFixture f;
  QVERIFY(f.open());
  f.window->actions()->find("exportLabels")->trigger();
  auto* dialog = f.find<ui::LabelExportDialog>("labelExportDialog");
  QVERIFY(dialog && dialog->isVisible());
  auto* start = dialog->findChild<QPushButton*>(QStringLiteral("labelExportStart"));
  dialog->setTarget(f.home.filePath(QStringLiteral("mine.csv")));
  QVERIFY(!start->isEnabled());  // there is nothing to write yet
  f.context->labels().addCaption({1000, 1001}, QStringLiteral("a field"));
  QTRY_VERIFY(start->isEnabled());
  dialog->setFormat(QStringLiteral("gpkg"));
  QCOMPARE(dialog->findChild<QLineEdit*>(QStringLiteral("labelExportTarget"))->text(),
           f.home.filePath(QStringLiteral("mine.gpkg")));
  start->click();
  QTRY_COMPARE(f.world->labels.exports.size(), std::size_t(1));
  QCOMPARE(f.world->labels.exports[0], "vector " + f.home.filePath(QStringLiteral("mine.gpkg")).toStdString());
  QTRY_VERIFY(f.find<QLabel>("jobStage")->text().startsWith(QLatin1String("2 captions of 2 tiles written to")));
}

void DeskTest::aPlainCopyOfTheLabelsIsKept() {
  WindowFixture f;
  QVERIFY(f.open());
  QCOMPARE(ui::LabelCopies::fileOf(QStringLiteral("/tmp/Fargo.tilescout")), QStringLiteral("/tmp/Fargo.labels.csv"));
  f.context->labels().addCaption({1000}, QStringLiteral("a field"));
  QTRY_VERIFY(f.context->labels().undoable().has_value());
  QVERIFY(f.world->labels.exports.empty());  // not at every change
  f.context->archive().close();              // but before the archive is left
  QTRY_COMPARE(f.world->labels.exports, (std::vector<std::string>{"csv /tmp/Fargo.labels.csv"}));
  ui::LabelCopies::setMinutes(*f.context, 0);
  QVERIFY(f.open());
  f.context->labels().addCaption({1000}, QStringLiteral("another field"));
  QTRY_COMPARE(f.world->labels.counts().captions, 2);
  f.context->archive().close();
  f.stop();
  QCOMPARE(f.world->labels.exports.size(), std::size_t(1));
}

void DeskTest::scenesSayTheirSensorDateAndWhatToDo() {
  WindowFixture f;
  f.world->offlineScenes = {3};
  QVERIFY(f.open());
  auto* tree = f.find<QTreeView>("sceneTree");
  const QAbstractItemModel* model = tree->model();
  QTRY_COMPARE(model->rowCount(), 3);
  const QModelIndex folder = model->index(0, 0);  // 2010: the third scene, of 2025
  const QModelIndex scene = model->index(0, ui::SceneModel::Name, folder);
  QCOMPARE(model->index(0, ui::SceneModel::Sensor, folder).data().toString(), QStringLiteral("NAIP"));
  QCOMPARE(model->index(0, ui::SceneModel::Date, folder).data().toString(), QStringLiteral("2025-06-29"));
  QCOMPARE(model->index(0, ui::SceneModel::Date).data().toString(), QStringLiteral("2025"));
  const QString tip = scene.data(Qt::ToolTipRole).toString();
  QVERIFY2(tip.contains(QLatin1String("Sensor: NAIP")) &&
               tip.contains(QLatin1String("Taken: 2025-06-29, as the file's name tells")) &&
               tip.contains(ui::problemAdvice(QStringLiteral("offline"))),
           qPrintable(tip));
  for (const char* code : {"not_a_picture", "empty", "no_footprint", "resolution", "network_source", "corrupt",
                           "not_found", "offline", "io", "out_of_memory", "anything else"}) {
    QVERIFY2(!ui::problemAdvice(QString::fromLatin1(code)).isEmpty(), code);
  }
}

void DeskTest::theFirstPageOffersModelsAndSaysWhichArchivesAreAway() {
  WindowFixture f;
  QFile here(f.home.filePath(QStringLiteral("Here.tilescout")));
  QVERIFY(here.open(QIODevice::WriteOnly));
  f.context->settings().setLastArchive(f.home.filePath(QStringLiteral("Gone.tilescout")));  // its folder is there
  f.context->settings().setLastArchive(QStringLiteral("/no/such/disk/Away.tilescout"));
  f.context->settings().setLastArchive(here.fileName());
  f.stop();
  f.start();
  const auto recent = [&] { return f.window->findChildren<QLabel*>(QStringLiteral("welcomeRecent")); };
  f.context->archive().close();
  QTRY_COMPARE(recent().size(), 2);
  QVERIFY(recent()[0]->text().contains(QLatin1String(">Here</a>")));
  QVERIFY(recent()[1]->text().contains(QLatin1String("its disk is not connected")));
  f.find<QPushButton>("welcomeImport")->click();
  QVERIFY(f.find<QLineEdit>("importPath") && f.find<QLineEdit>("importPath")->isVisible());
}

void DeskTest::balanceIsShownBySplit() {
  ui::BalanceView view;
  LabelCounts counts;
  counts.tiles = 100;
  counts.labelledTiles = 40;
  counts.tags = {{"harbour", 30, 30}, {"farm", 10, 10}};
  view.resize(280, 200);
  view.setCounts(counts);
  const int without = view.sizeHint().height();
  counts.splits = {{"train", 30, 30}, {"val", 8, 8}};
  counts.tagSplits = {{"harbour", "train", 25}, {"harbour", "val", 5}, {"farm", "train", 5}, {"farm", "val", 3}};
  view.setCounts(counts);
  QVERIFY(view.sizeHint().height() > without);  // room for the legend
  QVERIFY2(view.accessibleName().contains(QStringLiteral("Splits: train 30 · val 8")), qPrintable(view.accessibleName()));
  // The part of a bar that is in no split stays bare: less of the accent than in a bar that is wholly in "train".
  const auto accent = [&](int row) {
    const QImage image = view.grab().toImage();
    const QColor colour = view.palette().color(QPalette::Highlight);
    const int lines = 3 * view.fontMetrics().lineSpacing() + 4, height = view.fontMetrics().height() + 4;
    int found = 0;
    for (int y = lines + row * height; y < lines + (row + 1) * height; ++y)
      for (int x = view.width() * 2 / 5; x < view.width(); ++x) found += image.pixelColor(x, y) == colour ? 1 : 0;
    return found;
  };
  const int divided = accent(0);
  counts.tagSplits = {{"harbour", "train", 30}};
  view.setCounts(counts);
  QVERIFY(accent(0) > divided);
}

QTEST_MAIN(DeskTest)
#include "desk_test.moc"
