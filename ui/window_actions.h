#pragma once
#include <QActionGroup>
#include <QList>
#include <QMenu>
#include <QObject>

class QDockWidget;
class QMenuBar;
class QWidget;

namespace tilescout::ui {

class AppContext;

/// Every action of the window with its icon, key, tool tip and place in the menus. What they do is connected elsewhere.
class WindowActions : public QObject {
  Q_OBJECT
 public:
  WindowActions(AppContext* context, QWidget* window);

  /// Fills the menu bar; the docks' own toggles go to View.
  void buildMenus(QMenuBar* bar, const QList<QDockWidget*>& docks);
  /// Enables what the archive's state allows.
  void refresh();
  const QList<QAction*>& all() const { return all_; }

  QAction *newArchive, *openArchive, *addFolder, *addFiles, *updateIndex, *demo, *closeArchive, *quit;
  QAction *query, *results, *large, *takeBack;
  QAction *larger, *smaller, *fullScreen;
  QAction *keys, *model, *about;

 Q_SIGNALS:
  void recentRequested(const QString& file);

 private:
  QAction* add(const char* name, const char* icon, const QList<QKeySequence>& keys = {});
  void makeArchiveActions();
  void makeViewActions();
  void makeChoices();
  void retranslate();
  void retranslateMenus();
  void fillRecent();

  AppContext* const context_;
  QWidget* const window_;
  QList<QAction*> all_;
  QList<std::pair<QAction*, QByteArray>> icons_;
  QMenu *archiveMenu_ = nullptr, *searchMenu_ = nullptr, *viewMenu_ = nullptr, *helpMenu_ = nullptr;
  QMenu *recentMenu_ = nullptr, *themeMenu_ = nullptr, *languageMenu_ = nullptr;
  QActionGroup *themes_, *languages_;
  QAction *themeSystem_, *themeLight_, *themeDark_;
  QAction *languageSystem_, *languageEnglish_, *languageChinese_;
};

}  // namespace tilescout::ui
