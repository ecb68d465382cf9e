#pragma once
#include <QDialog>
#include <string>
#include <vector>

#include "jobs/compare_job.h"

class QComboBox;
class QDialogButtonBox;
class QLabel;

namespace tilescout::ui {

/// Which two of the archive's models to compare: the one it answers with and the one before it are offered first.
class CompareDialog : public QDialog {
  Q_OBJECT
 public:
  CompareDialog(const std::vector<jobs::SpaceModel>& models, QWidget* parent);

  /// Fingerprints.
  std::string before() const;
  std::string after() const;

 private:
  void refresh();

  QLabel* note_;
  QComboBox *before_, *after_;
  QDialogButtonBox* buttons_;
};

}  // namespace tilescout::ui
