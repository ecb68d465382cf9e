// The scenes' tree as a view of the one selection, the map by keys, and a whole journey without a mouse.
#include <QApplication>
#include <QDockWidget>
#include <QLineEdit>
#include <QMenu>
#include <QTreeView>

#include "search_steps.h"
#include "ui/archive/scene_model.h"
#include "ui/archive/scenes_panel.h"
#include "ui/export/export_dialog.h"
#include "ui/map/map_canvas.h"
#include "ui/search/large_view.h"

using namespace tilescout;
using test::WindowFixture;

class KeysTest : public QObject, private test::SearchSteps {
  Q_OBJECT

 private Q_SLOTS:
  void scenesThatAreChosenSelectTheirResults();
  void selectedTilesMarkTheirScenes();
  void whatIsChosenStaysWhileScenesCome();
  void theMouseOnATilePointsAtItsSceneAndBack();
  void theScenesMenuSearchesInThemAndShowsThem();
  void theMapIsWorkedByKeys();
  void theJourneyNeedsNoMouse();

 private:
  static QTreeView* tree(const WindowFixture& f) { return f.window->scenesPanel()->tree(); }
  static QModelIndex row(const WindowFixture& f, SceneId scene) {
    return static_cast<ui::SceneModel*>(tree(f)->model())->indexOf(scene);
  }
  static void click(const WindowFixture& f, SceneId scene, Qt::KeyboardModifiers modifiers = {}) {
    QTest::mouseClick(tree(f)->viewport(), Qt::LeftButton, modifiers, tree(f)->visualRect(row(f, scene)).center());
  }
  /// Of the results, those in one of these scenes, best first.
  static std::vector<TileId> tilesOf(const WindowFixture& f, std::initializer_list<SceneId> scenes) {
    std::vector<TileId> tiles;
    for (const Hit& hit : f.context->search().result()->hits) {
      if (std::find(scenes.begin(), scenes.end(), hit.sceneId) != scenes.end()) tiles.push_back(hit.tile);
    }
    return tiles;
  }
  static bool prepare(WindowFixture& f) { return f.open() && ask(f, "ships"); }
};

void KeysTest::scenesThatAreChosenSelectTheirResults() {
  WindowFixture f;
  QVERIFY(prepare(f));
  const ui::Selection& selection = f.context->selection();
  const auto* map = f.window->findChild<ui::MapCanvas*>();
  click(f, 2);
  QVERIFY(!selection.isEmpty());
  QCOMPARE(selection.tiles(), tilesOf(f, {2}));
  QCOMPARE(selection.current(), tilesOf(f, {2}).front());
  QCOMPARE(map->chosenScenes(), std::vector<SceneId>{2});
  click(f, 3, Qt::ControlModifier);
  QCOMPARE(selection.tiles(), tilesOf(f, {2, 3}));
  QTest::qWait(60);  // what is selected now is no answer that would change what is chosen
  QCOMPARE(f.window->scenesPanel()->selectedScenes(), (std::vector<SceneId>{2, 3}));
  click(f, 2, Qt::ControlModifier);
  QCOMPARE(selection.tiles(), tilesOf(f, {3}));
  // Keys choose as the mouse does; a folder stands for its scenes.
  tree(f)->setFocus();
  QTest::keyClick(tree(f), Qt::Key_Home);
  QCOMPARE(tree(f)->currentIndex(), row(f, 3).parent());
  QCOMPARE(selection.tiles(), tilesOf(f, {3}));
  for (int i = 0; i < 2; ++i) QTest::keyClick(tree(f), Qt::Key_Down);
  QCOMPARE(tree(f)->currentIndex(), row(f, 1).parent());
  QCOMPARE(selection.tiles(), tilesOf(f, {1}));
  QTest::keyClick(tree(f), Qt::Key_Down);
  QCOMPARE(f.window->scenesPanel()->currentScene(), SceneId(1));
  QTest::keyClick(tree(f), Qt::Key_Down, Qt::ShiftModifier);  // the next folder
  QCOMPARE(selection.tiles(), tilesOf(f, {1, 2}));
}

