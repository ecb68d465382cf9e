// Fine-tuning from the window: what the wizard says of the data, asks, shows while a process of its own trains, and
// what is left when that or the window dies.
#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTabWidget>
#include <QTableWidget>
#include <QToolButton>
#include <QTreeWidget>

#include "ui/jobs/job.h"
#include "ui/support/fold_section.h"
#include "ui/support/state_page.h"
#include "ui/train/curve_chart.h"
#include "ui/train/finetune_window.h"
#include "ui/train/issue_list.h"
#include "ui/train/sample_tile.h"
#include "ui/window_actions.h"
#include "wizard_steps.h"

using namespace tilescout;
using test::Wizard;
using ui::FinetuneWindow;
using ui::RunPhase;

class WizardTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void theJourneyFromLabelsToABetterModel();
  void anEmptyArchiveSaysHowToLabel();
  void whatIsDoubtfulIsShownAndMended();
  void whatForbidsTrainingKeepsTheWayShut();
  void settingsAreCheckedAsTheyAreTyped();
  void aTakenNameIsRefused();
  void aPresetLeavesMethodAndDeviceAlone();
  void theMethodFollowsTheBaseUntilItIsChosen();
  void theRateThatTheModelGivesIsShown();
  void aTrialGivesTheTime();
  void aTrialThatDiesLeavesTheWindow();
  void theStepsAreCountedFromTheData();
  void everyDeviceIsNamedOnce();
  void aBaseWithAdaptersIsExplained();
  void aRunThatDiesLeavesTheWindowAndGoesOn();
  void aFailureIsToldInItsOwnWords();
  void aMissingProgramIsAFailureOfTheRun();
  void anInterruptedRunIsOfferedAtTheStart();
  void stoppingTheJobPausesTheRun();
  void stopAndKeepTheBestEndsEarly();
  void discardAsksAndRemoves();
  void aGainWithinItsIntervalIsNoChange();
  void curvesAreReadOffWithTheKeyboard();
  void everyPageFitsTheSmallWindow_data();
  void everyPageFitsTheSmallWindow();
  void anArchiveThatCannotTrainOffersNothing();
};

