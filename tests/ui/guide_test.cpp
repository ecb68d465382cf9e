#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QListWidget>
#include <QRegularExpression>
#include <QTest>
#include <QTextBrowser>

#include "base/paths.h"
#include "ui/help/guide_window.h"
#include "window_fixture.h"

using namespace tilescout;
using namespace tilescout::ui;

class GuideTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { QVERIFY2(!guidePages(paths::guide(), QStringLiteral("en")).isEmpty(), "no guide"); }

  /// Every page of the English guide has a Chinese one, and the other way round.
  void bothLanguagesHaveTheSamePages() {
    const auto english = guidePages(paths::guide(), QStringLiteral("en"));
    const auto chinese = guidePages(paths::guide(), QStringLiteral("zh_CN"));
    QCOMPARE(english.size(), chinese.size());
    for (int i = 0; i < english.size(); ++i) {
      QString counterpart = english[i].file;
      counterpart.replace(QStringLiteral("/en/"), QStringLiteral("/zh_CN/"));
      QCOMPARE(chinese[i].file, counterpart);
      QVERIFY2(chinese[i].title != english[i].title, qPrintable(english[i].title));
    }
  }

  void everyLinkAndPictureIsThere() {
    static const QRegularExpression link(QStringLiteral("\\]\\(([^)#\\s]+)[^)]*\\)"));
    int found = 0;
    for (const char* language : {"en", "zh_CN"}) {
      for (const GuidePage& page : guidePages(paths::guide(), QLatin1String(language))) {
        QFile file(page.file);
        QVERIFY(file.open(QIODevice::ReadOnly));
        auto links = link.globalMatch(QString::fromUtf8(file.readAll()));
        while (links.hasNext()) {
          const QString target = links.next().captured(1);
          if (target.contains(QStringLiteral("://"))) continue;
          ++found;
          QVERIFY2(QFileInfo(QFileInfo(page.file).dir(), target).isFile(), qPrintable(page.file + " -> " + target));
        }
      }
    }
    QVERIFY(found > 20);
  }

  void theWindowFollowsTheLanguage() {
    test::WindowFixture fixture;
    GuideWindow guide(fixture.context.get(), paths::guide());
    fixture.context->setLanguage(QStringLiteral("en"));
    const QString english = guide.list()->item(0)->text();
    QVERIFY(guide.text()->toPlainText().contains(QStringLiteral("Tilescout")));
    fixture.context->setLanguage(QStringLiteral("zh_CN"));
    QTRY_VERIFY(guide.list()->item(0)->text() != english);
    QVERIFY(guide.text()->toPlainText().contains(QStringLiteral("档案")));
  }

  void aLinkToAnotherPageStaysInside() {
    test::WindowFixture fixture;
    GuideWindow guide(fixture.context.get(), paths::guide());
    QVERIFY(guide.list()->count() > 1);
    const QString first = guide.text()->toPlainText();
    const QFileInfo other(guidePages(paths::guide(), fixture.context->language().current())[1].file);
    Q_EMIT guide.text()->anchorClicked(QUrl(other.fileName()));
    QCOMPARE(guide.list()->currentRow(), 1);
    QVERIFY(guide.text()->toPlainText() != first);
  }

  void aMissingGuideSaysSo() {
    test::WindowFixture fixture;
    GuideWindow guide(fixture.context.get(), "/nowhere/at/all");
    QCOMPARE(guide.list()->count(), 0);
    QVERIFY(!guide.text()->toPlainText().isEmpty());
  }
};

QTEST_MAIN(GuideTest)
#include "guide_test.moc"
