#pragma once

namespace tilescout::archive {

/// Version 8: the folders and files that were given to be indexed, and how their scenes are cut (options as the index
/// job writes them), so that an update finds what is new in them and cuts it alike.
inline constexpr const char* kSchemaSources = R"sql(
CREATE TABLE source (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  path    TEXT NOT NULL UNIQUE,
  options TEXT NOT NULL
);
)sql";

}  // namespace tilescout::archive
