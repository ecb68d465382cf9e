#pragma once
#include <QFrame>

class QLabel;
class QPushButton;

namespace tilescout::ui {

/// One quiet line above a view: something the user should know, perhaps with one thing to do about it.
class NoticeBar : public QFrame {
  Q_OBJECT
 public:
  enum class Kind { Information, Warning };

  explicit NoticeBar(QWidget* parent = nullptr);

  /// An empty text hides the bar; an empty action hides its button.
  void setNotice(Kind kind, const QString& text, const QString& action = {});
  QString text() const;

 Q_SIGNALS:
  void actionTriggered();

 private:
  void refresh();

  Kind kind_ = Kind::Information;
  QLabel* icon_;
  QLabel* text_;
  QPushButton* action_;
};

}  // namespace tilescout::ui
