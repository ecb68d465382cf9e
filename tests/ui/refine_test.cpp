// Marks and what follows from them, saved searches, words, matches; over the fake backend.
#include <QApplication>
#include <QComboBox>
#include <QInputDialog>
#include <QLabel>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QTimer>
#include <QToolButton>
#include <QTreeWidget>

#include "search_steps.h"
#include "ui/search/saved_panel.h"
#include "ui/support/fold_section.h"
#include "ui/support/notice_bar.h"
#include "ui/support/state_page.h"

using namespace tilescout;
using test::WindowFixture;

namespace {

/// Saved searches that count their new hits, numbered from 1 in this order.
void saveAlerts(const WindowFixture& f, std::initializer_list<const char*> names, TileId seenTile = 0) {
  for (const char* name : names) {
    SavedSearch saved;
    saved.id = static_cast<SavedSearchId>(f.world->saved.size()) + 1;
    saved.name = name;
    saved.query = R"({"text":"ships"})";
    saved.alert = true;
    saved.seenTile = seenTile;
    f.world->saved[saved.id] = saved;
  }
}

}  // namespace

class RefineTest : public QObject, private test::SearchSteps {
  Q_OBJECT

 private Q_SLOTS:
  void wordsFoundAreOfferedFirst();
  void marksRankAnewAndCanBeTakenBack();
  void afterAMarkTheRestOfTheHitsFollows();
  void aRandomSampleTellsThePrecision();
  void marksComeBackWithTheirQuery();
  void marksAreTakenBackInTheArchiveToo();
  void marksOfAnotherArchiveStayThere();
  void aSearchIsSavedAndAskedAgain();
  void whatMarksTaughtIsSavedWithItsMarksAndTellsOfNewHits();
  void noEditOfASavedSearchIsLostWhileAlertsAreCounted();
  void theMarksOfADetectorComeBackWithIt();
  void whatIsNewAfterAnIndexIsToldAndABrokenAlertSilencesNone();
  void aNameThatIsTakenIsAskedAboutAndCanBeChanged();
  void matchesStandSideBySide();
  void aListOfOnesOwnIsRankedToo();
};

void RefineTest::wordsFoundAreOfferedFirst() {
  WindowFixture f;
  f.world->wordMatches = 3;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  auto* notice = f.find<ui::NoticeBar>("wordsNotice");
  QTRY_VERIFY(notice->isVisible());
  QVERIFY(notice->text().startsWith(QLatin1String("3 tiles")));
  Q_EMIT notice->actionTriggered();
  QTRY_COMPARE(lastAsked(f).words, WordRule::First);
  QTRY_VERIFY(!notice->isVisible());
}

void RefineTest::marksRankAnewAndCanBeTakenBack() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  QVERIFY(!f.find<QWidget>("refineStrip")->isVisible());
  grid(f)->setFocus();
  const TileId wrong = tileAt(f, 0), right = tileAt(f, 1), after = tileAt(f, 2);
  select(f, 0);
  QTest::keyClick(grid(f), Qt::Key_N);
  QCOMPARE(f.context->selection().current(), right);  // on to the next
  QTest::keyClick(grid(f), Qt::Key_Y);
  QCOMPARE(f.context->selection().current(), after);
  QTRY_COMPARE(tileAt(f, 0), right);
  QTRY_COMPARE(tileAt(f, 119), wrong);
  QCOMPARE(model(f)->indexOf(wrong).data(ui::ResultModel::MarkRole).toInt(), -1);
  QVERIFY(f.find<QWidget>("refineStrip")->isVisible());
  QCOMPARE(f.find<QLabel>("refineCounts")->text(), QStringLiteral("✓ 1 right  ✗ 1 wrong"));
  trigger(f, "undoMark");
  QTRY_COMPARE(f.find<QLabel>("refineCounts")->text(), QStringLiteral("✓ 0 right  ✗ 1 wrong"));
  f.find<QToolButton>("refineUncertain")->click();
  QTRY_COMPARE(model(f)->rowCount(), 24);
  QVERIFY(!model(f)->indexOf(wrong).isValid());
  f.window->actions()->takeBack->trigger();  // Esc goes back to the best ones
  QTRY_COMPARE(model(f)->rowCount(), 120);
  f.find<QToolButton>("refineClear")->click();
  QTRY_COMPARE(tileAt(f, 0), wrong);  // the plain ranking again
  QTRY_VERIFY(!f.find<QWidget>("refineStrip")->isVisible());
}

