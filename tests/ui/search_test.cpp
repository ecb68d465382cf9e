// The search workbench over the fake backend: what a query is made of, its cut-off, the order of its hits.
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSlider>
#include <QTemporaryFile>
#include <QToolButton>
#include <QUrl>

#include "search_steps.h"
#include "ui/search/filter_panel.h"
#include "ui/search/hover_card.h"
#include "ui/search/query_history.h"
#include "ui/search/score_histogram.h"
#include "ui/support/state_page.h"

using namespace tilescout;
using test::WindowFixture;

class SearchTest : public QObject, private test::SearchSteps {
  Q_OBJECT

 private Q_SLOTS:
  void aFinishedWordSearchesAtOnceAndLettersWait();
  void whatSearchesNeedIsReadBeforeTheFirst();
  void aMinusKeepsWordsAway();
  void selectedTilesBecomeExamplesAndGoWithTheirChip();
  void theSliderWeighsTextAgainstExamples();
  void anAreaComesFromTheMapOrAFile();
  void backAndForwardWalkThroughWholeQueries();
  void typingIsOneStepBack();
  void whatWasAskedByTypingIsListedAndAskedAgain();
  void aPastedPictureIsAnExample();
  void aDroppedPictureIsReadAndAPolygonFileIsAnArea();
  void otherFilesDroppedOnTheLineAreTheWindows();
  void aPictureThatIsGoneSaysWhich();
  void theTranslationIsShownAndCanBeCorrected();
  void filtersSearchAtOnceAndBadDatesAreRefused();
  void theHandleCutsByKeyAndByMouse();
  void anEmptyAnswerSaysWhyAndOffersTheWayOut();
  void theWholeQueryComesBackAfterARestart();
  void hitsAreSortedAndGroupedByScene();
  void aHundredThousandHitsFollowTheFirst();
  void selectionIsAsInAFileManager();
  void restingOnACellShowsItLarger();
};

void SearchTest::aFinishedWordSearchesAtOnceAndLettersWait() {
  WindowFixture f;
  QVERIFY(f.open());
  auto* line = f.find<QLineEdit>("queryLine");
  const auto& search = f.context->search();
  QTest::keyClicks(line, QStringLiteral("ships"));  // no turn of the event loop between the keys
  QCOMPARE(search.state(), ui::SearchState::Idle);
  QTest::keyClick(line, Qt::Key_Space);
  QCOMPARE(search.state(), ui::SearchState::Searching);
  QTRY_COMPARE(search.answeredText(), QStringLiteral("ships"));
  QTest::keyClicks(line, QStringLiteral("at"));
  QCOMPARE(search.state(), ui::SearchState::Done);
  QTRY_COMPARE(search.answeredText(), QStringLiteral("ships at"));  // after the pause
  QTest::keyClick(line, Qt::Key_Backspace);
  QCOMPARE(search.state(), ui::SearchState::Done);
  line->selectAll();
  line->insert(QStringLiteral("a harbour"));  // as pasting does
  QCOMPARE(search.state(), ui::SearchState::Searching);
  QTRY_COMPARE(search.answeredText(), QStringLiteral("a harbour"));
  // Of the keys between two pauses only the last ones were asked for.
  const std::vector<std::string> asked = f.world->copyOf(f.world->searched);
  QCOMPARE(asked, (std::vector<std::string>{"ships", "ships at", "a harbour"}));
}

void SearchTest::whatSearchesNeedIsReadBeforeTheFirst() {
  WindowFixture f;
  QVERIFY(f.open());
  QTRY_VERIFY(f.world->searchesPrepared > 0);
  QCOMPARE(timesAsked(f), std::size_t{0});
}

void SearchTest::aMinusKeepsWordsAway() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "airport -clouds -\"bare soil\""));
  QCOMPARE(lastAsked(f).text, std::string("airport"));
  QCOMPARE(lastAsked(f).notTexts, (std::vector<std::string>{"clouds", "bare soil"}));
  QVERIFY(ask(f, "half-timbered houses"));
  QCOMPARE(lastAsked(f).text, std::string("half-timbered houses"));
  f.context->search().addExclusion(QStringLiteral("roads"));
  QTRY_COMPARE(lastAsked(f).notTexts, std::vector<std::string>{"roads"});
  QVERIFY(f.find<QFrame>("chipNot"));
}

