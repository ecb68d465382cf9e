#pragma once
#include <QObject>
#include <QPointer>
#include <QStringList>

class QDialog;
class QString;
class QWidget;

namespace tilescout::ui {

class AppContext;
class WindowActions;

/// The dialogs that stay open beside the window, each at most once: keys, settings, diagnostics, the models, importing one; and About.
class WindowDialogs : public QObject {
  Q_OBJECT
 public:
  WindowDialogs(AppContext* context, WindowActions* actions, QWidget* window);

  void showKeys();
  void showSettings();
  void showDiagnostics();
  void showModelCard();
  void showImport();
  void showAbout();

 Q_SIGNALS:
  void filesDropped(const QStringList& paths);

 private:
  void askActivation(const QString& path, const QString& adapter, const QString& tokenizer);
  /// Makes the dialog when it is not there, and brings it to the front.
  template <typename Make>
  void show(QPointer<QDialog>& dialog, Make&& make);

  AppContext* const context_;
  WindowActions* const actions_;
  QWidget* const window_;
  QPointer<QDialog> keys_, settings_, diagnostics_, modelCard_, import_;
};

}  // namespace tilescout::ui
