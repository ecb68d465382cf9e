#include "jobs/hit_notes.h"

#include <unordered_set>

#include "archive/label_book.h"

namespace tilescout::jobs {

exchange::HitNotes notesOf(const std::filesystem::path& archiveFile, const std::vector<Hit>& hits) {
  std::unordered_set<TileId> wanted;
  for (const Hit& hit : hits) wanted.insert(hit.tile);
  exchange::HitNotes notes;
  archive::LabelBook book(archiveFile, archive::OpenMode::ReadOnly);
  for (const Caption& caption : book.captions())
    if (wanted.contains(caption.tile)) notes[caption.tile].captions.push_back(caption.text);
  for (const TileSet& tag : book.sets(TileSetKind::Tag))
    for (const TileId tile : book.tilesOf(tag.id))
      if (wanted.contains(tile)) notes[tile].tags.push_back(tag.name);
  return notes;
}

}  // namespace tilescout::jobs
