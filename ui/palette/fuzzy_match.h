#pragma once
#include <QString>
#include <optional>

namespace tilescout::ui {

/// How well the letters of `pattern`, in their order but with gaps, are found in `text`; none when they are not all
/// there. Case and accents do not count. Higher is better: letters that begin a word and letters in a row count most,
/// and of equal matches the shorter text wins.
std::optional<int> fuzzyScore(const QString& pattern, const QString& text);

}  // namespace tilescout::ui
