#pragma once
#include <QWidget>

#include "ui/support/error_text.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QToolButton;

namespace tilescout::ui {

/// What a view shows instead of its content: empty (what to do next), or failed (what happened to which file, what to
/// do, details folded away and to copy).
class StatePage : public QWidget {
  Q_OBJECT
 public:
  explicit StatePage(QWidget* parent = nullptr);

  void showEmpty(const char* icon, const QString& title, const QString& text, const QString& action = {});
  void showError(const UiError& error, const QString& action);
  QString title() const;
  QString text() const;

 Q_SIGNALS:
  void actionTriggered();

 private:
  void set(const char* icon, const QString& title, const QString& text, const QString& action);

  QLabel* icon_;
  QLabel* title_;
  QLabel* text_;
  QPushButton* action_;
  QToolButton* unfold_;
  QPushButton* copy_;
  QPlainTextEdit* details_;
  QByteArray iconName_;
};

}  // namespace tilescout::ui
