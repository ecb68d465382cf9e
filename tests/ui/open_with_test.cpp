// Which programs open a scene: those of the desktop's files, as its specification reads them, and any other; the choice is
// kept.
#include <QCheckBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include "search_steps.h"
#include "ui/export/open_with_dialog.h"
#include "ui/support/desktop_programs.h"

using namespace tilescout;
using namespace tilescout::ui;
using test::WindowFixture;

namespace {

void write(const QString& path, const QString& text, bool executable = false) {
  QDir().mkpath(QFileInfo(path).path());
  QFile file(path);
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write(text.toUtf8());
  file.close();
  if (executable) file.setPermissions(file.permissions() | QFile::ExeOwner);
}

QString entry(const QString& name, const QString& more, const QString& exec = QStringLiteral("sh %F")) {
  return QStringLiteral("[Desktop Entry]\nType=Application\nName=%1\nExec=%2\nMimeType=image/png;image/tiff;\n%3\n"
                        "[Desktop Action new]\nName=Another\nExec=false\n").arg(name, exec, more);
}

QStringList names(const std::vector<DesktopProgram>& programs) {
  QStringList all;
  for (const DesktopProgram& program : programs) all.append(program.name);
  return all;
}

}  // namespace

class OpenWithTest : public QObject, private test::SearchSteps {
  Q_OBJECT

 private Q_SLOTS:
  void programsOfTheDesktopAreFoundQgisFirst();
  void whatTheUserSaysOfFileTypesHolds();
  void aCommandLineIsFilledInAsTheSpecificationHasIt();
  void aChosenProgramOpensTheFileAndIsKept();
  void aProgramThatCannotStartIsSaid();
};

void OpenWithTest::programsOfTheDesktopAreFoundQgisFirst() {
  const QTemporaryDir home;
  const QString mine = home.filePath(QStringLiteral("mine")), all = home.filePath(QStringLiteral("all"));
  const auto in = [](const QString& folder, const char* name) { return folder + QLatin1Char('/') + QLatin1String(name); };
  write(in(all, "aviewer.desktop"), entry(QStringLiteral("Viewer"), QStringLiteral("Name[zh]=查看器")));
  write(in(all, "org.qgis.qgis.desktop"), entry(QStringLiteral("QGIS Desktop"), QString()));
  write(in(all, "edit.desktop"), entry(QStringLiteral("Editor"), QString()));
  write(in(mine, "edit.desktop"), entry(QStringLiteral("My editor"), QString()));
  write(in(all, "gone.desktop"), entry(QStringLiteral("Gone"), QStringLiteral("TryExec=/no/such/program")));
  write(in(all, "gone2.desktop"), entry(QStringLiteral("Gone too"), QString(), QStringLiteral("/no/such/program %f")));
  write(in(all, "text.desktop"), entry(QStringLiteral("Text"), QStringLiteral("Terminal=true")));
  write(in(all, "hidden.desktop"), entry(QStringLiteral("Hidden"), QStringLiteral("Hidden=true")));
  write(in(all, "tilescout.desktop"), entry(QStringLiteral("Tilescout"), QString()));
  write(in(all, "other.desktop"), QStringLiteral("[Desktop Entry]\nType=Application\nName=Other\nExec=sh\nMimeType=text/plain;\n"));
  write(in(all, "sub/deep.desktop"), entry(QStringLiteral("Deep"), QString()));
  write(in(all, "broken.desktop"), QStringLiteral("\n==\n[Desktop Entry\nName"));
  const QStringList tiff = {QStringLiteral("image/tiff")};
  const auto found = programsFor(tiff, QStringLiteral("en"), {mine, all, home.filePath(QStringLiteral("none"))});
  QCOMPARE(names(found), QStringList({QStringLiteral("QGIS Desktop"), QStringLiteral("Deep"),
                                      QStringLiteral("My editor"), QStringLiteral("Viewer")}));
  QCOMPARE(found[1].id, QStringLiteral("sub-deep"));
  QVERIFY(names(programsFor(tiff, QStringLiteral("zh_CN"), {all})).contains(QStringLiteral("查看器")));
}

void OpenWithTest::whatTheUserSaysOfFileTypesHolds() {
  const QTemporaryDir home;
  const auto file = [&](const char* name) { return home.filePath(QLatin1String(name)); };
  for (const char* name : {"viewer", "org.qgis.qgis", "editor"})
    write(file("apps/") + QLatin1String(name) + QStringLiteral(".desktop"), entry(QLatin1String(name), QString()));
  write(file("apps/raw.desktop"), QStringLiteral("[Desktop Entry]\nType=Application\nName=raw\nExec=sh\nMimeType=image/raw;\n"));
  write(file("mine/mimeapps.list"),
        QStringLiteral("[Added Associations]\nimage/tiff=raw.desktop;editor.desktop;\ntext/plain=none.desktop\n"
                       "[Removed Associations]\nimage/tiff=viewer.desktop;\n"
                       "[Default Applications]\nimage/tiff=editor.desktop;\nimage/png=viewer.desktop\n"));
  write(file("all/mimeapps.list"),
        QStringLiteral("[Added Associations]\nimage/tiff=viewer.desktop\n[Removed Associations]\nimage/tiff=raw.desktop\n"
                       "[Default Applications]\nimage/tiff=org.qgis.qgis.desktop"));
  const QStringList tiff = {QStringLiteral("image/tiff")};
  const MimeAssociations said =
      associationsOf(tiff, {file("mine/kde-mimeapps.list"), file("mine/mimeapps.list"), file("all/mimeapps.list")});
  QCOMPARE(said.preferred, QStringList(QStringLiteral("editor")));
  QCOMPARE(names(programsFor(tiff, QStringLiteral("en"), {file("apps")}, said)),
           QStringList({QStringLiteral("editor"), QStringLiteral("org.qgis.qgis"), QStringLiteral("raw")}));
  QVERIFY(associationFiles().contains(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
                                      QStringLiteral("/mimeapps.list")));
}