void SearchTest::selectedTilesBecomeExamplesAndGoWithTheirChip() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  const TileId tile = tileAt(f, 3);
  select(f, 3);
  trigger(f, "moreLike");
  QTRY_COMPARE(lastAsked(f).like, std::vector<TileId>{tile});
  auto* chip = f.find<QFrame>("chipLike");
  QVERIFY(chip && chip->isVisible());
  trigger(f, "lessLike");  // the same tile cannot be both
  QTRY_COMPARE(lastAsked(f).unlike, std::vector<TileId>{tile});
  QVERIFY(lastAsked(f).like.empty());
  f.find<QFrame>("chipUnlike")->findChild<QToolButton*>(QStringLiteral("chipRemove"))->click();
  QTRY_VERIFY(lastAsked(f).unlike.empty());
}

void SearchTest::theSliderWeighsTextAgainstExamples() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  auto* slider = f.find<QSlider>("mixture");
  QVERIFY(!slider->isVisible());
  f.context->search().addExamples({tileAt(f, 1)});
  QTRY_VERIFY(slider->isVisible());
  slider->setValue(80);
  QTRY_COMPARE(lastAsked(f).textWeight, 0.8);
}

void SearchTest::anAreaComesFromTheMapOrAFile() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  f.context->search().setArea({-97.5, 46, -97, 47}, QStringLiteral("map view"));
  QTRY_VERIFY(lastAsked(f).bbox.has_value());
  QVERIFY(f.find<QFrame>("chipArea")
              ->findChild<QToolButton*>(QStringLiteral("chipOpen"))
              ->text()
              .contains(QLatin1String("map view")));
  f.context->search().setAreaFile(QStringLiteral("/data/fargo.geojson"));
  QTRY_COMPARE(lastAsked(f).withinFile, std::string("/data/fargo.geojson"));
  QVERIFY(!lastAsked(f).bbox);
  f.context->search().clearArea();
  QTRY_VERIFY(lastAsked(f).withinFile.empty());
}

void SearchTest::backAndForwardWalkThroughWholeQueries() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  QTest::keyClick(f.find<QLineEdit>("queryLine"), Qt::Key_Return);
  QVERIFY(ask(f, "forest"));
  QTest::keyClick(f.find<QLineEdit>("queryLine"), Qt::Key_Return);
  f.context->search().setArea({1, 2, 3, 4});
  f.find<QToolButton>("queryBack")->click();
  QTRY_VERIFY(!lastAsked(f).bbox);
  f.find<QToolButton>("queryBack")->click();
  QTRY_COMPARE(f.find<QLineEdit>("queryLine")->text(), QStringLiteral("ships"));
  QTRY_COMPARE(lastAsked(f).text, std::string("ships"));
  QVERIFY(!f.find<QToolButton>("queryBack")->isEnabled());
  f.find<QToolButton>("queryForward")->click();
  f.find<QToolButton>("queryForward")->click();
  QTRY_VERIFY(lastAsked(f).bbox.has_value());
  QCOMPARE(f.find<QLineEdit>("queryLine")->text(), QStringLiteral("forest"));
}

void SearchTest::typingIsOneStepBack() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  QTest::keyClick(f.find<QLineEdit>("queryLine"), Qt::Key_Return);
  for (const char* typed : {"f", "fore", "forest"}) QVERIFY(ask(f, typed));
  f.context->search().goBack();
  QTRY_COMPARE(f.window->queryBar()->text(), QStringLiteral("ships"));
}

