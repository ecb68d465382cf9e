#include "ui/selection.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace tilescout::ui {

namespace {

/// Rising, none twice; drops from `tiles` what was there before it.
std::vector<TileId> sortedOnce(std::vector<TileId>& tiles) {
  std::vector<TileId> sorted = tiles;
  if (!std::is_sorted(sorted.begin(), sorted.end())) std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  if (sorted.size() == tiles.size()) return sorted;
  std::vector<bool> seen(sorted.size(), false);
  std::erase_if(tiles, [&](TileId tile) {
    const auto at = std::lower_bound(sorted.begin(), sorted.end(), tile) - sorted.begin();
    const bool before = seen[static_cast<std::size_t>(at)];
    seen[static_cast<std::size_t>(at)] = true;
    return before;
  });
  return sorted;
}

}  // namespace

void Selection::take(std::vector<TileId> tiles, std::vector<TileId> sorted) {
  if (tiles == tiles_) return;
  tiles_ = std::move(tiles);
  sorted_ = std::move(sorted);
  Q_EMIT tilesChanged();
}

void Selection::set(std::vector<TileId> tiles) {
  std::vector<TileId> sorted = sortedOnce(tiles);
  take(std::move(tiles), std::move(sorted));
}

void Selection::set(std::vector<TileId> tiles, TileId current) {
  // The current tile first: who reacts to the tiles already finds the right one.
  const TileId before = std::exchange(current_, current);
  set(std::move(tiles));
  if (before != current) Q_EMIT currentChanged(current);
}

void Selection::add(const std::vector<TileId>& tiles) {
  std::vector<TileId> fresh = tiles;
  std::erase_if(fresh, [&](TileId tile) { return contains(tile); });
  const std::vector<TileId> freshSorted = sortedOnce(fresh);
  std::vector<TileId> all = tiles_, sorted;
  all.insert(all.end(), fresh.begin(), fresh.end());
  sorted.reserve(all.size());
  std::merge(sorted_.begin(), sorted_.end(), freshSorted.begin(), freshSorted.end(), std::back_inserter(sorted));
  take(std::move(all), std::move(sorted));
}

void Selection::remove(const std::vector<TileId>& tiles) {
  std::vector<TileId> gone = tiles;
  const std::vector<TileId> goneSorted = sortedOnce(gone);
  std::vector<TileId> rest = tiles_, sorted;
  std::erase_if(rest, [&](TileId tile) { return std::binary_search(goneSorted.begin(), goneSorted.end(), tile); });
  std::set_difference(sorted_.begin(), sorted_.end(), goneSorted.begin(), goneSorted.end(), std::back_inserter(sorted));
  take(std::move(rest), std::move(sorted));
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
