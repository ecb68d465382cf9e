// What holds for every control of the window and its dialogs: a name for screen readers, letters that do not clash,
// plurals, translated buttons, and an event loop that never stalls.
#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QAction>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QPushButton>
#include <QScopeGuard>
#include <QSet>
#include <QToolButton>
#include <QTranslator>
#include <QXmlStreamReader>

#include "ui/archive/add_scenes_dialog.h"
#include "ui/archive/relink_dialog.h"
#include "ui/help/diagnostics_dialog.h"
#include "ui/label/label_export_dialog.h"
#include "ui/label/label_import_dialog.h"
#include "ui/model/import_dialog.h"
#include "ui/model/model_card_dialog.h"
#include "ui/search/query_bar.h"
#include "ui/search/result_grid.h"
#include "ui/search/results_view.h"
#include "ui/settings/keys_dialog.h"
#include "ui/settings/settings_dialog.h"
#include "ui/support/elided_label.h"
#include "ui/window_actions.h"
#include "window_fixture.h"

using namespace tilescout;
using test::WindowFixture;

namespace {

bool hasHan(const QString& text) {
  return std::any_of(text.begin(), text.end(), [](QChar c) { return c.script() == QChar::Script_Han; });
}

std::vector<std::unique_ptr<QDialog>> dialogs(WindowFixture& f) {
  std::vector<std::unique_ptr<QDialog>> all;
  all.push_back(std::make_unique<ui::KeysDialog>(f.window->actions()));
  all.push_back(std::make_unique<ui::SettingsDialog>(f.context.get()));
  all.push_back(std::make_unique<ui::DiagnosticsDialog>(f.context.get()));
  all.push_back(std::make_unique<ui::ModelCardDialog>(f.context.get()));
  all.push_back(std::make_unique<ui::ImportDialog>(f.context.get()));
  all.push_back(std::make_unique<ui::RelinkDialog>(f.context.get()));
  all.push_back(std::make_unique<ui::LabelImportDialog>(f.context.get()));
  all.push_back(std::make_unique<ui::LabelExportDialog>(f.context.get()));
  all.push_back(std::make_unique<ui::AddScenesDialog>(f.context.get()));
  for (const auto& dialog : all) dialog->show();
  QTest::qWait(50);
  return all;
}

/// What a screen reader would say of a control besides its kind.
QString nameOf(const QWidget* widget) {
  if (!widget->accessibleName().isEmpty()) return widget->accessibleName();
  if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) return button->text();
  return {};
}

/// Controls that take the keyboard and are neither part of another one nor Qt's own.
QStringList namelessControls(QWidget* of) {
  QStringList nameless;
  for (const QWidget* widget : of->findChildren<QWidget*>()) {
    if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus) || widget->focusProxy()) continue;
    if (widget->objectName().startsWith(QLatin1String("qt_"))) continue;
    const QWidget* parent = widget->parentWidget();
    if (qobject_cast<const QComboBox*>(parent) || qobject_cast<const QAbstractSpinBox*>(parent)) continue;
    if (widget->inherits("QScrollArea") || widget->inherits("QTabBar") || widget->inherits("QLabel")) continue;
    if (nameOf(widget).isEmpty()) {
      nameless.append(QString::fromLatin1(widget->metaObject()->className()) + QLatin1Char(' ') + widget->objectName());
    }
  }
  return nameless;
}

void checkLetters(const QWidget* of) {
  QMap<QChar, QString> taken;
  const auto take = [&](const QString& text) {
    const qsizetype mark = text.indexOf(QLatin1Char('&'));
    if (mark < 0 || mark + 1 >= text.size() || text[mark + 1] == QLatin1Char('&')) return;
    const QChar letter = text[mark + 1].toLower();
    const QString message = QStringLiteral("%1 has “%2” and “%3”")
                                .arg(QString::fromLatin1(of->metaObject()->className()), taken.value(letter), text);
    QVERIFY2(!taken.contains(letter), message.toUtf8().constData());
    taken.insert(letter, text);
  };
  for (const auto* label : of->findChildren<QLabel*>()) {
    if (label->isVisible() && label->buddy()) take(label->text());
  }
  for (const auto* button : of->findChildren<QAbstractButton*>()) {
    if (button->isVisible()) take(button->text());
  }
}

