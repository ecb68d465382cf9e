#pragma once
#include <QTimer>
#include <QWidget>

#include "base/ids.h"

class QLabel;
class QTreeView;

namespace tilescout::ui {

class MapCanvas;
class MapListModel;
class Selection;

/// The map in words, beside it: the results and scenes in view, for readers who cannot see the map and for keys. Its
/// selection is the window's. Follows the map while it is shown.
class MapList : public QWidget {
  Q_OBJECT
 public:
  explicit MapList(MapCanvas* map, QWidget* parent = nullptr);

  /// Other results or scenes.
  void contentChanged();

 Q_SIGNALS:
  /// Enter on a result.
  void hitActivated(qint64 tile);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void showEvent(QShowEvent* event) override;

 private:
  void fill();
  void toWindow();
  void toList();
  void activate(int row);

  MapCanvas* const map_;
  Selection* const selection_;
  MapListModel* model_;
  QLabel* summary_;
  QTreeView* rows_;
  QTimer pause_;
  bool busy_ = false;
};

}  // namespace tilescout::ui
