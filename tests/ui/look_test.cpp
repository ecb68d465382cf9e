// Language, palettes, translation files, the grid's arithmetic, formats: what can be wrong without a journey failing.
#include <QAction>
#include <QDockWidget>
#include <QFile>
#include <QLabel>
#include <QMenuBar>
#include <QProcess>
#include <QSet>
#include <QStringListModel>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <cmath>

#include "ui/search/result_grid.h"
#include "ui/support/format.h"
#include "ui/window_actions.h"
#include "window_fixture.h"

using namespace tilescout;
using test::WindowFixture;

namespace {

struct Entry {
  QString source;
  QStringList translations;
  bool finished = true;
  bool plural = false;
};

QList<Entry> readEntries(const QString& path) {
  QFile file(path);
  QList<Entry> entries;
  if (!file.open(QIODevice::ReadOnly)) return entries;
  QXmlStreamReader xml(&file);
  while (!xml.atEnd()) {
    xml.readNext();
    if (!xml.isStartElement()) continue;
    if (xml.name() == QLatin1String("message")) {
      entries.append(Entry());
      entries.last().plural = xml.attributes().hasAttribute(QStringLiteral("numerus"));
    } else if (xml.name() == QLatin1String("source")) {
      entries.last().source = xml.readElementText();
    } else if (xml.name() == QLatin1String("translation")) {
      entries.last().finished = !xml.attributes().hasAttribute(QStringLiteral("type"));
      if (!entries.last().plural) entries.last().translations = {xml.readElementText()};
    } else if (xml.name() == QLatin1String("numerusform")) {
      entries.last().translations.append(xml.readElementText());
    }
  }
  return entries;
}

QString translationFile(const char* language) {
  return QStringLiteral(TILESCOUT_SOURCE_DIR "/translations/tilescout_%1.ts").arg(QLatin1String(language));
}

/// WCAG 2 contrast ratio.
double contrast(const QColor& a, const QColor& b) {
  const auto luminance = [](const QColor& colour) {
    const auto channel = [](double v) { return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF()) + 0.0722 * channel(colour.blueF());
  };
  const double x = luminance(a), y = luminance(b);
  return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

}  // namespace

class LookTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everyTextIsTranslated_data();
  void everyTextIsTranslated();
  void placeholdersSurviveTranslation();
  void noTextIsMissingFromTheTranslationFile();
  void theLanguageChangesInPlace();
  void acceleratorsDoNotClash_data();
  void acceleratorsDoNotClash();
  void lightAndDarkSwitch();
  void textIsReadable_data();
  void textIsReadable();
  void theGridLaysOutByArithmetic();
  void theSmallestWindowFits();
  void docksAreRemembered();
  void formats();
};

void LookTest::everyTextIsTranslated_data() {
  QTest::addColumn<QString>("file");
  QTest::newRow("zh_CN") << translationFile("zh_CN");
  QTest::newRow("en") << translationFile("en");
}

void LookTest::everyTextIsTranslated() {
  QFETCH(QString, file);
  // Names, numbers and signs that are the same in both languages.
  const QSet<QString> same = {QStringLiteral("%1 × %2"), QStringLiteral("%1 %"), QStringLiteral("%1 %2"),
                              QStringLiteral("%1 → %2"), QStringLiteral("%1 MB"), QStringLiteral("… 5"),
                              QStringLiteral("… 10")};
  const QList<Entry> entries = readEntries(file);
  QVERIFY(!entries.isEmpty());
  for (const Entry& entry : entries) {
    const QByteArray name = entry.source.toUtf8();
    QVERIFY2(entry.finished, name.constData());
    QVERIFY2(!entry.translations.isEmpty() && !entry.translations.first().isEmpty(), name.constData());
    if (!entry.plural)
      QVERIFY2(entry.translations.first() != entry.source || same.contains(entry.source), name.constData());
  }
}

void LookTest::placeholdersSurviveTranslation() {
  for (const Entry& entry : readEntries(translationFile("zh_CN"))) {
    for (const char* mark : {"%1", "%2", "%3", "%4", "%5", "%n", "*.tilescout", ";;"}) {
      const QString text = QString::fromLatin1(mark);
      const bool agrees = entry.source.contains(text) == entry.translations.first().contains(text);
      QVERIFY2(agrees, (entry.source + QStringLiteral(" | ") + text).toUtf8().constData());
    }
  }
}