void KeysTest::selectedTilesMarkTheirScenes() {
  WindowFixture f;
  QVERIFY(prepare(f));
  const std::vector<TileId> second = tilesOf(f, {2}), third = tilesOf(f, {3});
  f.context->selection().set({second[0], third[1], third[2]}, second[0]);
  QTRY_COMPARE(f.window->scenesPanel()->selectedScenes(), (std::vector<SceneId>{2, 3}));
  QCOMPARE(f.context->selection().tiles().size(), std::size_t(3));  // marking them selects no more
  f.context->selection().clear();
  QTRY_VERIFY(f.window->scenesPanel()->selectedScenes().empty());
  select(f, 0);
  const SceneId scene = f.context->search().result()->hits.front().sceneId;
  QTRY_COMPARE(f.window->scenesPanel()->selectedScenes(), std::vector<SceneId>{scene});
  QCOMPARE(f.window->scenesPanel()->currentScene(), scene);
}

void KeysTest::whatIsChosenStaysWhileScenesCome() {
  WindowFixture f;
  QVERIFY(f.open());
  click(f, 2);  // nothing was searched for yet
  QCOMPARE(f.window->scenesPanel()->selectedScenes(), std::vector<SceneId>{2});
  f.world->scenes = 5;
  f.context->archive().refresh();
  QTRY_VERIFY(row(f, 5).isValid());
  QCOMPARE(f.window->scenesPanel()->selectedScenes(), std::vector<SceneId>{2});
  QVERIFY(f.open(QStringLiteral("/tmp/Other.tilescout")));
  QTRY_VERIFY(row(f, 5).isValid());
  QVERIFY(f.window->scenesPanel()->selectedScenes().empty());
}

void KeysTest::theMouseOnATilePointsAtItsSceneAndBack() {
  WindowFixture f;
  QVERIFY(prepare(f));
  const auto coloured = [&](SceneId scene) { return row(f, scene).data(Qt::BackgroundRole).isValid(); };
  QVERIFY(!coloured(2));
  f.context->selection().setHovered(tilesOf(f, {2}).front());
  QVERIFY(coloured(2) && !coloured(1));
  f.context->selection().setHovered(0);
  QVERIFY(!coloured(2));
  Q_EMIT tree(f)->entered(row(f, 3));
  QCOMPARE(f.context->selection().hovered(), tilesOf(f, {3}).front());
  QEvent leave(QEvent::Leave);
  QCoreApplication::sendEvent(tree(f)->viewport(), &leave);
  QCOMPARE(f.context->selection().hovered(), TileId(0));
}

void KeysTest::theScenesMenuSearchesInThemAndShowsThem() {
  WindowFixture f;
  QVERIFY(prepare(f));
  const auto* menu = f.find<QMenu>("sceneMenu");
  const auto offered = [&](const char* name) {
    QAction* action = f.window->actions()->find(name);
    return action && menu->actions().contains(action) && action->isEnabled();
  };
  QVERIFY(!offered("sceneSearch") && !offered("sceneMap") && !offered("sceneFind"));
  click(f, 2);
  QVERIFY(offered("sceneSearch") && offered("sceneMap") && offered("sceneAgain") && offered("sceneCopy"));
  QVERIFY(!offered("sceneFind"));  // its file is where it was
  tree(f)->setFocus();
  QTest::keyClick(tree(f), Qt::Key_S, Qt::ShiftModifier);
  QTRY_COMPARE(lastAsked(f).scenes, std::vector<SceneId>{2});
  QTest::keyClick(tree(f), Qt::Key_G, Qt::ShiftModifier);
  auto* map = f.window->findChild<ui::MapCanvas*>();
  QTRY_VERIFY(map->isVisible());
  QCOMPARE(map->chosenScenes(), std::vector<SceneId>{2});
}

