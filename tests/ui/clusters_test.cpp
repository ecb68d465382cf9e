// Clusters in the window: how they look, what they are called, and what their names can be used for.
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QListWidget>
#include <QMenu>
#include <QMouseEvent>
#include <QPushButton>
#include <QRegularExpression>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QToolButton>
#include <cmath>
#include <limits>
#include <set>

#include "embedding_stage.h"
#include "explore/cluster_naming.h"
#include "ui/backend/label_session.h"
#include "ui/explore/cluster_words.h"
#include "ui/explore/colouring.h"
#include "ui/explore/legend_panel.h"
#include "ui/explore/measures_table.h"
#include "ui/explore/plot_export.h"
#include "ui/explore/plot_export_dialog.h"
#include "ui/explore/scatter_view.h"
#include "ui/explore/similarity_chart.h"
#include "ui/explore/text_layer.h"
#include "ui/label/label_controller.h"
#include "ui/search/query_bar.h"
#include "ui/support/notice_bar.h"

using namespace tilescout;
using test::EmbeddingStage;

namespace {

QString lineOf(EmbeddingStage& stage, int row) { return stage.find<QListWidget>("legendList")->item(row)->text(); }

}  // namespace

class ClustersTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void manyClustersDifferInColourOrShape();
  void coloursFollowTheTheme();
  void everyWordOfTheVocabularyHasChinese();
  void namesAreShownInTheLanguageOfTheWindow();
  void aNewNameIsUndoneAndTheProgramsIsHadBack();
  void aNameThatCannotBeWrittenIsSaid();
  void theLegendCountsWhatIsSelected();
  void aLineIsCountedWhileItIsDrawn();
  void theQueryLooksInOneClusterOnly();
  void examplesAndExclusionsColourThePlot();
  void stepsEndWhereScoresAreKnown();
  void aPictureHasTheSizeAndLegendThatWereAskedFor();
  void theSelectedTilesAreExported();
  void similarityIsDrawnForOneAndForTwo();
};

void ClustersTest::manyClustersDifferInColourOrShape() {
  jobs::LayoutView view;
  for (int c = 0; c < 30; ++c) {
    view.clusters.push_back({c + 1, "cluster " + std::to_string(c), {}, 2, 0, {}});
    for (int i = 0; i < 2; ++i) {
      view.tiles.push_back(2 * c + i + 1);
      view.cluster.push_back(c + 1);
      view.scene.push_back(-1);
    }
  }
  const ui::Colouring colouring = ui::Colouring::of(view, ui::ColourBy::Cluster, {});
  std::set<std::pair<QRgb, std::uint8_t>> looks;
  QCOMPARE(colouring.shape.size(), view.tiles.size());
  for (std::size_t i = 0; i < view.tiles.size(); ++i) looks.insert({colouring.colour[i], colouring.shape[i]});
  QCOMPARE(looks.size(), std::size_t(30));
  QCOMPARE(colouring.entries[6].shape, MarkShape::Disc);
  QVERIFY(colouring.entries[7].shape != MarkShape::Disc);
  view.clusters.resize(7);
  QVERIFY(ui::Colouring::of(view, ui::ColourBy::Cluster, {}).shape.empty());
}

void ClustersTest::coloursFollowTheTheme() {
  EmbeddingStage s;
  auto* list = s.find<QListWidget>("legendList");
  const auto middle = [&] { return list->item(0)->icon().pixmap(14, 14).toImage().pixelColor(7, 7); };
  const QColor light = middle();
  s.context->setTheme(ui::ThemeChoice::Dark);
  QTRY_VERIFY(middle() != light);
  s.context->setTheme(ui::ThemeChoice::Light);
  QTRY_COMPARE(middle(), light);
}

