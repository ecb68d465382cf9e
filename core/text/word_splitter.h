#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace tilescout::text {

/// White space collapsed to single blanks and trimmed, lower case. Broken UTF-8 becomes U+FFFD.
std::string foldBlanksAndCase(std::string_view utf8);

/// What CLIP's tokenizers do before they look at words: HTML references resolved (twice, for "&amp;amp;"), then folded.
std::string normaliseText(std::string_view utf8);

/// Normalised text cut by CLIP's pattern into runs of letters, single digits, runs of other signs, English endings
/// ('s, 't, 're …) and the literal begin and end marks. Blanks separate and vanish.
std::vector<std::string> splitPieces(std::string_view normalised);

/// The parts of a normalised text between blanks; views into it.
std::vector<std::string_view> splitAtBlanks(std::string_view normalised);

/// The spellings of the marks in OpenAI's and in open_clip's vocabularies.
bool isBeginMark(std::string_view piece) noexcept;
bool isEndMark(std::string_view piece) noexcept;

}  // namespace tilescout::text
