#pragma once
#include <QDialog>
#include <QString>

class QCheckBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;

namespace tilescout::ui {

/// What the user wants to see under the map. `allowed`: pictures may be loaded from this very address.
struct BackgroundChoice {
  QString address, attribution;
  bool allowed = false;

  bool isEmpty() const { return address.isEmpty(); }
  /// Whether showing it reads from a network, as far as the address tells.
  bool isWeb() const;
  bool mayShow() const { return !isEmpty() && (allowed || !isWeb()); }
  QString toJson() const;
  static BackgroundChoice fromJson(const QString& json);
};

/// Asks for a background: a local file, or an address of map tiles or of a WMS. The program brings no address of its
/// own; loading from one needs a tick here.
class BackgroundDialog : public QDialog {
  Q_OBJECT
 public:
  BackgroundDialog(const BackgroundChoice& present, const QString& folder, QWidget* parent = nullptr);

  BackgroundChoice choice() const;

 private:
  void retranslate();
  void browse();
  void refresh();

  const QString folder_;
  QLabel *intro_, *addressName_, *attributionName_, *trouble_;
  QLineEdit *address_, *attribution_;
  QCheckBox* allow_;
  QDialogButtonBox* buttons_;
  class QPushButton* browse_;
  class PathWatch* place_;
  QString allowedFor_;  ///< the tick holds for this address alone
};

}  // namespace tilescout::ui