void RefineTest::afterAMarkTheRestOfTheHitsFollows() {
  WindowFixture f;
  f.world->tilesPerScene = 1000;  // of three scenes
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  QTRY_COMPARE(model(f)->rowCount(), 3000);
  const TileId wrong = tileAt(f, 0), right = tileAt(f, 1);
  f.context->refine().mark({wrong}, false);
  f.context->refine().mark({right}, true);
  QTRY_COMPARE(tileAt(f, 0), right);
  QTRY_COMPARE(model(f)->rowCount(), 3000);
  QCOMPARE(f.context->search().result()->hits.size(), std::size_t(3000));  // what exports and the map go by
  QVERIFY(f.context->search().showsInstead());
  QCOMPARE(tileAt(f, 0), right);
  QCOMPARE(tileAt(f, 2999), wrong);
  f.find<QToolButton>("refineUncertain")->click();
  QTRY_COMPARE(model(f)->rowCount(), 24);
  f.find<QToolButton>("refineBest")->click();
  QTRY_COMPARE(model(f)->rowCount(), 3000);
}

void RefineTest::aRandomSampleTellsThePrecision() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  select(f, 0);
  trigger(f, "markRight");
  QTRY_VERIFY(f.context->search().showsInstead());
  f.find<QToolButton>("refineRandom")->click();
  QTRY_COMPARE(model(f)->rowCount(), 24);
  const TileId first = tileAt(f, 0);
  for (int row = 0; row < 4; ++row) f.context->refine().mark({tileAt(f, row)}, row != 0);
  QTRY_VERIFY(!f.context->refine().isBusy());
  const PrecisionEstimate estimate = f.context->refine().precision();
  QCOMPARE(estimate.marked, std::int64_t(4));
  QCOMPARE(estimate.right, std::int64_t(3));
  QVERIFY(f.find<QLabel>("refinePrecision")->toolTip().contains(QLatin1String("Wilson")));
  QCOMPARE(tileAt(f, 0), first);  // the sample stays while it is marked
  QVERIFY(!f.context->refine().auditIsOld());
  {
    const std::lock_guard lock(f.world->mutex);
    const auto& marks = f.world->refined.back();
    QCOMPARE(std::count_if(marks.begin(), marks.end(), [](const Mark& mark) { return mark.audit; }), 4);
  }
  f.find<QToolButton>("refineDraw")->click();
  QTRY_VERIFY(tileAt(f, 0) != first);
  QCOMPARE(f.context->refine().precision().marked, std::int64_t(0));  // the old marks are learned from now
}

void RefineTest::marksComeBackWithTheirQuery() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  const TileId tile = tileAt(f, 5);
  f.context->refine().mark({tile}, true);
  QTRY_COMPARE(tileAt(f, 0), tile);
  QVERIFY(ask(f, "forest"));
  QCOMPARE(f.context->refine().marks().size(), std::size_t(0));
  f.context->search().change([](ui::QueryDraft& draft) { draft.query.text = "ships"; });
  QTRY_COMPARE(f.context->refine().marks().size(), std::size_t(1));
  QTRY_COMPARE(tileAt(f, 0), tile);
  // A filter does not make it another query.
  f.context->search().setArea({1, 2, 3, 4});
  QCOMPARE(f.context->refine().marks().size(), std::size_t(1));
  QTRY_VERIFY(f.context->search().showsInstead());
  const FeedbackState state = f.context->refine().state();
  QCOMPARE(state.query.text, std::string("ships"));
  QVERIFY(!state.detector.vector.empty());
}

void RefineTest::marksAreTakenBackInTheArchiveToo() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  const auto kept = [&] {
    const std::lock_guard lock(f.world->mutex);
    std::size_t marks = 0;
    for (const auto& [key, these] : f.world->keptMarks) marks += these.size();
    return marks;
  };
  const TileId first = tileAt(f, 0), second = tileAt(f, 1);
  f.context->refine().mark({first}, true);
  f.context->refine().mark({second}, false);
  QTRY_COMPARE(kept(), std::size_t(2));
  QVERIFY(f.context->refine().undo());
  QTRY_COMPARE(kept(), std::size_t(1));
  QVERIFY(ask(f, "forest"));
  f.context->refine().mark({second}, true);
  QTRY_COMPARE(kept(), std::size_t(2));
  f.context->refine().clear();
  QTRY_COMPARE(kept(), std::size_t(1));
  QVERIFY(ask(f, "ships"));
  QCOMPARE(f.context->refine().markOf(first), std::optional(true));
}