void WizardTest::theJourneyFromLabelsToABetterModel() {
  Wizard w;
  w.training().milliseconds = 80;  // slow enough to be paused under way on a busy machine
  QVERIFY(w.begin());
  QVERIFY(w.text("dataCounts").contains(QStringLiteral("214 tiles")));
  QCOMPARE(w.part<QTreeWidget>("dataClasses")->topLevelItemCount(), 6);
  w.click("wizardNext");
  QCOMPARE(w.wizard()->step(), FinetuneWindow::Model);
  QVERIFY(w.text("tuneParameters").contains(QStringLiteral("412,160")));
  w.click("wizardNext");
  w.click("preset_quick");
  QCOMPARE(w.wizard()->plan().config().epochs, 3.0);
  w.click("wizardNext");
  QCOMPARE(w.wizard()->step(), FinetuneWindow::Run);

  QVERIFY(w.runTo(12));
  w.click("runPause");
  QVERIFY(w.phase(RunPhase::Paused));
  const std::int64_t paused = w.wizard()->run().lastStep()->step;
  QVERIFY(paused < 40);
  w.click("wizardBack");  // is safe
  QCOMPARE(w.part<QPushButton>("wizardNext")->text(), QStringLiteral("To the run"));
  w.click("wizardNext");
  w.click("runPause");
  QVERIFY(w.phase(RunPhase::Finished));
  QCOMPARE(w.training().copyOf(w.training().commanded).back().resume, true);
  const auto& events = w.wizard()->run().events();
  QCOMPARE(std::count_if(events.begin(), events.end(), [](const auto& e) { return !e.val; }), std::ptrdiff_t(40));
  QCOMPARE(w.part<ui::CurveChart>("lossChart")->curves().front().points.size(), std::size_t(40));
  const train::RetrievalMetrics& val = *w.wizard()->run().lastEvaluation()->val;
  QCOMPARE(w.part<ui::CurveChart>("recallChart")->curves().at(2).points.back().y(), (val.txtR1 + val.imgR1) / 2);
  QCOMPARE(w.wizard()->step(), FinetuneWindow::Result);
  QVERIFY(w.text("resultVerdict").startsWith(QStringLiteral("Better: mean recall 41.2 → 55.8")));
  QCOMPARE(w.part<QTableWidget>("resultRecalls")->item(6, 2)->text(), QStringLiteral("+14.6 (+11.0 … +18.2)"));
  QCOMPARE(w.part<QTableWidget>("resultRecalls")->item(0, 2)->text(), QStringLiteral("+14.6 (+7.4 … +21.8)"));
  QVERIFY(w.text("resultEffort").contains(QStringLiteral("21 min in all")));
  auto* classes = w.part<QTreeWidget>("resultClasses");
  QCOMPARE(classes->topLevelItem(0)->text(0), QStringLiteral("harbour"));
  QCOMPARE(classes->topLevelItemCount(), 6);
  // The same of the tiles that chose the best state.
  auto* of = w.part<QComboBox>("resultSplit");
  QVERIFY(!of->isVisible());  // recalls are of both
  w.part<QTabWidget>("resultTabs")->setCurrentIndex(1);
  QVERIFY(of->isVisible());
  of->setCurrentIndex(1);
  QCOMPARE(of->currentText(), QStringLiteral("validation"));
  QCOMPARE(classes->topLevelItemCount(), 2);
  of->setCurrentIndex(0);
  // The user's own searches beside each other; a click on a tile opens it.
  const auto tiles = w.part<QScrollArea>("resultQueries")->findChildren<ui::SampleTile*>();
  QCOMPARE(tiles.size(), 6);
  QVERIFY(tiles[4]->accessibleName().contains(QStringLiteral("new")));
  QTest::mouseClick(tiles[4], Qt::LeftButton);
  QCOMPARE(w.context->selection().current(), TileId(1007));
  QVERIFY(w.text("resultForgetting").startsWith(QStringLiteral("It forgot nothing measurable")));
  w.click("resultUse");
  QVERIFY(w.waitFor([&] { return w.text("useState").startsWith(QStringLiteral("In use")); }));
  QCOMPARE(w.world->copyOf(w.world->reembedded), std::vector<std::string>{"tilescout-base-Fargo"});
  QVERIFY(!w.part<QPushButton>("resultUse")->isEnabled());
}

void WizardTest::anEmptyArchiveSaysHowToLabel() {
  Wizard w;
  w.training().inspectError = Error(ErrorCode::InvalidInput, "there is no labelled image to train on", "/tmp/Fargo.tilescout");
  QVERIFY(w.open());
  w.window->actions()->find("fineTune")->trigger();
  auto* state = w.part<ui::StatePage>("dataState");
  QTRY_VERIFY(state->isVisible());
  QCOMPARE(state->title(), QStringLiteral("No labelled tiles yet"));
  QVERIFY(state->text().contains(QStringLiteral("press L")));
  QVERIFY(!w.part<QPushButton>("wizardNext")->isEnabled());
}

void WizardTest::whatIsDoubtfulIsShownAndMended() {
  Wizard w;
  QVERIFY(w.begin());
  w.wizard()->plan().change([](train::TrainConfig& config) { config.split = train::SplitRule::Random; });
  QVERIFY(w.waitFor([&] {
    return w.training().copyOf(w.training().inspected).back().split == train::SplitRule::Random &&
           w.wizard()->plan().data().split == train::SplitRule::Random;
  }));
  ui::IssueRow* row = nullptr;
  const auto fixable = [&] {
    row = w.part<ui::IssueRow>("issue_leakage");
    return row && row->isVisible() && row->findChild<QPushButton*>(QStringLiteral("issueFix"))->isVisible();
  };
  QVERIFY(w.waitFor(fixable));
  QTest::mouseClick(row->findChild<QToolButton*>(QStringLiteral("issueShow")), Qt::LeftButton);
  QTest::mouseClick(row->findChild<QToolButton*>(QStringLiteral("issueTiles")), Qt::LeftButton);
  QCOMPARE(w.context->selection().tiles(), (std::vector<TileId>{1003, 1006}));
  QCOMPARE(w.context->search().draft().query.tiles, std::optional(std::vector<TileId>{1003, 1006}));
  auto* fix = row->findChild<QPushButton*>(QStringLiteral("issueFix"));
  QCOMPARE(fix->text(), QStringLiteral("Divide by place"));
  QTest::mouseClick(fix, Qt::LeftButton);
  QCOMPARE(w.wizard()->plan().config().split, train::SplitRule::Place);
  QVERIFY(
      w.waitFor([&] { return w.training().copyOf(w.training().inspected).back().split == train::SplitRule::Place; }));
}

