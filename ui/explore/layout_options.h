#pragma once
#include <QDialog>

#include "jobs/explore_job.h"

class QComboBox;
class QSpinBox;

namespace tilescout::ui {

/// Asks how to lay the tiles out: method, number of clusters, where their names come from, seed.
class LayoutOptionsDialog : public QDialog {
  Q_OBJECT
 public:
  explicit LayoutOptionsDialog(QWidget* parent = nullptr);

  jobs::ExploreOptions options() const;

 private:
  QComboBox* method_;
  QSpinBox* clusters_;
  QComboBox* names_;
  QSpinBox* seed_;
};

}  // namespace tilescout::ui
