#include "jobs/label_text.h"

#include <algorithm>
#include <cstdint>

#include "base/error.h"

namespace tilescout::jobs {

namespace {

constexpr std::size_t kLongestCaption = 4096;
constexpr std::size_t kLongestName = 200;

bool isSpace(unsigned char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::string trimmed(const std::string& text) {
  const auto begin = std::find_if_not(text.begin(), text.end(), isSpace);
  const auto end = std::find_if_not(text.rbegin(), text.rend(), isSpace).base();
  return begin < end ? std::string(begin, end) : std::string();
}

/// Bytes of the sequence that begins with `lead`, 0 when none does.
std::size_t sequenceLength(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  if (lead >= 0xF0 && lead < 0xF5) return 4;
  return 0;
}

bool isUtf8(const std::string& text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = sequenceLength(static_cast<unsigned char>(text[at]));
    if (length == 0 || at + length > text.size()) return false;
    std::uint32_t point = static_cast<unsigned char>(text[at]) & (length == 1 ? 0x7Fu : 0xFFu >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
      const auto byte = static_cast<unsigned char>(text[at + i]);
      if ((byte & 0xC0) != 0x80) return false;
      point = (point << 6) | (byte & 0x3F);
    }
    const bool overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
    if (overlong || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000)) return false;
    at += length;
  }
  return true;
}

/// What is wrong with a text, in the order of RowFlaw's groups of captions, tags and splits.
enum class TextFlaw { None, Empty, TooLong, NotUtf8, Control, Semicolon };

/// Trims the text.
TextFlaw flawOf(std::string& text, std::size_t longest) {
  if (text.size() > 2 * longest) return TextFlaw::TooLong;
  text = trimmed(text);
  if (text.empty()) return TextFlaw::Empty;
  if (text.size() > longest) return TextFlaw::TooLong;
  if (!isUtf8(text)) return TextFlaw::NotUtf8;
  const bool control = std::any_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; });
  return control ? TextFlaw::Control : TextFlaw::None;
}

TextFlaw flawOfName(std::string& name) {
  const TextFlaw flaw = flawOf(name, kLongestName);
  // Lists of tags are written with semicolons between them.
  return flaw == TextFlaw::None && name.find(';') != std::string::npos ? TextFlaw::Semicolon : flaw;
}

std::string reasonOf(TextFlaw flaw, std::size_t longest) {
  switch (flaw) {
    case TextFlaw::None: break;
    case TextFlaw::Empty: return " is empty";
    case TextFlaw::TooLong: return " is longer than " + std::to_string(longest) + " bytes";
    case TextFlaw::NotUtf8: return " is not UTF-8 text";
    case TextFlaw::Control: return " holds control characters or line breaks";
    case TextFlaw::Semicolon: return " holds a ';'";
  }
  return {};
}

RowProblem problemOf(TextFlaw flaw, RowFlaw empty, std::size_t longest) {
  if (flaw == TextFlaw::None) return {};
  const int step = static_cast<int>(flaw) - static_cast<int>(TextFlaw::Empty);
  return {static_cast<RowFlaw>(static_cast<int>(empty) + step),
          flaw == TextFlaw::TooLong ? std::to_string(longest) : std::string()};
}

}  // namespace

std::string checkedCaption(const std::string& text) {
  std::string good = text;
  const TextFlaw flaw = flawOf(good, kLongestCaption);
  if (flaw == TextFlaw::None) return good;
  throw Error(ErrorCode::InvalidInput, "the caption" + reasonOf(flaw, kLongestCaption));
}

std::string checkedName(const std::string& name, const std::string& what) {
  std::string good = name;
  const TextFlaw flaw = flawOfName(good);
  if (flaw == TextFlaw::None) return good;
  throw Error(ErrorCode::InvalidInput, "the " + what + "'s name" + reasonOf(flaw, kLongestName));
}

RowProblem checkCaption(std::string& text) {
  return problemOf(flawOf(text, kLongestCaption), RowFlaw::CaptionEmpty, kLongestCaption);
}

RowProblem checkTag(std::string& name) { return problemOf(flawOfName(name), RowFlaw::TagEmpty, kLongestName); }

RowProblem checkSplit(std::string& name) { return problemOf(flawOfName(name), RowFlaw::SplitEmpty, kLongestName); }

}  // namespace tilescout::jobs
