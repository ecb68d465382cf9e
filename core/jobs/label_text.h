#pragma once
#include <string>

#include "base/label_row.h"

namespace tilescout::jobs {

/// Trimmed text of a caption; throws Error{InvalidInput} when nothing is left, it is longer than 4,096 bytes, holds
/// control characters or is no UTF-8.
std::string checkedCaption(const std::string& text);

/// The same for names (at most 200 bytes, one line); `what` is what is named, for the message.
std::string checkedName(const std::string& name, const std::string& what);

/// The same rules as reasons for passing over a row; the text becomes the trimmed one.
RowProblem checkCaption(std::string& text);
RowProblem checkTag(std::string& name);
RowProblem checkSplit(std::string& name);

}  // namespace tilescout::jobs
