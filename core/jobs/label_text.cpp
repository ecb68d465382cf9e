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

std::string checked(const std::string& text, const std::string& what, std::size_t longest) {
  const auto refuse = [&](const std::string& reason) { throw Error(ErrorCode::InvalidInput, "the " + what + reason); };
  if (text.size() > 2 * longest) refuse(" is too long");
  std::string good = trimmed(text);
  if (good.empty()) refuse(" is empty");
  if (good.size() > longest) refuse(" is longer than " + std::to_string(longest) + " bytes");
  if (!isUtf8(good)) refuse(" is not UTF-8 text");
  const bool control = std::any_of(good.begin(), good.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; });
  if (control) refuse(" holds control characters or line breaks");
  return good;
}

}  // namespace

std::string checkedCaption(const std::string& text) { return checked(text, "caption", kLongestCaption); }

std::string checkedName(const std::string& name, const std::string& what) {
  std::string good = checked(name, what + "'s name", kLongestName);
  // Lists of tags are written with semicolons between them.
  if (good.find(';') != std::string::npos) throw Error(ErrorCode::InvalidInput, "the " + what + "'s name holds a ';'");
  return good;
}

}  // namespace tilescout::jobs
