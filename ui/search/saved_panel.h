#pragma once
#include <QWidget>
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "base/labels.h"
#include "ui/support/error_text.h"
#include "ui/support/latest_worker.h"

class QAction;
class QLabel;
class QMenu;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace tilescout::ui {

class AppContext;
class MainWindow;
class SavedSession;

/// Saved searches and detectors of the archive, with how many new hits their alerts have. Enter or a double click asks
/// one again; the menu does the rest.
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

 private:
  using Work = std::function<void(SavedSession&)>;
  void buildMenu();
  void retranslate();
  void refresh();
  void took(quint64 generation, std::vector<SavedSearch> list);
  void tookCount(quint64 generation, SavedSearchId id, std::int64_t count);
  void failed(const UiError& error);
  void show();
  void run(Work work);
  const SavedSearch* find(SavedSearchId id) const;
  const SavedSearch* current() const;
  QString askForName(const QString& title, const QString& proposal);
  void showMenu(const QPoint& place);
  void bringMarks(SavedSearchId id);

  AppContext* const context_;
  QTreeWidget* tree_;
  QLabel *empty_, *trouble_;
  QPushButton* save_;
  QMenu* menu_;
  QAction *ask_, *askNew_, *seen_, *alert_, *remove_;
  std::vector<SavedSearch> list_;
  std::map<SavedSearchId, std::int64_t> newHits_;
  quint64 generation_ = 0;
  LatestWorker worker_, marksWorker_;
};

/// Makes the panel with its actions and hangs it into the archive dock.
void addSavedPanel(MainWindow* window, AppContext* context);

}  // namespace tilescout::ui
