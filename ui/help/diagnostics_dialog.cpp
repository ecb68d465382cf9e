#include "ui/help/diagnostics_dialog.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMap>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/app_context.h"
#include "ui/explore/plot_renderer.h"
#include "ui/support/error_text.h"
#include "ui/support/icons.h"
#include "ui/support/retranslate.h"
#include "ui/support/window_size.h"

namespace tilescout::ui {

namespace {

/// Which way the plot is drawn, and by what: the first thing to know about one that stays empty or is slow.
QString plotLine(PlotRenderer chosen) {
  const OpenGlFound& found = findOpenGl();
  const QString card = found.name.isEmpty() ? DiagnosticsDialog::tr("no OpenGL here") : found.name;
  const QString by = wantsOpenGl(chosen) ? DiagnosticsDialog::tr("by the graphics card (%1)").arg(card)
                                         : DiagnosticsDialog::tr("by the processor (%1)").arg(card);
  return DiagnosticsDialog::tr("Embedding plot drawn: %1").arg(by);
}

}  // namespace

DiagnosticsDialog::DiagnosticsDialog(AppContext* context, QWidget* parent) : QDialog(parent), context_(context) {
  resizeFitting(this, {720, 540});
  text_ = new QPlainTextEdit(this);
  text_->setObjectName(QStringLiteral("diagnosticsText"));
  text_->setReadOnly(true);
  text_->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
  again_ = new QPushButton(this);
  copy_ = new QPushButton(this);
  copy_->setObjectName(QStringLiteral("diagnosticsCopy"));
  close_ = new QPushButton(this);
  close_->setDefault(true);
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(copy_);
  buttons->addWidget(again_);
  buttons->addStretch(1);
  buttons->addWidget(close_);
  auto* column = new QVBoxLayout(this);
  column->addWidget(text_, 1);
  column->addLayout(buttons);
  connect(again_, &QPushButton::clicked, this, &DiagnosticsDialog::collect);
  connect(close_, &QPushButton::clicked, this, &QDialog::close);
  connect(copy_, &QPushButton::clicked, this,
          [this] { QGuiApplication::clipboard()->setText(text_->toPlainText()); });
  onLanguageChange(this, [this] {
    setWindowTitle(tr("Diagnostics"));
    text_->setAccessibleName(tr("What a report of a fault needs to know"));
    copy_->setText(tr("Copy all"));
    again_->setText(tr("Look again"));
    close_->setText(tr("Close"));
    show(parts_);
  });
  onPaletteChange(this, [this] {
    copy_->setIcon(themeIcon("edit-copy"));
    again_->setIcon(themeIcon("view-refresh"));
  });
  collect();
}

DiagnosticsDialog::~DiagnosticsDialog() = default;

void DiagnosticsDialog::collect() {
  worker_.post([this, backend = &context_->backend()](std::stop_token) {
    try {
      const std::vector<jobs::DiagnosticPart> parts = backend->diagnostics();
      QMetaObject::invokeMethod(this, [this, parts] { show(parts); }, Qt::QueuedConnection);
    } catch (const Error& thrown) {  // a program without its services says at least that
      const UiError error = uiError(thrown);
      QMetaObject::invokeMethod(this, [this, error] {
        text_->setPlainText(errorSentence(error) + QLatin1Char('\n') + errorDetails(error));
      }, Qt::QueuedConnection);
    }
  });
}

void DiagnosticsDialog::show(const std::vector<jobs::DiagnosticPart>& parts) {
  parts_ = parts;
  if (parts.empty()) {
    text_->setPlainText(tr("Looking…"));
    return;
  }
  QStringList lines;
  for (const jobs::DiagnosticPart& part : parts) {
    if (!lines.isEmpty()) lines.append(QString());
    lines.append(titleOf(part.title));
    if (part.lines.empty()) lines.append(QStringLiteral("  ") + tr("nothing"));
    if (part.title == "devices") lines.append(QStringLiteral("  ") + plotLine(context_->settings().plotRenderer()));
    for (const auto& [name, value] : part.lines) {
      const QString shown = nameOf(name);
      lines.append(QStringLiteral("  ") + (shown.isEmpty() ? QString() : shown + QStringLiteral(": ")) +
                   QString::fromStdString(value));
    }
  }
  text_->setPlainText(lines.join(QLatin1Char('\n')));
}

QString DiagnosticsDialog::titleOf(const std::string& part) {
  const QMap<std::string, QString> titles = {{"program", tr("Program and computer")}, {"libraries", tr("Libraries")},
                                             {"devices", tr("Devices")},              {"folders", tr("Folders")},
                                             {"models", tr("Models")},                {"log", tr("Log")}};
  return titles.value(part, QString::fromStdString(part));
}

QString DiagnosticsDialog::nameOf(const std::string& line) {
  const QMap<std::string, QString> names = {{"Compiler", tr("Compiler")},
                                            {"System", tr("System")},
                                            {"Processor", tr("Processor")},
                                            {"Memory", tr("Memory")},
                                            {"Scan instructions", tr("Scan instructions")},
                                            {"Data", tr("Data")},
                                            {"Resources", tr("Resources")}};
  return names.value(line, QString::fromStdString(line));
}

}  // namespace tilescout::ui
