#pragma once
#include <QWidget>

class QLabel;
class QToolButton;

namespace tilescout::ui {

class ArchiveController;

/// The right end of the status bar: how many tiles the archive has, where the model computes, which model it is.
class StatusFields : public QWidget {
  Q_OBJECT
 public:
  explicit StatusFields(ArchiveController* archive, QWidget* parent = nullptr);

 Q_SIGNALS:
  void modelRequested();

 private:
  void refresh();

  ArchiveController* const archive_;
  QLabel *archiveLabel_, *deviceLabel_;
  QToolButton* modelButton_;
};

}  // namespace tilescout::ui
