// The frame of the window: one selection, pages, docks, keys, and what survives a crash.
#include <QAction>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QScreen>
#include <QSignalSpy>
#include <QTabBar>
#include <QToolButton>
#include <future>
#if defined(__linux__)
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

#include "ui/jobs/job_panel.h"
#include "ui/page.h"
#include "ui/page_tabs.h"
#include "ui/search/details_panel.h"
#include "ui/search/query_bar.h"
#include "ui/search/result_grid.h"
#include "ui/search/result_model.h"
#include "ui/search/results_view.h"
#include "ui/search/search_actions.h"
#include "ui/selection.h"
#include "ui/support/fold_section.h"
#include "ui/support/latest_worker.h"
#include "ui/support/window_size.h"
#include "ui/window_actions.h"
#include "window_fixture.h"

using namespace tilescout;
using test::WindowFixture;

namespace {

class StubPage : public QWidget, public ui::Page {
 public:
  bool takeBack() override { return std::exchange(open, false); }
  void enter() override { ++entered; }

  bool open = false;
  int entered = 0;
};

/// A page with an action on the key F8, as an area would add it.
StubPage* addStub(WindowFixture& f, const char* name) {
  auto* page = new StubPage;
  const ui::ActionSpec spec{name, "zoom-in", {Qt::Key_F8}, ui::MenuPlace::Pages,
                            [] { return QStringLiteral("Stub"); }, [] { return QStringLiteral("Show the stub"); }};
  f.window->addPage(page, name, [] { return QStringLiteral("Stub"); }, f.window->actions()->add(spec));
  return page;
}

}  // namespace

class FrameTest : public QObject {
  Q_OBJECT

 private:
  static bool answered(const WindowFixture& f, const char* text) {
    return QTest::qWaitFor([&] { return f.context->search().answeredText() == QLatin1String(text); }, 3000);
  }
  static bool ask(WindowFixture& f, const char* text) {
    f.window->queryBar()->setText(QString::fromLatin1(text));
    return answered(f, text);
  }

 private Q_SLOTS:
  void theSelectionKeepsItsOrderAndDropsRepeats();
  void settingWhatIsSetSaysNothing();
  void theWindowFitsTheScreen();
  void theMenuOfACellOffersWhatOtherAreasDo();
  void theGridAndTheSelectionAreOne();
  void aSelectionOfSeveralOutlivesTheAnswer();
  void anotherQueryIsShownFromItsBestOn();
  void theChipCountsAndClears();
  void aTileThatIsNoHitHasDetails();
  void anotherArchiveEmptiesTheSelection();
  void pagesComeByKeyAndTakeBackOneThing();
  void aClickedTabIsEnteredAsByItsKey();
  void manyJobsLeaveTheWindowOnASmallScreen();
  void workersGiveWayToTheWindow();
  void thePageInFrontIsRemembered();
  void sectionsStayOpen();
  void changedKeysAreKeptAndClashesRefused();
  void layoutQueryAndArchiveSurviveACrash();
  void anArchiveMayBeOpenedBeforeTheWindowIsBuilt();
};

void FrameTest::theSelectionKeepsItsOrderAndDropsRepeats() {
  ui::Selection selection;
  selection.set({5, 3, 5, 9, 3});
  QCOMPARE(selection.tiles(), (std::vector<TileId>{5, 3, 9}));
  selection.add({9, 1});
  QCOMPARE(selection.tiles(), (std::vector<TileId>{5, 3, 9, 1}));
  selection.remove({3, 77});
  QCOMPARE(selection.tiles(), (std::vector<TileId>{5, 9, 1}));
  selection.toggle(9);
  selection.toggle(4);
  QCOMPARE(selection.tiles(), (std::vector<TileId>{5, 1, 4}));
  QVERIFY(selection.contains(4) && !selection.contains(9));
}

void FrameTest::settingWhatIsSetSaysNothing() {
  ui::Selection selection;
  selection.set({1, 2}, 2);
  QSignalSpy tiles(&selection, &ui::Selection::tilesChanged), current(&selection, &ui::Selection::currentChanged);
  selection.set({1, 2}, 2);
  selection.add({2});
  QCOMPARE(tiles.count() + current.count(), 0);
  selection.set({1, 2}, 1);
  QCOMPARE(tiles.count(), 0);
  QCOMPARE(current.count(), 1);
  selection.clear();
  QCOMPARE(tiles.count(), 1);
  QCOMPARE(selection.current(), TileId(0));
}

