#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/image.h"
#include "base/scene.h"

namespace tilescout::jobs {

/// A scene as the interface lists it.
struct SceneSummary {
  SceneId id = 0;
  std::string name, path, date, driver, crsName;
  std::string dateSource;                     ///< "name", "metadata"; "" without a date
  std::string state;                          ///< "indexed", "pending", "refused", "offline"
  std::string problemCode, problemMessage;    ///< "" = none
  std::string sensor;                         ///< as the file's name tells; "" = it does not
  int bands = 0;
  int width = 0, height = 0;
  double gsdMetres = 0.0;
  std::int64_t tiles = 0, skippedTiles = 0;  ///< that can be found; those mostly without data
  Ring footprint;
};

struct ArchiveSummary {
  std::int64_t scenes = 0, tiles = 0, pendingTiles = 0, skipped = 0, captions = 0, bytes = 0;
  std::string activeModel;                    ///< name, "" = nothing embedded yet
  std::string indexed = {};                   ///< when the last index ended, ISO 8601, UTC; "" = none has
};

/// Read side of an archive for lists, previews and thumbnails. Own read connection; one thread at a time.
/// Thumbnails are cached on disk (thumbnail_cache.h): in the folder `pictures`, beside the archive when it is empty, in
/// the user's cache folder when that cannot be written; deleting them is always safe.
class CatalogService {
 public:
  static void createArchive(const std::filesystem::path& file);
  explicit CatalogService(const std::filesystem::path& archiveFile, const std::filesystem::path& pictures = {});
  ~CatalogService();

  ArchiveSummary summary();
  /// summary().activeModel by itself: counts nothing.
  std::string activeModel();
  std::vector<SceneSummary> scenes();
  std::optional<TileInfo> tile(TileId id);
  std::optional<SceneSummary> scene(SceneId id);

  /// Rendered tile, longest side `size` pixels. Where the scene cannot be read a smaller one from the cache, should it
  /// have one; throws Error when it has none.
  Image thumbnail(TileId id, int size);
  /// The tile with `margin` times its size around it.
  Image tileView(TileId id, double margin, int size);
  Image sceneOverview(SceneId id, int maxSize);
  /// Pixel of the scene to WGS 84; empty when the scene has no place.
  std::optional<LonLat> toGround(SceneId id, double pixel, double line);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tilescout::jobs
