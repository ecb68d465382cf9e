// Everything that can be done stands in a menu with icon, key and tool tip, and is found by the palette.
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>
#include <QToolButton>

#include "search_steps.h"
#include "ui/explore/embedding_page.h"
#include "ui/palette/palette_sources.h"
#include "ui/search/large_view.h"

using namespace tilescout;
using test::WindowFixture;

namespace {

/// What lies in a menu and the menus within it.
void collect(const QMenu* menu, QSet<const QAction*>& all) {
  for (const QAction* action : menu->actions()) {
    all.insert(action);
    if (action->menu()) collect(action->menu(), all);
  }
}

QSet<const QAction*> inMenus(const WindowFixture& f) {
  QSet<const QAction*> all;
  for (const QAction* top : f.window->findChild<QMenuBar*>()->actions()) collect(top->menu(), all);
  return all;
}

/// No choices of the user: lines between others, a menu's own entry, what Qt makes for itself, the signs within a line
/// of text (one of which opens the earlier queries, as the action "queryHistory" does), and the list of recent
/// archives, which the palette lists as archives.
bool isPart(const QAction* action) {
  const QString name = action->objectName();
  const auto* bar = qobject_cast<QToolBar*>(action->parent());
  if (bar && bar->toggleViewAction() == action) return true;
  return action->isSeparator() || action->menu() || name.startsWith(QLatin1String("_q_")) ||
         name.startsWith(QLatin1String("qt_")) || qobject_cast<QLineEdit*>(action->parent()) ||
         action->parent()->objectName() == QLatin1String("recentMenu");
}

}  // namespace

class ActionsTest : public QObject, private test::SearchSteps {
  Q_OBJECT

 private Q_SLOTS:
  void everyActionHasMenuIconKeyAndTip_data();
  void everyActionHasMenuIconKeyAndTip();
  void thePaletteFindsEveryAction();
  void noTwoActionsHearTheSameKey();
  void linesOfTextLeaveActionsTheirKeys();
  void pagesApartMayShareAKey();
  void whatTheUserMadeOfAKeyGoesBeforeADefault();
  void orderAndGroupsAreActionsToo();
  void actionsPressTheButtonsOfThePages();
  void strippedOfMarksThereIsNothingToForget();
};

void ActionsTest::everyActionHasMenuIconKeyAndTip_data() {
  QTest::addColumn<QString>("language");
  QTest::newRow("English") << QStringLiteral("en");
  QTest::newRow("Chinese") << QStringLiteral("zh_CN");
}

void ActionsTest::everyActionHasMenuIconKeyAndTip() {
  QFETCH(QString, language);
  WindowFixture f;
  f.context->setLanguage(language);
  QVERIFY(f.open());
  QCoreApplication::processEvents();
  // A language is listed under its own name alone.
  const QSet<QString> untold = {QStringLiteral("languageEnglish"), QStringLiteral("languageChinese")};
  const QSet<const QAction*> listed = inMenus(f);
  QStringList lacking;
  int seen = 0;
  for (const QAction* action : f.window->findChildren<QAction*>()) {
    if (isPart(action)) continue;
    ++seen;
    QStringList lacks;
    if (!listed.contains(action)) lacks.append(QStringLiteral("menu"));
    if (action->icon().isNull()) lacks.append(QStringLiteral("icon"));
    if (action->shortcuts().isEmpty()) lacks.append(QStringLiteral("key"));
    if (action->toolTip() == ui::plainText(action) && !untold.contains(action->objectName()))
      lacks.append(QStringLiteral("tip"));
    if (!lacks.isEmpty())
      lacking.append(QStringLiteral("%1 (%2): %3").arg(action->objectName(), action->text(), lacks.join(u' ')));
  }
  QVERIFY2(lacking.isEmpty(), qPrintable(lacking.join(u'\n')));
  QVERIFY(seen > 120);
}

void ActionsTest::thePaletteFindsEveryAction() {
  WindowFixture f;
  QVERIFY(f.open());
  const auto entries = ui::PaletteSources::actions(f.window->actions(), f.window->findChild<QMenuBar*>())(QString());
  QSet<QString> names;
  for (const ui::PaletteEntry& entry : entries) {
    QVERIFY(!entry.title.isEmpty());
    names.insert(entry.keywords.section(QLatin1Char(' '), -1));
  }
  for (const QAction* action : f.window->findChildren<QAction*>()) {
    if (!isPart(action) && action->isVisible())
      QVERIFY2(names.contains(action->objectName()), qPrintable(action->objectName()));
  }
}

void ActionsTest::noTwoActionsHearTheSameKey() {
  WindowFixture f;
  for (const QAction* action : f.window->actions()->all()) {
    QVERIFY2(f.window->actions()->keyMap().isDefault(action), qPrintable(action->objectName()));  // had to give up none
    for (const QKeySequence& key : action->shortcuts()) {
      const QAction* holder = f.window->actions()->keyMap().holder(key, action);
      QVERIFY2(!holder,
               qPrintable(QStringLiteral("%1: %2, %3")
                              .arg(key.toString(), action->objectName(), holder ? holder->objectName() : QString())));
    }
  }
  // Nor does one of those that are not listed.
  for (const QAction* action : f.window->findChildren<QAction*>()) {
    if (!f.window->actions()->all().contains(action))
      QVERIFY2(action->shortcuts().isEmpty(), qPrintable(action->text()));
  }
}

