// Texts that were laid out with the tiles: diamonds that are shown, told, hidden and searched for.
#include <QCheckBox>
#include <QListWidget>
#include <QMenu>
#include <QTreeWidget>

#include "embedding_stage.h"
#include "ui/explore/layout_list.h"
#include "ui/explore/layout_options.h"
#include "ui/explore/legend_panel.h"
#include "ui/explore/plot_export.h"
#include "ui/explore/scatter_view.h"

using namespace tilescout;
using test::EmbeddingStage;

namespace {

/// The plot with two captions beyond the clusters.
struct TextStage : EmbeddingStage {
  TextStage() : EmbeddingStage(false) {
    space().laidOut = {"a wide river", "dense forest"};
    space().made = true;
    page->controller()->load();
    if (!until([&] { return page->controller()->state() == ui::LayoutState::Ready; })) qFatal("no layout");
    plot = page->plot();
    legend = find<QListWidget>("legendList");
  }

  QPoint markOf(int text) const { return plot->map().toView(40.0, 2.0 * text).toPoint(); }
  QListWidgetItem* line() const { return legend->item(legend->count() - 1); }
  QColor colourAt(const QPoint& at) const { return plot->grab().toImage().pixelColor(at * plot->devicePixelRatioF()); }

  ui::ScatterView* plot = nullptr;
  QListWidget* legend = nullptr;
};

}  // namespace

class LayoutTextsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void textsAreDrawnWithinTheWholeView();
  void theLegendCountsAndHidesThem();
  void theirWordsAreShownUnderTheMouse();
  void aClickSearchesForOne();
  void theyAreNoTiles();
  void theListHasThemToo();
  void wordsOfTheProgramAreShownInTheWindowsLanguage();
  void theOptionsAskForThem();
};

void LayoutTextsTest::textsAreDrawnWithinTheWholeView() {
  TextStage s;
  QVERIFY(QRectF(s.plot->rect()).contains(s.markOf(0)));
  QVERIFY(QRectF(s.plot->rect()).contains(s.markOf(1)));
  QCOMPARE(s.colourAt(s.markOf(0)), s.plot->palette().color(QPalette::Text));
  QVERIFY(s.plot->visibleTexts().contains(QStringLiteral("dense forest")));  // few of them: with their words
}

void LayoutTextsTest::theLegendCountsAndHidesThem() {
  TextStage s;
  QCOMPARE(s.line()->text(), QStringLiteral("Texts (captions)  (2)"));
  s.line()->setCheckState(Qt::Unchecked);
  QCOMPARE(s.colourAt(s.markOf(0)), s.plot->palette().color(QPalette::Base));
  QVERIFY(s.plot->visibleTexts().isEmpty());
  QVERIFY(s.plot->textUnder(s.markOf(0)).isEmpty());
  // In whatever way the tiles are coloured, they stay hidden.
  s.find<QComboBox>("colourBy")->setCurrentIndex(static_cast<int>(ui::ColourBy::Scene));
  QCOMPARE(s.line()->text(), QStringLiteral("Texts (captions)  (2)"));
  QCOMPARE(s.line()->checkState(), Qt::Unchecked);
  QVERIFY(s.plot->visibleTexts().isEmpty());
  s.line()->setCheckState(Qt::Checked);
  QCOMPARE(s.plot->textUnder(s.markOf(0)), QStringLiteral("a wide river"));
}

void LayoutTextsTest::theirWordsAreShownUnderTheMouse() {
  TextStage s;
  QTest::mouseMove(s.plot, s.markOf(1));
  QTRY_COMPARE(s.plot->hoveredText(), QStringLiteral("dense forest"));
  QCOMPARE(s.context->selection().hovered(), TileId(0));
  QTest::mouseMove(s.plot, s.plot->placeOf(TileId(50)).toPoint());
  QTRY_VERIFY(s.plot->hoveredText().isEmpty());
  QVERIFY(s.context->selection().hovered() != 0);
}

void LayoutTextsTest::aClickSearchesForOne() {
  TextStage s;
  QTest::mouseClick(s.plot, Qt::LeftButton, Qt::NoModifier, s.markOf(0));
  QTRY_COMPARE(QString::fromStdString(s.context->search().draft().query.text), QStringLiteral("a wide river"));
}

void LayoutTextsTest::theyAreNoTiles() {
  TextStage s;
  s.plot->setFocus();
  QTest::keySequence(s.plot, QKeySequence::SelectAll);
  QCOMPARE(s.selected().size(), s.page->controller()->view()->tiles.size());
  s.context->selection().clear();
  Q_EMIT s.legend->itemDoubleClicked(s.line());
  QVERIFY(s.selected().empty());
  QMenu menu;
  s.page->legend()->fillMenu(menu, s.legend->count() - 1);
  for (const QAction* action : menu.actions()) QVERIFY(action->text() != QStringLiteral("Select these tiles"));
}

void LayoutTextsTest::theListHasThemToo() {
  TextStage s;
  s.find<QToolButton>("scatterList")->click();
  auto* tree = s.find<QTreeWidget>("layoutList");
  QTreeWidgetItem* line = tree->topLevelItem(tree->topLevelItemCount() - 1);
  QCOMPARE(line->text(0), QStringLiteral("Texts (captions)"));
  QCOMPARE(line->text(3), QStringLiteral("airport, forest, river"));  // what lies nearest to them
  tree->expandItem(line);
  QCOMPARE(line->childCount(), 2);
  Q_EMIT tree->itemActivated(line->child(1), 0);
  QTRY_COMPARE(QString::fromStdString(s.context->search().draft().query.text), QStringLiteral("dense forest"));
}

void LayoutTextsTest::wordsOfTheProgramAreShownInTheWindowsLanguage() {
  TextStage s;
  s.space().laidOut = {"river"};
  s.space().laidOutWords = true;
  s.page->controller()->load();
  QTRY_COMPARE(s.line()->text(), QStringLiteral("Texts (land cover)  (1)"));
  s.context->setLanguage(QStringLiteral("zh_CN"));
  QTRY_COMPARE(s.plot->visibleTexts(), QStringList(QStringLiteral("河流")));
  QCOMPARE(s.plot->textUnder(s.markOf(0)), QStringLiteral("river"));  // what the model knows
  s.context->setLanguage(QStringLiteral("en"));
}

void LayoutTextsTest::theOptionsAskForThem() {
  TextStage s;
  s.window->actions()->find("scatterMake")->trigger();
  auto* dialog = s.page->findChild<ui::LayoutOptionsDialog*>();
  QVERIFY(dialog);
  auto* texts = dialog->findChild<QCheckBox*>(QStringLiteral("layoutTexts"));
  QVERIFY(texts->isChecked());  // as the layout that is shown
  dialog->accept();
  QTRY_COMPARE(s.space().wanted.size(), std::size_t(1));
  QVERIFY(s.space().wanted.front().withTexts);
}

QTEST_MAIN(LayoutTextsTest)
#include "layout_texts_test.moc"
