// The Embedding page beyond one layout: two models compared, what is found, texts among the tiles, the plot as a list.
#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QToolButton>
#include <QTreeWidget>
#include <cmath>

#include "embedding_stage.h"
#include "ui/explore/compare_dialog.h"
#include "ui/explore/comparison_controller.h"
#include "ui/explore/comparison_panel.h"
#include "ui/explore/embedding_page.h"
#include "ui/explore/layout_controller.h"
#include "ui/explore/layout_list.h"
#include "ui/explore/layout_options.h"
#include "ui/explore/legend_panel.h"
#include "ui/explore/measures_table.h"
#include "ui/explore/scatter_view.h"
#include "ui/explore/text_layer.h"
#include "ui/page_tabs.h"
#include "ui/search/query_bar.h"
#include "ui/search/result_model.h"
#include "ui/search/results_view.h"
#include "ui/support/notice_bar.h"
#include "ui/window_actions.h"
#include "window_fixture.h"

using namespace tilescout;
using test::WindowFixture;

namespace {

using Stage = test::EmbeddingStage;

QPointF placeIn(ui::ScatterView* plot, TileId tile) { return plot->placeOf(tile); }

}  // namespace

class CompareTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void twoModelsAreShownSideBySide();
  void oneModelAloneCannotBeCompared();
  void bothPlotsShareSelectionHoverAndView();
  void theMorphGoesFromBeforeToAfter();
  void changeColoursAndTheMostChangedComeIntoTheResults();
  void measuresSayWhatHasChanged();
  void aStoredComparisonIsShownWithoutWork();
  void tilesThatAreMissingAreOffered();
  void endingAComparisonBringsTheLayoutBack();
  void theQueryIsAPointAmongTheTiles();
  void captionsAndOwnWordsArePointsThatSearch();
  void textsThatCannotBePlacedAreSaid();
  void thePlotCanBeReadAsAList();
  void theDialogSaysWhatALayoutTakesAndTakesOwnWords();
  void degenerateComparisonsAreDrawn();
  void aPageIsWrittenInTheWindowsLanguage();
  void whatIsComparedIsWhatIsWrittenAndSelected();
  void fromALassoToALabelToASearch();
};

void CompareTest::twoModelsAreShownSideBySide() {
  Stage s;
  QVERIFY(s.compare());
  QCOMPARE(s.world->copyOf(s.space().compares), std::vector<std::string>{"f-base f-tuned"});
  QVERIFY(Stage::until([&] { return s.pair()->isVisible(); }));
  QVERIFY(s.pair()->before()->isVisible());
  QVERIFY(s.pair()->after()->isVisible());
  QVERIFY(!s.page->plot()->isVisible());
  QVERIFY(s.pair()->before()->visibleLabels().contains(QStringLiteral("river")));
  // Aligned: the same place of the layout at the same place of both plots.
  QCOMPARE(s.pair()->before()->map().scale, s.pair()->after()->map().scale);
  QCOMPARE(s.pair()->before()->map().centre, s.pair()->after()->map().centre);
}

void CompareTest::oneModelAloneCannotBeCompared() {
  WindowFixture f;
  f.world->space->made = true;
  f.world->space->models = 1;
  QVERIFY(f.open());
  auto* page = f.window->findChild<ui::EmbeddingPage*>();
  QVERIFY(QTest::qWaitFor([&] { return page->comparison()->models().size() == 1; }, 3000));
  f.window->actions()->find("compareModels")->trigger();
  auto* dialog = page->findChild<ui::CompareDialog*>();
  QVERIFY(dialog);
  QVERIFY(!dialog->findChild<QComboBox*>(QStringLiteral("compareAfter"))->isEnabled());
  dialog->reject();
}

void CompareTest::bothPlotsShareSelectionHoverAndView() {
  Stage s;
  QVERIFY(s.compare());
  ui::ScatterView *before = s.pair()->before(), *after = s.pair()->after();
  const QImage other = after->grab().toImage();
  QTest::mouseClick(before, Qt::LeftButton, {}, placeIn(before, 17).toPoint());
  QCOMPARE(s.selected().size(), std::size_t(1));
  QVERIFY(after->grab().toImage() != other);
  QTest::mouseMove(before, placeIn(before, 50).toPoint());
  QVERIFY(Stage::until([&] { return s.context->selection().hovered() != 0; }));
  after->zoomBy(3, placeIn(after, 20));
  QCOMPARE(before->map().scale, after->map().scale);
  QCOMPARE(before->map().centre, after->map().centre);
  before->setFocus();
  QTest::keyClick(before, Qt::Key_Home);
  QCOMPARE(before->map().scale, after->map().scale);
}