void WizardTest::whatForbidsTrainingKeepsTheWayShut() {
  Wizard w;
  w.training().data.issues = {{"broken_file", "", {"a.tif"}, 1, false, {}},
                              {"no_val", "nothing to measure on", {}, 0, true, {}}};
  QVERIFY(w.begin());
  QVERIFY(!w.part<QPushButton>("wizardNext")->isEnabled());
  const auto& rows = w.wizard()->findChild<ui::IssueList*>()->rows();
  QCOMPARE(rows.front()->issue().code, std::string("no_val"));  // what forbids comes first
}

void WizardTest::settingsAreCheckedAsTheyAreTyped() {
  Wizard w;
  QVERIFY(w.begin());
  w.wizard()->goTo(FinetuneWindow::Recipe);
  w.part<ui::FoldSection>("advancedFold")->setOpen(true);
  auto* batch = w.part<QDoubleSpinBox>("setBatch");
  batch->setValue(1);
  QVERIFY(w.text("recipeProblem").contains(QStringLiteral("at least 2 pairs")));
  QVERIFY(!w.part<QPushButton>("wizardNext")->isEnabled());
  batch->setValue(32);
  QVERIFY(w.text("recipeProblem").isEmpty());
  QVERIFY(w.part<QPushButton>("wizardNext")->isEnabled());
  QCOMPARE(w.part<QAbstractButton>("preset_balanced")->text(), QStringLiteral("Balanced, changed"));
}

void WizardTest::aTakenNameIsRefused() {
  Wizard w;
  w.leaveRun("tilescout-base-Fargo", 40, 40, true);
  QVERIFY(w.begin());
  QCOMPARE(w.wizard()->plan().request().name, std::string("tilescout-base-Fargo-2"));
  w.wizard()->goTo(FinetuneWindow::Recipe);
  auto* name = w.part<QLineEdit>("tuneName");
  for (const char* taken : {"remoteclip-harma", "tilescout-base-Fargo"}) {
    name->selectAll();
    QTest::keyClicks(name, QString::fromLatin1(taken));
    QVERIFY(w.text("recipeProblem").contains(QStringLiteral("already")));
    QVERIFY(!w.part<QPushButton>("wizardNext")->isEnabled());
  }
  QTest::keyClicks(name, QStringLiteral("-new"));
  QVERIFY(w.part<QPushButton>("wizardNext")->isEnabled());
}

void WizardTest::aPresetLeavesMethodAndDeviceAlone() {
  Wizard w;
  QVERIFY(w.begin());
  ui::TuningPlan& plan = w.wizard()->plan();
  plan.change([](train::TrainConfig& config) {
    config.method = train::Method::Lora;
    config.device.device = "cpu";
    config.lr = 0.01;
  });
  plan.setPreset("paper");
  QCOMPARE(plan.config().batch, 428);
  QCOMPARE(plan.config().method, train::Method::Lora);
  QCOMPARE(plan.config().device.device, std::string("cpu"));
  QVERIFY(!plan.isCustom());
}

void WizardTest::theMethodFollowsTheBaseUntilItIsChosen() {
  Wizard w;
  w.training().suggested = {{"tilescout-base", train::Method::Full}};
  QVERIFY(w.begin());
  ui::TuningPlan& plan = w.wizard()->plan();
  plan.setBase("tilescout-base");
  QCOMPARE(plan.config().method, train::Method::Full);
  plan.setBase("remoteclip-harma");
  QCOMPARE(plan.config().method, train::Method::Harma);
  plan.change([](train::TrainConfig& config) { config.method = train::Method::Lora; });
  plan.setBase("tilescout-base");
  QCOMPARE(plan.config().method, train::Method::Lora);
}

