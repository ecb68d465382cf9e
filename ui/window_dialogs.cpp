#include "ui/window_dialogs.h"

#include <QMessageBox>

#include "ui/app_context.h"
#include "ui/file_requests.h"
#include "ui/help/diagnostics_dialog.h"
#include "ui/model/model_card_dialog.h"
#include "ui/settings/keys_dialog.h"
#include "ui/settings/settings_dialog.h"
#include "ui/window_actions.h"

namespace tilescout::ui {

WindowDialogs::WindowDialogs(AppContext* context, WindowActions* actions, FileRequests* files, QWidget* window)
    : QObject(window), context_(context), actions_(actions), files_(files), window_(window) {
  connect(actions->keys, &QAction::triggered, this, &WindowDialogs::showKeys);
  connect(actions->preferences, &QAction::triggered, this, &WindowDialogs::showSettings);
  connect(actions->diagnostics, &QAction::triggered, this, &WindowDialogs::showDiagnostics);
  connect(actions->model, &QAction::triggered, this, &WindowDialogs::showModelCard);
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
    auto* card = new ModelCardDialog(&context_->archive(), window_);
    connect(card, &ModelCardDialog::importRequested, files_, &FileRequests::importModel);
    return card;
  });
}

void WindowDialogs::showAbout() {
  QMessageBox::about(window_, tr("About Tilescout"),
                     tr("Tilescout %1\nSearches satellite archives by text, on this computer alone.")
                         .arg(QStringLiteral(TILESCOUT_VERSION)));
}

}  // namespace tilescout::ui
