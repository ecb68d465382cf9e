#pragma once
#include <QDialog>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QTabWidget;

namespace tilescout::ui {

class AppContext;
class PathWatch;

/// Taking in a model: from this computer (file or folder, adapters, vocabulary), or from the network (address, SHA-256;
/// models that are known come filled in with what their sources state). Asks in words for the activation that the
/// weights were trained with. Files, folders and addresses can be dropped on it; on a line, for that line.
class ImportDialog : public QDialog {
  Q_OBJECT
 public:
  explicit ImportDialog(AppContext* context, QWidget* parent = nullptr);

  void setFile(const QString& path);
  /// What could not be imported because the weights do not tell their activation.
  void askActivation(const QString& path, const QString& adapter, const QString& tokenizer);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  QWidget* buildLocal();
  QWidget* buildNetwork();
  QWidget* pathRow(QLineEdit* line, QPushButton* file, QPushButton* folder);
  QLabel* addRow(QFormLayout* form, QWidget* row, QWidget* field);
  void wire();
  void retranslate();
  void fillActivations(QComboBox* box);
  void showKnown();
  void refresh();
  void start();
  void choose(QLineEdit* line, bool folder);
  /// A file or folder is the weights, an address where to load them from.
  void take(const QUrl& dropped);

  AppContext* const context_;
  QTabWidget* tabs_;
  QLineEdit *path_, *adapter_, *tokenizer_, *url_, *sum_, *vocabulary_;
  QComboBox *activation_, *known_, *networkActivation_;
  QPushButton *file_, *folder_, *adapterFile_, *tokenizerFile_, *start_, *cancel_;
  PathWatch* place_;
  QLabel *question_, *source_;
  QList<QLabel*> names_;
};

}  // namespace tilescout::ui
