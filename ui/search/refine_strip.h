#pragma once
#include <QWidget>

class QButtonGroup;
class QLabel;
class QPushButton;
class QToolButton;

namespace tilescout::ui {

class RefineController;
class WindowActions;

/// Above the results once something is marked: how many are right and wrong, which tiles are shown (best, uncertain,
/// random), how good the ranking is by its random sample, and what to do with it.
class RefineStripBar : public QWidget {
  Q_OBJECT
 public:
  explicit RefineStripBar(RefineController* refine, QWidget* parent = nullptr);

  /// Actions that press the buttons.
  void addActions(WindowActions* actions);

 Q_SIGNALS:
  void saveRequested();

 private:
  void retranslate();
  void refresh();
  void colourStrips();
  QString precisionText() const;

  RefineController* const refine_;
  QButtonGroup* strips_;
  QLabel *counts_, *precision_;
  QToolButton *draw_, *undo_, *clear_;
  QPushButton* save_;
};

}  // namespace tilescout::ui