void LookTest::noTextIsMissingFromTheTranslationFile() {
  QTemporaryDir folder;
  const QString copy = folder.filePath(QStringLiteral("tilescout_zh_CN.ts"));
  QVERIFY(QFile::copy(translationFile("zh_CN"), copy));
  QVERIFY(QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner));
  QProcess lupdate;
  lupdate.start(QStringLiteral(TILESCOUT_LUPDATE),
                {QStringLiteral("-I"), QStringLiteral(TILESCOUT_SOURCE_DIR), QStringLiteral("-locations"),
                 QStringLiteral("none"), QStringLiteral("-no-obsolete"),
                 QStringLiteral(TILESCOUT_SOURCE_DIR "/ui"), QStringLiteral("-ts"), copy});
  QVERIFY(lupdate.waitForFinished(60000));
  QCOMPARE(lupdate.exitCode(), 0);
  QStringList missing;
  for (const Entry& entry : readEntries(copy)) {
    if (!entry.finished) missing.append(entry.source);
  }
  QCOMPARE(missing, QStringList());
  QCOMPARE(readEntries(copy).size(), readEntries(translationFile("zh_CN")).size());
}

void LookTest::theLanguageChangesInPlace() {
  WindowFixture f;
  QVERIFY(f.open());
  const QAction* open = f.window->actions()->openArchive;
  QCOMPARE(open->text(), QStringLiteral("&Open archive…"));
  f.context->setLanguage(QStringLiteral("zh_CN"));
  QTRY_COMPARE(open->text(), QStringLiteral("打开档案(&O)…"));
  QCOMPARE(f.find<QDockWidget>("archiveDock")->windowTitle(), QStringLiteral("档案"));
  QTRY_COMPARE(f.find<QLabel>("archiveLabel")->text(), QStringLiteral("120 个图块"));
  f.context->setLanguage(QStringLiteral("en"));
  QTRY_COMPARE(f.find<QLabel>("archiveLabel")->text(), QStringLiteral("120 tiles"));
}

void LookTest::acceleratorsDoNotClash_data() {
  QTest::addColumn<QString>("language");
  QTest::newRow("English") << QStringLiteral("en");
  QTest::newRow("Chinese") << QStringLiteral("zh_CN");
}

void LookTest::acceleratorsDoNotClash() {
  QFETCH(QString, language);
  WindowFixture f;
  f.context->setLanguage(language);
  QCoreApplication::processEvents();
  const auto check = [](const QList<QAction*>& actions) {
    QSet<QChar> taken;
    for (const QAction* action : actions) {
      const qsizetype mark = action->text().indexOf(QLatin1Char('&'));
      if (mark < 0) continue;
      const QChar letter = action->text().at(mark + 1).toLower();
      QVERIFY2(!taken.contains(letter), action->text().toUtf8().constData());
      taken.insert(letter);
    }
  };
  const auto* bar = f.window->findChild<QMenuBar*>();
  QVERIFY(bar->actions().size() >= 4);
  check(bar->actions());
  for (const QMenu* menu : bar->findChildren<QMenu*>()) check(menu->actions());
}

void LookTest::lightAndDarkSwitch() {
  WindowFixture f;
  QCOMPARE(f.window->palette().color(QPalette::Window), QColor(0xF6F7F8));
  f.context->setTheme(ui::ThemeChoice::Dark);
  QTRY_COMPARE(f.window->palette().color(QPalette::Window), QColor(0x1E2227));
  QVERIFY(f.context->theme().dark());
  f.stop();
  ui::Settings settings(f.home.filePath(QStringLiteral("settings.ini")));
  QCOMPARE(settings.theme(), ui::ThemeChoice::Dark);
}

void LookTest::textIsReadable_data() {
  QTest::addColumn<QPalette>("palette");
  QTest::newRow("light") << ui::lightPalette();
  QTest::newRow("dark") << ui::darkPalette();
}

