#pragma once
#include <QWidget>

#include "ui/support/background.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace tilescout::ui {

class AppContext;

/// Where the small pictures of all archives are kept. Another folder is taken by one of two buttons: with the pictures
/// that there are, or without them.
class PicturePlaceRow : public QWidget {
  Q_OBJECT
 public:
  explicit PicturePlaceRow(AppContext* context, QWidget* parent = nullptr);

 private:
  void retranslate();
  QString typed() const;
  void refresh();
  void choose();
  void take(bool keep);
  void took(const QString& folder, bool keep);

  AppContext* const context_;
  QLineEdit* folder_;
  QPushButton *choose_, *move_, *anew_;
  QLabel* trouble_;
  Background calls_;
};

}  // namespace tilescout::ui
