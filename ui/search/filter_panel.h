#pragma once
#include <QFrame>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace tilescout::ui {

class AppContext;

/// A sheet below the query bar with what is set rarely: dates, scene names, distances, what counts, the prompt
/// templates. Each change searches at once; Esc closes.
class FilterPanel : public QFrame {
  Q_OBJECT
 public:
  explicit FilterPanel(AppContext* context, QWidget* parent = nullptr);

  /// Opens under `anchor` with the focus in the first field, or in the templates.
  void open(QWidget* anchor, bool templates = false);

 private:
  void build();
  void wire();
  void retranslate();
  void read();
  void writeDates();
  void writeTemplates();

  AppContext* const context_;
  QLineEdit *from_, *to_, *scene_;
  QDoubleSpinBox* distinct_;
  QComboBox *band_, *words_;
  QCheckBox *neighbours_, *samePlace_, *templates_;
  QPlainTextEdit* templateList_;
  QLabel* trouble_;
  QList<QLabel*> names_;
  bool reading_ = false;
};

}  // namespace tilescout::ui
