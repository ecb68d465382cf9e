#pragma once
#include <QFrame>
#include <set>
#include <string>
#include <vector>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QTabWidget;

namespace tilescout::ui {

class AppContext;
class DateHistogram;
class FacetList;

/// A sheet below the query bar with what is set rarely: dates, scenes, sensors, tags, distances, what counts,
/// the prompt templates; beside it how the archive's tiles lie over years, scenes, sensors and tags. Each change
/// searches at once; Esc closes.
class FilterPanel : public QFrame {
  Q_OBJECT
 public:
  explicit FilterPanel(AppContext* context, QWidget* parent = nullptr);

  /// Opens under `anchor` with the focus in the first field, or in the templates.
  void open(QWidget* anchor, bool templates = false);

 private:
  void build();
  QLayout* buildContent();
  void wire();
  void retranslate();
  void read();
  void readYears();
  void writeDates();
  void writeTemplates();
  /// Years, scenes, sensors and tags of the archive with their tiles.
  void readContent();
  void writeScenes();
  void writeSensors();
  void showSensors();
  void writeTags();

  AppContext* const context_;
  QLineEdit *from_, *to_, *scene_;
  QDoubleSpinBox* distinct_;
  QComboBox *band_, *words_;
  QCheckBox *neighbours_, *samePlace_, *templates_;
  QPlainTextEdit* templateList_;
  QLabel* trouble_;
  QLabel* yearsName_;
  DateHistogram* years_;
  QTabWidget* facets_;
  FacetList *scenes_, *sensors_, *tags_;
  std::vector<std::string> sensorNames_;  ///< those of the archive; "" = not known
  std::set<qint64> askedTags_;
  QList<QLabel*> names_;
  bool reading_ = false;
};

}  // namespace tilescout::ui