void RefineTest::marksOfAnotherArchiveStayThere() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  const TileId tile = tileAt(f, 5);
  f.context->refine().mark({tile}, true);
  QTRY_VERIFY(!f.context->refine().isBusy());
  std::map<std::string, std::vector<SearchMark>> here;
  const auto take = [&](std::map<std::string, std::vector<SearchMark>> other) {
    const std::lock_guard lock(f.world->mutex);
    return std::exchange(f.world->keptMarks, std::move(other));
  };
  QTRY_VERIFY([&] {
    const std::lock_guard lock(f.world->mutex);
    return !f.world->keptMarks.empty();
  }());
  here = take({});
  QVERIFY(f.open(QStringLiteral("/tmp/Other.tilescout")));
  QVERIFY(f.context->refine().marks().empty());
  take(here);
  QVERIFY(f.open());
  QTRY_COMPARE(f.context->refine().marks().size(), std::size_t(1));
  QCOMPARE(f.context->refine().markOf(tile), std::optional(true));
}

void RefineTest::aSearchIsSavedAndAskedAgain() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships -clouds"));
  f.context->search().setArea({1, 2, 3, 4});
  auto* panel = f.window->findChild<ui::SavedPanel*>();
  panel->save(QStringLiteral("my ships"), false);
  auto* tree = f.find<QTreeWidget>("savedTree");
  QTRY_COMPARE(tree->topLevelItemCount(), 1);
  QVERIFY(ask(f, "forest"));
  f.context->search().clearArea();
  Q_EMIT tree->itemActivated(tree->topLevelItem(0), 0);  // without a current item nothing is asked
  QCOMPARE(f.window->queryBar()->text(), QStringLiteral("forest"));
  tree->setCurrentItem(tree->topLevelItem(0));
  Q_EMIT tree->itemActivated(tree->topLevelItem(0), 0);
  QTRY_COMPARE(f.window->queryBar()->text(), QStringLiteral("ships -clouds"));
  QTRY_COMPARE(lastAsked(f).text, std::string("ships"));
  QVERIFY(lastAsked(f).bbox.has_value());
  // The same name again replaces it.
  panel->save(QStringLiteral("my ships"), false);
  QTest::qWait(100);
  QCOMPARE(tree->topLevelItemCount(), 1);
}

void RefineTest::whatMarksTaughtIsSavedWithItsMarksAndTellsOfNewHits() {
  WindowFixture f;
  f.world->newHits = 7;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  f.context->refine().mark({tileAt(f, 1), tileAt(f, 2)}, true);
  f.context->refine().mark({tileAt(f, 3)}, false);
  QTRY_VERIFY(!f.context->refine().isBusy() && f.context->search().showsInstead());
  auto* panel = f.window->findChild<ui::SavedPanel*>();
  panel->save(QStringLiteral("ship finder"), true);
  auto* tree = f.find<QTreeWidget>("savedTree");
  QTRY_COMPARE(tree->topLevelItemCount(), 1);
  QTRY_COMPARE(tree->topLevelItem(0)->text(1), QStringLiteral("7 new"));
  SavedSearch saved;
  {
    const std::lock_guard lock(f.world->mutex);
    saved = f.world->saved.at(1);
    QCOMPARE(f.world->savedMarks.at(1).size(), std::size_t(3));
  }
  QVERIFY(saved.detector && saved.alert);
  QCOMPARE(saved.detector->modelName, std::string("tilescout-base"));
  QCOMPARE(saved.detector->weights.at(0), 10.0F);  // vector times scale
  panel->ask(1, true);
  QTRY_VERIFY(lastAsked(f).detector != nullptr);
  QCOMPARE(lastAsked(f).detector->scale, 10.0);
  QCOMPARE(lastAsked(f).afterTile, TileId(1005));
  QVERIFY(f.find<QFrame>("chipDetector"));
}

