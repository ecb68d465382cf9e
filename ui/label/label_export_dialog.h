#pragma once
#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace tilescout::ui {

class AppContext;
class PathWatch;

/// The open archive's labels into a file or a new folder.
class LabelExportDialog : public QDialog {
  Q_OBJECT
 public:
  explicit LabelExportDialog(AppContext* context, QWidget* parent = nullptr);

  void setFormat(const QString& format);
  void setTarget(const QString& path);

 private:
  void build();
  void retranslate();
  void formatChanged();
  void browse();
  void start();
  void refresh();
  QString format() const;
  QString target() const;

  AppContext* const context_;
  PathWatch* place_;
  QLabel *counts_, *formatLabel_, *about_, *targetLabel_, *problem_;
  QComboBox* format_;
  QLineEdit* target_;
  QPushButton *browse_, *start_, *cancel_;
  bool ownTarget_ = false;  ///< typed or chosen: the format changes its ending only
};

}  // namespace tilescout::ui
