#include "ui/window_actions.h"

#include <QAction>
#include <QDir>
#include <QDockWidget>
#include <QFileInfo>
#include <QMenuBar>

#include "ui/app_context.h"
#include "ui/support/icons.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

WindowActions::WindowActions(AppContext* context, QWidget* window)
    : QObject(window), context_(context), window_(window) {
  makeArchiveActions();
  makeViewActions();
  makeChoices();
}

QAction* WindowActions::add(const char* name, const char* icon, const QList<QKeySequence>& shortcuts) {
  auto* action = new QAction(this);
  action->setObjectName(QString::fromLatin1(name));
  action->setShortcuts(shortcuts);
  window_->addAction(action);
  all_.append(action);
  icons_.append({action, QByteArray(icon)});
  return action;
}

void WindowActions::makeArchiveActions() {
  newArchive = add("newArchive", "document-new", {QKeySequence::New});
  openArchive = add("openArchive", "document-open", {QKeySequence::Open});
  addFolder = add("addFolder", "folder-add", {Qt::CTRL | Qt::Key_D});
  addFiles = add("addFiles", "list-add", {Qt::CTRL | Qt::SHIFT | Qt::Key_D});
  updateIndex = add("updateIndex", "view-refresh", {Qt::Key_F5});
  demo = add("openDemo", "media-playback-start");
  closeArchive = add("closeArchive", "dialog-close", {QKeySequence::Close});
  quit = add("quit", "application-exit", {QKeySequence(Qt::CTRL | Qt::Key_Q)});
  quit->setMenuRole(QAction::QuitRole);
}

void WindowActions::makeViewActions() {
  query = add("focusQuery", "edit-find", {QKeySequence::Find, Qt::Key_Slash});
  results = add("focusResults", "view-list-icons", {Qt::Key_R});
  large = add("showLarge", "zoom-fit-best", {Qt::CTRL | Qt::Key_Return});
  takeBack = add("takeBack", "edit-undo", {Qt::Key_Escape});
  larger = add("largerPictures", "zoom-in", {QKeySequence::ZoomIn, Qt::CTRL | Qt::Key_Equal});
  smaller = add("smallerPictures", "zoom-out", {QKeySequence::ZoomOut});
  fullScreen = add("fullScreen", "view-fullscreen", {Qt::Key_F, Qt::Key_F11});
  fullScreen->setCheckable(true);
  keys = add("keys", "configure-shortcuts", {Qt::Key_Question, Qt::Key_F1});
  model = add("modelCard", "dialog-information");
  about = add("about", "help-about");
  about->setMenuRole(QAction::AboutRole);
}

void WindowActions::makeChoices() {
  const auto choice = [this](QActionGroup* group, const char* name) {
    QAction* action = group->addAction(QString());
    action->setObjectName(QString::fromLatin1(name));
    action->setCheckable(true);
    return action;
  };
  themes_ = new QActionGroup(this);
  themeSystem_ = choice(themes_, "themeSystem");
  themeLight_ = choice(themes_, "themeLight");
  themeDark_ = choice(themes_, "themeDark");
  const ThemeChoice theme = context_->settings().theme();
  (theme == ThemeChoice::Light  ? themeLight_
   : theme == ThemeChoice::Dark ? themeDark_
                                : themeSystem_)
      ->setChecked(true);
  connect(themeSystem_, &QAction::triggered, this, [this] { context_->setTheme(ThemeChoice::System); });
  connect(themeLight_, &QAction::triggered, this, [this] { context_->setTheme(ThemeChoice::Light); });
  connect(themeDark_, &QAction::triggered, this, [this] { context_->setTheme(ThemeChoice::Dark); });

  languages_ = new QActionGroup(this);
  languageSystem_ = choice(languages_, "languageSystem");
  languageEnglish_ = choice(languages_, "languageEnglish");
  languageChinese_ = choice(languages_, "languageChinese");
  const QString language = context_->settings().language();
  (language.isEmpty() ? languageSystem_ : language == QLatin1String("en") ? languageEnglish_ : languageChinese_)
      ->setChecked(true);
  connect(languageSystem_, &QAction::triggered, this, [this] { context_->setLanguage({}); });
  connect(languageEnglish_, &QAction::triggered, this, [this] { context_->setLanguage(QStringLiteral("en")); });
  connect(languageChinese_, &QAction::triggered, this, [this] { context_->setLanguage(QStringLiteral("zh_CN")); });
}