void OpenWithTest::aCommandLineIsFilledInAsTheSpecificationHasIt() {
  const QString file = QStringLiteral("/data/two words.tif");
  const auto run = [&](const char* exec) {
    return commandFor({QStringLiteral("id"), QStringLiteral("A name"), QString(), QString::fromUtf8(exec)}, file);
  };
  QCOMPARE(run("view %f"), QStringList({QStringLiteral("view"), file}));
  QCOMPARE(run("view"), QStringList({QStringLiteral("view"), file}));
  QCOMPARE(run("view --icon %i -t %c %U"), QStringList({QStringLiteral("view"), QStringLiteral("--icon"), QStringLiteral("-t"),
                                                        QStringLiteral("A name"), QStringLiteral("file:///data/two%20words.tif")}));
  QCOMPARE(run("\"/opt/my view/bin\" \"a \\\"b\\\" \\$c\" 100%% %F"),
           QStringList({QStringLiteral("/opt/my view/bin"), QStringLiteral("a \"b\" $c"), QStringLiteral("100%"), file}));
  QCOMPARE(run("view \"no end"), QStringList());
  QCOMPARE(commandFor({QStringLiteral("/usr/bin/gimp"), QString(), QString(), QString()}, file),
           QStringList({QStringLiteral("/usr/bin/gimp"), file}));
}

void OpenWithTest::aChosenProgramOpensTheFileAndIsKept() {
  const QTemporaryDir home;
  const QString opened = home.filePath(QStringLiteral("opened")), program = home.filePath(QStringLiteral("viewer.sh"));
  write(program, QStringLiteral("#!/bin/sh\necho \"$2\" > \"%1.part\" && mv \"%1.part\" \"%1\"\n").arg(opened), true);
  write(home.filePath(QStringLiteral("applications/viewer.desktop")),
        entry(QStringLiteral("My viewer"), QString(), QStringLiteral("\"%1\" --new %f").arg(program)));
  qputenv("XDG_DATA_HOME", home.path().toUtf8());
  qputenv("XDG_DATA_DIRS", home.filePath(QStringLiteral("none")).toUtf8());
  WindowFixture f;
  const QString scene = home.filePath(QStringLiteral("a scene.tif"));
  write(scene, QStringLiteral("pixels"));
  {
    OpenWithDialog dialog(f.context.get(), scene, f.window.get());
    dialog.show();
    auto* list = dialog.findChild<QListWidget*>(QStringLiteral("openWithPrograms"));
    QTRY_COMPARE(list->count(), 2);  // the system's own, and this
    QCOMPARE(list->item(1)->text(), QStringLiteral("My viewer"));
    list->setCurrentRow(1);
    dialog.findChild<QPushButton*>(QStringLiteral("openWithOpen"))->click();
    QVERIFY(!dialog.isVisible());
  }
  const auto said = [&] {
    QFile file(opened);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).trimmed() : QString();
  };
  QTRY_COMPARE(said(), scene);
  // The next scene opens with it at once.
  QFile::remove(opened);
  QVERIFY(OpenWithDialog::openAsKept(f.context.get(), scene));
  QTRY_COMPARE(said(), scene);
  OpenWithDialog again(f.context.get(), scene, f.window.get());
  again.show();
  auto* list = again.findChild<QListWidget*>(QStringLiteral("openWithPrograms"));
  QTRY_COMPARE(list->count(), 2);
  QCOMPARE(list->currentRow(), 1);
}

void OpenWithTest::aProgramThatCannotStartIsSaid() {
  const QTemporaryDir home;
  const QString program = home.filePath(QStringLiteral("viewer.sh"));
  write(program, QStringLiteral("#!/bin/sh\n"), true);
  write(home.filePath(QStringLiteral("applications/viewer.desktop")),
        entry(QStringLiteral("My viewer"), QString(), QStringLiteral("\"%1\" %f").arg(program)));
  qputenv("XDG_DATA_HOME", home.path().toUtf8());
  WindowFixture f;
  OpenWithDialog dialog(f.context.get(), home.filePath(QStringLiteral("a.tif")), f.window.get());
  dialog.show();
  auto* list = dialog.findChild<QListWidget*>(QStringLiteral("openWithPrograms"));
  QTRY_COMPARE(list->count(), 2);
  QVERIFY(QFile::remove(program));
  list->setCurrentRow(1);
  dialog.findChild<QPushButton*>(QStringLiteral("openWithOpen"))->click();
  QVERIFY(dialog.isVisible());
  auto* trouble = dialog.findChild<QLabel*>(QStringLiteral("openWithTrouble"));
  QVERIFY(trouble->isVisible() && trouble->text().contains(QStringLiteral("My viewer")));
  QVERIFY(f.context->settings().view(QStringLiteral("openWith")).toStringList().isEmpty());
}

QTEST_MAIN(OpenWithTest)
#include "open_with_test.moc"
