#pragma once
#include <QWidget>
#include <functional>
#include <optional>

#include "ui/explore/colouring.h"
#include "ui/explore/scatter_view.h"

class QComboBox;
class QMenu;
class QToolButton;

namespace tilescout::ui {

class WindowActions;

/// The line of tools above the plot.
class EmbeddingBar : public QWidget {
  Q_OBJECT
 public:
  explicit EmbeddingBar(QWidget* parent = nullptr);

  ColourBy colourBy() const;
  void setColourBy(ColourBy by);
  /// Whether the change between two models can be chosen as the colour.
  void setComparing(bool comparing);
  void setTool(ScatterTool tool);
  bool showsList() const;
  /// Actions that press the buttons: their keys are heard in `page`, which `ready` brings to the front.
  void addActions(WindowActions* actions, QWidget* page, const std::function<bool()>& ready);

  QSize minimumSizeHint() const override;

  QToolButton *make = nullptr, *exportPlot = nullptr, *find = nullptr, *compare = nullptr, *texts = nullptr;

 Q_SIGNALS:
  void colourChanged();
  void toolChosen(ScatterTool tool);
  void fitRequested();
  void listToggled(bool on);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  QToolButton* button(const char* name, const char* icon, bool checkable, bool wide);
  void retranslate();
  /// Words beside the icons where there is room for them.
  void fitWords();

  QComboBox* colour_;
  QToolButton *move_, *lasso_, *box_, *fit_, *list_;
};

}  // namespace tilescout::ui
