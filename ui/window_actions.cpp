#include "ui/window_actions.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QDir>
#include <QDockWidget>
#include <QFileInfo>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenuBar>
#include <QRegularExpression>

#include "ui/app_context.h"
#include "ui/archive/recent_archives.h"
#include "ui/support/button_action.h"
#include "ui/support/icons.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

namespace {

void setWords(QAction* action, const QString& text, const QString& tip) {
  action->setText(text);
  action->setToolTip(tip);
  action->setStatusTip(tip);
}

/// On X11 Qt's lines of text keep Ctrl+D and Ctrl+E (delete, end of line) to themselves, and actions on these keys are
/// deaf wherever one types. Here the actions come first; a line still has a key that no action wants.
class LineKeys : public QObject {
 public:
  using QObject::QObject;

  bool eventFilter(QObject* watched, QEvent* event) override {
    if (event->type() != QEvent::ShortcutOverride || !qobject_cast<QLineEdit*>(watched)) return false;
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool ours = key->modifiers() == Qt::ControlModifier && (key->key() == Qt::Key_D || key->key() == Qt::Key_E);
    if (ours) event->ignore();
    return ours;
  }
};

}  // namespace

WindowActions::WindowActions(AppContext* context, RecentArchives* recent, QWidget* window, QMenuBar* bar)
    : QObject(window), context_(context), recent_(recent), window_(window), keyMap_(&context->settings()) {
  QCoreApplication::instance()->installEventFilter(new LineKeys(this));
  makeMenus(bar);
  makeArchiveActions();
  makeSearchActions();
  makeViewActions();
  makeHelpActions();
  makeChoices();
  onLanguageChange(window_, [this] {
    retranslate();
    retranslateMenus();
  });
  onPaletteChange(window_, [this] {
    for (const Words& words : words_) words.action->setIcon(themeIcon(words.icon.constData()));
  });
}

QAction* WindowActions::add(const ActionSpec& spec) {
  auto* action = new QAction(this);
  adopt(action, spec);
  return action;
}

void WindowActions::adopt(QAction* action, const ActionSpec& spec) {
  action->setObjectName(QString::fromLatin1(spec.name));
  action->setIcon(themeIcon(spec.icon));
  if (spec.scope) action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
  keyMap_.add(action, spec.keys, spec.scope);
  (spec.scope ? spec.scope : window_)->addAction(action);
  all_.append(action);
  words_.push_back({action, QByteArray(spec.icon), spec.text, spec.tip});
  setWords(action, spec.text(), spec.tip());
  if (spec.place != MenuPlace::None) put(action, spec.place, spec.newSection);
}

void WindowActions::put(QAction* action, MenuPlace place, bool newSection) {
  const auto [menu, before] = places_[place];
  if (newSection && !menu->isEmpty()) menu->insertSeparator(before);
  menu->insertAction(before, action);
  menu->menuAction()->setVisible(true);
  if (auto* outer = qobject_cast<QMenu*>(menu->parentWidget())) outer->menuAction()->setVisible(true);
}

QAction* WindowActions::addButton(QAbstractButton* button, ActionSpec spec, std::function<bool()> ready) {
  auto* action = new ButtonAction(button, std::move(ready), this);
  spec.text = [action] { return action->buttonName(); };
  spec.tip = [action] { return action->buttonTip(); };
  adopt(action, spec);
  connect(action, &ButtonAction::renamed, this, [this, action] { refreshText(action); });
  return action;
}

void WindowActions::addDocks(const QList<QDockWidget*>& docks) {
  static const std::map<QString, const char*> kIcons = {{QStringLiteral("archiveDock"), "view-list-tree"},
                                                        {QStringLiteral("detailsDock"), "documentinfo"},
                                                        {QStringLiteral("jobsDock"), "view-task"},
                                                        {QStringLiteral("labelDock"), "tag"}};
  for (const QDockWidget* dock : docks) {
    const QByteArray name = dock->objectName().toLatin1() + "Shown";
    const auto icon = kIcons.find(dock->objectName());
    // Ctrl+F5 and on, in the order of the menu.
    const QKeyCombination key(Qt::ControlModifier, static_cast<Qt::Key>(Qt::Key_F5 + docks_++));
    adopt(dock->toggleViewAction(), {name.constData(),
                                     icon == kIcons.end() ? "view-sidetree" : icon->second,
                                     {key},
                                     MenuPlace::Docks,
                                     [dock] { return dock->windowTitle(); },
                                     [] { return tr("Show this part of the window, or hide it"); }});
  }
}

QAction* WindowActions::find(const char* name) const {
  for (QAction* action : all_) {
    if (action->objectName() == QLatin1String(name)) return action;
  }
  return nullptr;
}

