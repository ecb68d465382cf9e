#include <QApplication>
#include <QCommandLineParser>
#include <algorithm>
#include <clocale>
#include <iostream>
#include <string_view>

#include "base/error.h"
#include "base/paths.h"
#include "base/process_memory.h"
#include "ui/app_context.h"
#include "ui/backend/loaded_backend.h"
#include "ui/main_window.h"
#include "ui/support/first_paint.h"

namespace {

void describe(QCommandLineParser& parser) {
  parser.setApplicationDescription(QStringLiteral("Search satellite archives by text."));
  parser.addHelpOption();
  parser.addVersionOption();
  parser.addPositionalArgument(QStringLiteral("path"),
                               QStringLiteral("An archive (*.tilescout) to open, or scenes and folders to index."),
                               QStringLiteral("[path…]"));
}

void nameProgram() {
  QCoreApplication::setApplicationName(QStringLiteral("tilescout"));
  QCoreApplication::setApplicationVersion(QStringLiteral(TILESCOUT_VERSION));
}

/// Help and version are answered without a display, which QApplication would ask for.
bool asksForText(int argc, char** argv) {
  return std::any_of(argv + 1, argv + argc, [](const std::string_view argument) {
    return argument == "-h" || argument == "--help" || argument == "--help-all" || argument == "-v" ||
           argument == "--version";
  });
}

int run(QApplication& application) {
  using namespace tilescout;
  QCommandLineParser parser;
  describe(parser);
  parser.process(application);

  auto backend = std::make_unique<ui::LoadedBackend>([] { return ui::loadBackendModule(ui::backendModule()); });
  ui::LoadedBackend* services = backend.get();
  ui::AppContext context(std::move(backend), paths::userData());
  const QStringList named = parser.positionalArguments();
  const bool restoring = context.restore(named);
  ui::MainWindow window(&context);
  ui::afterFirstPaint(&window, [services] { services->begin(); });
  window.show();
  if (!restoring && !named.isEmpty()) window.take(named);
  return QApplication::exec();
}

}  // namespace

int main(int argc, char** argv) {
  tilescout::keepFreedMemory(tilescout::FreedMemory::Some);
  nameProgram();
  if (asksForText(argc, argv)) {
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    describe(parser);
    parser.process(application);  // prints and exits
  }
  QApplication application(argc, argv);
  // Qt takes the user's locale; a decimal comma in C functions would break file formats in the libraries below.
  std::setlocale(LC_NUMERIC, "C");
  QApplication::setApplicationDisplayName(QStringLiteral("Tilescout"));
  QApplication::setDesktopFileName(QStringLiteral("tilescout"));
  try {
    return run(application);
  } catch (const tilescout::Error& error) {
    std::cerr << "tilescout: " << error.what() << "\n";
    return 1;
  }
}
