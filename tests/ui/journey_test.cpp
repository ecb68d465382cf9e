// The window's main journeys over the fake backend: archive, search, results, details, jobs, drops.
#include <QAction>
#include <QClipboard>
#include <QDropEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <QTreeWidget>
#include <QUrl>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

#include "ui/archive/recent_archives.h"
#include "ui/jobs/job.h"
#include "ui/search/details_panel.h"
#include "ui/search/query_bar.h"
#include "ui/search/result_grid.h"
#include "ui/search/result_model.h"
#include "ui/search/results_view.h"
#include "ui/search/tile_picture.h"
#include "ui/support/notice_bar.h"
#include "ui/support/state_page.h"
#include "ui/window_actions.h"
#include "window_fixture.h"

using namespace tilescout;
using test::WindowFixture;

class JourneyTest : public QObject {
  Q_OBJECT

 private:
  static int rows(const WindowFixture& f) { return f.window->results()->grid()->model()->rowCount(); }
  static void type(WindowFixture& f, const char* text) {
    QTest::keyClicks(f.find<QLineEdit>("queryLine"), QString::fromLatin1(text));
  }
  /// Waits for the answer to exactly this text.
  static bool answered(const WindowFixture& f, const char* text) {
    return QTest::qWaitFor([&] { return f.context->search().answeredText() == QLatin1String(text); }, 3000);
  }
  static TileId tileAt(const WindowFixture& f, int row) {
    const QAbstractItemModel* model = f.window->results()->grid()->model();
    return model->index(row, 0).data(ui::ResultModel::TileIdRole).toLongLong();
  }

 private Q_SLOTS:
  void typingShowsRankedThumbnailsAndAClickShowsTheTile();
  void theNewestQueryWins();
  void anEmptiedLineClearsTheResults();
  void thumbnailsScrolledPastAreNotRead();
  void theNextScreenIsReadAhead();
  void keysWalkTheResults();
  void unknownWordsAreNamed();
  void aForeignScriptIsPointedOut();
  void aQueryBeforeTheFirstTilesIsAnsweredWhenTheyCome();
  void aFailedSearchSaysWhyAndCanBeTriedAgain();
  void anArchiveThatCannotBeOpenedSaysWhy();
  void anOfflineSceneKeepsItsScores();
  void indexShowsProgressAndProblems();
  void aStoppedIndexEndsAsCancelledOnly();
  void aStoppedIndexGoesOnFromItsLine();
  void aFailedIndexShowsTheReason();
  void aDroppedFolderMakesAnArchiveAndIndexesIt();
  void droppedFilesGoWhereTheyBelong();
  void theDemoIsPaintedOpenedAndIndexed();
  void anInterruptedIndexOffersToGoOn();
  void newFilesInTheFoldersAreOfferedAndTakenInByAnUpdate();
  void theLastArchiveIsOpenedAgain();
  void aDiskThatDoesNotAnswerHoldsUpNothing();
  void closingDuringAnIndexStopsIt();
};

void JourneyTest::typingShowsRankedThumbnailsAndAClickShowsTheTile() {
  WindowFixture f;
  QVERIFY(f.open());
  type(f, "ships");
  QVERIFY(answered(f, "ships"));
  QCOMPARE(rows(f), 120);
  for (int row = 0; row < 5; ++row) QCOMPARE(tileAt(f, row), test::fakeTileAt(*f.world, "ships", row + 1));
  ui::ResultGrid* grid = f.window->results()->grid();
  const QModelIndex second = grid->model()->index(1, 0);
  QTRY_VERIFY(!second.data(Qt::DecorationRole).value<QPixmap>().isNull());

  QTest::mouseClick(grid->viewport(), Qt::LeftButton, {}, grid->visualRect(second).center());
  QCOMPARE(f.window->details()->shownTile(), tileAt(f, 1));
  auto* picture = f.find<ui::TilePicture>("detailsPicture");
  auto* overview = f.find<ui::TilePicture>("detailsOverview");
  QTRY_VERIFY(picture->hasPicture() && overview->hasPicture());
  const Hit* hit = f.context->currentTile().hit();
  QCOMPARE(f.find<QLabel>("detailsScene")->text(), QString::fromStdString(hit->scene));
  QCOMPARE(f.find<QLabel>("detailsDate")->text(), QString::fromStdString(hit->date));
  QVERIFY(f.find<QLabel>("detailsRank")->text().contains(QLatin1String("better than 98.3 % of 120 tiles")));
  f.find<QToolButton>("detailsCopy")->click();
  const QStringList copied = QGuiApplication::clipboard()->text().split(QStringLiteral(", "));
  QCOMPARE(copied.size(), 2);
  QVERIFY(std::abs(copied[0].toDouble() - (hit->wgs84[0].lat - 0.0045)) < 1e-5);
  QVERIFY(std::abs(copied[1].toDouble() - (hit->wgs84[0].lon + 0.0066)) < 1e-5);
}