void WindowActions::makeMenus(QMenuBar* bar) {
  for (const MenuPlace place : {MenuPlace::Archive, MenuPlace::Edit, MenuPlace::Search, MenuPlace::View,
                                MenuPlace::Label, MenuPlace::Model, MenuPlace::Help}) {
    QMenu* menu = bar->addMenu(QString());
    menu->setToolTipsVisible(true);
    menu->menuAction()->setVisible(false);  // until something is in it
    places_[place].menu = menu;
  }
  Slot& view = places_[MenuPlace::View];
  places_[MenuPlace::Pages] = {view.menu, view.menu->addSeparator()};
  places_[MenuPlace::Docks] = {view.menu, view.menu->addSeparator()};
  view.before = view.menu->addSeparator();
  makeInnerMenus(MenuPlace::Search, {MenuPlace::Area, MenuPlace::Marks, MenuPlace::Saved});
  makeInnerMenus(MenuPlace::View, {MenuPlace::Order, MenuPlace::Groups, MenuPlace::Large, MenuPlace::Map,
                                   MenuPlace::Plot, MenuPlace::Theme, MenuPlace::Language});
  makeInnerMenus(MenuPlace::Label, {MenuPlace::Tags, MenuPlace::Collection});
}

/// At the end of a menu; what the menu gets itself stands above them.
void WindowActions::makeInnerMenus(MenuPlace within, std::initializer_list<MenuPlace> places) {
  Slot& outer = places_[within];
  if (!outer.before) outer.before = outer.menu->addSeparator();
  for (const MenuPlace place : places) {
    QMenu* menu = outer.menu->addMenu(QString());
    menu->setToolTipsVisible(true);
    menu->menuAction()->setVisible(false);
    places_[place].menu = menu;
  }
}

void WindowActions::makeArchiveActions() {
  using enum MenuPlace;
  newArchive = add({"newArchive", "document-new", {QKeySequence::New}, Archive, [] { return tr("&New archive…"); },
                    [] { return tr("Make an empty archive file"); }});
  openArchive = add({"openArchive", "document-open", {QKeySequence::Open}, Archive,
                     [] { return tr("&Open archive…"); }, [] { return tr("Open a .tilescout file"); }});
  recentMenu_ = places_[Archive].menu->addMenu(QString());
  recentMenu_->setObjectName(QStringLiteral("recentMenu"));
  connect(recentMenu_, &QMenu::aboutToShow, this, [this] {
    recent_->refresh();
    fillRecent();
  });
  connect(recent_, &RecentArchives::changed, this, &WindowActions::fillRecent);
  addFolder = add({"addFolder", "folder-add", {Qt::CTRL | Qt::Key_D}, Archive, [] { return tr("Add &folder…"); },
                   [] { return tr("Index all scenes of a folder"); }, true});
  addFiles = add({"addFiles", "list-add", {Qt::CTRL | Qt::SHIFT | Qt::Key_D}, Archive,
                  [] { return tr("Add &scenes…"); }, [] { return tr("Index chosen GeoTIFF files"); }});
  updateIndex = add({"updateIndex", "view-refresh", {Qt::Key_F5}, Archive, [] { return tr("&Update the index"); },
                     [] { return tr("Look at every scene again and index what is new, changed or unfinished"); }});
  demo = add({"openDemo",
              "media-playback-start",
              {Qt::CTRL | Qt::SHIFT | Qt::Key_N},
              Archive,
              [] { return tr("Open the &demo"); },
              [] { return tr("Paint demo scenes when needed, and open them"); },
              true});
  closeArchive = add({"closeArchive", "dialog-close", {QKeySequence::Close}, Archive,
                      [] { return tr("&Close archive"); },
                      [] { return tr("Close the archive; everything is saved already"); }});
  places_[Archive].before = places_[Archive].menu->addSeparator();
  makeInnerMenus(Archive, {Scene});
  quit = add({"quit", "application-exit", {QKeySequence(Qt::CTRL | Qt::Key_Q)}, None, [] { return tr("&Quit"); },
              [] { return tr("Close Tilescout; a running index goes on the next time"); }});
  quit->setMenuRole(QAction::QuitRole);
  places_[Archive].menu->addAction(quit);
}

