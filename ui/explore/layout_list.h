#pragma once
#include <QWidget>
#include <memory>
#include <vector>

#include "jobs/layout_view.h"
#include "ui/explore/colouring.h"

class QLabel;
class QTreeWidget;
class QTreeWidgetItem;

namespace tilescout::ui {

class Selection;

/// The plot in words: for every line of the legend how many tiles it has, how many of them are selected, what lies
/// nearest to it, and its tiles. For readers who cannot see the plot, and for exact counts.
class LayoutList : public QWidget {
  Q_OBJECT
 public:
  static constexpr int kMostTiles = 200;  ///< listed of one line; the line itself selects all

  explicit LayoutList(Selection* selection, QWidget* parent = nullptr);

  void setContent(std::shared_ptr<const jobs::LayoutView> view, std::shared_ptr<const Colouring> colouring);
  /// Of each legend line's middle the nearest other lines, nearest first.
  static std::vector<std::vector<int>> neighboursOf(const jobs::LayoutView& view, const Colouring& colouring);

 Q_SIGNALS:
  /// A text that was laid out with the tiles is to be searched for.
  void textActivated(const QString& text);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void fill();
  void expand(QTreeWidgetItem* item);
  void addTexts(QTreeWidgetItem* item);
  void refreshSelected();
  void select();

  Selection* const selection_;
  std::shared_ptr<const jobs::LayoutView> view_;
  std::shared_ptr<const Colouring> colouring_;
  bool stale_ = true;
  QLabel* summary_;
  QTreeWidget* tree_;
};

}  // namespace tilescout::ui
