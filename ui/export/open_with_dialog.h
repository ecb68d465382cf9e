#pragma once
#include <QDialog>
#include <vector>

#include "ui/support/background.h"
#include "ui/support/desktop_programs.h"

class QCheckBox;
class QLabel;
class QListWidget;
class QPushButton;

namespace tilescout::ui {

class AppContext;

/// Which program a scene's file is opened with: those that the desktop knows for GeoTIFFs, or any other. The choice can
/// be kept for the next time.
class OpenWithDialog : public QDialog {
  Q_OBJECT
 public:
  OpenWithDialog(AppContext* context, const QString& file, QWidget* parent = nullptr);
  ~OpenWithDialog() override;

  /// Opens a file with the program that was kept, else with the system's own for it. False: it could not be started.
  static bool openAsKept(AppContext* context, const QString& file);

 private:
  void build();
  void retranslate();
  void showPrograms(const std::vector<DesktopProgram>& programs);
  void add(const DesktopProgram& program);
  void chooseOther();
  void openFile();

  AppContext* const context_;
  const QString file_;
  std::vector<DesktopProgram> programs_;  ///< behind the rows; the first row is the system's own
  QLabel *question_, *trouble_;
  QListWidget* list_;
  QCheckBox* keep_;
  QPushButton *other_, *open_, *cancel_;
  Background calls_;
};

}  // namespace tilescout::ui