void JourneyTest::theNewestQueryWins() {
  WindowFixture f;
  QVERIFY(f.open());
  f.world->holdSearches = true;
  QSignalSpy results(&f.context->search(), &ui::SearchController::resultChanged);
  f.window->queryBar()->setText(QStringLiteral("first"));
  QTRY_COMPARE(f.world->copyOf(f.world->searched).size(), std::size_t(1));
  f.window->queryBar()->setText(QStringLiteral("second"));
  f.window->queryBar()->setText(QStringLiteral("third query"));
  QTRY_COMPARE(f.world->searchesCancelled.load(), 1);
  f.world->holdSearches = false;
  QVERIFY(answered(f, "third query"));
  QCOMPARE(tileAt(f, 0), test::fakeTileAt(*f.world, "third query", 1));
  QTest::qWait(50);
  QCOMPARE(results.count(), 1);
  // Typed on within the pause: never asked for.
  QCOMPARE(f.world->copyOf(f.world->searched), (std::vector<std::string>{"first", "third query"}));
}

void JourneyTest::anEmptiedLineClearsTheResults() {
  WindowFixture f;
  QVERIFY(f.open());
  type(f, "ships");
  QVERIFY(answered(f, "ships"));
  f.find<QLineEdit>("queryLine")->clear();
  QTRY_COMPARE(rows(f), 0);
  QVERIFY(f.find<QPushButton>("example0")->isVisible());
}

void JourneyTest::thumbnailsScrolledPastAreNotRead() {
  WindowFixture f;
  f.world->tilesPerScene = 4000;
  f.world->holdThumbnails = true;
  QVERIFY(f.open());
  type(f, "ships");
  QVERIFY(answered(f, "ships"));
  ui::ResultGrid* grid = f.window->results()->grid();
  QTRY_COMPARE(rows(f), 12000);  // the first thousand, and the rest by itself
  for (int row = 100; row < 1000; row += 100) {
    grid->scrollTo(grid->model()->index(row, 0), QAbstractItemView::PositionAtTop);
    QTest::qWait(5);
  }
  grid->scrollTo(grid->model()->index(999, 0));
  f.world->holdThumbnails = false;
  const QModelIndex last = grid->model()->index(999, 0);
  QTRY_VERIFY(!last.data(Qt::DecorationRole).value<QPixmap>().isNull());
  const auto [first, final] = grid->visibleRows();
  QTRY_VERIFY(!grid->model()->index(first, 0).data(Qt::DecorationRole).value<QPixmap>().isNull());
  const std::lock_guard lock(f.world->mutex);
  const std::size_t seen = static_cast<std::size_t>(final - first + 1);
  // What is on the screen, the screen that comes next, and the two that the two threads had begun before.
  QVERIFY(f.world->thumbnailsRead.size() <= 2 * seen + 2);
}

void JourneyTest::theNextScreenIsReadAhead() {
  WindowFixture f;
  f.world->tilesPerScene = 400;
  QVERIFY(f.open());
  type(f, "ships");
  QVERIFY(answered(f, "ships"));
  const auto read = [&](int row) {
    const std::lock_guard lock(f.world->mutex);
    return std::count(f.world->thumbnailsRead.begin(), f.world->thumbnailsRead.end(), tileAt(f, row)) > 0;
  };
  const auto [first, last] = f.window->results()->grid()->visibleRows();
  QTRY_VERIFY(read(first) && read(last) && read(last + 1) && read(2 * last - first));
  QTest::qWait(50);
  QVERIFY(!read(last + 3 * (last - first + 1)));  // and no more
}