void RefineTest::noEditOfASavedSearchIsLostWhileAlertsAreCounted() {
  WindowFixture f;
  saveAlerts(f, {"airports", "harbours", "roads"});
  f.world->holdCounts = true;  // a large archive
  QVERIFY(f.open());
  auto* panel = f.window->findChild<ui::SavedPanel*>();
  auto* tree = f.find<QTreeWidget>("savedTree");
  QTRY_COMPARE(tree->topLevelItemCount(), 3);
  panel->rename(1, QStringLiteral("runways"));
  panel->setNotes(1, QStringLiteral("long ones"));  // before the list shows the new name
  panel->rename(3, QStringLiteral("tracks"));
  const auto kept = [&](SavedSearchId id) {
    const std::lock_guard lock(f.world->mutex);
    return std::pair(f.world->saved.at(id).name, f.world->saved.at(id).notes);
  };
  QTRY_COMPARE(kept(3).first, std::string("tracks"));
  QCOMPARE(kept(1), std::pair(std::string("runways"), std::string("long ones")));
  f.world->holdCounts = false;
  QTRY_COMPARE(tree->topLevelItem(0)->text(0), QStringLiteral("runways"));
}

void RefineTest::theMarksOfADetectorComeBackWithIt() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  const TileId right = tileAt(f, 1), wrong = tileAt(f, 3), other = tileAt(f, 5);
  f.context->refine().mark({right}, true);
  f.context->refine().mark({wrong}, false);
  QTRY_VERIFY(!f.context->refine().isBusy() && f.context->search().showsInstead());
  auto* panel = f.window->findChild<ui::SavedPanel*>();
  panel->save(QStringLiteral("ship finder"), true);
  QTRY_COMPARE(f.find<QTreeWidget>("savedTree")->topLevelItemCount(), 1);
  QVERIFY(ask(f, "forest"));
  QVERIFY(f.context->refine().marks().empty());
  panel->ask(1, false);
  QTRY_COMPARE(f.context->refine().marks().size(), std::size_t(2));
  QCOMPARE(f.context->refine().markOf(right), std::optional(true));
  QCOMPARE(f.context->refine().markOf(wrong), std::optional(false));
  QTRY_VERIFY(lastAsked(f).detector != nullptr);
  QTest::qWait(100);
  QVERIFY(!f.context->search().showsInstead());  // the detector's own ranking stands
  std::size_t times = 0;
  {
    const std::lock_guard lock(f.world->mutex);
    times = f.world->refined.size();
  }
  f.context->refine().mark({other}, true);  // all three are learned from
  QTRY_VERIFY(f.context->search().showsInstead());
  const std::lock_guard lock(f.world->mutex);
  QCOMPARE(f.world->refined.size(), times + 1);
  QCOMPARE(f.world->refined.back().size(), std::size_t(3));
}

void RefineTest::whatIsNewAfterAnIndexIsToldAndABrokenAlertSilencesNone() {
  WindowFixture f;
  saveAlerts(f, {"a broken one", "airports", "harbours"}, 1005);
  f.world->saved[3].seenTile = 9999;  // all of its hits were seen
  f.world->brokenSearches = {1};
  f.world->newHits = 7;
  QVERIFY(f.open());
  auto* tree = f.find<QTreeWidget>("savedTree");
  auto* notice = f.find<ui::NoticeBar>("alertNotice");
  QTRY_COMPARE(tree->topLevelItemCount(), 3);
  QTRY_COMPARE(tree->topLevelItem(1)->text(1), QStringLiteral("7 new"));
  QTRY_COMPARE(tree->topLevelItem(0)->text(1), QStringLiteral("not counted"));
  QVERIFY(tree->topLevelItem(0)->toolTip(1).contains(QLatin1String("another")));
  QVERIFY(!notice->isVisible());  // nobody has indexed
  f.context->archive().addScenes({QStringLiteral("/data/new")});
  QTRY_VERIFY(notice->isVisible());
  QCOMPARE(notice->text(), QStringLiteral("7 new hits for “airports”"));
  auto* section = f.find<ui::FoldSection>("saved");
  QCOMPARE(section->findChild<QToolButton*>()->text(), QStringLiteral("Searches and detectors (7 new)"));
  Q_EMIT notice->actionTriggered();
  QTRY_VERIFY(timesAsked(f) > 0);
  QCOMPARE(lastAsked(f).afterTile, TileId(1005));
  QVERIFY(!notice->isVisible());
}