void SearchTest::whatWasAskedByTypingIsListedAndAskedAgain() {
  WindowFixture f;
  QVERIFY(f.open());
  ui::QueryHistory* history = f.window->queryBar()->history();
  for (const char* typed : {"sh", "ship", "ships"}) QVERIFY(ask(f, typed));
  f.context->search().setArea({1, 2, 3, 4}, QStringLiteral("Fargo"));
  QTRY_COMPARE_WITH_TIMEOUT(history->queries().size(), std::size_t(1), 6000);  // looked at for a while, without Enter
  QVERIFY(ask(f, "fore"));
  QTest::keyClick(f.find<QLineEdit>("queryLine"), Qt::Key_Return);
  QVERIFY(ask(f, "forest"));
  QTest::keyClick(f.find<QLineEdit>("queryLine"), Qt::Key_Return);
  QCOMPARE(history->queries().size(), std::size_t(2));  // "fore" became "forest"
  f.find<QLineEdit>("queryLine")->setFocus();
  QTest::keyClick(f.find<QLineEdit>("queryLine"), Qt::Key_Down, Qt::AltModifier);
  auto* menu = f.find<QMenu>("queryHistoryMenu");
  QTRY_VERIFY(menu->isVisible());
  QCOMPARE(menu->actions().at(0)->text(), QStringLiteral("forest · Fargo"));
  QCOMPARE(menu->actions().at(1)->text(), QStringLiteral("ships · Fargo"));
  menu->close();
  f.context->search().clearArea();
  menu->actions().at(1)->trigger();
  QTRY_COMPARE(f.window->queryBar()->text(), QStringLiteral("ships"));
  QTRY_VERIFY(lastAsked(f).bbox.has_value());
  // Each archive has its own, and they come back with it.
  QVERIFY(f.open(QStringLiteral("/tmp/Other.tilescout")));
  QVERIFY(history->queries().empty());
  f.stop();
  f.start();
  QVERIFY(f.open());
  QCOMPARE(f.window->queryBar()->history()->queries().size(), std::size_t(2));
}

void SearchTest::aPastedPictureIsAnExample() {
  WindowFixture f;
  QVERIFY(f.open());
  QImage image(20, 10, QImage::Format_RGB32);
  image.fill(Qt::red);
  QGuiApplication::clipboard()->setImage(image);
  QTest::keyClick(f.find<QLineEdit>("queryLine"), Qt::Key_V, Qt::ControlModifier);
  QTRY_COMPARE(timesAsked(f), std::size_t(1));
  const Query asked = lastAsked(f);
  QCOMPARE(asked.images.size(), std::size_t(1));
  QCOMPARE(asked.images[0].pixels.width, 20);
  QCOMPARE(int(asked.images[0].pixels.row(3)[0]), 255);
  QVERIFY(f.find<QFrame>("chipImage"));
  QTRY_VERIFY(model(f)->rowCount() > 0);  // an example alone is a query
}

void SearchTest::aDroppedPictureIsReadAndAPolygonFileIsAnArea() {
  WindowFixture f;
  QVERIFY(f.open());
  QMimeData data;
  data.setUrls(
      {QUrl::fromLocalFile(QStringLiteral("/data/photo.png")), QUrl::fromLocalFile(QStringLiteral("/data/area.gpkg"))});
  QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QCoreApplication::sendEvent(f.window->queryBar(), &enter);
  QVERIFY(enter.isAccepted());
  QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QCoreApplication::sendEvent(f.window->queryBar(), &drop);
  QTRY_VERIFY(timesAsked(f) > 0 && lastAsked(f).withinFile == "/data/area.gpkg");
  QCOMPARE(lastAsked(f).images.at(0).name, std::string("/data/photo.png"));
  QVERIFY(!lastAsked(f).images.at(0).pixels.empty());
}

void SearchTest::otherFilesDroppedOnTheLineAreTheWindows() {
  WindowFixture f;
  QVERIFY(f.open());
  auto* line = f.find<QLineEdit>("queryLine");
  // Through the line to the bar, and through both to the window: Qt asks the parents of who refuses. Never as text.
  QMimeData data;
  data.setUrls({QUrl::fromLocalFile(QStringLiteral("/data/a.tilescout"))});
  data.setText(QStringLiteral("file:///data/a.tilescout"));
  QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QVERIFY(line->acceptDrops());
  QVERIFY(QCoreApplication::sendEvent(line, &enter) && enter.isAccepted());
  QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QCoreApplication::sendEvent(line, &drop);
  QTRY_COMPARE(f.context->archive().file(), QStringLiteral("/data/a.tilescout"));
  QVERIFY(line->text().isEmpty());
  QCOMPARE(timesAsked(f), 0);
}