void JourneyTest::keysWalkTheResults() {
  WindowFixture f;
  QVERIFY(f.open());
  type(f, "ships");
  QVERIFY(answered(f, "ships"));
  ui::ResultGrid* grid = f.window->results()->grid();
  QTest::keyClick(f.find<QLineEdit>("queryLine"), Qt::Key_Down);
  QCOMPARE(grid->currentIndex().row(), 0);
  QTest::keyClick(grid, Qt::Key_Down);
  QCOMPARE(grid->currentIndex().row(), grid->columns());
  QTest::keyClick(grid, Qt::Key_Right, Qt::ShiftModifier);
  QCOMPARE(grid->selectionModel()->selectedIndexes().size(), 2);
  QTest::keyClick(grid, Qt::Key_A, Qt::ControlModifier);
  QCOMPARE(grid->selectionModel()->selectedIndexes().size(), 120);
  QTest::keyClick(grid, Qt::Key_End);
  QCOMPARE(grid->currentIndex().row(), 119);
  QTest::keyClick(grid, Qt::Key_Space);
  QVERIFY(!grid->isVisible());
  QAction* takeBack = f.window->actions()->takeBack;
  takeBack->trigger();
  QVERIFY(grid->isVisible());
  QVERIFY(grid->selectionModel()->hasSelection());
  takeBack->trigger();
  QVERIFY(!grid->selectionModel()->hasSelection());
  QCOMPARE(f.find<QLineEdit>("queryLine")->text(), QStringLiteral("ships"));
  takeBack->trigger();
  QCOMPARE(f.find<QLineEdit>("queryLine")->text(), QString());
}

void JourneyTest::unknownWordsAreNamed() {
  WindowFixture f;
  f.world->unknownWords = {"helicopter"};
  QVERIFY(f.open());
  QTRY_VERIFY(f.context->archive().model().has_value());
  type(f, "red helicopter");
  QVERIFY(answered(f, "red helicopter"));
  auto* notice = f.find<ui::NoticeBar>("queryNotice");
  QVERIFY(notice->isVisible());
  QCOMPARE(notice->text(), QStringLiteral("The shipped model does not know: helicopter"));
  f.window->queryBar()->setText(QStringLiteral("red roof"));
  QVERIFY(answered(f, "red roof"));
  QVERIFY(!notice->isVisible());
  QCOMPARE(f.find<QToolButton>("modelButton")->text(), QStringLiteral("Tilescout base (shipped, limited) ⓘ"));
}

void JourneyTest::aForeignScriptIsPointedOut() {
  WindowFixture f;
  f.world->notice = "The model 'tilescout-base' has learned no words in this script; describe the scene in English.";
  QVERIFY(f.open());
  f.context->setLanguage(QStringLiteral("zh_CN"));
  f.window->queryBar()->setText(QStringLiteral("机场"));
  QTRY_COMPARE(f.context->search().answeredText(), QStringLiteral("机场"));
  QVERIFY(f.find<ui::NoticeBar>("queryNotice")->text().startsWith(QStringLiteral("该模型没有学过这种文字")));
}

void JourneyTest::aQueryBeforeTheFirstTilesIsAnsweredWhenTheyCome() {
  WindowFixture f;
  f.world->scenes = 0;
  QVERIFY(f.open());
  type(f, "ships");
  QVERIFY(answered(f, "ships"));
  QCOMPARE(f.find<ui::StatePage>("resultsState")->title(), QStringLiteral("This archive has no tiles yet"));
  f.world->scenes = 2;
  f.context->archive().refresh();
  QTRY_COMPARE(rows(f), 80);
}

void JourneyTest::aFailedSearchSaysWhyAndCanBeTriedAgain() {
  WindowFixture f;
  f.world->searchError = Error(ErrorCode::Io, "disk on fire", "/data/Fargo.tilescout");
  QVERIFY(f.open());
  type(f, "ships");
  QTRY_COMPARE(f.context->search().state(), ui::SearchState::Failed);
  auto* page = f.find<ui::StatePage>("resultsState");
  QVERIFY(page->isVisible());
  QVERIFY(page->title().contains(QString::fromUtf8("“Fargo.tilescout” could not be read or written")));
  f.world->searchError.reset();
  Q_EMIT page->actionTriggered();
  QVERIFY(answered(f, "ships"));
  QCOMPARE(rows(f), 120);
}