void CompareTest::theMorphGoesFromBeforeToAfter() {
  Stage s;
  QVERIFY(s.compare());
  ui::ScatterView *before = s.pair()->before(), *after = s.pair()->after();
  auto* slider = s.find<QSlider>("compareSlider");
  QCOMPARE(slider->value(), ui::ComparisonPanel::kSteps);
  QTest::qWait(200);  // the page's rows have found their heights
  const QPointF end = placeIn(after, 11);
  QVERIFY((end - placeIn(before, 11)).manhattanLength() > 20);
  slider->setValue(0);
  QVERIFY((placeIn(after, 11) - placeIn(before, 11)).manhattanLength() < 2);  // the plots may differ by a pixel
  slider->setValue(ui::ComparisonPanel::kSteps / 2);
  QVERIFY((placeIn(after, 11) - (placeIn(before, 11) + end) / 2).manhattanLength() < 2);
  // A click finds the point where it is now, when the plot has come to rest.
  QTest::qWait(200);
  QTest::mouseClick(after, Qt::LeftButton, {}, placeIn(after, 11).toPoint());
  QCOMPARE(s.selected(), std::vector<TileId>{11});
  s.find<QToolButton>("comparePlay")->click();
  QVERIFY(Stage::until([&] { return slider->value() == ui::ComparisonPanel::kSteps; }));
  QVERIFY((placeIn(after, 11) - end).manhattanLength() < 0.01);
  s.find<QToolButton>("comparePlay")->click();  // from the beginning again
  QVERIFY(Stage::until([&] { return slider->value() < ui::ComparisonPanel::kSteps / 2; }));
  s.find<QToolButton>("comparePlay")->click();
  const int stopped = slider->value();
  QTest::qWait(100);
  QCOMPARE(slider->value(), stopped);
}

void CompareTest::changeColoursAndTheMostChangedComeIntoTheResults() {
  Stage s;
  auto* colours = s.find<QComboBox>("colourBy");
  QCOMPARE(colours->count(), 7);
  QVERIFY(s.compare());
  QCOMPARE(colours->count(), 8);
  colours->setCurrentIndex(static_cast<int>(ui::ColourBy::Drift));
  auto* list = s.find<QListWidget>("legendList");
  QVERIFY(list->item(1)->text().contains(QStringLiteral("(108)")));
  QVERIFY(list->item(4)->text().contains(QStringLiteral("(12)")));
  Q_EMIT s.page->legend()->selectRequested(4);
  QCOMPARE(s.selected().size(), std::size_t(12));
  QVERIFY(s.found("findChanged"));
  QCOMPARE(s.find<QListWidget>("findList")->count(), 12);
  s.find<QPushButton>("findResults")->click();
  QVERIFY(Stage::until([&] { return s.context->search().result() != nullptr; }));
  QCOMPARE(s.context->search().result()->hits.front().tile, TileId(1));
  QCOMPARE(s.context->search().listName(), QStringLiteral("Changed most"));
  QVERIFY(Stage::until([&] { return s.window->results()->isVisible(); }));
}

void CompareTest::measuresSayWhatHasChanged() {
  QCOMPARE(ui::MeasuresTable::reading(QStringLiteral("uniformity_image"), -1.9, -3.1),
           QStringLiteral("Images have spread: they are easier to tell apart."));
  QCOMPARE(ui::MeasuresTable::reading(QStringLiteral("uniformity_image"), -1.9, -1.95),
           QStringLiteral("About as before."));
  QCOMPARE(ui::MeasuresTable::reading(QStringLiteral("uniformity_text"), -1.4, -2.2),
           QStringLiteral("Captions have spread: they are easier to tell apart."));
  QVERIFY(ui::MeasuresTable::reading(QStringLiteral("alignment"), 1.0, 1.3).contains(QStringLiteral("farther")));
  QVERIFY(ui::MeasuresTable::reading(QStringLiteral("unheard_of"), 1, 2).isEmpty());
  Stage s;
  QVERIFY(s.compare());
  auto* table = s.page->findChild<ui::MeasuresTable*>();
  QStringList texts;
  for (const QLabel* label : table->findChildren<QLabel*>()) texts.append(label->text());
  for (const char* text : {"-1.90", "-3.10", "Images have spread: they are easier to tell apart.", "18 %"}) {
    QVERIFY2(texts.contains(QString::fromLatin1(text)) ||
                 texts.contains(QString::fromUtf8(text).replace('-', QChar(0x2212))),
             text);
  }
}

void CompareTest::aStoredComparisonIsShownWithoutWork() {
  WindowFixture f;
  f.world->space->made = true;
  f.world->space->compared = true;
  QVERIFY(f.open());
  auto* page = f.window->findChild<ui::EmbeddingPage*>();
  page->comparison()->compare("f-base", "f-tuned");
  QVERIFY(QTest::qWaitFor([&] { return page->comparison()->view() != nullptr; }, 3000));
  QVERIFY(f.world->copyOf(f.world->space->compares).empty());
}

