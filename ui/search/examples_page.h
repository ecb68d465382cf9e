#pragma once
#include <QWidget>

class QLabel;
class QPushButton;

namespace tilescout::ui {

/// An archive is open and nothing was asked yet: a few texts to try.
class ExamplesPage : public QWidget {
  Q_OBJECT
 public:
  explicit ExamplesPage(QWidget* parent = nullptr);

 Q_SIGNALS:
  void chosen(const QString& query);

 private:
  void retranslate();

  QLabel *title_, *text_;
  QList<QPushButton*> buttons_;
};

}  // namespace tilescout::ui
