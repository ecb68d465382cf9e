// The page of all fine-tunings of an archive: curves, notes, removal, and what only the archive's record knows.
#include <QLabel>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTreeWidget>

#include "ui/jobs/job.h"
#include "ui/jobs/job_list.h"
#include "ui/train/curve_chart.h"
#include "ui/train/finetune_window.h"
#include "ui/window_actions.h"
#include "wizard_steps.h"

using namespace tilescout;
using test::Wizard;

class RunsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void runsAreComparedAnnotatedAndDeleted();
  void whatTheRecordAloneKnowsIsShownAndNotGoneOnWith();
  void theModelInUseIsNotRemoved();
};

void RunsTest::runsAreComparedAnnotatedAndDeleted() {
  Wizard w;
  w.leaveRun("first", 40, 40, true);
  w.leaveRun("second", 30, 40, true);
  QVERIFY(w.open());
  w.window->actions()->find("tuneRuns")->trigger();
  auto* list = w.part<QTreeWidget>("runsList");
  QVERIFY(w.waitFor([&] { return list->topLevelItemCount() == 2; }));
  auto* chart = w.part<ui::CurveChart>("runsChart");
  const auto curve = [&](const char* name) {
    for (const ui::Curve& drawn : chart->curves()) {
      if (drawn.name == QLatin1String(name)) return drawn.points.size();
    }
    return std::size_t(0);
  };
  QVERIFY(w.waitFor([&] { return curve("first") == 5 && curve("second") == 4; }));
  const auto item = [&](const char* name) {  // the list is filled anew as the runs are read again
    return list->findItems(QLatin1String(name), Qt::MatchExactly).value(0);
  };
  item("second")->setCheckState(0, Qt::Unchecked);
  QCOMPARE(chart->curves().size(), std::size_t(1));
  list->setCurrentItem(item("second"));
  auto* notes = w.part<QPlainTextEdit>("runNotes");
  QVERIFY(w.waitFor([&] { return notes->isEnabled(); }));
  notes->setPlainText(QStringLiteral("too few bridges"));
  QVERIFY(w.waitFor([&] { return w.training().copyOf(w.training().notes)["second"] == "too few bridges"; }));
  QCOMPARE(item("second")->text(5), QStringLiteral("41.2"));  // before the training
  list->setCurrentItem(item("first"));
  QVERIFY(!notes->isEnabled());  // until those of the other run are read
  QVERIFY(notes->toPlainText().isEmpty());
  list->setCurrentItem(item("second"));
  QVERIFY(w.waitFor([&] { return notes->toPlainText() == QStringLiteral("too few bridges"); }));
  w.click("runDelete");
  w.confirm();
  QVERIFY(w.waitFor([&] { return list->topLevelItemCount() == 1; }));
  QCOMPARE(list->topLevelItem(0)->text(0), QStringLiteral("first"));
  w.click("runOpen");
  QVERIFY(w.waitFor([&] {
    return w.part<QLabel>("resultVerdict")->isVisible() && w.text("resultVerdict").startsWith(QStringLiteral("Better"));
  }));
}

void RunsTest::whatTheRecordAloneKnowsIsShownAndNotGoneOnWith() {
  Wizard w;
  jobs::RunInfo stopped;
  stopped.name = "moved";
  stopped.recordedOnly = true;
  stopped.changed = "2026-11-20T10:00:00Z";
  w.training().recorded = {stopped};
  stopped.name = "broken";
  stopped.state = jobs::RunState::Failed;
  stopped.failure = "the disk is full";
  w.training().recorded.push_back(stopped);
  w.world->activeModel = "moved";  // its model stays, so it may be in use
  QVERIFY(w.open());
  w.wizard()->showRuns();
  w.wizard()->bringUp();
  auto* list = w.part<QTreeWidget>("runsList");
  QVERIFY(w.waitFor([&] { return list->topLevelItemCount() == 2; }));
  for (const auto& job : w.context->jobs().jobs())
    QVERIFY(!job->words().title().contains(QStringLiteral("moved")));  // no offer
  QTreeWidgetItem* moved = list->findItems(QStringLiteral("moved"), Qt::MatchExactly).value(0);
  QCOMPARE(moved->text(1), QStringLiteral("interrupted, elsewhere"));
  QVERIFY(moved->toolTip(1).contains(QStringLiteral("another computer")));
  QTreeWidgetItem* broken = list->findItems(QStringLiteral("broken"), Qt::MatchExactly).value(0);
  QVERIFY(broken->toolTip(1).contains(QStringLiteral("the disk is full")));
  list->setCurrentItem(moved);
  QVERIFY(!w.part<QPushButton>("runOpen")->isEnabled());
  w.click("runDelete");
  w.confirm();
  QVERIFY(w.waitFor([&] { return w.training().copyOf(w.training().discarded) == std::vector<std::string>{"moved"}; }));
}

void RunsTest::theModelInUseIsNotRemoved() {
  Wizard w;
  w.leaveRun("used", 40, 40, true);
  w.world->activeModel = "used";
  QVERIFY(w.open());
  w.wizard()->showRuns();
  w.wizard()->bringUp();
  auto* list = w.part<QTreeWidget>("runsList");
  QVERIFY(w.waitFor([&] { return list->topLevelItemCount() == 1; }));
  list->setCurrentItem(list->topLevelItem(0));
  w.click("runDelete");
  QVERIFY(w.waitFor([&] { return w.part<QMessageBox>("modelInUse") != nullptr; }));
  w.part<QMessageBox>("modelInUse")->close();
  w.click("runOpen");
  QVERIFY(w.waitFor([&] { return w.text("resultVerdict").startsWith(QStringLiteral("Better")); }));
  QVERIFY(!w.part<QPushButton>("resultUse")->isEnabled());
  QVERIFY(!w.part<QPushButton>("resultDiscard")->isEnabled());
  QVERIFY(w.training().copyOf(w.training().discarded).empty());
}

QTEST_MAIN(RunsTest)
#include "runs_test.moc"
