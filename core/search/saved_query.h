#pragma once
#include "base/labels.h"
#include "search/query.h"

namespace tilescout::search {

/// A detector's weights are its ranking's vector times its scale. Throws Error{Corrupt} when there are none.
LearnedRanking rankingOf(const Detector& detector);

/// The query that a saved search stands for, with its learned ranking when it is a detector. Throws Error{Corrupt}.
Query queryOf(const SavedSearch& saved);

/// Narrows it to what an alert counts: likely hits among the scenes that came since the last look.
void askOnlyNew(Query& query, const SavedSearch& saved);

}  // namespace tilescout::search