void FrameTest::theGridAndTheSelectionAreOne() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  ui::ResultGrid* grid = f.window->results()->grid();
  const auto cell = [&](int row) { return grid->visualRect(grid->model()->index(row, 0)).center(); };
  QTest::mouseClick(grid->viewport(), Qt::LeftButton, {}, cell(2));
  QTest::mouseClick(grid->viewport(), Qt::LeftButton, Qt::ControlModifier, cell(0));
  const ui::Selection& selection = f.context->selection();
  QCOMPARE(selection.tiles(),
           (std::vector<TileId>{test::fakeTileAt(*f.world, "ships", 3), test::fakeTileAt(*f.world, "ships", 1)}));
  QCOMPARE(selection.current(), test::fakeTileAt(*f.world, "ships", 1));

  const TileId fifth = test::fakeTileAt(*f.world, "ships", 5), sixth = test::fakeTileAt(*f.world, "ships", 6);
  f.context->selection().set({sixth, fifth}, fifth);
  QCOMPARE(grid->selectionModel()->selectedIndexes().size(), 2);
  QVERIFY(grid->selectionModel()->isSelected(grid->model()->index(5, 0)));
  QCOMPARE(grid->currentIndex().row(), 4);
  QCOMPARE(selection.tiles(), (std::vector<TileId>{sixth, fifth}));
}

void FrameTest::aSelectionOfSeveralOutlivesTheAnswer() {
  WindowFixture f;
  f.world->tilesPerScene = 2000;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  const TileId first = test::fakeTileAt(*f.world, "ships", 1);
  const std::vector<TileId> chosen = {first, test::fakeTileAt(*f.world, "ships", 900)};
  f.context->selection().set(chosen, first);
  QVERIFY(ask(f, "a much longer query about ships"));
  QCOMPARE(f.context->selection().tiles(), chosen);
  QCOMPARE(f.context->selection().current(), TileId(0));
  QVERIFY(ask(f, "ships"));
  QCOMPARE(f.window->results()->grid()->selectionModel()->selectedIndexes().size(), 2);

  f.context->selection().set({first}, first);
  QVERIFY(ask(f, "a much longer query about ships"));
  QVERIFY(f.context->selection().isEmpty());
}

void FrameTest::anotherQueryIsShownFromItsBestOn() {
  WindowFixture f;
  f.world->tilesPerScene = 40;  // all are in every answer
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  ui::ResultGrid* grid = f.window->results()->grid();
  const auto* model = qobject_cast<ui::ResultModel*>(grid->model());
  grid->selectionModel()->setCurrentIndex(model->index(model->rowCount() - 1), QItemSelectionModel::ClearAndSelect);
  const TileId chosen = f.context->selection().current();
  QVERIFY(ask(f, "a forest"));
  QVERIFY(model->indexOf(chosen).row() > 0);
  QCOMPARE(f.context->selection().current(), chosen);  // its details stay
  QCOMPARE(grid->verticalScrollBar()->value(), 0);
  grid->verticalScrollBar()->setValue(50);
  f.context->search().repeat();  // as after an index
  QTRY_COMPARE(f.context->search().state(), ui::SearchState::Done);
  QTest::qWait(50);
  QVERIFY(grid->verticalScrollBar()->value() > 0);
  grid->verticalScrollBar()->setValue(0);
  QTest::keyClick(f.find<QLineEdit>("queryLine"), Qt::Key_Down);
  QVERIFY(grid->currentIndex().row() <= grid->visibleRows().second);
}

void FrameTest::theChipCountsAndClears() {
  WindowFixture f;
  QVERIFY(f.open());
  auto* chip = f.find<QToolButton>("selectionChip");
  QVERIFY(!chip->isVisible());
  std::vector<TileId> tiles;
  for (TileId tile = 1; tile <= 1037; ++tile) tiles.push_back(tile);
  f.context->selection().set(tiles);
  QVERIFY(chip->isVisible());
  QCOMPARE(chip->text(), QStringLiteral("1,037 selected  ×"));
  chip->click();
  QVERIFY(f.context->selection().isEmpty());
  QVERIFY(!chip->isVisible());
}

void FrameTest::aTileThatIsNoHitHasDetails() {
  WindowFixture f;
  QVERIFY(f.open());
  f.context->selection().set({2005}, 2005);
  QTRY_COMPARE(f.window->details()->shownTile(), TileId(2005));
  QCOMPARE(f.context->currentTile().hit()->sceneId, SceneId(2));
  QCOMPARE(f.find<QLabel>("detailsScore")->text(), QStringLiteral("Not among the results"));
  QVERIFY(!f.find<QLabel>("detailsRank")->isVisible());
  f.context->selection().clear();
  QTRY_COMPARE(f.window->details()->shownTile(), TileId(0));
}

void FrameTest::anotherArchiveEmptiesTheSelection() {
  WindowFixture f;
  QVERIFY(f.open());
  f.context->selection().set({2005, 2006}, 2005);
  QVERIFY(f.open(QStringLiteral("/tmp/Other.tilescout")));
  QVERIFY(f.context->selection().isEmpty());
  QCOMPARE(f.context->selection().current(), TileId(0));
}

