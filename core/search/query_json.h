#pragma once
#include <string>
#include <string_view>

#include "search/feedback.h"
#include "search/query.h"

namespace tilescout::search {

/// A query as JSON, for history, saved searches and detectors. Example pictures are kept by name only, detectors with
/// all digits. Fields at their defaults are left out.
std::string queryToJson(const Query& query);

/// The query that queryToJson wrote; unknown fields are passed over, pictures come back empty with their names.
/// Throws Error{Corrupt} saying what is wrong.
Query queryFromJson(std::string_view json);

/// Everything of a refined query: its beginning, marks, what was learned, the audit, and whose embeddings it is for.
std::string feedbackToJson(const FeedbackState& state);
FeedbackState feedbackFromJson(std::string_view json);

}  // namespace tilescout::search