/// Labels and buttons whose text has less room than it needs. An ElidedLabel ends in "…" and tells the rest by its tip.
QStringList cutTexts(QWidget* of) {
  QStringList cut;
  const auto note = [&](const QWidget* widget, const QString& text) {
    cut.append(
        QStringLiteral("%1 %2 “%3”").arg(QLatin1String(of->metaObject()->className()), widget->objectName(), text));
  };
  for (const auto* label : of->findChildren<QLabel*>()) {
    if (!label->isVisible() || label->text().isEmpty() || qobject_cast<const ui::ElidedLabel*>(label)) continue;
    if (label->visibleRegion().isEmpty()) continue;  // scrolled out of sight
    const bool fits = label->wordWrap() ? label->heightForWidth(label->width()) <= label->height() + 1
                                        : label->sizeHint().width() <= label->width() + 1;
    if (!fits) note(label, label->text());
  }
  for (const auto* button : of->findChildren<QAbstractButton*>()) {
    const auto* tool = qobject_cast<const QToolButton*>(button);
    if (!button->isVisible() || button->text().isEmpty()) continue;
    if (tool &&
        (tool->toolButtonStyle() == Qt::ToolButtonIconOnly || (tool->toolButtonStyle() == Qt::ToolButtonTextUnderIcon)))
      continue;
    const int needed = button->fontMetrics().size(Qt::TextShowMnemonic, button->text()).width();
    if (needed > button->width()) note(button, button->text());
  }
  return cut;
}

/// The same once layouts have come to rest.
QStringList cutAtRest(QWidget* of) {
  QStringList cut = cutTexts(of);
  for (int i = 0; i < 25 && !cut.isEmpty(); ++i) {
    QTest::qWait(20);
    cut = cutTexts(of);
  }
  return cut;
}

/// English, a third longer: as wordy as German or Russian are.
class WordyTexts : public QTranslator {
 public:
  bool isEmpty() const override { return false; }
  QString translate(const char*, const char* source, const char*, int) const override {
    const QString text = QString::fromUtf8(source);
    const QString more = QStringLiteral(" mehr Wort als nötig ist").repeated(static_cast<int>(text.size()) / 60 + 1);
    return text + more.left(text.size() / 3);
  }
};

/// Longest time between two turns of the event loop while it lives.
class StallWatch : public QObject {
 public:
  StallWatch() {
    clock_.start();
    startTimer(1);
  }
  qint64 longest() const { return longest_; }

 protected:
  void timerEvent(QTimerEvent*) override {
    const qint64 now = clock_.elapsed();
    longest_ = std::max(longest_, now - last_);
    last_ = now;
  }

 private:
  QElapsedTimer clock_;
  qint64 last_ = 0, longest_ = 0;
};

}  // namespace

class QualityTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everyControlHasAName();
  void lettersDoNotClashInDialogs_data();
  void lettersDoNotClashInDialogs();
  void dialogsFitASmallScreen();
  void toolsOfTheLargeViewPushNoDockAside_data();
  void toolsOfTheLargeViewPushNoDockAside();
  void noTextIsCut_data();
  void noTextIsCut();
  void buttonsOfQtsOwnDialogsAreTranslated();
  void pluralsAreComplete_data();
  void pluralsAreComplete();
  void theLoopNeverStalls();
};

void QualityTest::everyControlHasAName() {
  WindowFixture f;
  QVERIFY(f.open());
  f.window->queryBar()->setText(QStringLiteral("ships"));
  QTRY_COMPARE(f.context->search().answeredText(), QStringLiteral("ships"));
  f.context->selection().set({test::fakeTileAt(*f.world, "ships", 1)}, test::fakeTileAt(*f.world, "ships", 1));
  f.window->actions()->find("label")->trigger();
  f.window->actions()->find("collect")->trigger();
  QTest::qWait(100);
  QCOMPARE(namelessControls(f.window.get()), QStringList());
  for (const auto& dialog : dialogs(f)) QCOMPARE(namelessControls(dialog.get()), QStringList());
}