void JourneyTest::anArchiveThatCannotBeOpenedSaysWhy() {
  WindowFixture f;
  f.world->openError = Error(ErrorCode::Corrupt, "file is not a database", "/data/notes.tilescout");
  f.context->archive().open(QStringLiteral("/data/notes.tilescout"));
  QTRY_COMPARE(f.context->archive().state(), ui::ArchiveState::Failed);
  QVERIFY(f.find<ui::StatePage>("resultsState")->title().contains(QString::fromUtf8("“notes.tilescout” is damaged")));
  QVERIFY(!f.find<QLineEdit>("queryLine")->isEnabled());
  QVERIFY(f.context->settings().lastArchive().isEmpty());
}

void JourneyTest::anOfflineSceneKeepsItsScores() {
  WindowFixture f;
  f.world->offlineScenes = {1, 2, 3};
  QVERIFY(f.open());
  type(f, "ships");
  QVERIFY(answered(f, "ships"));
  const QModelIndex first = f.window->results()->grid()->model()->index(0, 0);
  QTRY_COMPARE(first.data(ui::ResultModel::PictureRole).toInt(), static_cast<int>(ui::PictureState::Offline));
  QVERIFY(first.data(ui::ResultModel::ScoreRole).toDouble() > 0.3);
  f.window->results()->grid()->setCurrentIndex(first);
  auto* picture = f.find<ui::TilePicture>("detailsPicture");
  QTRY_COMPARE(picture->message(), QStringLiteral("The scene cannot be reached now"));
  QCOMPARE(f.find<ui::NoticeBar>("archiveNotice")->text(),
           QStringLiteral("3 scenes cannot be reached now. Their tiles stay searchable."));
}

void JourneyTest::indexShowsProgressAndProblems() {
  WindowFixture f;
  f.world->holdIndex = true;
  f.world->problems = {{"/data/corrupt.tif", "corrupt", "bad header"}};
  QVERIFY(f.open());
  f.context->archive().addScenes({QStringLiteral("/data/naip")});
  QTRY_VERIFY(f.find<QLabel>("jobStage") &&
              f.find<QLabel>("jobStage")->text() == QLatin1String("tiles 41,022 of 98,311"));
  QVERIFY(f.context->archive().isIndexing());
  f.world->holdIndex = false;
  QTRY_COMPARE(f.find<QToolButton>("jobDetails")->text(), QStringLiteral("1 problem"));
  f.find<QToolButton>("jobDetails")->click();
  auto* list = f.find<QTreeWidget>("jobProblems");
  QVERIFY(list->isVisible());
  QCOMPARE(list->topLevelItem(0)->text(0), QStringLiteral("corrupt.tif"));
  QCOMPARE(list->topLevelItem(0)->text(1), QStringLiteral("damaged"));
  QVERIFY(!f.context->archive().isIndexing());
  f.find<QToolButton>("jobStop")->click();
  QTRY_VERIFY(f.context->jobs().jobs().empty());
}

void JourneyTest::aStoppedIndexEndsAsCancelledOnly() {
  WindowFixture f;
  f.world->holdIndex = true;
  QVERIFY(f.open());
  f.context->archive().addScenes({QStringLiteral("/data/naip")});
  ui::Job* job = f.context->jobs().jobs().back().get();
  QSignalSpy finished(job, &ui::Job::finished), failed(job, &ui::Job::failed), cancelled(job, &ui::Job::cancelled);
  QTRY_VERIFY(f.find<QToolButton>("jobStop"));
  f.find<QToolButton>("jobStop")->click();
  QTRY_COMPARE(cancelled.count(), 1);
  job->cancel();
  QTest::qWait(30);
  QCOMPARE(finished.count() + failed.count(), 0);
  QCOMPARE(cancelled.count(), 1);
  QCOMPARE(f.find<QLabel>("jobStage")->text(), QStringLiteral("stopped; what was done is kept"));
}