void CompareTest::tilesThatAreMissingAreOffered() {
  Stage s;
  s.space().compared = true;
  s.space().missing = 5;
  QVERIFY(s.compare());
  auto* notice = s.page->findChild<ui::NoticeBar*>();
  QCOMPARE(notice->text(), QStringLiteral("5 tiles are not in this comparison yet."));
  Q_EMIT notice->actionTriggered();
  QVERIFY(Stage::until([&] { return notice->text().isEmpty(); }));
  QCOMPARE(s.world->copyOf(s.space().compares).size(), std::size_t(1));
}

void CompareTest::endingAComparisonBringsTheLayoutBack() {
  Stage s;
  QVERIFY(s.compare());
  s.find<QComboBox>("colourBy")->setCurrentIndex(static_cast<int>(ui::ColourBy::Drift));
  s.find<QToolButton>("compareClose")->click();
  QVERIFY(s.page->plot()->isVisible());
  QCOMPARE(s.find<QComboBox>("colourBy")->currentIndex(), 0);
  QVERIFY(s.page->plot()->visibleLabels().contains(QStringLiteral("river")));
  QVERIFY(s.compare());
  s.space().made = false;
  QVERIFY(s.open(QStringLiteral("/tmp/Other.tilescout")));
  QVERIFY(!s.page->comparison()->view());
}

void CompareTest::theQueryIsAPointAmongTheTiles() {
  Stage s;
  s.window->queryBar()->setText(QStringLiteral("ships"));
  s.page->texts()->setShowsQuery(true);
  s.page->controller()->setScoresWanted(true);
  QVERIFY(Stage::until([&] { return s.page->texts()->marks().size() == 1; }));
  const ui::TextMark mark = s.page->texts()->marks().front();
  QCOMPARE(mark.text, QStringLiteral("ships"));
  QVERIFY(mark.query);
  QCOMPARE(mark.nearest, TileId(1));
  QVERIFY(std::fabs(mark.x) < 5);  // the best tiles' commonest cluster is the first
  s.page->texts()->setShowsQuery(false);
  QVERIFY(s.page->texts()->marks().empty());
}

void CompareTest::captionsAndOwnWordsArePointsThatSearch() {
  Stage s;
  s.page->texts()->show(ui::TextLayer::Kind::Captions);
  QVERIFY(Stage::until([&] { return s.page->texts()->marks().size() == 2; }));
  QVERIFY(!s.page->plot()->visibleTexts().isEmpty());
  const QPointF at = s.page->plot()->placeOf(TileId(1));
  QTest::mouseClick(s.page->plot(), Qt::LeftButton, {}, at.toPoint());
  QVERIFY(Stage::until([&] { return s.context->search().answeredText() == QLatin1String("a wide river"); }));
  s.page->texts()->show(ui::TextLayer::Kind::Words, {QStringLiteral("canal")});
  QVERIFY(Stage::until([&] { return s.page->texts()->marks().size() == 3; }));
  QCOMPARE(s.space().textsWanted.back().words, std::vector<std::string>{"canal"});
  s.page->texts()->show(ui::TextLayer::Kind::None);
  QVERIFY(s.page->texts()->marks().empty());
}

void CompareTest::textsThatCannotBePlacedAreSaid() {
  Stage s;
  s.space().textError = Error(ErrorCode::Incompatible, "another model", "m");
  s.page->texts()->show(ui::TextLayer::Kind::LandCover);
  auto* notice = s.page->findChild<ui::NoticeBar*>();
  QVERIFY(Stage::until([&] { return !s.page->texts()->isReading(); }));
  QVERIFY(!notice->text().isEmpty());
  s.page->texts()->show(ui::TextLayer::Kind::None);
  QVERIFY(notice->text().isEmpty());
}

void CompareTest::thePlotCanBeReadAsAList() {
  Stage s;
  s.find<QToolButton>("scatterList")->click();
  auto* tree = s.find<QTreeWidget>("layoutList");
  QVERIFY(tree->isVisible());
  QCOMPARE(tree->topLevelItemCount(), 3);
  QCOMPARE(tree->topLevelItem(0)->text(0), QStringLiteral("river"));
  QCOMPARE(tree->topLevelItem(0)->text(1), QStringLiteral("40"));
  QCOMPARE(tree->topLevelItem(0)->text(3), QStringLiteral("forest, airport"));  // nearest first
  tree->expandItem(tree->topLevelItem(1));
  QCOMPARE(tree->topLevelItem(1)->childCount(), 40);
  tree->topLevelItem(1)->child(0)->setSelected(true);
  QCOMPARE(s.selected(), std::vector<TileId>{2});
  QCOMPARE(tree->topLevelItem(1)->text(2), QStringLiteral("1"));
  s.find<QToolButton>("scatterList")->click();
  QVERIFY(s.page->plot()->isVisible());
}

