#pragma once
#include <string>
#include <string_view>

#include "search/query.h"

namespace tilescout::search {

/// True when the whole name matches: `*` any run of characters, `?` one character (of UTF-8, not one byte).
bool globMatches(std::string_view pattern, std::string_view name);

/// Days that a date of ISO 8601 covers: "1985" is a whole year, "1985-07" a month; a time of day is passed over.
/// `first` and `last` are YYYYMMDD.
struct DateSpan {
  int first = 0;
  int last = 0;
};

/// False when the text is no such date (then `span` is untouched).
bool parseDate(std::string_view text, DateSpan& span);

/// `from` and `to` of a query, inclusive; "" = open. A scene passes when its date's span meets the range; what
/// of a scene without a date is `undated`'s.
class DateRange {
 public:
  /// Throws Error{InvalidInput} naming the date, or when `from` lies after `to`.
  DateRange(const std::string& from, const std::string& to, Undated undated = Undated::Never);
  bool restricts() const noexcept { return restricts_; }
  bool passes(std::string_view sceneDate) const;

 private:
  bool restricts_ = false;
  int first_ = 0;
  int last_ = 99999999;
  Undated undated_;
};

}  // namespace tilescout::search
