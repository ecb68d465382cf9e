#pragma once
#include <QCoreApplication>

#include "jobs/label_transfer.h"
#include "ui/jobs/job.h"

namespace tilescout::ui {

class AppContext;
class MainWindow;

/// What the jobs that bring labels in and out say of themselves.
class TransferJobs {
  Q_DECLARE_TR_FUNCTIONS(TransferJobs)
 public:
  static JobWords import(const QString& file);
  static JobWords write(const QString& target);
  static JobOutcome outcomeOf(const jobs::LabelImportReport& report);
  static JobOutcome outcomeOf(const jobs::LabelExportReport& report);
};

/// Import and export of labels, with their places in the menu.
void addLabelTransfer(MainWindow* window, AppContext* context);

}  // namespace tilescout::ui
