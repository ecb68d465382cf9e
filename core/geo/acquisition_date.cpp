#include "geo/acquisition_date.h"
#include "geo/lower_case.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>

namespace tilescout::geo {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

int number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

/// Aerial pictures go back a century; a date far in the future is none.
bool plausibleYear(int year) { return year >= 1910 && year <= 2099; }

std::string padded(int value, std::size_t width) {
  std::string text = std::to_string(value);
  return std::string(width - std::min(width, text.size()), '0') + text;
}

std::string isoDate(std::chrono::year_month_day date) {
  if (!date.ok() || !plausibleYear(static_cast<int>(date.year()))) return "";
  return padded(static_cast<int>(date.year()), 4) + "-" +
         padded(static_cast<int>(static_cast<unsigned>(date.month())), 2) + "-" +
         padded(static_cast<int>(static_cast<unsigned>(date.day())), 2);
}

std::string isoDate(std::string_view year, std::string_view month, std::string_view day) {
  return isoDate(std::chrono::year_month_day(std::chrono::year(number(year)),
                                             std::chrono::month(static_cast<unsigned>(number(month))),
                                             std::chrono::day(static_cast<unsigned>(number(day)))));
}

/// Year and day of the year, as "2015269".
std::string isoDateOfDay(std::string_view yearAndDay) {
  const int year = number(yearAndDay.substr(0, 4));
  const int day = number(yearAndDay.substr(4, 3));
  const bool leap = std::chrono::year(year).is_leap();
  if (day < 1 || day > (leap ? 366 : 365)) return "";
  using namespace std::chrono;
  return isoDate(year_month_day(sys_days(std::chrono::year(year) / January / 1) + days(day - 1)));
}

std::size_t digitsAt(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && isDigit(text[end])) ++end;
  return end - at;
}

/// "2015-09-26" and its kin at `at`, where a run of exactly four digits starts.
std::string separatedDate(std::string_view text, std::size_t at) {
  if (text.size() < at + 10) return "";
  const char separator = text[at + 4];
  if (std::string_view("-_.:/ ").find(separator) == std::string_view::npos || text[at + 7] != separator) return "";
  if (digitsAt(text, at + 5) != 2 || digitsAt(text, at + 8) != 2) return "";
  return isoDate(text.substr(at, 4), text.substr(at + 5, 2), text.substr(at + 8, 2));
}

/// Calls `test` with the start and length of every run of digits until it gives a text.
template <typename Test>
std::string firstRun(std::string_view text, Test test) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = digitsAt(text, at);
    if (length > 0) {
      if (std::string found = test(at, length); !found.empty()) return found;
    }
    at += std::max<std::size_t>(1, length);
  }
  return "";
}

bool standsAlone(std::string_view text, std::size_t at, std::size_t length) {
  const auto alnum = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
  return (at == 0 || !alnum(text[at - 1])) && (at + length >= text.size() || !alnum(text[at + length]));
}

}  // namespace

std::string dateFromText(std::string_view text) {
  return firstRun(text, [&](std::size_t at, std::size_t length) -> std::string {
    if (length == 4) return separatedDate(text, at);
    if (length != 8 && length != 12 && length != 14) return "";
    return isoDate(text.substr(at, 4), text.substr(at + 4, 2), text.substr(at + 6, 2));
  });
}

std::string dateFromName(std::string_view fileName) {
  if (std::string date = dateFromText(fileName); !date.empty()) return date;
  const std::string low = lowered(fileName);
  std::string date = firstRun(low, [&](std::size_t at, std::size_t length) -> std::string {
    // Landsat before 2017: L, sensor, satellite, path and row (6), year and day (7); MODIS: A, year and day; harmonised
    // Landsat and Sentinel: year and day, T and the time.
    if (length == 14 && at >= 2 && low[at - 2] == 'l') return isoDateOfDay(low.substr(at + 7, 7));
    if (length != 7) return "";
    const bool modis = at >= 1 && low[at - 1] == 'a' && standsAlone(low, at - 1, 8);
    const bool harmonised = at + 7 < low.size() && low[at + 7] == 't' && digitsAt(low, at + 8) == 6;
    if (modis || harmonised) return isoDateOfDay(low.substr(at, 7));
    return "";
  });
  if (!date.empty()) return date;
  const auto now =
      std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now())).year();
  return firstRun(low, [&](std::size_t at, std::size_t length) -> std::string {
    if (length != 4 || !standsAlone(low, at, length)) return "";
    const int year = number(low.substr(at, 4));
    return plausibleYear(year) && year <= static_cast<int>(now) ? low.substr(at, 4) : "";
  });
}

std::string dateFromMetadata(std::span<const std::pair<std::string, std::string>> items) {
  // Keys of acquisition before keys of the file's making.
  static constexpr std::array kKeys = {"acquisitiondatetime",
                                       "acquisition_date",
                                       "acquisitiondate",
                                       "date_acquired",
                                       "datetime_acquired",
                                       "acquired",
                                       "imaging_date",
                                       "datatake_1_datatake_sensing_start",
                                       "sensing_time",
                                       "product_start_time",
                                       "start_time",
                                       "rangebeginningdate",
                                       "nitf_idatim",
                                       "exif_datetimeoriginal",
                                       "acquisition_time",
                                       "datetime",
                                       "date",
                                       "tifftag_datetime"};
  for (const char* key : kKeys) {
    for (const auto& [name, value] : items) {
      if (lowered(name) != key) continue;
      if (std::string date = dateFromText(value); !date.empty()) return date;
    }
  }
  return "";
}

}  // namespace tilescout::geo
