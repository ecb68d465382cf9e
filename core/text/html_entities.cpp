#include "text/html_entities.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <vector>

#include "text/utf8.h"

namespace tilescout::text {
namespace {

constexpr std::string_view kEntityNames =
#include "text/html_entity_names.inc"
    ;
constexpr std::size_t kLongestReference = 32;

struct Entity {
  std::string_view name;
  std::string_view codePoints;
};

/// In the table's own order: sorted by bytes.
const std::vector<Entity>& entities() {
  static const std::vector<Entity> table = [] {
    std::vector<Entity> rows;
    for (std::size_t at = 0; at < kEntityNames.size();) {
      const std::size_t end = std::min(kEntityNames.find(' ', at), kEntityNames.size());
      const std::string_view row = kEntityNames.substr(at, end - at);
      const std::size_t equals = row.find('=');
      rows.push_back({row.substr(0, equals), row.substr(equals + 1)});
      at = end + 1;
    }
    return rows;
  }();
  return table;
}

std::optional<std::string> namedReference(std::string_view name) {
  const auto& table = entities();
  const auto found = std::lower_bound(table.begin(), table.end(), name,
                                      [](const Entity& entity, std::string_view value) { return entity.name < value; });
  if (found == table.end() || found->name != name) return std::nullopt;
  std::string text;
  const char* at = found->codePoints.data();
  const char* end = at + found->codePoints.size();
  while (at < end) {
    std::uint32_t codePoint = 0;
    at = std::from_chars(at, end, codePoint, 16).ptr + 1;
    appendUtf8(text, codePoint);
  }
  return text;
}

/// HTML5 reads the C1 range as Windows-1252, because that is what old pages meant.
constexpr std::array<std::uint16_t, 32> kWindows1252 = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                                        0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

bool isNonCharacter(std::uint32_t c) {
  const bool control = (c >= 0x1 && c <= 0x8) || c == 0xB || (c >= 0xE && c <= 0x1F) || c == 0x7F;
  return control || (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

std::string numericReference(std::uint32_t c) {
  std::string text;
  if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) {
    appendUtf8(text, 0xFFFD);
  } else if (c >= 0x80 && c <= 0x9F) {
    appendUtf8(text, kWindows1252[c - 0x80]);
  } else if (!isNonCharacter(c)) {
    appendUtf8(text, c);
  }
  return text;
}

struct Reference {
  std::size_t length = 0;  ///< bytes read behind the ampersand; 0: this is no reference
  std::string text;
};

/// `rest` starts behind "&#".
Reference readNumeric(std::string_view rest) {
  const bool hexadecimal = !rest.empty() && (rest[0] == 'x' || rest[0] == 'X');
  const char* first = rest.data() + (hexadecimal ? 1 : 0);
  const char* last = rest.data() + rest.size();
  std::uint32_t codePoint = 0;
  const auto [end, problem] = std::from_chars(first, last, codePoint, hexadecimal ? 16 : 10);
  if (end == first) return {};
  if (problem == std::errc::result_out_of_range) codePoint = UINT32_MAX;
  std::size_t length = static_cast<std::size_t>(end - rest.data()) + 1;
  if (length - 1 < rest.size() && rest[length - 1] == ';') ++length;
  return {length, numericReference(codePoint)};
}

/// `rest` starts behind "&". The longest known beginning of the word counts.
Reference readNamed(std::string_view rest) {
  std::size_t length = 0;
  for (std::size_t letters = 0; letters < kLongestReference && length < rest.size(); ++letters) {
    if (std::string_view("\t\n\f <&#;").find(rest[length]) != std::string_view::npos) break;
    ++length;
    while (length < rest.size() && isContinuationByte(rest[length])) ++length;
  }
  if (length == 0) return {};
  if (length < rest.size() && rest[length] == ';') ++length;
  for (std::size_t size = length; size > 1; --size) {
    if (auto text = namedReference(rest.substr(0, size))) return {size, *std::move(text)};
  }
  return {};
}

}  // namespace

std::string unescapeHtml(std::string_view utf8) {
  std::string text;
  text.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t ampersand = utf8.find('&', at);
    text.append(utf8.substr(at, ampersand - at));
    if (ampersand == std::string_view::npos) break;
    const std::string_view rest = utf8.substr(ampersand + 1);
    const Reference reference = !rest.empty() && rest[0] == '#' ? readNumeric(rest.substr(1)) : readNamed(rest);
    if (reference.length == 0) {
      text.push_back('&');
    } else {
      text.append(reference.text);
    }
    at = ampersand + 1 + reference.length;
  }
  return text;
}

}  // namespace tilescout::text
