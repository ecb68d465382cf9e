#include <QApplication>
#include <QCommandLineParser>
#include <clocale>
#include <iostream>

#include "base/error.h"
#include "base/paths.h"
#include "ui/app_context.h"
#include "ui/backend/core_backend.h"
#include "ui/main_window.h"

namespace {

int run(QApplication& application) {
  using namespace tilescout;
  QCommandLineParser parser;
  parser.setApplicationDescription(QStringLiteral("Search satellite archives by text."));
  parser.addHelpOption();
  parser.addVersionOption();
  parser.addPositionalArgument(QStringLiteral("path"),
                               QStringLiteral("An archive (*.tilescout) to open, or scenes and folders to index."),
                               QStringLiteral("[path…]"));
  parser.process(application);

  ui::AppContext context(std::make_unique<ui::CoreBackend>(), paths::userData());
  ui::MainWindow window(&context);
  window.show();
  if (parser.positionalArguments().isEmpty()) {
    context.restore();
  } else {
    window.take(parser.positionalArguments());
  }
  return QApplication::exec();
}

}  // namespace

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  // Qt takes the user's locale; a decimal comma in C functions would break file formats in the libraries below.
  std::setlocale(LC_NUMERIC, "C");
  QApplication::setApplicationName(QStringLiteral("tilescout"));
  QApplication::setApplicationDisplayName(QStringLiteral("Tilescout"));
  QApplication::setApplicationVersion(QStringLiteral(TILESCOUT_VERSION));
  QApplication::setDesktopFileName(QStringLiteral("tilescout"));
  try {
    return run(application);
  } catch (const tilescout::Error& error) {
    std::cerr << "tilescout: " << error.what() << "\n";
    return 1;
  }
}