void FrameTest::pagesComeByKeyAndTakeBackOneThing() {
  WindowFixture f;
  const int before = f.find<QTabBar>("pageTabs")->count();
  StubPage* page = addStub(f, "stub");
  QVERIFY(f.open());
  QCOMPARE(f.find<QTabBar>("pageTabs")->count(), before + 1);
  f.window->setFocus();
  QTest::keyClick(f.window.get(), Qt::Key_F8);
  QVERIFY(page->isVisible());
  QCOMPARE(page->entered, 1);
  f.context->selection().set({2005, 2006});
  page->open = true;
  QAction* takeBack = f.window->actions()->takeBack;
  takeBack->trigger();
  QVERIFY(!page->open);
  QCOMPARE(f.context->selection().tiles().size(), std::size_t(2));
  takeBack->trigger();
  QVERIFY(f.context->selection().isEmpty());
  QTest::keyClick(f.window.get(), Qt::Key_R);
  QVERIFY(!page->isVisible());
}

void FrameTest::thePageInFrontIsRemembered() {
  WindowFixture f;
  addStub(f, "stub");
  QVERIFY(f.open());
  f.window->pages()->showNamed(QStringLiteral("stub"));
  QCOMPARE(f.context->settings().page(), QStringLiteral("stub"));
  f.stop();
  f.start();
  QCOMPARE(f.window->pages()->currentName(), QStringLiteral("results"));  // there is no such page this time
  QCOMPARE(f.context->settings().page(), QStringLiteral("stub"));
}

void FrameTest::sectionsStayOpen() {
  WindowFixture f;
  QVERIFY(f.open());
  auto* scenes = f.find<ui::FoldSection>("scenes");
  QVERIFY(scenes->isOpen());
  scenes->setOpen(false);
  QVERIFY(!scenes->content()->isVisible());
  f.stop();
  f.start();
  QVERIFY(!f.find<ui::FoldSection>("scenes")->isOpen());
}

void FrameTest::changedKeysAreKeptAndClashesRefused() {
  WindowFixture f;
  QAction* results = f.window->actions()->results;
  QAction* fullScreen = f.window->actions()->fullScreen;
  ui::KeyMap& keys = f.window->actions()->keyMap();
  QVERIFY(!keys.set(results, {Qt::Key_F11}));
  QCOMPARE(keys.holder(Qt::Key_F11, results), fullScreen);
  QCOMPARE(results->shortcuts(), (QList<QKeySequence>{Qt::Key_R}));
  QVERIFY(keys.set(results, {Qt::Key_G, QKeySequence(Qt::CTRL | Qt::Key_G)}));
  f.stop();
  f.start();
  results = f.window->actions()->results;
  QCOMPARE(results->shortcuts(), (QList<QKeySequence>{Qt::Key_G, QKeySequence(Qt::CTRL | Qt::Key_G)}));
  // Its old key is free now, so that it cannot be had back once somebody has taken it.
  ui::KeyMap& again = f.window->actions()->keyMap();
  QVERIFY(again.set(f.window->actions()->fullScreen, {Qt::Key_R}));
  QVERIFY(!again.reset(results));
  again.resetAll();
  QCOMPARE(results->shortcuts(), (QList<QKeySequence>{Qt::Key_R}));
  QVERIFY(!f.context->settings().keys(QStringLiteral("focusResults")));
}

void FrameTest::layoutQueryAndArchiveSurviveACrash() {
  WindowFixture f;
  QFile archive(f.home.filePath(QStringLiteral("Fargo.tilescout")));
  QVERIFY(archive.open(QIODevice::WriteOnly));
  QVERIFY(f.open(archive.fileName()));
  f.find<QDockWidget>("archiveDock")->hide();
  QCoreApplication::processEvents();  // the hidden dock's room is free
  // As narrow as it goes: the offscreen screen has hardly more room.
  f.window->resize(1, f.window->screen()->availableSize().height() - 90);
  const QSize left = f.window->size();
  QVERIFY(ask(f, "ships"));
  // Another program start, reading the file that this one has not been able to close.
  const auto stored = [&] { return ui::Settings(f.home.filePath(QStringLiteral("settings.ini"))); };
  QTRY_VERIFY(stored().lastQuery() == QLatin1String("ships") && !stored().windowState().isEmpty());
  const std::vector<Hit> hits = f.context->search().result()->hits;
  f.context->refine().mark({hits[4].tile, hits[7].tile}, true);
  f.context->refine().mark({hits[0].tile}, false);
  const auto kept = [&] {
    const std::lock_guard lock(f.world->mutex);
    return f.world->keptMarks.size() == 1 && f.world->keptMarks.begin()->second.size() == 3;
  };
  QTRY_VERIFY(kept());  // in the archive at once, not when the window closes
  f.crash();
  f.start();
  f.context->restore();
  QVERIFY(answered(f, "ships"));
  QTRY_COMPARE(f.context->refine().marks().size(), std::size_t(3));
  QCOMPARE(f.context->refine().markOf(hits[7].tile), std::optional(true));
  QCOMPARE(f.context->refine().markOf(hits[0].tile), std::optional(false));
  QTRY_VERIFY(f.context->search().showsInstead());  // and they rank again
  QCOMPARE(f.context->search().result()->hits.back().tile, hits[0].tile);
  QCOMPARE(f.context->archive().file(), archive.fileName());
  QVERIFY(!f.find<QDockWidget>("archiveDock")->isVisible());
  QVERIFY(f.find<QDockWidget>("detailsDock")->isVisible());
  QCOMPARE(f.window->size(), left);
}

