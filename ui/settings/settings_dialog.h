#pragma once
#include <QDialog>

#include "ui/support/latest_worker.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace tilescout::ui {

class AppContext;
class PicturePlaceRow;

/// Everything that can be set. Each change takes effect, and is saved, as it is made.
class SettingsDialog : public QDialog {
  Q_OBJECT
 public:
  explicit SettingsDialog(AppContext* context, QWidget* parent = nullptr);
  ~SettingsDialog() override;

 private:
  void build();
  void addRow(QFormLayout* form, QWidget* field);
  void wire();
  void retranslate();
  void fillChoices();
  void findDevices();
  void setCompute();
  void chooseFolder();

  AppContext* const context_;
  QComboBox *language_, *theme_, *device_, *precision_, *plot_;
  QSpinBox *threads_, *cache_, *copies_;
  QCheckBox* draw_;
  PicturePlaceRow* pictures_;
  QLineEdit* archives_;
  QPushButton *browse_, *openData_, *close_;
  QLabel* note_;
  QList<QLabel*> names_;
  QStringList gpus_;
  LatestWorker worker_;
};

}  // namespace tilescout::ui