void ClustersTest::everyWordOfTheVocabularyHasChinese() {
  EmbeddingStage s;
  s.context->setLanguage(QStringLiteral("zh_CN"));
  static const QRegularExpression han(QStringLiteral("^[\\x{4e00}-\\x{9fff}]+$"));
  std::set<QString> shown;
  for (const std::string& word : explore::landCoverWords()) {
    const QString chinese = ui::clusterNameShown(word);
    QVERIFY2(han.match(chinese).hasMatch(), word.c_str());
    QVERIFY2(shown.insert(chinese).second, word.c_str());  // two clusters must not look like one
    QCOMPARE(ui::clusterNameShown(word + " 2"), chinese + QStringLiteral(" 2"));
  }
  QCOMPARE(ui::clusterNameShown("Red River"), QStringLiteral("Red River"));
  QCOMPARE(ui::clusterNameShown("7"), QStringLiteral("7"));
  s.context->setLanguage(QStringLiteral("en"));
  QCOMPARE(ui::clusterNameShown("rice paddies 2"), QStringLiteral("rice paddies 2"));
}

void ClustersTest::namesAreShownInTheLanguageOfTheWindow() {
  EmbeddingStage s;
  QVERIFY(lineOf(s, 0).startsWith(QStringLiteral("river  (")));
  s.context->setLanguage(QStringLiteral("zh_CN"));
  QTRY_VERIFY(lineOf(s, 0).startsWith(QStringLiteral("河流  (")));
  QVERIFY(s.page->plot()->visibleLabels().contains(QStringLiteral("森林")));
  // What people wrote stays as they wrote it.
  Q_EMIT s.page->legend()->renamed(1, QStringLiteral("Red River"));
  QTRY_VERIFY(lineOf(s, 0).startsWith(QStringLiteral("Red River")));
  // A text about land cover is drawn in Chinese, and searched for by the words that the model knows.
  s.space().texts = {"rice paddies"};
  s.page->texts()->show(ui::TextLayer::Kind::LandCover);
  QTRY_COMPARE(s.page->texts()->marks().size(), std::size_t(1));
  QCOMPARE(s.page->texts()->marks().front().shown, QStringLiteral("水稻田"));
  QCOMPARE(s.page->texts()->marks().front().text, QStringLiteral("rice paddies"));
  // The page for a colleague is in Chinese as well.
  s.page->controller()->write(QStringLiteral("/tmp/page.html"));
  QTRY_COMPARE(s.world->copyOf(s.space().written).size(), std::size_t(1));
  QCOMPARE(s.world->copyOf(s.space().pageClusters), (std::vector<std::string>{"Red River", "森林", "机场"}));
  s.context->setLanguage(QStringLiteral("en"));
}

void ClustersTest::aNewNameIsUndoneAndTheProgramsIsHadBack() {
  EmbeddingStage s;
  Q_EMIT s.page->legend()->renamed(1, QStringLiteral("Red River"));
  QTRY_COMPARE(s.world->copyOf(s.space().renamed).size(), std::size_t(1));
  QVERIFY(lineOf(s, 0).startsWith(QStringLiteral("Red River")));
  QVERIFY(s.page->controller()->view()->clusters[0].ownName);
  // What undo brought back is read.
  {
    const std::lock_guard lock(s.space().mutex);
    s.space().ownNames.clear();
  }
  EditStep step;
  step.kind = "cluster.name";
  step.detail = "Red River";
  QVERIFY(ui::editStepText(step).contains(QStringLiteral("Red River")));
  Q_EMIT s.context->labels().stepped(step);
  QTRY_VERIFY(lineOf(s, 0).startsWith(QStringLiteral("river")));
  // An empty name is the program's own.
  Q_EMIT s.page->legend()->renamed(1, QStringLiteral("Red River"));
  QTRY_COMPARE(s.world->copyOf(s.space().renamed).size(), std::size_t(2));
  Q_EMIT s.page->legend()->renamed(1, QString());
  QTRY_COMPARE(s.world->copyOf(s.space().renamed).size(), std::size_t(3));
  QCOMPARE(s.world->copyOf(s.space().renamed).back(), std::string("1 "));
  QVERIFY(lineOf(s, 0).startsWith(QStringLiteral("river")));
  QVERIFY(!s.page->controller()->view()->clusters[0].ownName);
  // The menu offers it for clusters that have a name of their own, and for no others.
  const auto offered = [&](int row) {
    QMenu menu;
    s.page->legend()->fillMenu(menu, row);
    for (const QAction* action : menu.actions()) {
      if (action->objectName() == QLatin1String("programName")) return true;
    }
    return false;
  };
  QVERIFY(!offered(0));
  Q_EMIT s.page->legend()->renamed(1, QStringLiteral("Red River"));
  QTRY_VERIFY(offered(0));
  QVERIFY(!offered(1));
}

