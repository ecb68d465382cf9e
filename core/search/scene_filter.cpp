#include "search/scene_filter.h"

#include <array>
#include <cctype>

#include "base/error.h"

namespace tilescout::search {
namespace {

std::size_t nextCharacter(std::string_view text, std::size_t at) {
  ++at;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0U) == 0x80U) ++at;
  return at;
}

/// `count` digits at `at`, or -1.
int digitsAt(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (std::isdigit(static_cast<unsigned char>(text[i])) == 0) return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

int daysIn(int year, int month) {
  static constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[static_cast<std::size_t>(month - 1)];
}

int dayNumber(int year, int month, int day) { return year * 10000 + month * 100 + day; }

DateSpan parseQueryDate(const std::string& text) {
  DateSpan span;
  if (!parseDate(text, span))
    throw Error(ErrorCode::InvalidInput, "is no date; dates are written 2021, 2021-07 or 2021-07-31", text);
  return span;
}

}  // namespace

bool globMatches(std::string_view pattern, std::string_view name) {
  std::size_t p = 0, n = 0;
  std::size_t star = std::string_view::npos, resume = 0;
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = n;
    } else if (p < pattern.size() && pattern[p] == '?') {
      ++p;
      n = nextCharacter(name, n);
    } else if (p < pattern.size() && pattern[p] == name[n]) {
      ++p;
      ++n;
    } else if (star != std::string_view::npos) {
      // The last star takes one character more; earlier stars never need to be tried again.
      p = star + 1;
      resume = nextCharacter(name, resume);
      n = resume;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

bool parseDate(std::string_view text, DateSpan& span) {
  const int year = digitsAt(text, 0, 4);
  if (year < 1) return false;
  if (text.size() == 4) {
    span = {dayNumber(year, 1, 1), dayNumber(year, 12, 31)};
    return true;
  }
  const int month = text[4] == '-' ? digitsAt(text, 5, 2) : -1;
  if (month < 1 || month > 12) return false;
  if (text.size() == 7) {
    span = {dayNumber(year, month, 1), dayNumber(year, month, daysIn(year, month))};
    return true;
  }
  const int day = text[7] == '-' ? digitsAt(text, 8, 2) : -1;
  if (day < 1 || day > daysIn(year, month)) return false;
  if (text.size() > 10 && text[10] != 'T' && text[10] != ' ') return false;
  span = {dayNumber(year, month, day), dayNumber(year, month, day)};
  return true;
}

DateRange::DateRange(const std::string& from, const std::string& to, Undated undated)
    : restricts_(!from.empty() || !to.empty() || undated == Undated::Only), undated_(undated) {
  if (!from.empty()) first_ = parseQueryDate(from).first;
  if (!to.empty()) last_ = parseQueryDate(to).last;
  if (first_ > last_) throw Error(ErrorCode::InvalidInput, "lies after " + to, from);
}

bool DateRange::passes(std::string_view sceneDate) const {
  if (!restricts_) return true;
  DateSpan span;
  if (!parseDate(sceneDate, span)) return undated_ != Undated::Never;
  return undated_ != Undated::Only && span.first <= last_ && span.last >= first_;
}

}  // namespace tilescout::search
