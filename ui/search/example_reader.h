#pragma once
#include "search/query.h"

namespace tilescout::ui {

class ArchiveSession;

/// Reads example pictures that have only a name so far. Any thread; throws Error for one that cannot be read.
void readExamples(ArchiveSession& session, Query& query);

}  // namespace tilescout::ui
