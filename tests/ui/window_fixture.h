#pragma once
#include <QTemporaryDir>
#include <QTest>
#include <functional>
#include <memory>

#include "fake_backend.h"
#include "ui/app_context.h"
#include "ui/main_window.h"

namespace tilescout::test {

/// A window over a fake archive with settings of its own, in English and light unless told otherwise.
class WindowFixture {
 public:
  /// As large as on a small laptop, whatever the offscreen screen is.
  WindowFixture() : world(std::make_shared<FakeWorld>()) {
    start();
    window->resize(1280, 720);
  }
  ~WindowFixture() {
    world->holdSearches = world->holdThumbnails = world->holdWarps = world->holdIndex = false;
    world->holdCounts = world->models.hold = false;
    stop();
  }

  void start() {
    context = std::make_unique<ui::AppContext>(std::make_unique<FakeBackend>(world),
                                               std::filesystem::path(home.path().toStdString()));
    context->setLanguage(QStringLiteral("en"));
    context->setTheme(ui::ThemeChoice::Light);
    window = std::make_unique<ui::MainWindow>(context.get());
    window->show();
  }
  void stop() {
    if (window) window->close();
    window.reset();
    context.reset();
  }
  /// Ends as a killed program does, without being asked to close.
  void crash() {
    window.reset();
    context.reset();
  }
  bool open(const QString& file = QStringLiteral("/tmp/Fargo.tilescout")) {
    context->archive().open(file);
    return QTest::qWaitFor([this] { return context->archive().state() == ui::ArchiveState::Open; }, 3000);
  }
  template <typename Widget>
  Widget* find(const char* name) const {
    return window->findChild<Widget*>(QString::fromLatin1(name));
  }

  QTemporaryDir home;
  std::shared_ptr<FakeWorld> world;
  std::unique_ptr<ui::AppContext> context;
  std::unique_ptr<ui::MainWindow> window;
};

}  // namespace tilescout::test
