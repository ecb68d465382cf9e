#pragma once
#include <QWidget>
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "base/labels.h"
#include "ui/support/error_text.h"
#include "ui/support/latest_worker.h"
#include "ui/support/ordered_worker.h"

class QAction;
class QLabel;
class QMenu;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace tilescout::ui {

class AppContext;
class ArchiveSession;
class MainWindow;
class NoticeBar;
class SavedSession;
class WindowActions;

/// Saved searches and detectors of the archive, with how many new hits their alerts have. Enter or a double click asks
/// one again; the menu does the rest. After an index a notice tells of what is new.
class SavedPanel : public QWidget {
  Q_OBJECT
 public:
  explicit SavedPanel(AppContext* context, QWidget* parent = nullptr);
  ~SavedPanel() override;

  /// Asks for a name and saves the present query, or what its marks have taught.
  void saveSearch();
  void saveDetector();
  /// The same with a name; an entry of that name is replaced.
  void save(const QString& name, bool detector);
  void ask(SavedSearchId id, bool onlyNew);
  /// Nothing happens when the name is empty; a name that another has is refused, saying so.
  void rename(SavedSearchId id, const QString& name);
  /// What somebody wants to remember of it; its tool tip tells.
  void setNotes(SavedSearchId id, const QString& notes);

  /// New hits of all alerts.
  std::int64_t newHits() const;
  /// "3 new hits for “airports”: Show"; hidden while there are none. Lies wherever the window puts it.
  NoticeBar* notice() const { return notice_; }
  /// Gives the actions of the list's menu their names, icons, keys and places in the window's menus.
  void addActions(WindowActions* actions);

 Q_SIGNALS:
  /// newHits() is another number.
  void countsChanged();
  /// Several alerts have new hits: the list of them should be seen.
  void listRequested();

 private:
  using Work = std::function<void(SavedSession&)>;
  void buildMenu();
  void refreshActions();
  void retranslate();
  void refresh();
  void took(quint64 generation, std::vector<SavedSearch> list);
  void tookCount(quint64 generation, SavedSearchId id, std::int64_t count);
  void tookTrouble(quint64 generation, SavedSearchId id, const UiError& error);
  void counted(quint64 generation);
  void failed(const UiError& error);
  void tell();
  void act();
  void show();
  void run(Work work);
  void edit(SavedSearchId id, std::function<void(SavedSearch&)> change);
  bool countNew(ArchiveSession& session, const std::vector<SavedSearch>& list, quint64 generation,
                const std::stop_token& stop);
  const SavedSearch* find(SavedSearchId id) const;
  const SavedSearch* current() const;
  const SavedSearch* named(const QString& name) const;
  QString nextVersion(const QString& name) const;
  static QString tipOf(const SavedSearch& saved);
  void askNotes(const SavedSearch& saved);
  QString askForName(const QString& title, const QString& proposal);
  void saveUnlessTaken(const QString& name, bool detector);
  void showMenu(const QPoint& place);
  void bringMarks(SavedSearchId id);

  AppContext* const context_;
  QTreeWidget* tree_;
  QLabel *empty_, *trouble_;
  QPushButton* save_;
  QMenu* menu_;
  QAction *ask_, *askNew_, *seen_, *alert_, *rename_, *notes_, *remove_;
  NoticeBar* notice_;
  std::vector<SavedSearch> list_;
  std::map<SavedSearchId, std::int64_t> newHits_;
  std::map<SavedSearchId, UiError> troubles_;  ///< of alerts that could not be counted
  bool tells_ = false;                         ///< an index has ended: what is new is told once it is counted
  quint64 generation_ = 0;
  LatestWorker worker_, marksWorker_;
  OrderedWorker editor_;  ///< an edit is not dropped because another one, or a count, comes after it
};

/// Makes the panel with its actions and hangs it into the archive dock.
void addSavedPanel(MainWindow* window, AppContext* context);

}  // namespace tilescout::ui
