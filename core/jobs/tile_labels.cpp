#include "jobs/tile_labels.h"

#include <algorithm>
#include <map>

#include "archive/label_book.h"

namespace tilescout::jobs {

namespace {

using archive::LabelBook;

std::ptrdiff_t placeOf(std::span<const TileId> tiles, TileId tile) {
  const auto found = std::lower_bound(tiles.begin(), tiles.end(), tile);
  return found != tiles.end() && *found == tile ? found - tiles.begin() : -1;
}

/// Sets of one kind, those with most of these tiles first.
void readSets(LabelBook& book, TileSetKind kind, std::span<const TileId> tiles, std::vector<std::string>& names,
              std::vector<std::int32_t>& of) {
  struct Members {
    std::string name;
    std::vector<std::size_t> places;
  };
  std::vector<Members> sets;
  for (const TileSet& set : book.sets(kind)) {
    Members members{set.name, {}};
    for (const TileId tile : book.tilesOf(set.id)) {
      if (const auto place = placeOf(tiles, tile); place >= 0)
        members.places.push_back(static_cast<std::size_t>(place));
    }
    if (!members.places.empty()) sets.push_back(std::move(members));
  }
  std::stable_sort(sets.begin(), sets.end(),
                   [](const Members& a, const Members& b) { return a.places.size() > b.places.size(); });
  of.assign(tiles.size(), TileLabels::kNone);
  for (const Members& set : sets) {
    const auto number = static_cast<std::int32_t>(names.size());
    names.push_back(set.name);
    for (const std::size_t place : set.places) {
      of[place] = of[place] == TileLabels::kNone ? number : TileLabels::kSeveral;
    }
  }
}

void readTexts(LabelBook& book, std::span<const TileId> tiles, TileLabels& labels) {
  std::map<std::string, std::int64_t> counts;
  const std::vector<Caption> captions = book.captions();
  for (const Caption& caption : captions) {
    if (placeOf(tiles, caption.tile) >= 0) ++counts[caption.text];
  }
  std::vector<std::pair<std::string, std::int64_t>> order(counts.begin(), counts.end());
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::map<std::string, std::int32_t> numbers;
  for (const auto& [text, count] : order) {
    numbers[text] = static_cast<std::int32_t>(labels.texts.size());
    labels.texts.push_back(text);
  }
  labels.text.assign(tiles.size(), TileLabels::kNone);
  for (const Caption& caption : captions) {
    const auto place = placeOf(tiles, caption.tile);
    if (place < 0) continue;
    std::int32_t& of = labels.text[static_cast<std::size_t>(place)];
    const std::int32_t number = numbers[caption.text];
    if (of < 0 || number < of) of = number;
  }
}

}  // namespace

TileLabels readTileLabels(const std::filesystem::path& archiveFile, std::span<const TileId> tiles) {
  LabelBook book(archiveFile, archive::OpenMode::ReadOnly);
  TileLabels labels;
  readSets(book, TileSetKind::Tag, tiles, labels.tags, labels.tag);
  readSets(book, TileSetKind::Split, tiles, labels.splits, labels.split);
  readTexts(book, tiles, labels);
  return labels;
}

}  // namespace tilescout::jobs
