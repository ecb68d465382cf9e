#include "ui/window_dialogs.h"

#include <QMessageBox>

#include "ui/app_context.h"
#include "ui/help/diagnostics_dialog.h"
#include "ui/model/import_dialog.h"
#include "ui/model/model_card_dialog.h"
#include "ui/model/model_controller.h"
#include "ui/settings/keys_dialog.h"
#include "ui/settings/settings_dialog.h"
#include "ui/window_actions.h"

namespace tilescout::ui {

WindowDialogs::WindowDialogs(AppContext* context, WindowActions* actions, QWidget* window)
    : QObject(window), context_(context), actions_(actions), window_(window) {
  connect(actions->keys, &QAction::triggered, this, &WindowDialogs::showKeys);
  connect(actions->preferences, &QAction::triggered, this, &WindowDialogs::showSettings);
  connect(actions->diagnostics, &QAction::triggered, this, &WindowDialogs::showDiagnostics);
  connect(actions->model, &QAction::triggered, this, &WindowDialogs::showModelCard);
  connect(actions->importModel, &QAction::triggered, this, &WindowDialogs::showImport);
  connect(&context->models(), &ModelController::activationNeeded, this, &WindowDialogs::askActivation);
  connect(actions->about, &QAction::triggered, this, &WindowDialogs::showAbout);
}

template <typename Make>
void WindowDialogs::show(QPointer<QDialog>& dialog, Make&& make) {
  if (!dialog) {
    dialog = make();
    dialog->setAttribute(Qt::WA_DeleteOnClose);
  }
  dialog->show();
  dialog->raise();
  dialog->activateWindow();
}

void WindowDialogs::showKeys() {
  show(keys_, [this] { return new KeysDialog(actions_, window_); });
}

void WindowDialogs::showSettings() {
  show(settings_, [this] { return new SettingsDialog(context_, window_); });
}

void WindowDialogs::showDiagnostics() {
  show(diagnostics_, [this] { return new DiagnosticsDialog(context_, window_); });
}

void WindowDialogs::showModelCard() {
  show(modelCard_, [this] {
    auto* card = new ModelCardDialog(context_, window_);
    connect(card, &ModelCardDialog::importRequested, this, &WindowDialogs::showImport);
    connect(card, &ModelCardDialog::dropped, this, &WindowDialogs::filesDropped);
    return card;
  });
}

void WindowDialogs::showImport() {
  show(import_, [this] { return new ImportDialog(context_, window_); });
}

void WindowDialogs::askActivation(const QString& path, const QString& adapter, const QString& tokenizer) {
  showImport();
  static_cast<ImportDialog*>(import_.data())->askActivation(path, adapter, tokenizer);
}

void WindowDialogs::showAbout() {
  QMessageBox::about(window_, tr("About Tilescout"),
                     tr("Tilescout %1\nSearches satellite archives by text, on this computer alone.")
                         .arg(QStringLiteral(TILESCOUT_VERSION)));
}

}  // namespace tilescout::ui
