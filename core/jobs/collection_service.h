#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/labels.h"

namespace tilescout::jobs {

/// Named sets of tiles that an analyst puts together. Tiles are found again by their pixels after their scene was cut
/// anew. Each change is one transaction and one step of the history (undo: LabelService). Own connection; one thread.
/// Throws as LabelService does; Error{InvalidInput} for a name in use.
class CollectionService {
 public:
  explicit CollectionService(const std::filesystem::path& archiveFile, const std::string& author = {});
  ~CollectionService();

  std::vector<TileSet> list();                        ///< by name
  std::vector<TileSet> collectionsOf(TileId tile);
  std::vector<TileId> tiles(TileSetId collection);    ///< ascending
  TileSetId create(const std::string& name);
  void update(const TileSet& collection);             ///< name, notes, colour
  void remove(TileSetId collection);                  ///< the tiles themselves stay
  /// By name, made when it is new. Returns how many tiles came in.
  std::int64_t add(const std::string& name, std::span<const TileId> tiles);
  std::int64_t removeTiles(TileSetId collection, std::span<const TileId> tiles);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tilescout::jobs
