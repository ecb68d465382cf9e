#pragma once
#include <QDialog>
#include <QString>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace tilescout::ui {

enum class ExportKind { GeoPackage, GeoJson, Csv, Kml, GeoTiffs, QgisProject, ReportPdf, ReportPng };

/// What to export, how, and where to. Knows no hits, only how many there are.
class ExportDialog : public QDialog {
  Q_OBJECT
 public:
  static constexpr int kMostInReport = 1000;  ///< beyond this a report is no report any more

  /// `folder` and `name` make the first suggestion for the target.
  ExportDialog(int all, int selected, QString folder, QString name, QWidget* parent = nullptr);

  ExportKind kind() const;
  void setKind(ExportKind kind);
  bool onlySelected() const;
  QString target() const;
  void setTarget(const QString& path);
  /// Extension of a kind's file; empty for GeoTiffs, which go into a folder.
  static QString extensionOf(ExportKind kind);

 private:
  void retranslate();
  void kindChanged();
  void browse();
  void refresh();

  const int all_, selected_;
  QString folder_, name_;
  bool ownTarget_ = false;  ///< typed or chosen: the format changes its extension only
  QLabel *formatLabel_, *about_, *whatLabel_, *targetLabel_, *problem_;
  QComboBox* format_;
  QRadioButton *everything_, *chosen_;
  QLineEdit* target_;
  QPushButton *browse_, *ok_, *cancel_;
  class PathWatch* place_;
};

}  // namespace tilescout::ui