void KeysTest::theMapIsWorkedByKeys() {
  WindowFixture f;
  QVERIFY(prepare(f));
  QTest::keyClick(f.find<QWidget>("sceneTree"), Qt::Key_M);
  auto* map = f.window->findChild<ui::MapCanvas*>();
  QTRY_VERIFY(map->hasFocus() && map->width() > 100);
  QTest::keyClick(map, Qt::Key_End);  // to the results
  const auto& hits = f.context->search().result()->hits;
  QTest::keyClick(map, Qt::Key_Right, Qt::ControlModifier);
  QCOMPARE(f.context->selection().tiles(), std::vector<TileId>{hits[0].tile});
  QTest::keyClick(map, Qt::Key_Right, Qt::ControlModifier);
  QCOMPARE(f.context->selection().current(), hits[1].tile);
  QTest::keyClick(map, Qt::Key_Left, Qt::ControlModifier);
  QCOMPARE(f.context->selection().current(), hits[0].tile);
  QTest::keyClick(map, Qt::Key_S);
  QCOMPARE(map->tool(), ui::MapTool::Select);
  QTest::keyClick(map, Qt::Key_A);
  QCOMPARE(map->tool(), ui::MapTool::AreaBox);
  QTest::keyClick(map, Qt::Key_H);
  QCOMPARE(map->tool(), ui::MapTool::Hand);
  QTest::keyClick(map, Qt::Key_I);  // search in view
  QTRY_VERIFY(lastAsked(f).bbox.has_value());
  QTest::keyClick(map, Qt::Key_I, Qt::ShiftModifier);  // and everywhere again
  QTRY_VERIFY(!lastAsked(f).bbox.has_value());
  QTest::keyClick(map, Qt::Key_Return);
  QTRY_VERIFY(f.window->results()->largeView()->isVisible());
}

void KeysTest::theJourneyNeedsNoMouse() {
  WindowFixture f;
  f.context->settings().setLastFolder(f.home.path());
  QVERIFY(QTest::qWaitForWindowActive(f.window.get()));
  const auto press = [&](int key, Qt::KeyboardModifiers modifiers = {}) {
    QWidget* focus = QApplication::focusWidget();
    QTest::keyClick(focus ? focus : QApplication::activeWindow(), static_cast<Qt::Key>(key), modifiers);
  };
  const auto type = [](const char* text) { QTest::keyClicks(QApplication::focusWidget(), QString::fromLatin1(text)); };
  // The palette opens the demo.
  press(Qt::Key_K, Qt::ControlModifier);
  type("open the demo");
  press(Qt::Key_Return);
  QTRY_COMPARE(f.world->demosMade.load(), 1);
  QTRY_COMPARE(f.context->archive().state(), ui::ArchiveState::Open);
  press(Qt::Key_F, Qt::ControlModifier);
  type("ships");
  QTRY_COMPARE(f.context->search().answeredText(), QStringLiteral("ships"));
  QTRY_VERIFY(model(f)->rowCount() > 4);
  press(Qt::Key_Down);  // to the results
  QTRY_VERIFY(grid(f)->hasFocus());
  press(Qt::Key_Home);
  const TileId first = tileAt(f, 0);
  press(Qt::Key_Y);  // right, and on to the next
  press(Qt::Key_N);
  QTRY_COMPARE(f.context->refine().marks().size(), std::size_t(2));
  QCOMPARE(f.context->refine().markOf(first), std::optional<bool>(true));
  press(Qt::Key_U, Qt::ShiftModifier);
  QCOMPARE(f.context->refine().strip(), ui::RefineStrip::Uncertain);
  press(Qt::Key_B, Qt::ShiftModifier);
  QCOMPARE(f.context->refine().strip(), ui::RefineStrip::Best);
  // The best one large and back, described, and on.
  press(Qt::Key_Home);
  press(Qt::Key_Space);
  QTRY_VERIFY(f.window->results()->largeView()->isVisible());
  press(Qt::Key_Escape);
  QTRY_VERIFY(grid(f)->hasFocus());
  const TileId described = f.context->selection().current();
  QVERIFY(described != 0);
  press(Qt::Key_L);
  QTRY_COMPARE(QApplication::focusWidget(), f.find<QWidget>("labelCaption"));
  type("xyz");
  press(Qt::Key_Return, Qt::ControlModifier);
  QTRY_COMPARE(f.world->labels.counts().captions, std::int64_t(1));
  QTRY_VERIFY(f.context->selection().current() != described);
  // Out into a file.
  press(Qt::Key_R);  // in a line of text it is a letter
  QCOMPARE(f.find<QLineEdit>("labelCaption")->text(), QStringLiteral("r"));
  press(Qt::Key_E, Qt::ControlModifier);
  QTRY_VERIFY(f.window->findChild<ui::ExportDialog*>() && QApplication::activeModalWidget());
  const QString target = f.window->findChild<ui::ExportDialog*>()->target();
  QTest::qWait(50);
  press(Qt::Key_Return);
  QTRY_COMPARE(f.world->copyOf(f.world->exported), std::vector<std::string>{target.toStdString()});
  QVERIFY(target.startsWith(f.home.path()));
}

QTEST_MAIN(KeysTest)
#include "keys_test.moc"