void SearchTest::aPictureThatIsGoneSaysWhich() {
  WindowFixture f;
  QVERIFY(f.open());
  f.context->search().addPicture({{}, "/data/gone.png"});
  auto* page = f.find<ui::StatePage>("resultsState");
  QTRY_VERIFY(page->isVisible() && (page->title() + page->text()).contains(QLatin1String("gone.png")));
}

void SearchTest::theTranslationIsShownAndCanBeCorrected() {
  WindowFixture f;
  f.world->translation = "airport with two runways";
  QVERIFY(f.open());
  QVERIFY(ask(f, "有两条跑道的机场"));
  QTRY_VERIFY(f.find<QFrame>("chipTranslation"));
  QVERIFY(f.find<QFrame>("chipTranslation")
              ->findChild<QToolButton*>()
              ->text()
              .contains(QLatin1String("airport with two runways")));
  f.context->search().change([](ui::QueryDraft& draft) { draft.query.translation = "airfield"; });
  QTRY_COMPARE(lastAsked(f).translation, std::string("airfield"));
  // Another text is translated anew.
  QVERIFY(ask(f, "港口"));
  QCOMPARE(lastAsked(f).translation, std::string());
}

void SearchTest::filtersSearchAtOnceAndBadDatesAreRefused() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  f.find<QToolButton>("queryFilters")->click();
  auto* panel = f.window->findChild<ui::FilterPanel*>();
  QVERIFY(panel && panel->isVisible());
  panel->findChild<QLineEdit*>(QStringLiteral("filterFrom"))->setText(QStringLiteral("2015-06"));
  QTRY_COMPARE(lastAsked(f).fromDate, std::string("2015-06"));
  const std::size_t before = timesAsked(f);
  panel->findChild<QLineEdit*>(QStringLiteral("filterTo"))->setText(QStringLiteral("2014"));
  QVERIFY(panel->findChild<QLabel*>(QStringLiteral("filterTrouble"))->isVisible());
  panel->findChild<QLineEdit*>(QStringLiteral("filterTo"))->setText(QStringLiteral("June"));
  QVERIFY(panel->findChild<QLabel*>(QStringLiteral("filterTrouble"))->isVisible());
  QTest::qWait(50);
  QCOMPARE(timesAsked(f), before);
  panel->findChild<QLineEdit*>(QStringLiteral("filterTo"))->setText(QStringLiteral("2020"));
  QVERIFY(!panel->findChild<QLabel*>(QStringLiteral("filterTrouble"))->isVisible());
  panel->findChild<QComboBox*>(QStringLiteral("filterBand"))->setCurrentIndex(2);
  panel->findChild<QCheckBox*>(QStringLiteral("filterTemplates"))->setChecked(true);
  panel->findChild<QPlainTextEdit*>(QStringLiteral("filterTemplateList"))
      ->setPlainText(QStringLiteral("seen from space: {}\n"));
  QTRY_COMPARE(lastAsked(f).templates, std::vector<std::string>{"seen from space: {}"});
  QCOMPARE(lastAsked(f).minBand, ScoreBand::Likely);
  QCOMPARE(lastAsked(f).toDate, std::string("2020"));
  QVERIFY(lastAsked(f).useTemplates);
  panel->hide();
}