void WizardTest::theRateThatTheModelGivesIsShown() {
  Wizard w;
  QVERIFY(w.begin());
  w.wizard()->goTo(FinetuneWindow::Recipe);
  QVERIFY(w.waitFor([&] { return w.text("recipeSummary").contains(QStringLiteral("learning rate 0.0064")); }));
  w.wizard()->plan().change([](train::TrainConfig& config) { config.lr = 0.002; });
  QVERIFY(w.waitFor([&] { return w.text("recipeSummary").contains(QStringLiteral("learning rate 0.002")); }));
}

void WizardTest::aTrialGivesTheTime() {
  Wizard w;
  QVERIFY(w.begin());
  w.wizard()->goTo(FinetuneWindow::Model);
  QVERIFY(w.text("tuneTime").contains(QStringLiteral("a trial tells")));
  w.click("tuneMeasure");
  QVERIFY(w.waitFor([&] { return w.text("tuneTime").contains(QStringLiteral("about 3 min for 60 steps")); }));
  // Other passes take other time at the same pace, without another trial.
  w.wizard()->plan().change([](train::TrainConfig& config) { config.epochs = 1; });
  QVERIFY(w.waitFor([&] { return w.text("tuneTime").contains(QStringLiteral("about 18 s for 6 steps")); }));
  QCOMPARE(w.training().copyOf(w.training().tried).size(), std::size_t(1));
  w.wizard()->plan().change([](train::TrainConfig& config) { config.method = train::Method::Full; });
  QVERIFY(w.waitFor([&] { return w.text("tuneTime").contains(QStringLiteral("a trial tells")); }));
}

void WizardTest::aTrialThatDiesLeavesTheWindow() {
  Wizard w;
  w.training().trialDiesAt = 5;
  QVERIFY(w.begin());
  w.wizard()->goTo(FinetuneWindow::Model);
  w.click("tuneMeasure");
  QVERIFY(w.waitFor([&] { return w.wizard()->plan().trialError().contains(QStringLiteral("memory ran out")); }));
  QVERIFY(!w.wizard()->plan().isMeasuring());
  // Another one is possible, is stopped, and one after it gives the figure.
  w.training().trialDiesAt = -1;
  w.training().trialMilliseconds = 200;
  w.click("tuneMeasure");
  QVERIFY(w.waitFor([&] { return w.wizard()->plan().measureProgress().done >= 2; }));
  w.click("tuneMeasure");
  QVERIFY(w.waitFor([&] { return !w.wizard()->plan().isMeasuring(); }));
  QVERIFY(w.waitFor([&] { return w.text("tuneTime").contains(QStringLiteral("a trial tells")); }));
  w.training().trialMilliseconds = 1;
  w.click("tuneMeasure");
  QVERIFY(w.waitFor([&] { return w.text("tuneTime").contains(QStringLiteral("about 3 min for 60 steps")); }));
}

void WizardTest::theStepsAreCountedFromTheData() {
  Wizard w;
  w.training().holdData = true;
  QVERIFY(w.open());
  w.window->actions()->find("fineTune")->trigger();
  w.wizard()->goTo(FinetuneWindow::Model);
  QVERIFY(w.waitFor([&] { return w.wizard()->plan().estimate().has_value(); }));
  QCOMPARE(w.text("tuneTime"), QStringLiteral("…"));
  QVERIFY(!w.part<QPushButton>("tuneMeasure")->isEnabled());
  w.training().holdData = false;
  QVERIFY(w.waitFor([&] { return w.part<QPushButton>("tuneMeasure")->isEnabled(); }));
  QCOMPARE(w.text("tuneTime"), QStringLiteral("60 steps; a trial tells how long that is"));
}

void WizardTest::everyDeviceIsNamedOnce() {
  Wizard w;
  QVERIFY(w.begin());
  const auto* devices = w.part<QComboBox>("tuneDevice");
  QCOMPARE(devices->count(), 2);
  QCOMPARE(devices->itemText(0), QStringLiteral("the best there is"));
  QCOMPARE(devices->itemText(1), QStringLiteral("CPU"));
}

