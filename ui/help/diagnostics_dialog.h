#pragma once
#include <QDialog>

#include "jobs/diagnostics.h"
#include "ui/support/latest_worker.h"

class QPlainTextEdit;
class QPushButton;

namespace tilescout::ui {

class AppContext;

/// Versions, devices and why there is no GPU, BLAS, folders, models, the log; all of it to copy. Read on a worker.
class DiagnosticsDialog : public QDialog {
  Q_OBJECT
 public:
  explicit DiagnosticsDialog(AppContext* context, QWidget* parent = nullptr);
  ~DiagnosticsDialog() override;

 private:
  void collect();
  void show(const std::vector<jobs::DiagnosticPart>& parts);
  static QString titleOf(const std::string& part);
  static QString nameOf(const std::string& line);

  AppContext* const context_;
  std::vector<jobs::DiagnosticPart> parts_;
  QPlainTextEdit* text_;
  QPushButton *again_, *copy_, *close_;
  LatestWorker worker_;
};

}  // namespace tilescout::ui
