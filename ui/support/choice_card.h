#pragma once
#include <QAbstractButton>

namespace tilescout::ui {

/// One large choice: icon, what it does, and a sentence about it.
class ChoiceCard : public QAbstractButton {
  Q_OBJECT
 public:
  explicit ChoiceCard(QWidget* parent = nullptr);

  void setDescription(const QString& description);
  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void enterEvent(QEnterEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  QString description_;
};

}  // namespace tilescout::ui