void ClustersTest::aNameThatCannotBeWrittenIsSaid() {
  EmbeddingStage s;
  s.space().renameError = Error(ErrorCode::Io, "the disk is full", "/tmp/Fargo.tilescout");
  Q_EMIT s.page->legend()->renamed(1, QStringLiteral("Red River"));
  auto* notice = s.page->findChild<ui::NoticeBar*>();
  QTRY_VERIFY(notice->text().contains(QStringLiteral("Fargo")));
  QTRY_VERIFY(lineOf(s, 0).startsWith(QStringLiteral("river")));  // what was not kept is not shown
}

void ClustersTest::theLegendCountsWhatIsSelected() {
  EmbeddingStage s;
  QVERIFY(lineOf(s, 0).endsWith(QStringLiteral("(40)")));
  s.context->selection().set({1, 4, 7, 2});
  QVERIFY(lineOf(s, 0).endsWith(QStringLiteral("(3 / 40)")));
  QVERIFY(lineOf(s, 1).endsWith(QStringLiteral("(1 / 40)")));
  QVERIFY(lineOf(s, 2).endsWith(QStringLiteral("(40)")));
  s.find<QComboBox>("colourBy")->setCurrentIndex(static_cast<int>(ui::ColourBy::Scene));  // all in the first scene
  QTRY_VERIFY(lineOf(s, 0).endsWith(QStringLiteral("(4 / 40)")));
  s.context->selection().clear();
  QVERIFY(lineOf(s, 0).endsWith(QStringLiteral("(40)")));
}

