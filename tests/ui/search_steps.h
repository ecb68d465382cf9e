#pragma once
#include <QAction>
#include <QTest>

#include "ui/search/query_bar.h"
#include "ui/search/result_grid.h"
#include "ui/search/result_model.h"
#include "ui/search/results_view.h"
#include "ui/window_actions.h"
#include "window_fixture.h"

namespace tilescout::test {

/// What the tests of searching do over and over.
struct SearchSteps {
  static ui::ResultModel* model(const WindowFixture& f) { return f.window->results()->model(); }
  static ui::ResultGrid* grid(const WindowFixture& f) { return f.window->results()->grid(); }
  static TileId tileAt(const WindowFixture& f, int row) {
    return model(f)->index(row, 0).data(ui::ResultModel::TileIdRole).toLongLong();
  }
  static bool ask(WindowFixture& f, const char* text) {
    f.window->queryBar()->setText(QString::fromUtf8(text));
    return QTest::qWaitFor([&] { return f.context->search().answeredText() == QString::fromUtf8(text); }, 4000);
  }
  static Query lastAsked(const WindowFixture& f) {
    const std::lock_guard lock(f.world->mutex);
    return f.world->asked.back();
  }
  static std::size_t timesAsked(const WindowFixture& f) {
    const std::lock_guard lock(f.world->mutex);
    return f.world->asked.size();
  }
  static void trigger(const WindowFixture& f, const char* name) {
    QAction* action = f.window->actions()->find(name);
    QVERIFY2(action, name);
    action->trigger();
  }
  static void select(WindowFixture& f, int row) { f.context->selection().set({tileAt(f, row)}, tileAt(f, row)); }
};

}  // namespace tilescout::test
