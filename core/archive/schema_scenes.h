#pragma once

namespace tilescout::archive {

/// Version 6: since which tile a scene's content has been in the archive. Cut anew it gets new tiles, but shows nothing
/// new: alerts ask for scenes by this number.
inline constexpr const char* kScenesSchema = R"sql(
ALTER TABLE scene ADD COLUMN since_tile INTEGER NOT NULL DEFAULT 0;
UPDATE scene SET since_tile = ifnull((SELECT min(id) FROM tile WHERE scene_id = scene.id), 0);
)sql";

}  // namespace tilescout::archive