void CompareTest::theDialogSaysWhatALayoutTakesAndTakesOwnWords() {
  Stage s;
  QVERIFY(Stage::until([&] { return s.page->controller()->cost().has_value(); }));
  s.find<QToolButton>("scatterMake")->click();
  auto* dialog = s.page->findChild<ui::LayoutOptionsDialog*>();
  QVERIFY(dialog);
  bool said = false;
  for (const QLabel* label : dialog->findChildren<QLabel*>())
    said |= label->text().startsWith(QStringLiteral("Needs about 8"));
  QVERIFY(said);
  dialog->findChild<QComboBox*>(QStringLiteral("layoutNames"))->setCurrentIndex(2);
  dialog->findChild<QPlainTextEdit*>(QStringLiteral("layoutWords"))
      ->setPlainText(QStringLiteral(" canal \n\nmarsh\ncanal"));
  dialog->accept();
  QVERIFY(Stage::until([&] { return !s.page->controller()->isMaking(); }));
  const std::lock_guard lock(s.space().mutex);
  QCOMPARE(s.space().wanted.back().words, (std::vector<std::string>{"canal", "marsh"}));
  QVERIFY(s.space().wanted.back().names == jobs::NameSource::Words);
}

void CompareTest::degenerateComparisonsAreDrawn() {
  for (const int count : {1, 2}) {
    Stage s(false);
    s.space().tiles = count;
    QVERIFY(s.compare());
    QVERIFY(Stage::until([&] { return s.pair()->isVisible(); }));
    QVERIFY(std::isfinite(s.pair()->after()->map().scale));
    s.pair()->setMoment(0.5);
    QVERIFY(!s.pair()->grab().isNull());
    QVERIFY(s.found("findChanged"));
  }
}

void CompareTest::aPageIsWrittenInTheWindowsLanguage() {
  Stage s;
  s.context->setLanguage(QStringLiteral("zh_CN"));
  s.page->controller()->write(QStringLiteral("/tmp/page.html"));
  QVERIFY(Stage::until([&] { return s.world->copyOf(s.space().written).size() == 1; }));
  const std::lock_guard lock(s.space().mutex);
  QCOMPARE(QString::fromStdString(s.space().pageWords["cluster"]), QStringLiteral("聚类"));
}

void CompareTest::whatIsComparedIsWhatIsWrittenAndSelected() {
  Stage s(false);
  QVERIFY(s.compare());
  QVERIFY(Stage::until([&] { return s.pair()->isVisible(); }));
  auto* comparison = s.page->findChild<ui::ComparisonController*>();
  QVERIFY(comparison);
  comparison->write(QStringLiteral("/tmp/both.csv"));
  QVERIFY(Stage::until([&] { return s.world->copyOf(s.space().written).size() == 1; }));
  QCOMPARE(s.world->copyOf(s.space().written).front(), std::string("comparison /tmp/both.csv"));
}

void CompareTest::fromALassoToALabelToASearch() {
  Stage s;
  s.find<QToolButton>("scatterLasso")->click();
  ui::ScatterView* plot = s.page->plot();
  const ui::ViewMap& map = plot->map();
  const std::vector<QPointF> way = {map.toView(-4, -4), map.toView(4, -4), map.toView(4, 4), map.toView(-4, 4)};
  QTest::mousePress(plot, Qt::LeftButton, {}, way.front().toPoint());
  for (const QPointF& at : way) {
    QMouseEvent move(QEvent::MouseMove, at, plot->mapToGlobal(at), Qt::LeftButton, Qt::LeftButton, {});
    QCoreApplication::sendEvent(plot, &move);
  }
  QTest::mouseRelease(plot, Qt::LeftButton, {}, way.back().toPoint());
  QCOMPARE(s.selected().size(), std::size_t(40));
  s.context->labels().addCaption(s.selected(), QStringLiteral("a wide river"));
  QVERIFY(Stage::until([&] { return s.context->labels().counts().labelledTiles == 40; }));
  s.page->showSelected();
  QVERIFY(Stage::until([&] { return s.context->search().listName() == QLatin1String("Selected in the plot"); }));
  QCOMPARE(s.context->search().result()->hits.size(), std::size_t(40));
  s.window->actions()->find("moreLike")->trigger();
  QVERIFY(Stage::until([&] { return s.context->search().listName().isEmpty(); }));
  QCOMPARE(s.context->search().draft().query.like.size(), std::size_t(40));
}

QTEST_MAIN(CompareTest)
#include "compare_test.moc"