void FrameTest::theWindowFitsTheScreen() {
  WindowFixture f;
  const QSize screen = f.window->screen()->availableSize();
  f.window->resize(screen * 2);
  f.stop();
  f.start();  // as on a smaller screen than the last time
  QVERIFY(f.window->height() < screen.height());
  QVERIFY(f.window->width() < screen.width() * 2);  // the offscreen screen is narrower than the docks together
  QCOMPARE(ui::fittingSize({1280, 720}, {1024, 576}), QSize(1024, 536));
  QCOMPARE(ui::fittingSize({1280, 720}, {2560, 1400}), QSize(1280, 720));
}

void FrameTest::theMenuOfACellOffersWhatOtherAreasDo() {
  WindowFixture f;
  QMenu menu;
  ui::fillCellMenu(f.window->actions(), &menu);
  QStringList names;
  for (const QAction* action : menu.actions())
    if (!action->isSeparator()) names.append(action->objectName());
  QCOMPARE(names.join(QLatin1Char(' ')),
           QStringLiteral("showLarge showMatches showMap moreLike lessLike onlyThisScene markRight markWrong label tag "
                          "collect forTraining openSceneWith revealScene exportResults copyResults"));
}

void FrameTest::anArchiveMayBeOpenedBeforeTheWindowIsBuilt() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "harbour"));
  f.stop();
  f.context = std::make_unique<ui::AppContext>(std::make_unique<test::FakeBackend>(f.world),
                                               std::filesystem::path(f.home.path().toStdString()));
  f.context->restore();  // as the program starts
  QTRY_VERIFY(f.world->searchesPrepared > 1);
  f.window = std::make_unique<ui::MainWindow>(f.context.get());
  f.window->show();
  QTRY_VERIFY(f.window->queryBar()->isEnabled());
  QVERIFY(answered(f, "harbour"));
  QTRY_VERIFY(f.window->results()->grid()->model()->rowCount() > 0);
  QVERIFY(f.window->windowTitle().startsWith(QStringLiteral("Fargo")));
}

void FrameTest::aClickedTabIsEnteredAsByItsKey() {
  WindowFixture f;
  QVERIFY(f.open());
  StubPage* page = addStub(f, "stub");
  auto* tabs = f.find<QTabBar>("pageTabs");
  QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(tabs->count() - 1).center());
  QVERIFY(page->isVisible());
  QCOMPARE(page->entered, 1);
}

void FrameTest::manyJobsLeaveTheWindowOnASmallScreen() {
  WindowFixture f;
  QVERIFY(f.open());
  f.window->resize(1280, 720);
  for (int i = 0; i < 6; ++i) {
    ui::JobWords words;
    words.title = [] { return QStringLiteral("A job that is done"); };
    f.context->jobs().add(std::make_unique<ui::Job>(words, [](JobContext&) { return ui::JobOutcome(); }));
  }
  auto* panel = f.window->findChild<ui::JobPanel*>();
  QTRY_COMPARE(panel->rowCount(), 6);
  QTRY_VERIFY(panel->isVisible() && panel->height() > 60);
  QTest::qWait(50);  // what is laid out late would push now
  QVERIFY2(f.window->height() <= 720, qPrintable(QString::number(f.window->height())));
  QVERIFY(f.window->minimumSizeHint().height() <= 700);
}

void FrameTest::workersGiveWayToTheWindow() {
#if defined(__linux__)
  const auto niceness = [] { return getpriority(PRIO_PROCESS, static_cast<id_t>(syscall(SYS_gettid))); };
  const int window = niceness();
  if (window >= 19) QSKIP("the tests run at the lowest priority: nothing can give way to them");
  std::promise<int> told;
  ui::LatestWorker worker;
  worker.post([&](const std::stop_token&) { told.set_value(niceness()); });
  QVERIFY(told.get_future().get() > window);
  QCOMPARE(niceness(), window);
#else
  QSKIP("threads have no priority of their own here");
#endif
}

QTEST_MAIN(FrameTest)
#include "frame_test.moc"