void WizardTest::aBaseWithAdaptersIsExplained() {
  Wizard w;
  QVERIFY(w.begin());
  w.wizard()->goTo(FinetuneWindow::Model);
  w.wizard()->plan().setBase("remoteclip-harma");
  QVERIFY(w.text("modelProblem").contains(QStringLiteral("remoteclip-harma has adapters already")));
  QVERIFY(!w.part<QPushButton>("wizardNext")->isEnabled());
  w.wizard()->plan().change([](train::TrainConfig& config) { config.method = train::Method::Full; });
  QVERIFY(w.text("modelProblem").isEmpty());
  QVERIFY(w.part<QPushButton>("wizardNext")->isEnabled());
}

void WizardTest::aRunThatDiesLeavesTheWindowAndGoesOn() {
  Wizard w;
  w.training().dieAt = 15;
  QVERIFY(w.begin());
  w.startRun();
  QVERIFY(w.phase(RunPhase::Failed));
  QVERIFY(w.text("runFailure").contains(QStringLiteral("ended from outside")));
  QVERIFY(w.window->isVisible());
  w.training().dieAt = -1;
  w.click("runPause");  // says Resume now
  QVERIFY(w.phase(RunPhase::Finished));
  std::int64_t last = 0;
  for (const train::TuneEvent& event : w.wizard()->run().events()) {
    if (event.val) continue;
    QCOMPARE(event.step, last + 1);  // no step twice, none left out
    last = event.step;
  }
  QCOMPARE(last, std::int64_t(40));
}

void WizardTest::aFailureIsToldInItsOwnWords() {
  Wizard w;
  w.training().failAt = 3;
  QVERIFY(w.begin());
  w.startRun();
  QVERIFY(w.phase(RunPhase::Failed));
  QVERIFY(w.text("runFailure").contains(QStringLiteral("the disk is full")));
}

void WizardTest::aMissingProgramIsAFailureOfTheRun() {
  Wizard w;
  w.training().program = "/nowhere/tilescout-cli";
  QVERIFY(w.begin());
  w.startRun();
  QVERIFY(w.phase(RunPhase::Failed));
  QVERIFY(w.text("runFailure").contains(QStringLiteral("/nowhere/tilescout-cli")));
}

void WizardTest::anInterruptedRunIsOfferedAtTheStart() {
  Wizard w;
  w.leaveRun("yesterday", 20, 40, false);
  QVERIFY(w.open());
  QToolButton* goOn = nullptr;
  const auto offered = [&] {
    for (auto* button : w.window->findChildren<QToolButton*>(QStringLiteral("jobFollowUp"))) {
      if (button->text() == QStringLiteral("Go on with it…") && button->isVisible()) goOn = button;
    }
    return goOn != nullptr;
  };
  QVERIFY(w.waitFor(offered));
  QTest::mouseClick(goOn, Qt::LeftButton);
  QVERIFY(w.wizard()->isVisible());
  QCOMPARE(w.wizard()->step(), FinetuneWindow::Run);
  QVERIFY(w.phase(RunPhase::Paused));
  QVERIFY(w.waitFor([&] { return w.wizard()->run().events().size() == 3; }));
  w.click("runPause");
  QVERIFY(w.phase(RunPhase::Finished));
  QCOMPARE(w.training().copyOf(w.training().commanded).back().name, std::string("yesterday"));
  QCOMPARE(w.wizard()->run().lastStep()->step, std::int64_t(40));
}

void WizardTest::stoppingTheJobPausesTheRun() {
  Wizard w;
  w.training().milliseconds = 30;
  QVERIFY(w.begin());
  w.startRun();
  QVERIFY(w.runTo(3));
  w.wizard()->close();  // the run goes on, and the window shows it among its jobs
  QVERIFY(w.runTo(6));
  const auto& jobs = w.context->jobs().jobs();
  QCOMPARE(jobs.size(), std::size_t(1));
  QCOMPARE(jobs.front()->words().title(), QStringLiteral("Fine-tune tilescout-base-Fargo"));
  jobs.front()->cancel();
  QVERIFY(w.phase(RunPhase::Paused));
}