void QualityTest::lettersDoNotClashInDialogs_data() {
  QTest::addColumn<QString>("language");
  QTest::newRow("English") << QStringLiteral("en");
  QTest::newRow("Chinese") << QStringLiteral("zh_CN");
}

void QualityTest::lettersDoNotClashInDialogs() {
  QFETCH(QString, language);
  WindowFixture f;
  f.context->setLanguage(language);
  QVERIFY(f.open());
  for (const auto& dialog : dialogs(f)) checkLetters(dialog.get());
}

void QualityTest::dialogsFitASmallScreen() {
  for (const char* language : {"en", "zh_CN"}) {
    WindowFixture f;
    f.context->setLanguage(QString::fromLatin1(language));
    QVERIFY(f.open());
    for (const auto& dialog : dialogs(f)) {
      const QSize least = dialog->minimumSizeHint();
      QVERIFY2(least.width() <= 1280 && least.height() <= 680, dialog->metaObject()->className());
    }
  }
}

void QualityTest::toolsOfTheLargeViewPushNoDockAside_data() {
  QTest::addColumn<QString>("language");
  QTest::newRow("English") << QStringLiteral("en");
  QTest::newRow("Chinese") << QStringLiteral("zh_CN");
}

void QualityTest::toolsOfTheLargeViewPushNoDockAside() {
  QFETCH(const QString, language);
  WindowFixture f;
  f.context->setLanguage(language);
  QVERIFY(f.open());
  f.window->resize(1280, 720);
  f.window->queryBar()->setText(QStringLiteral("ships"));
  QTRY_COMPARE(f.context->search().answeredText(), QStringLiteral("ships"));
  f.context->selection().set({test::fakeTileAt(*f.world, "ships", 1)}, test::fakeTileAt(*f.world, "ships", 1));
  f.window->results()->showLarge();
  QTest::qWait(50);
  const int before = f.find<QDockWidget>("archiveDock")->width();
  for (const char* tool : {"largeHeat", "largeBands", "largeDates"}) {
    f.find<QAbstractButton>(tool)->click();
    QTest::qWait(50);
    QVERIFY2(f.find<QDockWidget>("archiveDock")->width() == before, tool);
    f.find<QAbstractButton>(tool)->click();
  }
}

void QualityTest::noTextIsCut_data() {
  QTest::addColumn<QString>("language");
  QTest::addColumn<bool>("wordy");
  QTest::addColumn<Qt::LayoutDirection>("direction");
  QTest::newRow("English") << QStringLiteral("en") << false << Qt::LeftToRight;
  QTest::newRow("Chinese") << QStringLiteral("zh_CN") << false << Qt::LeftToRight;
  QTest::newRow("a wordy language") << QStringLiteral("en") << true << Qt::LeftToRight;
  QTest::newRow("from right to left") << QStringLiteral("en") << false << Qt::RightToLeft;
}

void QualityTest::noTextIsCut() {
  QFETCH(QString, language);
  QFETCH(bool, wordy);
  QFETCH(Qt::LayoutDirection, direction);
  QWidget narrow;
  QLabel label(QStringLiteral("more than there is room for"), &narrow);
  QPushButton button(QStringLiteral("more than there is room for"), &narrow);
  for (QWidget* part : {static_cast<QWidget*>(&label), static_cast<QWidget*>(&button)}) part->setFixedWidth(60);
  narrow.show();
  QCOMPARE(cutTexts(&narrow).size(), qsizetype(2));  // it is seen
  WindowFixture f;
  f.context->setLanguage(language);
  WordyTexts words;
  if (wordy) QCoreApplication::installTranslator(&words);
  QGuiApplication::setLayoutDirection(direction);
  const auto asBefore = qScopeGuard([&] {
    QCoreApplication::removeTranslator(&words);
    QGuiApplication::setLayoutDirection(Qt::LeftToRight);
  });
  f.window->resize(1280, 720);
  QTest::qWait(20);
  QStringList cut = cutAtRest(f.window.get());  // the welcome page
  QVERIFY(f.open());
  f.window->queryBar()->setText(QStringLiteral("ships"));
  QTRY_COMPARE(f.context->search().answeredText(), QStringLiteral("ships"));
  const TileId best = test::fakeTileAt(*f.world, "ships", 1);
  f.context->selection().set({best}, best);
  f.context->refine().mark({best}, true);
  for (const char* page : {"focusResults", "showLarge", "showMap", "showMatches", "embedding", "label"}) {
    f.window->actions()->find(page)->trigger();
    QTest::qWait(60);
    for (const QString& text : cutAtRest(f.window.get())) cut.append(QLatin1String(page) + QLatin1String(": ") + text);
  }
  for (const auto& dialog : dialogs(f)) cut += cutAtRest(dialog.get());
  QVERIFY2(cut.isEmpty(), qPrintable(cut.join(u'\n')));
}

