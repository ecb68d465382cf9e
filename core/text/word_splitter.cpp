#include "text/word_splitter.h"

#include <unicode/locid.h>
#include <unicode/regex.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>

#include "base/error.h"
#include "text/html_entities.h"

namespace tilescout::text {
namespace {

constexpr const char* kPiecePattern =
    R"(<start_of_text>|<end_of_text>|<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+)";

bool isAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Python's str.isspace, which unlike Unicode's White_Space has the four information separators.
bool isSpace(UChar32 c) { return (c >= 0x1C && c <= 0x1F) || u_hasBinaryProperty(c, UCHAR_WHITE_SPACE) != 0; }

std::string foldAscii(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  bool blank = false;
  for (const char c : text) {
    if (c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1C && c <= 0x1F)) {
      blank = true;
      continue;
    }
    if (blank && !result.empty()) result.push_back(' ');
    blank = false;
    result.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  return result;
}

std::string foldUnicode(std::string_view utf8) {
  const auto text = icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
  icu::UnicodeString collapsed;
  bool blank = false;
  for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    const UChar32 c = text.char32At(at);
    if (isSpace(c)) {
      blank = true;
      continue;
    }
    if (blank && !collapsed.isEmpty()) collapsed.append(u' ');
    blank = false;
    collapsed.append(c);
  }
  collapsed.toLower(icu::Locale::getRoot());
  std::string result;
  return collapsed.toUTF8String(result);
}

const icu::RegexPattern& piecePattern() {
  static const std::unique_ptr<const icu::RegexPattern> pattern = [] {
    UErrorCode status = U_ZERO_ERROR;
    UParseError where;
    std::unique_ptr<const icu::RegexPattern> compiled(icu::RegexPattern::compile(
        icu::UnicodeString::fromUTF8(kPiecePattern), UREGEX_CASE_INSENSITIVE, where, status));
    if (U_FAILURE(status)) throw Error(ErrorCode::Internal, u_errorName(status), "ICU regular expressions");
    return compiled;
  }();
  return *pattern;
}

}  // namespace

std::string foldBlanksAndCase(std::string_view utf8) {
  if (utf8.size() > INT32_MAX / 4) throw Error(ErrorCode::InvalidInput, "The text is too long to be read.");
  return isAscii(utf8) ? foldAscii(utf8) : foldUnicode(utf8);
}

std::string normaliseText(std::string_view utf8) {
  if (utf8.find('&') == std::string_view::npos) return foldBlanksAndCase(utf8);
  return foldBlanksAndCase(unescapeHtml(unescapeHtml(utf8)));
}

std::vector<std::string> splitPieces(std::string_view normalised) {
  const auto text =
      icu::UnicodeString::fromUTF8(icu::StringPiece(normalised.data(), static_cast<std::int32_t>(normalised.size())));
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::RegexMatcher> matcher(piecePattern().matcher(text, status));
  std::vector<std::string> pieces;
  while (U_SUCCESS(status) && matcher->find(status)) {
    std::string piece;
    pieces.push_back(matcher->group(status).toUTF8String(piece));
  }
  if (U_FAILURE(status)) throw Error(ErrorCode::Internal, u_errorName(status), "ICU regular expressions");
  return pieces;
}

std::vector<std::string_view> splitAtBlanks(std::string_view normalised) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < normalised.size();) {
    const std::size_t end = std::min(normalised.find(' ', at), normalised.size());
    if (end > at) words.push_back(normalised.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

bool isBeginMark(std::string_view piece) noexcept { return piece == "<|startoftext|>" || piece == "<start_of_text>"; }
bool isEndMark(std::string_view piece) noexcept { return piece == "<|endoftext|>" || piece == "<end_of_text>"; }

}  // namespace tilescout::text