void JourneyTest::aStoppedIndexGoesOnFromItsLine() {
  WindowFixture f;
  f.world->holdIndex = true;
  QVERIFY(f.open());
  f.context->archive().addScenes({QStringLiteral("/data/naip")});
  QTRY_VERIFY(f.find<QToolButton>("jobStop"));
  f.find<QToolButton>("jobStop")->click();
  QTRY_VERIFY(!f.context->archive().isIndexing());
  f.world->holdIndex = false;
  auto* again = f.find<QToolButton>("jobFollowUp");
  QVERIFY(again->isVisible());
  QCOMPARE(again->text(), QStringLiteral("Go on"));
  // Also when another archive is shown by then: it is opened again first.
  const QString first = f.context->archive().file();
  f.context->archive().open(first + QStringLiteral("-other"));
  QTRY_COMPARE(f.context->archive().state(), ui::ArchiveState::Open);
  again->click();
  QTRY_COMPARE(f.context->archive().file(), first);
  QTRY_COMPARE(f.world->copyOf(f.world->indexedPaths).size(), std::size_t(2));
  QCOMPARE(f.world->copyOf(f.world->indexedPaths).back(), std::string("/data/naip"));
  QTRY_VERIFY(f.find<QLabel>("jobStage")->text().contains(QLatin1String("scenes indexed")));
  QVERIFY(!f.find<QToolButton>("jobFollowUp")->isVisible());
}

void JourneyTest::aFailedIndexShowsTheReason() {
  WindowFixture f;
  f.world->indexError = Error(ErrorCode::Busy, "locked by process 17", "/data/Fargo.tilescout");
  QVERIFY(f.open());
  f.context->archive().addScenes({QStringLiteral("/data/naip")});
  QTRY_VERIFY(f.find<QLabel>("jobStage")->text().startsWith(QString::fromUtf8("“Fargo.tilescout” is in use")));
  QVERIFY(f.find<QTreeWidget>("jobProblems")->topLevelItem(0)->text(2).contains(QLatin1String("locked by process 17")));
}