void QualityTest::buttonsOfQtsOwnDialogsAreTranslated() {
  WindowFixture f;
  f.context->setLanguage(QStringLiteral("zh_CN"));
  QDialogButtonBox box(QDialogButtonBox::Ok | QDialogButtonBox::Cancel | QDialogButtonBox::Close |
                       QDialogButtonBox::Open | QDialogButtonBox::Save | QDialogButtonBox::Yes | QDialogButtonBox::No);
  QCOMPARE(box.buttons().size(), 7);
  for (const QAbstractButton* button : box.buttons()) QVERIFY2(hasHan(button->text()), qPrintable(button->text()));
}

void QualityTest::pluralsAreComplete_data() {
  QTest::addColumn<QString>("language");
  QTest::addColumn<int>("forms");
  QTest::newRow("English") << QStringLiteral("en") << 2;
  QTest::newRow("Chinese") << QStringLiteral("zh_CN") << 1;
}

void QualityTest::pluralsAreComplete() {
  QFETCH(QString, language);
  QFETCH(int, forms);
  QFile file(QStringLiteral(TILESCOUT_SOURCE_DIR "/translations/tilescout_%1.ts").arg(language));
  QVERIFY(file.open(QIODevice::ReadOnly));
  QXmlStreamReader xml(&file);
  QString source;
  QStringList found;
  int plurals = 0;
  while (!xml.atEnd()) {
    xml.readNext();
    if (xml.isStartElement() && xml.name() == QLatin1String("source")) source = xml.readElementText();
    if (xml.isStartElement() && xml.name() == QLatin1String("numerusform")) found.append(xml.readElementText());
    if (!xml.isEndElement() || xml.name() != QLatin1String("message")) continue;
    const bool plural = source.contains(QLatin1String("%n"));
    QVERIFY2(!plural || found.size() == forms, qPrintable(source));
    for (const QString& form : found)
      QVERIFY2(!form.isEmpty() && !form.contains(QLatin1String("(s)")), qPrintable(source));
    plurals += plural ? 1 : 0;
    found.clear();
  }
  QVERIFY(plurals > 10);
}

void QualityTest::theLoopNeverStalls() {
  WindowFixture f;
  f.world->tilesPerScene = 4000;
  f.world->holdIndex = true;
  QVERIFY(f.open());
  f.context->archive().addScenes({QStringLiteral("/data/naip")});
  QTRY_VERIFY(f.context->archive().isIndexing());
  const StallWatch watch;
  for (const char* text : {"ships", "dense houses", "a river through a forest"}) {
    f.window->queryBar()->setText(QString::fromLatin1(text));
    QTRY_COMPARE(f.context->search().answeredText(), QString::fromLatin1(text));
    ui::ResultGrid* grid = f.window->results()->grid();
    grid->selectAll();
    QTest::qWait(20);
    grid->scrollTo(grid->model()->index(grid->model()->rowCount() - 1, 0));
    QTest::qWait(20);
    f.context->archive().refresh();
    f.context->selection().clear();
  }
  f.context->setTheme(ui::ThemeChoice::Dark);
  f.world->holdIndex = false;
  QTRY_VERIFY(!f.context->archive().isIndexing());
  QTest::qWait(50);
  QVERIFY2(watch.longest() < 500, qPrintable(QString::number(watch.longest())));
}

QTEST_MAIN(QualityTest)
#include "quality_test.moc"