void SearchTest::theHandleCutsByKeyAndByMouse() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  auto* histogram = f.find<ui::ScoreHistogram>("scoreHistogram");
  QTRY_VERIFY(histogram->isVisible());
  QCOMPARE(histogram->remaining(), std::int64_t(120));
  for (int press = 0; press < 10; ++press) QTest::keyClick(histogram, Qt::Key_Right);  // 40 of 120 bins
  QTRY_VERIFY(lastAsked(f).minScore && std::abs(*lastAsked(f).minScore - 0.265) < 1e-9);
  QTRY_COMPARE(model(f)->rowCount(), 79);  // a tile on the edge itself lies below it by rounding
  QCOMPARE(histogram->remaining(), std::int64_t(80));
  QVERIFY(f.find<QFrame>("chipScore"));
  QTest::keyClick(histogram, Qt::Key_Home);
  QTRY_VERIFY(!lastAsked(f).minScore);
  // While the mouse drags the count follows; the search comes when it lets go.
  QTRY_COMPARE(model(f)->rowCount(), 120);
  const std::size_t before = timesAsked(f);
  QTest::mousePress(histogram, Qt::LeftButton, {}, QPoint(histogram->width() / 2, 40));
  QVERIFY(histogram->remaining() < 70 && histogram->remaining() > 50);
  QVERIFY(f.find<QLabel>("resultCount")->text().startsWith(QString::number(histogram->remaining())));
  QCOMPARE(timesAsked(f), before);
  QTest::mouseRelease(histogram, Qt::LeftButton, {}, QPoint(histogram->width() / 2, 40));
  QTRY_VERIFY(lastAsked(f).minScore.has_value());
}

void SearchTest::anEmptyAnswerSaysWhyAndOffersTheWayOut() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  f.context->search().change([](ui::QueryDraft& draft) { draft.query.minScore = 0.9; });
  auto* page = f.find<ui::StatePage>("resultsState");
  QTRY_VERIFY(page->isVisible());
  QCOMPARE(page->title(), QStringLiteral("0 of 120 tiles pass"));
  Q_EMIT page->actionTriggered();
  QTRY_COMPARE(model(f)->rowCount(), 120);
  f.context->search().change([](ui::QueryDraft& draft) { draft.query.sceneGlob = "none*"; });
  QTRY_COMPARE(page->title(), QStringLiteral("No tile passes the filters"));
  Q_EMIT page->actionTriggered();
  QTRY_COMPARE(model(f)->rowCount(), 120);
  QVERIFY(lastAsked(f).sceneGlob.empty());
}

void SearchTest::theWholeQueryComesBackAfterARestart() {
  WindowFixture f;
  QTemporaryFile archive(QStringLiteral("XXXXXX.tilescout"));
  QVERIFY(archive.open());
  QVERIFY(f.open(archive.fileName()));
  QVERIFY(ask(f, "ships"));
  f.context->search().change([](ui::QueryDraft& draft) {
    draft.query.fromDate = "2015";
    draft.query.like = {1001};
    draft.areaName = QStringLiteral("drawn");
    draft.query.bbox = {{1, 2, 3, 4}};
  });
  QTest::qWait(700);  // the pause before it is written down
  f.stop();
  f.start();
  f.context->restore();
  QTRY_COMPARE(f.window->queryBar()->text(), QStringLiteral("ships"));
  const ui::QueryDraft& draft = f.context->search().draft();
  QCOMPARE(draft.query.fromDate, std::string("2015"));
  QCOMPARE(draft.query.like, std::vector<TileId>{1001});
  QCOMPARE(draft.areaName, QStringLiteral("drawn"));
  QTRY_VERIFY(model(f)->rowCount() > 0);
}

