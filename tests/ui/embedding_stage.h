#pragma once
#include <QAction>
#include <vector>

#include "fake_explore_session.h"
#include "ui/explore/compare_dialog.h"
#include "ui/explore/comparison_controller.h"
#include "ui/explore/comparison_panel.h"
#include "ui/explore/embedding_page.h"
#include "ui/explore/find_controller.h"
#include "ui/explore/layout_controller.h"
#include "ui/selection.h"
#include "ui/window_actions.h"
#include "window_fixture.h"

namespace tilescout::test {

/// A window over the fake archive, its Embedding page in front.
struct EmbeddingStage : WindowFixture {
  explicit EmbeddingStage(bool made = true) {
    world->space->made = made;
    if (!open()) qFatal("the fake archive did not open");
    window->actions()->find("embedding")->trigger();
    page = window->findChild<ui::EmbeddingPage*>();
    const auto state = made ? ui::LayoutState::Ready : ui::LayoutState::None;
    if (!until([&] { return page->controller()->state() == state; })) qFatal("no layout");
    until([&] { return !page->comparison()->models().empty(); });
  }
  template <typename Condition>
  static bool until(Condition condition) {
    return QTest::qWaitFor(condition, 3000);
  }
  /// Through the dialog, as the user does.
  bool compare() {
    window->actions()->find("compareModels")->trigger();
    auto* dialog = page->findChild<ui::CompareDialog*>();
    if (dialog == nullptr) return false;
    dialog->accept();
    return until([&] { return page->comparison()->view() != nullptr; });
  }
  bool found(const char* action) {
    window->actions()->find(action)->trigger();
    return until([&] { return !page->finder()->isEmpty() && !page->finder()->isFinding(); });
  }
  const std::vector<TileId>& selected() { return context->selection().tiles(); }
  FakeSpace& space() { return *world->space; }
  ui::ComparisonPanel* pair() { return page->comparisonPanel(); }

  ui::EmbeddingPage* page = nullptr;
};

}  // namespace tilescout::test
