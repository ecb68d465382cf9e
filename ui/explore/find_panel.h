#pragma once
#include <QWidget>
#include <vector>

#include "ui/explore/find_controller.h"

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QListWidget;
class QPushButton;
class QToolButton;

namespace tilescout::ui {

class Selection;
class ThumbnailLoader;

/// What a search through the space has found, line by line with its reason. A line selects its tiles; all of them, or
/// those of one kind, go into the results. Hidden while there is nothing.
class FindPanel : public QWidget {
  Q_OBJECT
 public:
  FindPanel(FindController* finder, Selection* selection, ThumbnailLoader* thumbnails, QWidget* parent = nullptr);

  /// What the line says.
  static QString textOf(FindKind kind, const Finding& finding);
  static QString kindText(jobs::DuplicateKind kind);
  static QString reasonText(jobs::OutlierReason reason);

 Q_SIGNALS:
  /// These lines are to be labelled one after the other.
  void labelRequested(const std::vector<int>& lines);
  /// These tiles are not to be learned from.
  void notForTrainingRequested(const std::vector<TileId>& tiles);

 private:
  void refresh();
  void fill();
  void fillKinds();
  void showPictures();
  void select();
  void refreshKeep();
  std::vector<int> listed() const;
  /// The selected lines; all that are listed, when none is.
  std::vector<int> chosen() const;
  std::vector<TileId> tilesOf(const std::vector<int>& lines) const;

  FindController* const finder_;
  Selection* const selection_;
  ThumbnailLoader* const thumbnails_;
  QLabel *title_, *hint_;
  QToolButton* close_;
  QWidget* options_;
  QLabel* leastLabel_;
  QDoubleSpinBox* least_;
  QComboBox* kinds_;
  QListWidget* list_;
  QComboBox* keep_;
  QPushButton *results_, *selectAll_, *others_, *aside_, *back_, *label_, *training_;
};

}  // namespace tilescout::ui
