// Clusters in the window: how they look, what they are called, and what their names can be used for.
#include <QAction>
#include <QListWidget>
#include <QMenu>
#include <QRegularExpression>
#include <set>

#include "embedding_stage.h"
#include "explore/cluster_naming.h"
#include "ui/backend/label_session.h"
#include "ui/explore/cluster_words.h"
#include "ui/explore/colouring.h"
#include "ui/explore/legend_panel.h"
#include "ui/explore/scatter_view.h"
#include "ui/explore/text_layer.h"
#include "ui/label/label_controller.h"
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

QTEST_MAIN(ClustersTest)
#include "clusters_test.moc"
