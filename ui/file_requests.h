#pragma once
#include <QObject>
#include <QPointer>
#include <QStringList>

class QWidget;

namespace tilescout::ui {

class AddScenesDialog;
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
  /// Both lead to the window that tells what will come of it before it starts.
  void addFolder();
  void addFiles();
  void proposeScenes(const QStringList& paths);
  /// As it is; what the weights do not say is asked for when that shows.
  void importModel(const QString& path);

 private:
  void remember(const QString& path);

  AppContext* const context_;
  QWidget* const window_;
  QPointer<AddScenesDialog> proposal_;
};

}  // namespace tilescout::ui
