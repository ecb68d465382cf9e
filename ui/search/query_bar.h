#pragma once
#include <QStringListModel>
#include <QTimer>
#include <QWidget>

class QFrame;
class QLineEdit;

namespace tilescout::ui {

/// The line that is always there: what to search for, its history, and whether a search is running.
class QueryBar : public QWidget {
  Q_OBJECT
 public:
  explicit QueryBar(QWidget* parent = nullptr);

  void setHistory(const QStringList& queries);
  /// Without an archive the line says so instead of taking text.
  void setReady(bool ready);
  void setBusy(bool busy);
  void setText(const QString& text);
  QString text() const;
  void focusLine();

 Q_SIGNALS:
  void textChanged(const QString& text);
  /// Enter.
  void submitted();
  /// Down, when no list of earlier queries is open.
  void resultsRequested();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void retranslate();

  QLineEdit* line_;
  QFrame* busy_;
  QAction* icon_;
  QStringListModel* history_;
  QTimer busyDelay_;  ///< most searches are over before a mark would be seen
  bool ready_ = false;
};

}  // namespace tilescout::ui
