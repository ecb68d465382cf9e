#pragma once
#include <QCoreApplication>

#include "ui/jobs/job.h"

namespace tilescout::ui {

/// What the jobs about models say of themselves.
class ModelJobs {
  Q_DECLARE_TR_FUNCTIONS(ModelJobs)
 public:
  static JobWords import(const QString& file);
  /// `checked`: the SHA-256 was known beforehand.
  static JobWords download(const QString& file, bool checked);
  static JobWords reembed(const QString& model);

 private:
  /// Why the file of weights could not be taken over, and what to do.
  static QString failureOf(const QString& weights, const UiError& error);
};

}  // namespace tilescout::ui
