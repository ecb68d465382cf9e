#include "ui/palette/palette_sources.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QSet>
#include <algorithm>
#include <utility>

#include "ui/app_context.h"
#include "ui/archive/recent_archives.h"
#include "ui/palette/fuzzy_match.h"
#include "ui/support/icons.h"
#include "ui/support/plain_text.h"
#include "ui/window_actions.h"

namespace tilescout::ui {

namespace {

PaletteEntry entryOf(QAction* action, const QString& menu) {
  PaletteEntry entry;
  entry.title = menu.isEmpty() ? plainText(action) : menu + QStringLiteral(": ") + plainText(action);
  entry.hint = action->shortcut().toString(QKeySequence::NativeText);
  // The tool tip's words and the English name: found by whoever remembers either.
  entry.keywords = action->toolTip() + QLatin1Char(' ') + action->objectName();
  entry.icon = action->icon();
  entry.enabled = action->isEnabled();
  entry.run = [action] { action->trigger(); };
  return entry;
}

/// `menu` stands before what a submenu holds: "Colours: Dark".
void collect(const QMenu* of, const QString& menu, QSet<QAction*>& seen, std::vector<PaletteEntry>& entries) {
  for (QAction* action : of->actions()) {
    if (action->isSeparator() || seen.contains(action)) continue;
    seen.insert(action);
    if (const QMenu* inner = action->menu()) {
      if (inner->objectName() == QLatin1String("recentMenu")) continue;  // found as archives, by a source of their own
      collect(inner, plainText(action), seen, entries);
    } else if (action->isVisible() && !action->text().isEmpty()) {
      entries.push_back(entryOf(action, menu));
    }
  }
}

}  // namespace

CommandPalette::Source PaletteSources::actions(WindowActions* actions, QMenuBar* menus) {
  return [actions, menus](const QString&) {
    QSet<QAction*> seen;
    std::vector<PaletteEntry> entries;
    for (const QAction* top : menus->actions()) {
      if (top->menu()) collect(top->menu(), {}, seen, entries);
    }
    for (QAction* action : actions->all()) {
      if (!seen.contains(action)) entries.push_back(entryOf(action, {}));
    }
    return entries;
  };
}

CommandPalette::Source PaletteSources::recentArchives(AppContext* context, RecentArchives* recent) {
  return [context, recent](const QString&) {
    std::vector<PaletteEntry> entries;
    for (const auto& [file, presence] : recent->entries()) {
      if (presence == RecentArchives::Presence::Away || file == context->archive().file()) continue;
      PaletteEntry entry;
      entry.title = QFileInfo(file).completeBaseName();
      entry.kind = tr("Archive");
      entry.hint = QDir::toNativeSeparators(QFileInfo(file).path());
      entry.icon = themeIcon("document-open-recent");
      entry.run = [context, file = file] { context->archive().open(file); };
      entries.push_back(std::move(entry));
    }
    return entries;
  };
}

CommandPalette::Source PaletteSources::scenes(AppContext* context, std::function<void(SceneId)> show) {
  return [context, show = std::move(show)](const QString& pattern) {
    std::vector<PaletteEntry> entries;
    if (pattern.simplified().isEmpty()) return entries;  // a list of scenes is no answer to nothing
    std::vector<std::pair<int, const jobs::SceneSummary*>> found;
    for (const jobs::SceneSummary& scene : context->archive().scenes()) {
      if (const auto score = fuzzyScore(pattern, text(scene.name))) found.emplace_back(*score, &scene);
    }
    const auto most = std::min<std::size_t>(found.size(), CommandPalette::kShown);
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(most), found.end(),
                      [](const auto& a, const auto& b) { return a.first > b.first; });
    for (std::size_t i = 0; i < most; ++i) {
      PaletteEntry entry;
      entry.title = text(found[i].second->name);
      entry.kind = tr("Scene");
      entry.hint = text(found[i].second->date);
      entry.icon = themeIcon("image-x-generic");
      entry.run = [show, id = found[i].second->id] { show(id); };
      entries.push_back(std::move(entry));
    }
    return entries;
  };
}

}  // namespace tilescout::ui
