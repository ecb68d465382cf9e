#pragma once
#include <QObject>
#include <QPointer>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "jobs/export_job.h"
#include "search/query.h"
#include "ui/export/export_dialog.h"
#include "ui/jobs/job.h"

class QAction;
class QWidget;

namespace tilescout::ui {

class AppContext;
class MainWindow;

/// Hits that are to go out: an answer, shared and not copied, and which of its tiles (none given: all).
struct ChosenHits {
  std::shared_ptr<const SearchResult> answer;
  std::optional<std::vector<TileId>> tiles;

  /// The answer with those hits alone. For the thread that works on them: it may be a hundred thousand.
  SearchResult taken() const;
};

/// Hits on their way out of the program: files as jobs, the clipboard, QGIS, the program that a scene's file is for.
class ExportController : public QObject {
  Q_OBJECT
 public:
  ExportController(AppContext* context, QWidget* window);

  /// Starts a job; null when there is nothing to export.
  Job* write(ExportKind kind, bool onlySelected, const QString& target);
  /// The selected hits, or all of them, as a table for spreadsheets, HTML for documents, and plain text. Many of them
  /// are a job, and are on the clipboard when it has finished.
  void copy();
  /// Writes a project into the user's data folder and starts QGIS with it; says so when there is no QGIS.
  void openInQgis();
  /// Opens the scene of the current tile with the program that was kept for it, else with the system's own.
  void openScene();
  /// Asks which program opens it.
  void openSceneWith();
  /// Shows the scene's file in the file manager.
  void revealScene();
  void showDialog();
  bool hasHits() const;

 private:
  /// Calls with the file of the current tile's scene when it is there, and says so when it is not.
  void withScene(const std::function<void(const QString&)>& act);
  void askForProgram(const QString& path);
  int selectedHits() const;
  ChosenHits chosen(bool onlySelected) const;
  Job* write(ExportKind kind, const ChosenHits& hits, const QString& target);
  Query query() const;
  QString suggestedName() const;
  JobWords words(ExportKind kind, const QString& target) const;
  Job::Work workOf(ExportKind kind, const ChosenHits& hits, const QString& target) const;
  Job::Work reportWork(ExportKind kind, const ChosenHits& hits, const QString& target) const;

  AppContext* const context_;
  QWidget* const window_;
  QPointer<Job> copying_;
};

/// Makes the controller and its actions.
void addExport(MainWindow* window, AppContext* context);

}  // namespace tilescout::ui
