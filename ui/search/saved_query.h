#pragma once
#include <string>
#include <vector>

#include "base/labels.h"
#include "search/feedback.h"
#include "search/saved_query.h"
#include "ui/search/query_draft.h"

namespace tilescout::ui {

/// The query as JSON with the names under which its parts are shown; the core passes the names over.
std::string savedQueryOf(const QueryDraft& draft);
/// The names of savedQueryOf().
void readNames(const std::string& json, QueryDraft& draft);

using search::queryOf;
using search::rankingOf;

/// A detector as it is saved: weights are the ranking's vector times its scale.
Detector detectorOf(const FeedbackState& state);

std::vector<SearchMark> savedMarks(const std::vector<Mark>& marks);
std::vector<Mark> marksOf(const std::vector<SearchMark>& saved);

}  // namespace tilescout::ui
