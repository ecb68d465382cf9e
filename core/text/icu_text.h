#pragma once
#include <unicode/unistr.h>
#include <cstdint>
#include <string_view>

namespace tilescout::text {

/// UTF-8 as ICU has it; what is no UTF-8 becomes U+FFFD.
inline icu::UnicodeString fromUtf8(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

}  // namespace tilescout::text
