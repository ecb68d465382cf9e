#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace tilescout::geo {

/// First calendar date in a text, as YYYY-MM-DD: "2015:09:26 10:11", "20150926T101112", "2015_09_26", "26-SEP-2015" is
/// not understood. "" when there is none that exists.
std::string dateFromText(std::string_view text);

/// Date that a scene's file name gives: a full date, Landsat's and MODIS's year and day, else a year standing alone
/// ("1985"). "" when there is none.
std::string dateFromName(std::string_view fileName);

/// Date from metadata items (key, value), the most telling key first; keys count without regard to case. "" when none.
std::string dateFromMetadata(std::span<const std::pair<std::string, std::string>> items);

}  // namespace tilescout::geo