void WindowActions::makeSearchActions() {
  using enum MenuPlace;
  clearSelection = add({"clearSelection", "edit-clear", {Qt::CTRL | Qt::SHIFT | Qt::Key_A}, Edit,
                        [] { return tr("&Clear the selection"); },
                        [] { return tr("Select nothing, in all views"); }, true});
  query = add({"focusQuery", "edit-find", {QKeySequence::Find, Qt::Key_Slash}, Search,
               [] { return tr("&Search text"); }, [] { return tr("Go to the search line"); }});
  large = add({"showLarge", "zoom-fit-best", {Qt::Key_V}, Search, [] { return tr("Show &large"); },
               [] { return tr("Show the current result large"); }});
  takeBack = add({"takeBack", "go-previous", {Qt::Key_Escape}, Search, [] { return tr("&Back one step"); },
                  [] { return tr("Close the large view, clear the selection, then the text"); }});
}

void WindowActions::makeViewActions() {
  using enum MenuPlace;
  results = add({"focusResults", "view-list-icons", {Qt::Key_R}, Pages, [] { return tr("&Results"); },
                 [] { return tr("Go to the results"); }});
  larger = add({"largerPictures", "zoom-in", {QKeySequence::ZoomIn, Qt::CTRL | Qt::Key_Equal}, View,
                [] { return tr("&Larger pictures"); }, [] { return tr("Show the results larger"); }});
  smaller = add({"smallerPictures", "zoom-out", {QKeySequence::ZoomOut}, View, [] { return tr("&Smaller pictures"); },
                 [] { return tr("Show the results smaller"); }});
  fullScreen = add({"fullScreen", "view-fullscreen", {Qt::Key_F, Qt::Key_F11}, View, [] { return tr("&Full screen"); },
                    [] { return tr("Use the whole screen"); }});
  fullScreen->setCheckable(true);
}

void WindowActions::makeHelpActions() {
  using enum MenuPlace;
  palette = add({"palette", "run-build", {Qt::CTRL | Qt::Key_K}, View, [] { return tr("Co&mmands…"); },
                 [] { return tr("Find and do anything by a few letters of its name"); }, true});
  preferences = add({"settings", "configure", {Qt::CTRL | Qt::Key_Comma}, View, [] { return tr("Se&ttings…"); },
                     [] { return tr("Language, colours, device, threads, folders"); }});
  preferences->setMenuRole(QAction::PreferencesRole);
  model = add({"modelCard",
               "dialog-information",
               {Qt::CTRL | Qt::SHIFT | Qt::Key_M},
               Model,
               [] { return tr("&Model…"); },
               [] { return tr("What the model is, and what it does not know"); }});
  importModel = add({"importModel",
                     "document-import",
                     {Qt::CTRL | Qt::Key_M},
                     Model,
                     [] { return tr("&Import a model…"); },
                     [] { return tr("Take in weights: safetensors, a checkpoint, or a folder of Hugging Face"); }});
  keys = add({"keys", "configure-shortcuts", {Qt::Key_Question}, Help, [] { return tr("&Keys"); },
              [] { return tr("List all keys, and change them"); }});
  diagnostics = add({"diagnostics",
                     "tools-report-bug",
                     {Qt::CTRL | Qt::Key_F1},
                     Help,
                     [] { return tr("&Diagnostics…"); },
                     [] { return tr("Versions, devices and the log, to copy for a report"); }});
  about = add({"about",
               "help-about",
               {Qt::SHIFT | Qt::Key_F1},
               Help,
               [] { return tr("&About Tilescout"); },
               [] { return tr("Version and licence"); }});
  about->setMenuRole(QAction::AboutRole);
}

void WindowActions::makeChoices() {
  const auto choices = [this](MenuPlace place, const QString& chosen, auto&& choose) {
    auto* group = new QActionGroup(this);
    return [=, this](const char* name, const char* icon, Qt::KeyboardModifiers modifiers, const QString& value,
                     const std::function<QString()>& text, const std::function<QString()>& tip) {
      const Qt::Key key = place == MenuPlace::Theme ? Qt::Key_F11 : Qt::Key_F12;
      QAction* action = add({name, icon, {QKeyCombination(modifiers, key)}, place, text, tip});
      action->setCheckable(true);
      action->setChecked(value == chosen);
      group->addAction(action);
      connect(action, &QAction::triggered, this, [choose, value] { choose(value); });
    };
  };
  const ThemeChoice now = context_->settings().theme();
  const QString system, light(QStringLiteral("light")), dark(QStringLiteral("dark"));
  const auto theme = choices(MenuPlace::Theme,
                             now == ThemeChoice::Light  ? light
                             : now == ThemeChoice::Dark ? dark
                                                        : system,
                             [this, light, dark](const QString& value) {
                               context_->setTheme(value == light  ? ThemeChoice::Light
                                                  : value == dark ? ThemeChoice::Dark
                                                                  : ThemeChoice::System);
                             });
  theme(
      "themeSystem", "contrast", Qt::ShiftModifier, system, [] { return tr("As the &system"); },
      [] { return tr("Light or dark as the system is"); });
  theme(
      "themeLight", "weather-clear", Qt::ControlModifier, light, [] { return tr("&Light"); },
      [] { return tr("Light colours"); });
  theme(
      "themeDark", "weather-clear-night", Qt::ControlModifier | Qt::ShiftModifier, dark, [] { return tr("&Dark"); },
      [] { return tr("Dark colours"); });
  const auto language = choices(MenuPlace::Language, context_->settings().language(),
                                [this](const QString& value) { context_->setLanguage(value); });
  language(
      "languageSystem", "computer", Qt::ShiftModifier, system, [] { return tr("As the &system"); },
      [] { return tr("The system's language"); });
  // A language is listed under its own name, so that whoever lost the way finds back.
  const auto english = [] { return QStringLiteral("English"); };
  const auto chinese = [] { return QStringLiteral("简体中文"); };
  language("languageEnglish", "preferences-desktop-locale", Qt::ControlModifier, QStringLiteral("en"), english,
           english);
  language("languageChinese", "preferences-desktop-locale", Qt::ControlModifier | Qt::ShiftModifier,
           QStringLiteral("zh_CN"), chinese, chinese);
}