void WindowActions::buildMenus(QMenuBar* bar, const QList<QDockWidget*>& docks) {
  archiveMenu_ = bar->addMenu(QString());
  archiveMenu_->addActions({newArchive, openArchive});
  recentMenu_ = archiveMenu_->addMenu(QString());
  archiveMenu_->addSeparator();
  archiveMenu_->addActions({addFolder, addFiles, updateIndex});
  archiveMenu_->addSeparator();
  archiveMenu_->addActions({demo, closeArchive});
  archiveMenu_->addSeparator();
  archiveMenu_->addAction(quit);
  connect(recentMenu_, &QMenu::aboutToShow, this, &WindowActions::fillRecent);

  searchMenu_ = bar->addMenu(QString());
  searchMenu_->addActions({query, results, large, takeBack});

  viewMenu_ = bar->addMenu(QString());
  for (const QDockWidget* dock : docks) viewMenu_->addAction(dock->toggleViewAction());
  viewMenu_->addSeparator();
  viewMenu_->addActions({larger, smaller, fullScreen});
  viewMenu_->addSeparator();
  themeMenu_ = viewMenu_->addMenu(QString());
  themeMenu_->addActions(themes_->actions());
  languageMenu_ = viewMenu_->addMenu(QString());
  languageMenu_->addActions(languages_->actions());

  helpMenu_ = bar->addMenu(QString());
  helpMenu_->addActions({keys, model, about});
  onLanguageChange(window_, [this] {
    retranslate();
    retranslateMenus();
  });
  onPaletteChange(window_, [this] {
    for (const auto& [action, icon] : icons_) action->setIcon(themeIcon(icon.constData()));
  });
}

void WindowActions::retranslate() {
  const auto name = [](QAction* action, const QString& text, const QString& tip) {
    action->setText(text);
    action->setToolTip(tip);
    action->setStatusTip(tip);
  };
  name(newArchive, tr("&New archive…"), tr("Make an empty archive file"));
  name(openArchive, tr("&Open archive…"), tr("Open a .tilescout file"));
  name(addFolder, tr("Add &folder…"), tr("Index all scenes of a folder"));
  name(addFiles, tr("Add &scenes…"), tr("Index chosen GeoTIFF files"));
  name(updateIndex, tr("&Update the index"),
       tr("Look at every scene again and index what is new, changed or unfinished"));
  name(demo, tr("Open the &demo"), tr("Paint demo scenes when needed, and open them"));
  name(closeArchive, tr("&Close archive"), tr("Close the archive; everything is saved already"));
  name(quit, tr("&Quit"), tr("Close Tilescout; a running index goes on the next time"));
  name(query, tr("&Search text"), tr("Go to the search line"));
  name(results, tr("&Results"), tr("Go to the results"));
  name(large, tr("Show &large"), tr("Show the current result large"));
  name(takeBack, tr("&Back one step"), tr("Close the large view, clear the selection, then the text"));
  name(larger, tr("&Larger pictures"), tr("Show the results larger"));
  name(smaller, tr("&Smaller pictures"), tr("Show the results smaller"));
  name(fullScreen, tr("&Full screen"), tr("Use the whole screen"));
  name(keys, tr("&Keys"), tr("List all keys"));
  name(model, tr("&Model…"), tr("What the model is, and what it does not know"));
  name(about, tr("&About Tilescout"), tr("Version and licence"));
  name(themeSystem_, tr("As the &system"), tr("Light or dark as the system is"));
  name(themeLight_, tr("&Light"), tr("Light colours"));
  name(themeDark_, tr("&Dark"), tr("Dark colours"));
  name(languageSystem_, tr("As the &system"), tr("The system's language"));
  // A language is listed under its own name, so that whoever lost the way finds back.
  name(languageEnglish_, QStringLiteral("English"), QStringLiteral("English"));
  name(languageChinese_, QStringLiteral("简体中文"), QStringLiteral("简体中文"));
}

void WindowActions::retranslateMenus() {
  archiveMenu_->setTitle(tr("&Archive"));
  recentMenu_->setTitle(tr("Open &recent"));
  searchMenu_->setTitle(tr("&Search"));
  viewMenu_->setTitle(tr("&View"));
  themeMenu_->setTitle(tr("&Colours"));
  languageMenu_->setTitle(tr("La&nguage"));
  helpMenu_->setTitle(tr("&Help"));
}

void WindowActions::fillRecent() {
  recentMenu_->clear();
  for (const QString& file : context_->settings().recentArchives()) {
    if (!QFileInfo::exists(file)) continue;
    QAction* action = recentMenu_->addAction(QFileInfo(file).completeBaseName());
    action->setToolTip(QDir::toNativeSeparators(file));
    action->setStatusTip(QDir::toNativeSeparators(file));
    connect(action, &QAction::triggered, this, [this, file] { Q_EMIT recentRequested(file); });
  }
  if (recentMenu_->isEmpty()) recentMenu_->addAction(tr("No archives yet"))->setEnabled(false);
}

void WindowActions::refresh() {
  const ArchiveController& archive = context_->archive();
  const bool open = archive.state() == ArchiveState::Open;
  updateIndex->setEnabled(open && !archive.scenes().empty() && !archive.isIndexing());
  closeArchive->setEnabled(archive.state() != ArchiveState::None);
  query->setEnabled(open);
  const bool hits = context_->search().result() != nullptr;
  results->setEnabled(hits);
  large->setEnabled(hits);
}

}  // namespace tilescout::ui