void JourneyTest::aDroppedFolderMakesAnArchiveAndIndexesIt() {
  WindowFixture f;
  QTemporaryDir scenes(f.home.filePath(QStringLiteral("Fargo-XXXXXX")));
  QMimeData data;
  data.setUrls({QUrl::fromLocalFile(scenes.path())});
  QDragEnterEvent enter(QPoint(200, 200), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QCoreApplication::sendEvent(f.window.get(), &enter);
  QVERIFY(enter.isAccepted());
  QDropEvent drop(QPointF(200, 200), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QCoreApplication::sendEvent(f.window.get(), &drop);
  QTRY_COMPARE(f.world->copyOf(f.world->indexedPaths), (std::vector<std::string>{scenes.path().toStdString()}));
  const auto created = f.world->copyOf(f.world->created);
  QCOMPARE(created.size(), std::size_t(1));
  const std::filesystem::path folder = std::filesystem::path(f.home.path().toStdString()) / "archives";
  QCOMPARE(std::filesystem::path(created[0]).parent_path().string(), folder.string());
  QVERIFY(created[0].find("Fargo-") != std::string::npos);
  QCOMPARE(f.context->archive().state(), ui::ArchiveState::Open);
}

void JourneyTest::droppedFilesGoWhereTheyBelong() {
  WindowFixture f;
  f.window->take(
      {QStringLiteral("/data/a.tilescout"), QStringLiteral("/data/one.tif"), QStringLiteral("/data/clip.safetensors")});
  QTRY_COMPARE(f.world->copyOf(f.world->indexedPaths), (std::vector<std::string>{"/data/one.tif"}));
  QCOMPARE(f.world->copyOf(f.world->opened), (std::vector<std::string>{"/data/a.tilescout"}));
  QTRY_COMPARE(f.world->models.imported().size(), std::size_t(1));
  QCOMPARE(f.world->models.imported()[0].path.string(), std::string("/data/clip.safetensors"));
  QVERIFY(f.world->copyOf(f.world->created).empty());
}

void JourneyTest::theDemoIsPaintedOpenedAndIndexed() {
  WindowFixture f;
  QTest::keyClick(f.find<QAbstractButton>("welcomeDemo"), Qt::Key_Return);
  f.find<QAbstractButton>("welcomeDemo")->click();
  QTRY_COMPARE(f.world->copyOf(f.world->indexedPaths), (std::vector<std::string>{"/tmp/tilescout-fake-demo"}));
  QCOMPARE(f.world->demosMade.load(), 1);
  QCOMPARE(f.context->archive().file(), QStringLiteral("/tmp/tilescout-fake-demo/demo.tilescout"));
}

void JourneyTest::anInterruptedIndexOffersToGoOn() {
  WindowFixture f;
  f.world->pendingTiles = 57;
  QVERIFY(f.open());
  auto* notice = f.find<ui::NoticeBar>("archiveNotice");
  QTRY_COMPARE(notice->text(), QStringLiteral("The index is not complete: 57 tiles are waiting."));
  Q_EMIT notice->actionTriggered();
  QTRY_COMPARE(f.world->copyOf(f.world->updates), std::int64_t(1));
}

void JourneyTest::newFilesInTheFoldersAreOfferedAndTakenInByAnUpdate() {
  WindowFixture f;
  f.world->newFiles = 12;
  f.world->indexed = "2026-11-28T09:42:00Z";
  QVERIFY(f.open());
  auto* notice = f.find<ui::NoticeBar>("archiveNotice");
  QTRY_COMPARE(notice->text(), QStringLiteral("12 new files lie in the folders of this archive."));
  QVERIFY(f.find<QLabel>("archiveLabel")->text().startsWith(QStringLiteral("index as of ")));
  f.window->actions()->updateIndex->trigger();
  QTRY_COMPARE(f.world->copyOf(f.world->updates), std::int64_t(1));
  QVERIFY(f.world->copyOf(f.world->indexedPaths).empty());
  QTRY_VERIFY(notice->isHidden());
}

void JourneyTest::theLastArchiveIsOpenedAgain() {
  WindowFixture f;
  QTemporaryDir folder;
  QFile archive(folder.filePath(QStringLiteral("Fargo.tilescout")));
  QVERIFY(archive.open(QIODevice::WriteOnly));
  QVERIFY(f.open(archive.fileName()));
  f.stop();
  f.start();
  f.context->restore();
  QTRY_COMPARE(f.context->archive().state(), ui::ArchiveState::Open);
  QCOMPARE(f.context->archive().file(), archive.fileName());
  archive.remove();
  f.world->openError = Error(ErrorCode::NotFound, "there is no such archive", archive.fileName().toStdString());
  f.stop();
  f.start();
  f.context->restore();
  QTRY_COMPARE(f.context->archive().state(), ui::ArchiveState::None);
  QVERIFY(f.context->restore({archive.fileName()}));  // by name: then it is said that it is gone
  QTRY_COMPARE(f.context->archive().state(), ui::ArchiveState::Failed);
  QVERIFY(!f.context->restore({folder.filePath(QStringLiteral("Another.tilescout"))}));
}

void JourneyTest::aDiskThatDoesNotAnswerHoldsUpNothing() {
  using Presence = ui::RecentArchives::Presence;
  WindowFixture f;
  f.context->settings().setLastArchive(QStringLiteral("/net/gone/Far.tilescout"));
  const auto silent = std::make_shared<std::atomic<bool>>(true);
  f.window->recentArchives()->setProbe([silent](const QString& file) {
    while (*silent && file.startsWith(QLatin1String("/net"))) std::this_thread::sleep_for(std::chrono::milliseconds(2));
    return file.startsWith(QLatin1String("/net")) ? Presence::Away : Presence::There;
  });
  QVERIFY(f.open());  // asks about both; only one answers
  auto* menu = f.find<QMenu>("recentMenu");
  Q_EMIT menu->aboutToShow();
  const auto entry = [&](const char* name) -> QAction* {
    for (QAction* action : menu->actions())
      if (action->text() == QLatin1String(name)) return action;
    return nullptr;
  };
  QVERIFY(entry("Fargo") && entry("Far"));  // nothing is known of Far yet
  *silent = false;
  QTRY_VERIFY(entry("Far (its disk is not connected)"));
  QVERIFY(!entry("Far (its disk is not connected)")->isEnabled());
  QVERIFY(entry("Fargo")->isEnabled());
  *silent = true;
  f.window->recentArchives()->refresh();
  f.stop();  // does not wait for the disk
  *silent = false;
}

void JourneyTest::closingDuringAnIndexStopsIt() {
  WindowFixture f;
  f.world->holdIndex = true;
  QVERIFY(f.open());
  f.context->archive().addScenes({QStringLiteral("/data/naip")});
  QTRY_COMPARE(f.world->copyOf(f.world->indexedPaths).size(), std::size_t(1));
  f.stop();  // would wait for ever if the job were not stopped
  QVERIFY(f.world->holdIndex);
}

QTEST_MAIN(JourneyTest)
#include "journey_test.moc"