void RefineTest::aNameThatIsTakenIsAskedAboutAndCanBeChanged() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  auto* panel = f.window->findChild<ui::SavedPanel*>();
  auto* tree = f.find<QTreeWidget>("savedTree");
  const auto names = [&] {
    QStringList all;
    for (int i = 0; i < tree->topLevelItemCount(); ++i) all.append(tree->topLevelItem(i)->text(0));
    return all;
  };
  panel->save(QStringLiteral("mine"), false);
  QTRY_COMPARE(names(), QStringList{QStringLiteral("mine")});
  const auto saveAsMine = [&](const char* answer) {
    QTimer::singleShot(0, panel, [] {  // the name is asked for in a dialog of its own
      auto* dialog = qobject_cast<QInputDialog*>(QApplication::activeModalWidget());
      QVERIFY(dialog);
      dialog->setTextValue(QStringLiteral("mine"));
      dialog->accept();
    });
    panel->saveSearch();
    auto* box = f.find<QMessageBox>("savedTaken");
    QVERIFY(box && box->text().contains(QLatin1String("mine")));
    for (QAbstractButton* button : box->buttons())
      if (button->text().startsWith(QLatin1String(answer))) button->click();
    QTRY_VERIFY(!f.find<QMessageBox>("savedTaken"));
  };
  QVERIFY(ask(f, "forest"));
  saveAsMine("Cancel");
  QTest::qWait(50);
  QCOMPARE(f.world->saved.at(1).query.find("forest"), std::string::npos);
  saveAsMine("&New version");
  QTRY_COMPARE(names(), (QStringList{QStringLiteral("mine"), QStringLiteral("mine · v2")}));
  saveAsMine("&Replace");
  QTRY_VERIFY(f.world->saved.at(1).query.find("forest") != std::string::npos);
  QCOMPARE(names().size(), 2);
  panel->rename(2, QStringLiteral("mine"));
  QVERIFY(f.find<QLabel>("savedTrouble")->text().contains(QLatin1String("mine")));
  panel->rename(1, QStringLiteral("yours"));
  QTRY_VERIFY(names().contains(QStringLiteral("yours")));
  // Notes are kept with it, and told where the mouse rests.
  tree->setCurrentItem(tree->topLevelItem(names().indexOf(QStringLiteral("yours"))));
  QTimer::singleShot(0, panel, [] {
    auto* dialog = qobject_cast<QInputDialog*>(QApplication::activeModalWidget());
    QVERIFY(dialog);
    dialog->setTextValue(QStringLiteral("for the yearly report\n"));
    dialog->accept();
  });
  trigger(f, "savedNotes");
  const auto tip = [&] { return tree->topLevelItem(names().indexOf(QStringLiteral("yours")))->toolTip(0); };
  QTRY_VERIFY2(tip().endsWith(QLatin1String("\nfor the yearly report")), qPrintable(tip()));
  QCOMPARE(f.world->saved.at(1).notes, std::string("for the yearly report"));
}

void RefineTest::matchesStandSideBySide() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  trigger(f, "showMatches");
  auto* state = f.find<ui::StatePage>("matchState");
  QTRY_VERIFY(state->isVisible());
  QCOMPARE(state->title(), QStringLiteral("No tile is selected"));
  select(f, 2);
  auto* texts = f.find<QTreeWidget>("matchTexts");
  QTRY_COMPARE(texts->topLevelItemCount(), 3);
  QCOMPARE(texts->topLevelItem(0)->text(2), QStringLiteral("two ships in a harbour"));
  auto* tiles = f.find<ui::ResultGrid>("matchTiles");
  QTRY_COMPARE(tiles->model()->rowCount(), 120);
  QCOMPARE(lastAsked(f).text, std::string("two ships in a harbour"));
  texts->setCurrentItem(texts->topLevelItem(1));
  QTRY_COMPARE(lastAsked(f).text, std::string("many green trees"));
  QCOMPARE(f.context->search().text(), QStringLiteral("ships"));  // the window's own query stays
}

void RefineTest::aListOfOnesOwnIsRankedToo() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  select(f, 0);
  trigger(f, "showMatches");
  f.find<QComboBox>("matchSource")->setCurrentIndex(1);
  auto* own = f.find<QPlainTextEdit>("matchOwnTexts");
  QTRY_VERIFY(own->isVisible());
  own->setPlainText(QStringLiteral("road\n\n  a very long road  \n"));
  auto* texts = f.find<QTreeWidget>("matchTexts");
  QTRY_COMPARE(texts->topLevelItemCount(), 2);
  QCOMPARE(texts->topLevelItem(0)->text(2), QStringLiteral("a very long road"));
}

QTEST_MAIN(RefineTest)
#include "refine_test.moc"