void ActionsTest::linesOfTextLeaveActionsTheirKeys() {
  WindowFixture f;
  QVERIFY(f.open());
  class X11Line : public QLineEdit {  // takes every key to edit with
   public:
    using QLineEdit::QLineEdit;
    bool event(QEvent* event) override {
      if (event->type() != QEvent::ShortcutOverride) return QLineEdit::event(event);
      event->accept();
      return true;
    }
  };
  X11Line line(f.window.get());
  const auto kept = [&](int key) {
    QKeyEvent event(QEvent::ShortcutOverride, key, Qt::ControlModifier);
    event.ignore();  // as Qt sends it
    QCoreApplication::sendEvent(&line, &event);
    return event.isAccepted();
  };
  QVERIFY(!kept(Qt::Key_E));
  QVERIFY(!kept(Qt::Key_D));
  QVERIFY(kept(Qt::Key_C));
}

void ActionsTest::pagesApartMayShareAKey() {
  WindowFixture f;
  ui::KeyMap keys(&f.context->settings());
  QWidget page, other;
  QWidget part(&page);
  QAction everywhere, here, there, within;
  const std::pair<QAction*, const QWidget*> actions[] = {
      {&everywhere, nullptr}, {&here, &page}, {&there, &other}, {&within, &part}};
  int number = 0;
  for (const auto& [action, scope] : actions) {
    action->setObjectName(QStringLiteral("test%1").arg(++number));
    keys.add(action, {}, scope);
  }
  QVERIFY(keys.set(&here, {Qt::Key_F8}));
  QVERIFY(keys.set(&there, {Qt::Key_F8}));
  QVERIFY(!keys.set(&within, {Qt::Key_F8}));  // where it is heard the page hears as well
  QVERIFY(!keys.set(&everywhere, {Qt::Key_F8}));
  QCOMPARE(keys.holder(Qt::Key_F8, &within), &here);
}

void ActionsTest::whatTheUserMadeOfAKeyGoesBeforeADefault() {
  WindowFixture f;
  const auto keysOf = [&](const char* name) { return f.window->actions()->find(name)->shortcuts(); };
  // As if they had been chosen before these defaults came, one of an action that is made earlier, one later.
  f.context->settings().setKeys(QStringLiteral("openDemo"), QStringList{QStringLiteral("F6")});
  f.context->settings().setKeys(QStringLiteral("markRight"), QStringList{QStringLiteral("F7")});
  f.stop();
  f.start();
  QCOMPARE(keysOf("openDemo"), QList<QKeySequence>{Qt::Key_F6});
  QCOMPARE(keysOf("findDuplicates"), QList<QKeySequence>());
  QCOMPARE(keysOf("markRight"), QList<QKeySequence>{Qt::Key_F7});
  QCOMPARE(keysOf("findWorthLabelling"), QList<QKeySequence>());
  f.window->actions()->keyMap().resetAll();
  QCOMPARE(keysOf("findDuplicates"), QList<QKeySequence>{Qt::Key_F6});
}

void ActionsTest::orderAndGroupsAreActionsToo() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  auto* order = f.find<QComboBox>("resultOrder");
  QVERIFY(f.window->actions()->find("sortScore")->isChecked());
  QTest::keyClick(f.window.get(), Qt::Key_2, Qt::ControlModifier);
  QCOMPARE(order->currentIndex(), 1);
  QCOMPARE(model(f)->order(), ui::HitOrder::Newest);
  order->setCurrentIndex(3);
  QVERIFY(f.window->actions()->find("sortScene")->isChecked());
  QVERIFY(!f.window->actions()->find("sortNewest")->isChecked());
  QTest::keyClick(f.window.get(), Qt::Key_8, Qt::ControlModifier);
  QCOMPARE(model(f)->groups(), ui::HitGroups::Scene);
}

void ActionsTest::actionsPressTheButtonsOfThePages() {
  WindowFixture f;
  QVERIFY(f.open());
  QAction* heat = f.window->actions()->find("largeHeat");
  auto* large = f.window->results()->largeView();
  auto* button = large->findChild<QToolButton*>(QStringLiteral("largeHeat"));
  heat->trigger();  // there is nothing to show large
  QVERIFY(!large->isVisible() && !button->isChecked() && !heat->isChecked());
  QVERIFY(ask(f, "ships"));
  select(f, 0);
  heat->trigger();
  QVERIFY(large->isVisible() && button->isChecked() && heat->isChecked());
  button->click();
  QVERIFY(!heat->isChecked());
  QTest::keyClick(f.find<QWidget>("largeView"), Qt::Key_O);
  QVERIFY(large->findChild<QToolButton*>(QStringLiteral("largeDates"))->isChecked());
  QVERIFY(!heat->isEnabled());  // as its button
  f.context->setLanguage(QStringLiteral("zh_CN"));
  QTRY_COMPARE(heat->text(), button->text());
  trigger(f, "scatterList");
  QVERIFY(f.window->findChild<ui::EmbeddingPage*>()->isVisible());
}

void ActionsTest::strippedOfMarksThereIsNothingToForget() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(ask(f, "ships"));
  QAction* uncertain = f.window->actions()->find("refineUncertain");
  QAction* forget = f.window->actions()->find("refineClear");
  QVERIFY(!uncertain->isEnabled() && !forget->isEnabled());
  f.context->refine().mark({tileAt(f, 0)}, true);
  QTRY_VERIFY(uncertain->isEnabled() && forget->isEnabled());
  uncertain->trigger();
  QCOMPARE(f.context->refine().strip(), ui::RefineStrip::Uncertain);
  QVERIFY(uncertain->isChecked());
  forget->trigger();
  QTRY_VERIFY(f.context->refine().marks().empty() && !forget->isEnabled());
}

QTEST_MAIN(ActionsTest)
#include "actions_test.moc"
