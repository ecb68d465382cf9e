// What the Embedding page finds: near-duplicates and which of them to keep, outliers, tiles worth a label.
#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QToolButton>
#include <algorithm>

#include "embedding_stage.h"
#include "ui/search/query_bar.h"
#include "ui/search/result_model.h"
#include "ui/search/results_view.h"
#include "ui/support/notice_bar.h"

using namespace tilescout;

namespace {

using Stage = test::EmbeddingStage;

std::vector<std::vector<TileId>> apartOf(Stage& stage) {
  const std::lock_guard lock(stage.space().mutex);
  return stage.space().apart;
}

}  // namespace

class FindTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void nearDuplicatesAreListedByKindAndThreshold();
  void oneOfEachGroupIsKeptByRule();
  void whatIsNoDuplicateIsNotListedAgain();
  void undoAndRedoOfNoDuplicatesAreSeenInTheList();
  void whatCannotBeKeptIsSaidAndStaysListed();
  void outliersHaveReasonsAndGoIntoTheResults();
  void tilesWorthALabelAreListed();
  void whatIsFoundIsLabelledOneByOneOrLeftOutOfTraining();
  void whatIsFoundWithoutALayoutGoesToTheResults();
  void anotherSearchEndsAList();
};

void FindTest::nearDuplicatesAreListedByKindAndThreshold() {
  Stage s;
  QVERIFY(s.found("findDuplicates"));
  auto* list = s.find<QListWidget>("findList");
  QCOMPARE(list->count(), 3);
  QVERIFY(list->item(1)->text().startsWith(QStringLiteral("Same place, other date · 2 tiles")));
  list->item(2)->setSelected(true);
  QCOMPARE(s.selected(), (std::vector<TileId>{2, 5, 8}));
  s.find<QComboBox>("findKinds")->setCurrentIndex(1);
  QCOMPARE(list->count(), 1);
  QVERIFY(list->item(0)->text().startsWith(QStringLiteral("Same pixels")));
  s.find<QComboBox>("findKinds")->setCurrentIndex(0);
  s.find<QDoubleSpinBox>("findLeast")->setValue(0.999);
  QVERIFY(Stage::until([&] { return list->count() == 1; }));
  QCOMPARE(s.space().duplicateCosines.back(), 0.999);
  QVERIFY(s.page->takeBack());  // Esc closes the list
  QVERIFY(!list->isVisible());
}

void FindTest::oneOfEachGroupIsKeptByRule() {
  Stage s;
  s.space().tagged = {5};
  QVERIFY(s.found("findDuplicates"));
  auto* list = s.find<QListWidget>("findList");
  auto* keep = s.find<QComboBox>("findKeep");
  auto* others = s.find<QPushButton>("findOthers");
  const auto rule = [&](jobs::KeepRule by) { keep->setCurrentIndex(keep->findData(static_cast<int>(by))); };
  const auto selects = [&](const std::vector<TileId>& tiles) {
    others->click();
    return Stage::until([&] { return s.selected() == tiles; });
  };
  // Without selected lines all groups count; where the rule knows nothing a label decides, else the first stays.
  rule(jobs::KeepRule::Newest);
  QVERIFY(selects({4, 7, 5, 8}));
  list->item(1)->setSelected(true);
  rule(jobs::KeepRule::Finest);
  QVERIFY(selects({47}));
  list->clearSelection();
  list->item(2)->setSelected(true);
  rule(jobs::KeepRule::Labelled);
  QVERIFY(selects({2, 8}));
  s.space().tagged = {8};  // labelled since the search
  QVERIFY(selects({2, 5}));
  // Only what the chosen kind lists counts, and another language does not forget the rule.
  auto* kinds = s.find<QComboBox>("findKinds");
  kinds->setCurrentIndex(kinds->findData(static_cast<int>(jobs::DuplicateKind::SamePixels)));
  s.context->setLanguage(QStringLiteral("zh_CN"));
  QCOMPARE(keep->currentData().toInt(), static_cast<int>(jobs::KeepRule::Labelled));
  QVERIFY(selects({4}));
}

void FindTest::whatIsNoDuplicateIsNotListedAgain() {
  Stage s;
  QVERIFY(s.found("findDuplicates"));
  auto* list = s.find<QListWidget>("findList");
  auto* aside = s.find<QPushButton>("findAside");
  auto* back = s.find<QPushButton>("findBack");
  QVERIFY(!aside->isEnabled());
  QVERIFY(!back->isVisible());
  list->item(1)->setSelected(true);
  QVERIFY(aside->isEnabled());
  aside->click();
  QVERIFY(Stage::until([&] { return list->count() == 2; }));
  QVERIFY(!aside->isEnabled());
  QCOMPARE(apartOf(s), (std::vector<std::vector<TileId>>{{7, 47}}));
  QVERIFY(s.found("findDuplicates"));  // the archive knows: another search does not list it
  QCOMPARE(list->count(), 2);
  QVERIFY(back->isVisible());
  QVERIFY(back->text().contains(QLatin1Char('1')));
  back->click();
  QVERIFY(Stage::until([&] { return list->count() == 3; }));
  QVERIFY(!back->isVisible());
  QVERIFY(apartOf(s).empty());
  QCOMPARE(list->item(1)->text().left(21), QStringLiteral("Same place, other dat"));  // where it was
}

