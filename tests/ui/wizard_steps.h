#pragma once
#include <QAbstractButton>
#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <fstream>

#include "ui/train/finetune_window.h"
#include "ui/window_actions.h"
#include "window_fixture.h"

namespace tilescout::test {

/// The wizard over a fake archive, with a folder in which its runs outlive it.
class Wizard : public WindowFixture {
 public:
  Wizard() { training().folder = runs.path().toStdString(); }

  FakeTraining& training() { return *world->training; }
  ui::FinetuneWindow* wizard() const { return window->findChild<ui::FinetuneWindow*>(); }
  template <typename Widget>
  Widget* part(const char* name) const {
    return wizard()->findChild<Widget*>(QString::fromLatin1(name));
  }
  void click(const char* button) const {
    auto* found = part<QAbstractButton>(button);
    QVERIFY2(found && found->isVisible() && found->isEnabled(), button);
    QTest::mouseClick(found, Qt::LeftButton, {},
                      QPoint(12, found->height() / 2));  // a radio button's mark is at its left
  }
  static bool waitFor(const std::function<bool()>& condition) { return QTest::qWaitFor(condition, 10000); }
  /// Opens the archive and the wizard, and waits for the data to be inspected.
  bool begin() {
    if (!open()) return false;
    window->actions()->find("fineTune")->trigger();
    return waitFor(
        [this] { return wizard()->plan().dataState() == ui::FactState::Ready && wizard()->plan().estimate(); });
  }
  bool phase(ui::RunPhase wanted) {
    return waitFor([this, wanted] { return wizard()->run().phase() == wanted; });
  }
  bool runTo(std::int64_t step) {
    return waitFor([this, step] { return wizard()->run().lastStep() && wizard()->run().lastStep()->step >= step; });
  }
  /// From the data page to a run that is under way.
  void startRun() {
    for (int i = 0; i < 3; ++i) click("wizardNext");
  }
  QString text(const char* label) const { return part<QLabel>(label)->text(); }
  void confirm() const {
    QVERIFY(waitFor([this] { return part<QPushButton>("confirmRemove") != nullptr; }));
    QTest::mouseClick(part<QPushButton>("confirmRemove"), Qt::LeftButton);
  }
  void leaveRun(const char* name, int step, int steps, bool done) {
    std::ofstream(runs.filePath(QLatin1String(name) + QStringLiteral(".step")).toStdString()) << step << ' ' << steps;
    std::ofstream events(runs.filePath(QLatin1String(name) + QStringLiteral(".events")).toStdString());
    for (int pass = 0; pass <= step / 10; ++pass) {
      events << R"({"step":)" << 10 * pass << R"(,"epoch":)" << pass << R"(,"val":{"r_mean":)" << 41.2 + pass << "}}\n";
    }
    if (done) std::ofstream(runs.filePath(QLatin1String(name) + QStringLiteral(".done")).toStdString()) << step;
  }

  QTemporaryDir runs;
};

}  // namespace tilescout::test