void SearchTest::hitsAreSortedAndGroupedByScene() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  auto* order = f.find<QComboBox>("resultOrder");
  order->setCurrentIndex(static_cast<int>(ui::HitOrder::Oldest));
  const auto hit = [&](int row) { return model(f)->hitAt(model(f)->index(row, 0)); };
  for (int row = 1; row < 120; ++row) {
    QVERIFY(hit(row - 1)->date <= hit(row)->date);
    if (hit(row - 1)->date == hit(row)->date) QVERIFY(hit(row - 1)->score >= hit(row)->score);
  }
  order->setCurrentIndex(static_cast<int>(ui::HitOrder::Score));
  f.find<QComboBox>("resultGroup")->setCurrentIndex(static_cast<int>(ui::HitGroups::Scene));
  const auto& sections = model(f)->sections();
  QCOMPARE(sections.size(), std::size_t(3));
  for (const ui::HitSection& section : sections) {
    QCOMPARE(section.count, 40);
    for (int row = section.first; row < section.first + section.count; ++row)
      QCOMPARE(hit(row)->sceneId, hit(section.first)->sceneId);
  }
  // Cells never overlap, and the one under a point is the one drawn there.
  for (const int row : {0, 39, 40, 41, 79, 80, 119}) {
    grid(f)->scrollTo(model(f)->index(row, 0), QAbstractItemView::PositionAtCenter);
    QCOMPARE(grid(f)->indexAt(grid(f)->visualRect(model(f)->index(row, 0)).center()).row(), row);
    const auto [first, last] = grid(f)->visibleRows();
    QVERIFY(first <= row && row <= last);
  }
  QVERIFY(grid(f)->visualRect(model(f)->index(40, 0)).top() > grid(f)->visualRect(model(f)->index(39, 0)).bottom());
  // Down walks into the next section in the same column.
  grid(f)->setFocus();
  select(f, 39);
  QTest::keyClick(grid(f), Qt::Key_Down);
  const int columns = grid(f)->columns();
  QCOMPARE(grid(f)->currentIndex().row(), 40 + 39 % columns);
  QTest::keyClick(grid(f), Qt::Key_Up);
  QCOMPARE(grid(f)->currentIndex().row(), 39);
}

void SearchTest::aHundredThousandHitsFollowTheFirst() {
  WindowFixture f;
  f.world->scenes = 100;
  f.world->tilesPerScene = 1200;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  select(f, 700);
  const TileId here = f.context->selection().current();
  const int place = grid(f)->verticalScrollBar()->value();
  QTRY_COMPARE_WITH_TIMEOUT(model(f)->rowCount(), ui::SearchController::kMost, 20000);
  QCOMPARE(f.context->selection().current(), here);
  QCOMPARE(grid(f)->verticalScrollBar()->value(), place);
  for (const int row : {99999, 50000, 3}) {
    grid(f)->scrollTo(model(f)->index(row, 0));
    QVERIFY(grid(f)->viewport()->rect().contains(grid(f)->visualRect(model(f)->index(row, 0)).center()));
  }
}

void SearchTest::selectionIsAsInAFileManager() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  const auto click = [&](int row, Qt::KeyboardModifiers modifiers) {
    QTest::mouseClick(grid(f)->viewport(), Qt::LeftButton, modifiers,
                      grid(f)->visualRect(model(f)->index(row, 0)).center());
  };
  click(0, {});
  click(2, Qt::ShiftModifier);
  QCOMPARE(f.context->selection().tiles().size(), std::size_t(3));
  click(1, Qt::ControlModifier);
  QCOMPARE(f.context->selection().tiles().size(), std::size_t(2));
  grid(f)->setFocus();
  QTest::keyClick(grid(f), Qt::Key_X);  // the current one back in
  QCOMPARE(f.context->selection().tiles().size(), std::size_t(3));
  QTest::keyClick(grid(f), Qt::Key_A, Qt::ControlModifier);
  QCOMPARE(f.context->selection().tiles().size(), std::size_t(120));
  click(3, {});
  QTest::keyClick(grid(f), Qt::Key_Right, Qt::ShiftModifier);
  QCOMPARE(f.context->selection().tiles(), (std::vector<TileId>{tileAt(f, 3), tileAt(f, 4)}));
}

void SearchTest::restingOnACellShowsItLarger() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  const QPoint middle = grid(f)->visualRect(model(f)->index(1, 0)).center();
  QTest::mouseMove(grid(f)->viewport(), middle - QPoint(4, 0));
  QTest::mouseMove(grid(f)->viewport(), middle);
  auto* card = f.find<ui::HoverCard>("hoverCard");
  QVERIFY(!card->isVisible());
  QTRY_COMPARE_WITH_TIMEOUT(card->tile(), tileAt(f, 1), 3000);
  QTest::mouseClick(grid(f)->viewport(), Qt::LeftButton, {}, middle);
  QVERIFY(!card->isVisible());
}

QTEST_MAIN(SearchTest)
#include "search_test.moc"
