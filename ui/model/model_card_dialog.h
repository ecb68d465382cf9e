#pragma once
#include <QDialog>

class QPushButton;
class QTextBrowser;

namespace tilescout::ui {

class ArchiveController;

/// What the model is, was trained on and does not know; offers to import real weights. Stays open beside the window.
class ModelCardDialog : public QDialog {
  Q_OBJECT
 public:
  explicit ModelCardDialog(ArchiveController* archive, QWidget* parent = nullptr);

 Q_SIGNALS:
  void importRequested();

 private:
  void refresh();
  QString describe() const;

  ArchiveController* const archive_;
  QTextBrowser* text_;
  QPushButton *import_, *close_;
};

/// "Tilescout base (shipped, limited)", or the model's title or name.
QString modelLabel(const ArchiveController& archive);

}  // namespace tilescout::ui
