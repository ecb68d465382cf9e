#pragma once
#include <QMainWindow>
#include <QTimer>
#include <functional>

class QDockWidget;
class QMenuBar;
class QStackedWidget;

namespace tilescout::ui {

class AppContext;
class ArchivePanel;
class CommandPalette;
class DetailsPanel;
class FileRequests;
class FoldSection;
class JobPanel;
class PageTabs;
class QueryBar;
class RecentArchives;
class ResultsView;
class ScenesPanel;
class StatusFields;
class TileNotes;
class WelcomePage;
class WindowActions;
class WindowDialogs;
class WindowLayout;

/// The window: puts the parts in their places and passes requests between them. What happens is decided in AppContext's
/// controllers; which pages there are, in pages.cpp.
class MainWindow : public QMainWindow {
  Q_OBJECT
 public:
  explicit MainWindow(AppContext* context, QWidget* parent = nullptr);
  ~MainWindow() override;

  /// A tab of the centre. `show` brings it to the front; a page that is also a `Page` is told of Esc and of being entered.
  void addPage(QWidget* page, const char* name, std::function<QString()> title, QAction* show);
  /// A section that folds, in the archive dock at the left.
  FoldSection* addSection(QWidget* content, const char* name, std::function<QString()> title);
  /// A dock of its own. `name` is the dock's for good; its toggle goes to the View menu. At the right it becomes a tab
  /// beside Details.
  QDockWidget* addDock(QWidget* content, const char* name, Qt::DockWidgetArea area, std::function<QString()> title);

  void showArchiveDock();

  /// Opens or adds what was named on the command line or dropped.
  void take(const QStringList& paths);
  ResultsView* results() const { return results_; }
  ScenesPanel* scenesPanel() const { return scenes_; }
  DetailsPanel* details() const { return details_; }
  FileRequests* files() const { return files_; }
  WindowActions* actions() const { return actions_; }
  RecentArchives* recentArchives() const { return recent_; }
  QueryBar* queryBar() const { return query_; }
  PageTabs* pages() const { return pages_; }
  /// For areas that have more to find by name.
  CommandPalette* commands() const { return palette_; }

 protected:
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void buildTop();
  void buildCentre();
  void buildDocks();
  void buildPalette();
  void wireActions();
  void wireFiles();
  void wireParts();
  void wireRequests();
  void wireMemory();
  void archiveChanged();
  void showWelcome(bool welcome);
  void refreshTitle();
  void showDetails();
  void showLarge();
  void showScene(qint64 scene);
  void stepBack();

  AppContext* const context_;
  WindowActions* actions_ = nullptr;
  RecentArchives* recent_;
  WindowLayout* layout_;
  FileRequests* files_;
  QMenuBar* menu_ = nullptr;
  QueryBar* query_ = nullptr;
  QStackedWidget* centre_ = nullptr;
  WelcomePage* welcome_ = nullptr;
  PageTabs* pages_ = nullptr;
  ResultsView* results_ = nullptr;
  ArchivePanel* archivePanel_ = nullptr;
  ScenesPanel* scenes_ = nullptr;
  DetailsPanel* details_ = nullptr;
  TileNotes* notes_ = nullptr;
  JobPanel* jobs_ = nullptr;
  QDockWidget *archiveDock_ = nullptr, *detailsDock_ = nullptr, *jobsDock_ = nullptr;
  StatusFields* status_ = nullptr;
  WindowDialogs* dialogs_ = nullptr;
  CommandPalette* palette_ = nullptr;
  QTimer queryPause_;  ///< before the text in the search line is remembered
};

}  // namespace tilescout::ui
