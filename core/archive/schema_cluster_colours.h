#pragma once

namespace tilescout::archive {

/// Version 12: which of the categories' colours a cluster has, so that it keeps it in layouts by other methods and of
/// other models; −1 in older layouts, whose clusters have theirs by size.
inline constexpr const char* kSchemaClusterColours =
    "ALTER TABLE cluster ADD COLUMN colour INTEGER NOT NULL DEFAULT -1;";

}  // namespace tilescout::archive
