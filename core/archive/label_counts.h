#pragma once
#include <SQLiteCpp/Database.h>

#include "base/labelled_tiles.h"
#include "base/labels.h"

namespace tilescout::archive {

/// What has been labelled so far. The caller's transaction makes the figures those of one moment.
LabelCounts countLabels(SQLite::Database& database);
LabelledTiles findLabelledTiles(SQLite::Database& database);

}  // namespace tilescout::archive
