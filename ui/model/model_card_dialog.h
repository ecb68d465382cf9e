#pragma once
#include <QDialog>

class QLabel;
class QListWidget;
class QPushButton;
class QTextBrowser;

namespace tilescout {
struct ModelCard;
}

namespace tilescout::ui {

class AppContext;
class ArchiveController;

/// The models of this computer: which one answers, which one new archives get, who uses which; what each was trained on
/// and does not know; taking more in, removing one, and embedding the open archive anew with another. What is dropped
/// on it is for the window to take. Stays open beside the window.
class ModelCardDialog : public QDialog {
  Q_OBJECT
 public:
  explicit ModelCardDialog(AppContext* context, QWidget* parent = nullptr);

 Q_SIGNALS:
  void importRequested();
  /// Files and folders were dropped on the list.
  void dropped(const QStringList& paths);

 protected:
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void build();
  void wire();
  void retranslate();
  void fill();
  void showCard();
  QString stateOf(const ModelCard& card) const;
  const ModelCard* current() const;

  AppContext* const context_;
  QListWidget* list_;
  QTextBrowser* text_;
  QLabel* message_;
  QPushButton *switch_, *use_, *import_, *remove_, *close_;
};

/// "Tilescout base (shipped, limited)", or the model's title or name.
QString modelLabel(const ArchiveController& archive);
QString modelLabel(const ModelCard& card);

}  // namespace tilescout::ui
