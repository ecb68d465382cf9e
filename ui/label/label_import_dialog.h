#pragma once
#include <QDialog>
#include <QTimer>
#include <optional>

#include "jobs/label_transfer.h"
#include "ui/support/background.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QTreeWidget;

namespace tilescout::ui {

class AppContext;
class PathWatch;

/// Labels of a file or folder for the open archive: what would be new, and which rows cannot be used, is shown before
/// anything is taken in.
class LabelImportDialog : public QDialog {
  Q_OBJECT
 public:
  explicit LabelImportDialog(AppContext* context, QWidget* parent = nullptr);
  ~LabelImportDialog() override;

  void setPath(const QString& path);

 private:
  void build();
  void wire();
  void retranslate();
  void browse(bool folder);
  void changed();
  void look();
  void showRows(const jobs::LabelImportReport& report);
  void start();
  void refresh();
  QString stateText() const;
  jobs::LabelImportOptions options() const;

  AppContext* const context_;
  QLabel *pathLabel_, *formatLabel_, *templateLabel_, *state_;
  QLineEdit *path_, *template_;
  QComboBox* format_;
  QPushButton *file_, *folder_, *start_, *cancel_;
  QTreeWidget* rows_;
  QProgressBar* bar_;
  QTimer pause_;
  bool busy_ = false;
  std::optional<jobs::LabelImportReport> report_;
  std::optional<UiError> error_;
  PathWatch* place_;
  Background calls_;
};

}  // namespace tilescout::ui
