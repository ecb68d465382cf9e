#pragma once
#include <QObject>
#include <QStringList>

class QWidget;

namespace tilescout::ui {

class AppContext;

/// Asks for files and folders, and brings what was chosen, dropped or named on the command line to where it belongs.
class FileRequests : public QObject {
  Q_OBJECT
 public:
  FileRequests(AppContext* context, QWidget* window);

  /// Archives are opened, scenes indexed, weights and folders with a model imported, as soon as the disk has told which
  /// is which.
  void take(const QStringList& paths);
  void newArchive();
  void openArchive();
  void addFolder();
  void addFiles();
  /// As it is; what the weights do not say is asked for when that shows.
  void importModel(const QString& path);

 private:
  void remember(const QString& path);

  AppContext* const context_;
  QWidget* const window_;
};

}  // namespace tilescout::ui