void WizardTest::stopAndKeepTheBestEndsEarly() {
  Wizard w;
  w.training().milliseconds = 30;
  QVERIFY(w.begin());
  w.startRun();
  QVERIFY(w.runTo(5));
  w.click("runPause");
  QVERIFY(w.phase(RunPhase::Paused));
  w.click("runFinish");  // a run that stands still ends that way too
  QVERIFY(w.phase(RunPhase::Finished));
  QVERIFY(w.wizard()->run().lastStep()->step < 40);
  QCOMPARE(w.training().copyOf(w.training().finished).size(), std::size_t(1));
}

void WizardTest::discardAsksAndRemoves() {
  Wizard w;
  w.training().milliseconds = 30;
  QVERIFY(w.begin());
  w.startRun();
  QVERIFY(w.runTo(3));
  w.click("runDiscard");
  QCOMPARE(w.wizard()->run().phase(), RunPhase::Running);  // nothing yet
  w.confirm();
  QVERIFY(w.phase(RunPhase::None));
  QCOMPARE(w.training().copyOf(w.training().discarded), std::vector<std::string>{"tilescout-base-Fargo"});
  QCOMPARE(w.wizard()->step(), FinetuneWindow::Recipe);
}

void WizardTest::aGainWithinItsIntervalIsNoChange() {
  Wizard w;
  for (train::Comparison& split : w.training().result.splits) {
    split.after.meanRecall = split.before.meanRecall + 0.8;
    split.gain = {0.8, -1.2, 2.9};
    split.verdict = train::Verdict::NoMeasurableChange;
  }
  QVERIFY(w.begin());
  w.startRun();
  QVERIFY(w.phase(RunPhase::Finished));
  QVERIFY(
      w.text("resultVerdict")
          .startsWith(QStringLiteral("No measurable change: mean recall 41.2 → 42.0. A difference of −1.2 … +2.9")));
}

void WizardTest::curvesAreReadOffWithTheKeyboard() {
  ui::CurveChart chart;
  chart.setTitles(QStringLiteral("Loss"), QStringLiteral("step"));
  chart.setCurves({{QStringLiteral("loss"), {{1, 3.5}, {2, 2.25}, {3, 1.0}}, false, false},
                   {QStringLiteral("triplet"), {{1, 0.5}, {2, 0.25}, {3, 0.125}}, false, false}},
                  3);
  chart.resize(400, 250);
  chart.show();
  QTest::keyClick(&chart, Qt::Key_Right);
  QTest::keyClick(&chart, Qt::Key_Right);
  QCOMPARE(chart.readout(), QStringLiteral("step 2  ·  loss 2.250  ·  triplet 0.250"));
  QTest::keyClick(&chart, Qt::Key_Left);
  QTest::keyClick(&chart, Qt::Key_Left);
  QVERIFY(chart.readout().startsWith(QStringLiteral("step 1")));  // stays at the end
}

void WizardTest::everyPageFitsTheSmallWindow_data() {
  QTest::addColumn<QString>("language");
  QTest::newRow("English") << QStringLiteral("en");
  QTest::newRow("Chinese") << QStringLiteral("zh_CN");
}

void WizardTest::everyPageFitsTheSmallWindow() {
  QFETCH(QString, language);
  Wizard w;
  w.context->setLanguage(language);
  QVERIFY(w.begin());
  w.startRun();
  QVERIFY(w.phase(RunPhase::Finished));
  for (const auto step : {FinetuneWindow::Data, FinetuneWindow::Model, FinetuneWindow::Recipe, FinetuneWindow::Run,
                          FinetuneWindow::Result}) {
    w.wizard()->goTo(step);
    w.wizard()->resize(900, 600);
    QCoreApplication::processEvents();
    QVERIFY2(w.wizard()->width() <= 900 && w.wizard()->height() <= 600, qPrintable(QString::number(step)));
  }
}

void WizardTest::anArchiveThatCannotTrainOffersNothing() {
  Wizard w;
  w.training().able = false;
  QVERIFY(w.open());
  QVERIFY(!w.window->actions()->find("fineTune")->isEnabled());
}

QTEST_MAIN(WizardTest)
#include "wizard_test.moc"