void FindTest::undoAndRedoOfNoDuplicatesAreSeenInTheList() {
  Stage s;
  QVERIFY(s.found("findDuplicates"));
  auto* list = s.find<QListWidget>("findList");
  list->item(1)->setSelected(true);
  s.find<QPushButton>("findAside")->click();
  QVERIFY(Stage::until([&] { return list->count() == 2; }));
  // What the history does to the archive is the archive's own test.
  const auto apart = s.space().apart;
  const auto step = [&](const std::vector<std::vector<TileId>>& now) {
    s.space().apart = now;
    Q_EMIT s.context->labels().stepped({1, "apart.add", 1, "", "", ""});
  };
  step({});
  QVERIFY(Stage::until([&] { return list->count() == 3; }));
  QCOMPARE(list->item(1)->text().left(21), QStringLiteral("Same place, other dat"));
  step(apart);
  QVERIFY(Stage::until([&] { return list->count() == 2; }));
  QVERIFY(s.find<QPushButton>("findBack")->isVisible());
}

void FindTest::whatCannotBeKeptIsSaidAndStaysListed() {
  Stage s;
  QVERIFY(s.found("findDuplicates"));
  s.space().apartError = Error(ErrorCode::Io, "was opened for reading only and cannot be changed", "/a.tilescout");
  auto* list = s.find<QListWidget>("findList");
  list->item(0)->setSelected(true);
  s.find<QPushButton>("findAside")->click();
  QVERIFY(Stage::until([&] {
    const auto bars = s.page->findChildren<ui::NoticeBar*>();
    return std::any_of(bars.begin(), bars.end(),
                       [](ui::NoticeBar* bar) { return bar->text().contains("a.tilescout"); });
  }));
  QCOMPARE(list->count(), 3);
}

void FindTest::outliersHaveReasonsAndGoIntoTheResults() {
  Stage s;
  QVERIFY(s.found("findOutliers"));
  auto* list = s.find<QListWidget>("findList");
  QVERIFY(list->item(0)->text().startsWith(QStringLiteral("One colour over much of it")));
  s.find<QPushButton>("findSelect")->click();
  QCOMPARE(s.selected(), (std::vector<TileId>{9, 5}));
  s.find<QPushButton>("findResults")->click();
  QVERIFY(Stage::until([&] { return s.context->search().result() != nullptr; }));
  QCOMPARE(s.context->search().result()->hits.size(), std::size_t(2));
}

void FindTest::tilesWorthALabelAreListed() {
  Stage s;
  QVERIFY(s.found("findWorthLabelling"));
  auto* list = s.find<QListWidget>("findList");
  QCOMPARE(list->item(0)->text(), QStringLiteral("Speaks for 40 tiles without a label"));
  list->item(0)->setSelected(true);
  QCOMPARE(s.selected(), std::vector<TileId>{11});
  QCOMPARE(s.context->selection().current(), TileId(11));
}

void FindTest::whatIsFoundIsLabelledOneByOneOrLeftOutOfTraining() {
  Stage s;
  QVERIFY(s.found("findDuplicates"));
  QVERIFY(!s.find<QPushButton>("findNotForTraining")->isVisible());
  QVERIFY(s.found("findOutliers"));
  auto* list = s.find<QListWidget>("findList");
  list->item(0)->setSelected(true);
  s.find<QPushButton>("findNotForTraining")->click();
  QVERIFY(Stage::until([&] { return !s.world->labels.isForTraining(9); }));
  QVERIFY(s.world->labels.isForTraining(5));
  const auto notices = s.page->findChildren<ui::NoticeBar*>();
  QVERIFY(std::any_of(notices.begin(), notices.end(), [](const ui::NoticeBar* notice) {
    return notice->isVisible() && notice->text().contains(QStringLiteral("not for training"));
  }));
  list->clearSelection();
  s.find<QPushButton>("findLabel")->click();
  QVERIFY(Stage::until([&] { return s.context->search().result() && s.selected() == std::vector<TileId>{9}; }));
  QCOMPARE(s.context->search().result()->hits.size(), std::size_t(2));
  // One tile at a time: the caption goes to the first, then the second is current.
  s.find<QLineEdit>("labelCaption")->setText(QStringLiteral("a cloud"));
  s.window->actions()->find("saveAndNext")->trigger();
  QVERIFY(Stage::until([&] { return s.world->labels.captionsOf(9).size() == 1; }));
  QVERIFY(s.world->labels.captionsOf(5).empty());
  QCOMPARE(s.context->selection().current(), TileId(5));
}

void FindTest::whatIsFoundWithoutALayoutGoesToTheResults() {
  Stage s(false);
  s.window->actions()->find("findOutliers")->trigger();
  QVERIFY(Stage::until([&] { return s.context->search().result() != nullptr; }));
  QVERIFY(Stage::until([&] { return s.window->results()->isVisible(); }));
}

void FindTest::anotherSearchEndsAList() {
  Stage s;
  QVERIFY(s.found("findOutliers"));
  s.find<QPushButton>("findResults")->click();
  QVERIFY(Stage::until([&] { return !s.context->search().listName().isEmpty(); }));
  s.window->queryBar()->setText(QStringLiteral("ships"));
  QVERIFY(Stage::until([&] { return s.context->search().answeredText() == QLatin1String("ships"); }));
  QVERIFY(s.context->search().listName().isEmpty());
}

QTEST_MAIN(FindTest)
#include "find_test.moc"
