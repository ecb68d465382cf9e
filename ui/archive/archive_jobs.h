#pragma once
#include <QCoreApplication>

#include "ui/jobs/job.h"

namespace tilescout::ui {

/// What the archive's own jobs say of themselves.
class ArchiveJobs {
  Q_DECLARE_TR_FUNCTIONS(ArchiveJobs)
 public:
  static JobWords paintDemo();
  static JobWords index(const QString& subject);
  static JobWords relink();
  static JobWords movePictures(bool keep);
  static JobWords backUp(const QString& target);
};

}  // namespace tilescout::ui