void ClustersTest::aLineIsCountedWhileItIsDrawn() {
  EmbeddingStage s;
  ui::ScatterView* plot = s.page->plot();
  plot->setTool(ui::ScatterTool::Box);
  const auto moveTo = [&](const QPointF& at) {
    QMouseEvent move(QEvent::MouseMove, at, plot->mapToGlobal(at), Qt::LeftButton, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(plot, &move);
  };
  const QPointF corner = plot->map().toView(-4, -4), other = plot->map().toView(4, 4);
  QCOMPARE(plot->countInLine(), -1);
  QTest::mousePress(plot, Qt::LeftButton, Qt::NoModifier, corner.toPoint());
  moveTo(other);
  QTRY_COMPARE(plot->countInLine(), 40);  // the first cluster
  moveTo(plot->map().toView(14, 4));
  QTRY_COMPARE(plot->countInLine(), 80);
  QVERIFY(s.selected().empty());  // nothing is selected yet
  QTest::mouseRelease(plot, Qt::LeftButton, Qt::NoModifier, plot->map().toView(14, 4).toPoint());
  QCOMPARE(plot->countInLine(), -1);
  QCOMPARE(s.selected().size(), std::size_t(80));
}

void ClustersTest::theQueryLooksInOneClusterOnly() {
  EmbeddingStage s;
  QMenu menu;
  s.page->legend()->fillMenu(menu, 1);
  auto* only = menu.findChild<QAction*>(QStringLiteral("searchOnlyThese"));
  QVERIFY(only != nullptr);
  only->trigger();
  const ui::QueryDraft& draft = s.context->search().draft();
  QVERIFY(draft.query.tiles.has_value());
  QCOMPARE(draft.query.tiles->size(), std::size_t(40));
  QCOMPARE(draft.query.tiles->at(1), TileId(5));
  QCOMPARE(draft.tilesName, QStringLiteral("forest"));
  QVERIFY(s.window->focusWidget() != nullptr);  // the line, since there is nothing to look for yet
  s.window->queryBar()->setText(QStringLiteral("ships"));
  QTRY_VERIFY(s.context->search().result() != nullptr);
  QVERIFY(s.context->search().draft().query.tiles.has_value());
}

void ClustersTest::examplesAndExclusionsColourThePlot() {
  EmbeddingStage s;
  s.find<QComboBox>("colourBy")->setCurrentIndex(static_cast<int>(ui::ColourBy::Score));
  QTRY_VERIFY(lineOf(s, 4).startsWith(QStringLiteral("No query")));
  s.context->search().addExamples({3, 6});
  QTRY_VERIFY(lineOf(s, 4).startsWith(QStringLiteral("The rest")));
  const auto last = [&] { return s.world->copyOf(s.space().scoredQueries).back(); };
  QCOMPARE(last().like, (std::vector<TileId>{3, 6}));
  s.context->search().addExclusion(QStringLiteral("clouds"));
  s.context->search().setArea({-98, 46, -97, 48});
  QTRY_COMPARE(last().notTexts.size(), std::size_t(1));
  QCOMPARE(last().like.size(), std::size_t(2));
  QVERIFY(!last().bbox.has_value());  // what lies elsewhere has colours too
  s.window->queryBar()->setText(QStringLiteral("ships"));
  QTRY_COMPARE(last().text, std::string("ships"));
  QCOMPARE(last().like.size(), std::size_t(2));
}

void ClustersTest::stepsEndWhereScoresAreKnown() {
  jobs::LayoutView view;
  std::vector<float> scores;
  for (int i = 0; i < 1000; ++i) {
    view.tiles.push_back(i + 1);
    view.cluster.push_back(-1);
    view.scene.push_back(-1);
    scores.push_back(i < 300 ? 1.0F - 0.001F * static_cast<float>(i) : std::numeric_limits<float>::quiet_NaN());
  }
  ui::ColourData data;
  data.scores = scores;
  const ui::Colouring colouring = ui::Colouring::of(view, ui::ColourBy::Score, data);
  QCOMPARE(colouring.entries.size(), std::size_t(5));
  QCOMPARE(colouring.entries[3].label, QStringLiteral("20 to 30 %"));
  QCOMPARE(colouring.entries[3].count, 100);
  QCOMPARE(colouring.entries[4].count, 700);
  std::fill(scores.begin() + 40, scores.end(), std::numeric_limits<float>::quiet_NaN());
  data.scores = scores;
  const ui::Colouring few = ui::Colouring::of(view, ui::ColourBy::Score, data);
  QCOMPARE(few.entries.size(), std::size_t(3));
  QCOMPARE(few.entries[1].label, QStringLiteral("1 to 4 %"));
}

void ClustersTest::aPictureHasTheSizeAndLegendThatWereAskedFor() {
  EmbeddingStage s;
  QTemporaryDir folder;
  const auto write = [&](const QString& name, int width, bool legend) {
    ui::PlotPicture picture;
    picture.width = width;
    if (legend) {
      picture.legend = std::make_shared<const ui::Colouring>(
          ui::Colouring::of(*s.page->controller()->view(), ui::ColourBy::Cluster, {}));
    }
    return ui::writePlot(*s.page->plot(), folder.filePath(name), picture);
  };
  QCOMPARE(write(QStringLiteral("a.png"), 900, true), QString());
  QCOMPARE(write(QStringLiteral("b.png"), 900, false), QString());
  QCOMPARE(write(QStringLiteral("c.png"), 2000, true), QString());
  const QImage with(folder.filePath(QStringLiteral("a.png"))), without(folder.filePath(QStringLiteral("b.png")));
  QCOMPARE(with.width(), 900);
  QCOMPARE(with.height(), ui::plotHeight(s.page->plot()->size(), 900));
  QCOMPARE(QImage(folder.filePath(QStringLiteral("c.png"))).width(), 2000);
  // The swatch of the first line stands at the right, in the colour of the first cluster.
  const Rgb first = categoryStyle(0, false).colour;
  const auto count = [&](const QImage& image, int from) {
    int found = 0;
    for (int y = 0; y < 60; ++y) {
      for (int x = from; x < image.width(); ++x) found += image.pixel(x, y) == qRgb(first[0], first[1], first[2]);
    }
    return found;
  };
  QVERIFY(count(with, 600) > 20);
  QCOMPARE(count(without, 600), 0);
  QVERIFY(!ui::writePlot(*s.page->plot(), QStringLiteral("/nowhere/at/all.png"), {}).isEmpty());
}

void ClustersTest::theSelectedTilesAreExported() {
  EmbeddingStage s;
  QTemporaryDir folder;
  s.context->selection().set({1, 4, 7, 2});
  s.find<QToolButton>("scatterExport")->click();
  auto* dialog = s.page->findChild<ui::PlotExportDialog*>();
  QVERIFY(dialog != nullptr);
  auto* chosen = dialog->findChild<QCheckBox*>(QStringLiteral("plotExportSelected"));
  QVERIFY(!chosen->isEnabled());  // a picture is one of all
  QVERIFY(dialog->findChild<QSpinBox*>(QStringLiteral("plotExportWidth"))->isEnabled());
  dialog->setOnlySelected();
  QCOMPARE(dialog->format(), QStringLiteral("gpkg"));
  QVERIFY(chosen->isEnabled() && dialog->onlySelected());
  QVERIFY(chosen->text().contains(QStringLiteral("4")) && chosen->text().contains(QStringLiteral("120")));
  dialog->setTarget(folder.filePath(QStringLiteral("part.gpkg")));
  dialog->accept();
  QTRY_COMPARE(s.world->copyOf(s.space().writtenTiles), (std::vector<TileId>{1, 2, 4, 7}));
  QTRY_VERIFY(s.page->findChild<ui::PlotExportDialog*>() == nullptr);
  // A name that does not fit the format is not taken.
  s.find<QToolButton>("scatterExport")->click();
  dialog = s.page->findChild<ui::PlotExportDialog*>();
  dialog->setTarget(folder.filePath(QStringLiteral("a.txt")));
  const auto ok = [&] {
    for (const QPushButton* button : dialog->findChildren<QPushButton*>()) {
      if (button->text() == QLatin1String("&Export")) return button->isEnabled();
    }
    return true;
  };
  QVERIFY(!ok());
  dialog->setTarget(folder.filePath(QStringLiteral("a.png")));
  QTRY_VERIFY(ok());
  dialog->reject();
}

void ClustersTest::similarityIsDrawnForOneAndForTwo() {
  EmbeddingStage s;
  s.find<QWidget>("similarityChart");
  auto* measures = s.page->findChild<ui::MeasuresTable*>();
  QCOMPARE(measures->findChildren<ui::SimilarityChart*>().size(), 1);
  QVERIFY(measures->findChild<ui::SimilarityChart*>()->accessibleDescription().contains(QStringLiteral("0.10")));
  QVERIFY(s.compare());
  QTRY_COMPARE(measures->findChildren<ui::SimilarityChart*>().size(), 1);
  QVERIFY(measures->findChild<ui::SimilarityChart*>()->accessibleDescription().startsWith(QStringLiteral("Before")));
  // 40 bins: all pairs between 0 and 0.4, later between 0.5 and 0.6.
  std::vector<double> before(40, 0.0), after(40, 0.0);
  for (int bin = 20; bin < 28; ++bin) before[static_cast<std::size_t>(bin)] = 0.125;
  for (int bin = 30; bin < 32; ++bin) after[static_cast<std::size_t>(bin)] = 0.5;
  QCOMPARE(ui::SimilarityChart::reading(before), QStringLiteral("Half of all pairs lie between 0.10 and 0.30."));
  ui::SimilarityChart chart(before, after);
  QVERIFY(chart.range().first <= 0.0 && chart.range().first >= -0.2);
  QVERIFY(chart.range().second >= 0.6 && chart.range().second <= 0.8);
  chart.resize(400, 100);
  const QImage both = chart.grab().toImage();
  ui::SimilarityChart alone(before);
  alone.resize(400, 100);
  QVERIFY(both != alone.grab().toImage());
}

QTEST_MAIN(ClustersTest)
#include "clusters_test.moc"
