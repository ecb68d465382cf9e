#pragma once
#include <QKeySequence>
#include <QList>
#include <QMenu>
#include <QObject>
#include <functional>
#include <map>
#include <vector>

#include "ui/support/key_map.h"

class QAbstractButton;
class QDockWidget;
class QMenuBar;
class QWidget;

namespace tilescout::ui {

class AppContext;
class RecentArchives;

/// Menus of the window, from left to right; Pages: the head of View, where each page of the centre has its action;
/// Docks: their place in View. None: only in the palette and by its key. From Scene on, menus within Archive (Scene),
/// Search (Area, Marks, Saved), View (Order to Language) and Label (Tags, Collection).
enum class MenuPlace {
  None,
  Archive,
  Edit,
  Search,
  Pages,
  Docks,
  View,
  Label,
  Model,
  Help,
  Scene,
  Area,
  Marks,
  Saved,
  Order,
  Groups,
  Large,
  Map,
  Plot,
  Theme,
  Language,
  Tags,
  Collection
};

/// An action as its owner describes it. `text` and `tip` are called again whenever the language changes.
struct ActionSpec {
  const char* name;  ///< object name; what a changed key is remembered under
  const char* icon;  ///< Breeze
  QList<QKeySequence> keys;
  MenuPlace place = MenuPlace::None;
  std::function<QString()> text = {};
  std::function<QString()> tip = {};
  bool newSection = false;   ///< a line above it in the menu
  QWidget* scope = nullptr;  ///< keys are heard only while the focus is in this widget; null: in the whole window
};

/// Every action of the window with its icon, key, tool tip and place in the menus: the window's own, and those that
/// pages add. What they do is connected elsewhere; the command palette and the keys dialog list all of them.
class WindowActions : public QObject {
  Q_OBJECT
 public:
  WindowActions(AppContext* context, RecentArchives* recent, QWidget* window, QMenuBar* bar);

  QAction* add(const ActionSpec& spec);
  /// The same for an action that its owner has made and keeps: a tool of the map, a line of a panel's menu.
  void adopt(QAction* action, const ActionSpec& spec);
  /// An action that presses a button, is called as the button is, and enabled and checked with it. `ready` is asked
  /// before and brings the button to the front; where it answers no, nothing is pressed.
  QAction* addButton(QAbstractButton* button, ActionSpec spec, std::function<bool()> ready = {});
  /// The docks' own toggles go to View.
  void addDocks(const QList<QDockWidget*>& docks);
  /// By object name; null: there is none. So one page triggers what another one offers.
  QAction* find(const char* name) const;
  /// Asks an action's text and tool tip anew: what they are about has changed.
  void refreshText(const QAction* action);
  /// Enables what the archive's state allows.
  void refresh();
  const QList<QAction*>& all() const { return all_; }
  KeyMap& keyMap() { return keyMap_; }

  QAction *newArchive, *openArchive, *addFolder, *addFiles, *updateIndex, *demo, *closeArchive, *quit;
  QAction *query, *results, *large, *takeBack, *clearSelection;
  QAction *larger, *smaller, *fullScreen;
  QAction *palette, *preferences, *keys, *model, *importModel, *diagnostics, *about;

 Q_SIGNALS:
  void recentRequested(const QString& file);

 private:
  struct Words {
    QAction* action;
    QByteArray icon;
    std::function<QString()> text, tip;
  };
  void makeMenus(QMenuBar* bar);
  void makeInnerMenus(MenuPlace within, std::initializer_list<MenuPlace> places);
  void put(QAction* action, MenuPlace place, bool newSection);
  void makeArchiveActions();
  void makeSearchActions();
  void makeViewActions();
  void makeHelpActions();
  void makeChoices();
  void retranslate();
  void retranslateMenus();
  void fillRecent();

  AppContext* const context_;
  RecentArchives* const recent_;
  QWidget* const window_;
  KeyMap keyMap_;
  QList<QAction*> all_;
  std::vector<Words> words_;
  struct Slot {
    QMenu* menu = nullptr;
    QAction* before = nullptr;  ///< new actions stand above it; null: at the end
  };
  std::map<MenuPlace, Slot> places_;
  QMenu* recentMenu_ = nullptr;
  int docks_ = 0;
};

/// "Open archive…" of "&Open archive…" or "打开档案(&O)…": an action's text without the mark of its letter.
QString plainText(const QAction* action);

}  // namespace tilescout::ui
