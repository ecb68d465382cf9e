#include "ui/selection.h"

#include <algorithm>
#include <utility>

namespace tilescout::ui {

void Selection::set(std::vector<TileId> tiles) {
  QSet<TileId> known;
  known.reserve(static_cast<qsizetype>(tiles.size()));
  std::erase_if(tiles, [&](TileId tile) {
    const auto before = known.size();
    known.insert(tile);
    return known.size() == before;
  });
  if (tiles == tiles_) return;
  tiles_ = std::move(tiles);
  set_ = std::move(known);
  Q_EMIT tilesChanged();
}

void Selection::set(std::vector<TileId> tiles, TileId current) {
  // The current tile first: who reacts to the tiles already finds the right one.
  const TileId before = std::exchange(current_, current);
  set(std::move(tiles));
  if (before != current) Q_EMIT currentChanged(current);
}

void Selection::add(const std::vector<TileId>& tiles) {
  std::vector<TileId> all = tiles_;
  all.insert(all.end(), tiles.begin(), tiles.end());
  set(std::move(all));
}

void Selection::remove(const std::vector<TileId>& tiles) {
  const QSet<TileId> gone(tiles.begin(), tiles.end());
  std::vector<TileId> rest = tiles_;
  std::erase_if(rest, [&](TileId tile) { return gone.contains(tile); });
  set(std::move(rest));
}

void Selection::toggle(TileId tile) { contains(tile) ? remove({tile}) : add({tile}); }

void Selection::setCurrent(TileId tile) {
  if (std::exchange(current_, tile) != tile) Q_EMIT currentChanged(tile);
}

void Selection::setHovered(TileId tile) {
  if (std::exchange(hovered_, tile) != tile) Q_EMIT hoveredChanged(tile);
}

void Selection::clear() {
  setHovered(0);
  set({}, 0);
}

}  // namespace tilescout::ui