void WindowActions::refreshText(const QAction* action) {
  for (const Words& words : words_) {
    if (words.action == action) setWords(words.action, words.text(), words.tip());
  }
}

void WindowActions::retranslate() {
  for (const Words& words : words_) setWords(words.action, words.text(), words.tip());
}

void WindowActions::retranslateMenus() {
  places_[MenuPlace::Archive].menu->setTitle(tr("&Archive"));
  places_[MenuPlace::Edit].menu->setTitle(tr("&Edit"));
  places_[MenuPlace::Search].menu->setTitle(tr("&Search"));
  places_[MenuPlace::View].menu->setTitle(tr("&View"));
  places_[MenuPlace::Label].menu->setTitle(tr("&Label"));
  places_[MenuPlace::Model].menu->setTitle(tr("&Model"));
  places_[MenuPlace::Help].menu->setTitle(tr("&Help"));
  places_[MenuPlace::Scene].menu->setTitle(tr("Scene"));
  places_[MenuPlace::Area].menu->setTitle(tr("Area of the search"));
  places_[MenuPlace::Marks].menu->setTitle(tr("Learning from marks"));
  places_[MenuPlace::Saved].menu->setTitle(tr("Saved search"));
  places_[MenuPlace::Order].menu->setTitle(tr("Sort results"));
  places_[MenuPlace::Groups].menu->setTitle(tr("Group results"));
  places_[MenuPlace::Large].menu->setTitle(tr("Large view"));
  places_[MenuPlace::Map].menu->setTitle(tr("Map tools"));
  places_[MenuPlace::Plot].menu->setTitle(tr("Tools of the embedding"));
  places_[MenuPlace::Tags].menu->setTitle(tr("Quick tags"));
  places_[MenuPlace::Collection].menu->setTitle(tr("Collection"));
  recentMenu_->setTitle(tr("Open &recent"));
  places_[MenuPlace::Theme].menu->setTitle(tr("&Colours"));
  places_[MenuPlace::Language].menu->setTitle(tr("La&nguage"));
}

void WindowActions::fillRecent() {
  recentMenu_->clear();
  for (const auto& [file, presence] : recent_->entries()) {
    const QString name = QFileInfo(file).completeBaseName();
    const bool away = presence == RecentArchives::Presence::Away;
    QAction* action = recentMenu_->addAction(away ? tr("%1 (its disk is not connected)").arg(name) : name);
    action->setEnabled(!away);
    action->setToolTip(QDir::toNativeSeparators(file));
    action->setStatusTip(QDir::toNativeSeparators(file));
    connect(action, &QAction::triggered, this, [this, file = file] { Q_EMIT recentRequested(file); });
  }
  if (recentMenu_->isEmpty()) recentMenu_->addAction(tr("No archives yet"))->setEnabled(false);
}

void WindowActions::refresh() {
  const ArchiveController& archive = context_->archive();
  const bool open = archive.state() == ArchiveState::Open;
  updateIndex->setEnabled(open && !archive.scenes().empty() && !archive.isIndexing());
  closeArchive->setEnabled(archive.state() != ArchiveState::None);
  query->setEnabled(open);
  results->setEnabled(open);
  large->setEnabled(context_->search().result() != nullptr);
  clearSelection->setEnabled(!context_->selection().isEmpty());
}

QString plainText(const QAction* action) {
  QString text = action->text();
  text.remove(QRegularExpression(QStringLiteral("\\(&.\\)")));  // as Chinese menus mark their letters
  return text.remove(QLatin1Char('&'));
}

}  // namespace tilescout::ui
