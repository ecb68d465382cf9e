#pragma once
#include <QDialog>
#include <QString>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace tilescout::ui {

class PathWatch;

/// How a plot leaves the program: as what, how large, with what, and where to.
class PlotExportDialog : public QDialog {
  Q_OBJECT
 public:
  struct Offer {
    QSize plot;  ///< as it is seen: gives a picture its shape
    int all = 0, selected = 0;
    bool comparing = false;  ///< no page, and no part of the tiles
    QString folder;          ///< suggested
  };

  explicit PlotExportDialog(Offer offer, QWidget* parent = nullptr);

  /// By its ending: "png", "svg", "html", "csv", "gpkg".
  void setFormat(const QString& ending);
  QString format() const;
  QString target() const;
  void setTarget(const QString& path);
  int width() const;
  bool withLegend() const;
  bool onlySelected() const;
  /// Of a map, and the selected tiles alone.
  void setOnlySelected();

 private:
  void retranslate();
  void formatChanged();
  void browse();
  void refresh();

  const Offer offer_;
  bool ownTarget_ = false;
  QLabel *formatLabel_, *about_, *widthLabel_, *height_, *targetLabel_, *problem_;
  QComboBox* format_;
  QSpinBox* width_;
  QCheckBox *legend_, *selected_;
  QLineEdit* target_;
  QPushButton *browse_, *ok_, *cancel_;
  PathWatch* place_;
};

}  // namespace tilescout::ui
