#pragma once
#include <QObject>
#include <algorithm>
#include <vector>

#include "base/ids.h"

namespace tilescout::ui {

/// The one selection of the window: grid, map, plot and tree show it and change it. Setting what is set already says
/// nothing, so that views may answer each other's changes. Emptied when the archive changes; a new answer to the query
/// leaves it alone.
class Selection : public QObject {
  Q_OBJECT
 public:
  using QObject::QObject;

  /// In the order in which they were selected; none twice.
  const std::vector<TileId>& tiles() const { return tiles_; }
  /// The same, rising: a view whose tiles rise finds half a million of them in one walk.
  const std::vector<TileId>& sorted() const { return sorted_; }
  bool contains(TileId tile) const { return std::binary_search(sorted_.begin(), sorted_.end(), tile); }
  bool isEmpty() const { return tiles_.empty(); }
  /// The tile that details, labels and previews are about; 0: none. It need not be selected.
  TileId current() const { return current_; }
  /// The tile under the mouse in any view; 0: none.
  TileId hovered() const { return hovered_; }

  /// Replaces the selected tiles; repeated ones are dropped.
  void set(std::vector<TileId> tiles);
  /// Replaces the selected tiles and the current one; one signal each at most.
  void set(std::vector<TileId> tiles, TileId current);
  void add(const std::vector<TileId>& tiles);
  void remove(const std::vector<TileId>& tiles);
  void toggle(TileId tile);
  void setCurrent(TileId tile);
  void setHovered(TileId tile);
  /// Nothing selected, current or hovered.
  void clear();

 Q_SIGNALS:
  void tilesChanged();
  void currentChanged(qint64 tile);
  void hoveredChanged(qint64 tile);

 private:
  void take(std::vector<TileId> tiles, std::vector<TileId> sorted);

  std::vector<TileId> tiles_;
  std::vector<TileId> sorted_;
  TileId current_ = 0, hovered_ = 0;
};

}  // namespace tilescout::ui