void LookTest::textIsReadable() {
  QFETCH(QPalette, palette);
  for (const QPalette::ColorRole ground : {QPalette::Window, QPalette::Base, QPalette::Midlight}) {
    QVERIFY(contrast(palette.color(QPalette::Text), palette.color(ground)) >= 4.5);
    QVERIFY(contrast(palette.color(QPalette::PlaceholderText), palette.color(ground)) >= 4.5);
    QVERIFY(contrast(palette.color(QPalette::Highlight), palette.color(ground)) >= 3.0);
  }
  QVERIFY(contrast(palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight)) >= 4.5);
  QVERIFY(contrast(palette.color(QPalette::ButtonText), palette.color(QPalette::Button)) >= 4.5);
}

void LookTest::theGridLaysOutByArithmetic() {
  QStringList rows;
  for (int i = 0; i < 100000; ++i) rows.append(QString::number(i));
  QStringListModel model(rows);
  ui::ResultGrid grid;
  grid.setModel(&model);
  grid.resize(1000, 700);
  grid.show();
  for (const int row : {0, 1, 777, 99999}) {
    grid.scrollTo(model.index(row));
    const QRect rect = grid.visualRect(model.index(row));
    QVERIFY(grid.viewport()->rect().contains(rect));
    QCOMPARE(grid.indexAt(rect.center()).row(), row);
    const auto [first, last] = grid.visibleRows();
    QVERIFY(first <= row && row <= last);
    QVERIFY(last - first < 60);
  }
  QVERIFY(!grid.indexAt(QPoint(1, 1)).isValid());
  const int before = grid.columns();
  grid.setPictureSize(300);
  QVERIFY(grid.columns() < before);
  QVERIFY(grid.drawnPictureSize() >= 300);
}

void LookTest::theSmallestWindowFits() {
  for (const char* language : {"en", "zh_CN"}) {
    WindowFixture f;
    f.context->setLanguage(QString::fromLatin1(language));
    f.world->holdIndex = true;
    QVERIFY(f.open());
    f.context->archive().addScenes({QStringLiteral("/data/naip")});
    QTRY_VERIFY(f.find<QDockWidget>("jobsDock")->isVisible());
    f.window->resize(1280, 720);
    QTest::qWait(20);
    QCOMPARE(f.window->size(), QSize(1280, 720));
    QVERIFY(f.window->minimumSizeHint().width() <= 1280);
    QVERIFY(f.window->minimumSizeHint().height() <= 720);
  }
}

void LookTest::docksAreRemembered() {
  WindowFixture f;
  QVERIFY(f.open());
  QVERIFY(f.find<QDockWidget>("archiveDock")->isVisible());
  f.find<QDockWidget>("archiveDock")->hide();
  f.stop();
  f.start();
  QVERIFY(f.open());
  QVERIFY(!f.find<QDockWidget>("archiveDock")->isVisible());
  QVERIFY(f.find<QDockWidget>("detailsDock")->isVisible());
}

void LookTest::formats() {
  const ui::Language language;
  QLocale::setDefault(QLocale(QStringLiteral("en_GB")));
  QCOMPARE(ui::formatPercentile(99.9999), QStringLiteral("99.999 %"));
  QCOMPARE(ui::formatPercentile(50.0), QStringLiteral("50.0 %"));
  QCOMPARE(ui::formatTimeLeft(-1), QString());
  QCOMPARE(ui::formatTimeLeft(61), QStringLiteral("2 min left"));
  QCOMPARE(ui::formatTimeLeft(2 * 3600 + 60 * 30), QStringLiteral("2 h 30 min left"));
  // A tile across the date line: its ring runs on past 180 degrees, its middle does not.
  const Ring ring = {{179.9, 10}, {180.3, 10}, {180.3, 9}, {179.9, 9}};
  QVERIFY(std::abs(ui::centreOf(ring).lon - -179.9) < 1e-9);
  QCOMPARE(ui::formatPlace({-97.5, 47.25}), QStringLiteral("47.25000°\u00a0N, 97.50000°\u00a0W"));
  QCOMPARE(ui::placeForCopying({-97.5, 47.25}), QStringLiteral("47.250000, -97.500000"));
  QCOMPARE(ui::formatGroundSize({{0, 0.01}, {0.01, 0.01}, {0.01, 0}, {0, 0}}), QStringLiteral("1,112 × 1,112 m"));
  QCOMPARE(ui::formatGroundSize({}), QString());
}

QTEST_MAIN(LookTest)
#include "look_test.moc"
