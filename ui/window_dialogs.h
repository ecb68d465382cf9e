#pragma once
#include <QObject>
#include <QPointer>

class QDialog;
class QWidget;

namespace tilescout::ui {

class AppContext;
class FileRequests;
class WindowActions;

/// The dialogs that stay open beside the window, each at most once: keys, settings, diagnostics, the model; and About.
class WindowDialogs : public QObject {
  Q_OBJECT
 public:
  WindowDialogs(AppContext* context, WindowActions* actions, FileRequests* files, QWidget* window);

  void showKeys();
  void showSettings();
  void showDiagnostics();
  void showModelCard();
  void showAbout();

 private:
  /// Makes the dialog when it is not there, and brings it to the front.
  template <typename Make>
  void show(QPointer<QDialog>& dialog, Make&& make);

  AppContext* const context_;
  WindowActions* const actions_;
  FileRequests* const files_;
  QWidget* const window_;
  QPointer<QDialog> keys_, settings_, diagnostics_, modelCard_;
};

}  // namespace tilescout::ui
