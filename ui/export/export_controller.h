#pragma once
#include <QObject>

#include "jobs/export_job.h"
#include "search/query.h"
#include "ui/export/export_dialog.h"
#include "ui/jobs/job.h"

class QAction;
class QWidget;

namespace tilescout::ui {

class AppContext;
class MainWindow;

/// Hits on their way out of the program: files as jobs, the clipboard, QGIS, the program that a scene's file is for.
class ExportController : public QObject {
  Q_OBJECT
 public:
  ExportController(AppContext* context, QWidget* window);

  /// Starts a job; null when there is nothing to export.
  Job* write(ExportKind kind, bool onlySelected, const QString& target);
  /// The selected hits, or all of them, as a table for spreadsheets, HTML for documents, and plain text.
  void copy();
  /// Writes a project into the user's data folder and starts QGIS with it; says so when there is no QGIS.
  void openInQgis();
  /// Opens the scene of the current tile with the program that the system has for it.
  void openScene();
  void showDialog();
  bool hasHits() const;

 private:
  SearchResult chosen(bool onlySelected) const;
  Query query() const;
  QString suggestedName() const;
  JobWords words(ExportKind kind, const QString& target) const;
  Job::Work workOf(ExportKind kind, const SearchResult& result, const QString& target) const;
  Job::Work reportWork(ExportKind kind, const SearchResult& result, const QString& target) const;

  AppContext* const context_;
  QWidget* const window_;
};

/// Plain text of a table cell or HTML of it; a cell never becomes a formula.
QString clipboardTable(const SearchResult& result);
QString clipboardHtml(const SearchResult& result);

/// Makes the controller and its actions.
void addExport(MainWindow* window, AppContext* context);

}  // namespace tilescout::ui
