#include "text/known_words.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/atomic_file.h"
#include "text/icu_text.h"
#include "text/word_splitter.h"

namespace tilescout::text {
namespace {

/// Words that carry no picture; a query may use them although no caption did.
constexpr auto kFunctionWords = std::to_array<std::string_view>(
    {"a",    "about", "above", "across", "all",   "along", "also",  "an",   "and",  "any",   "are",  "around", "as",
     "at",   "be",    "been",  "behind", "below", "by",    "can",   "did",  "do",   "does",  "each", "every",  "find",
     "for",  "from",  "had",   "has",    "have",  "her",   "his",   "i",    "if",   "image", "in",   "inside", "into",
     "is",   "it",    "its",   "like",   "me",    "more",  "most",  "my",   "near", "no",    "not",  "of",     "off",
     "on",   "only",  "onto",  "or",     "our",   "out",   "over",  "per",  "s",    "show",  "some", "such",   "t",
     "than", "that",  "the",   "their",  "them",  "then",  "there", "they", "this", "those", "to",   "under",  "up",
     "very", "was",   "we",    "were",   "what",  "where", "which", "who",  "with", "would", "you",  "your"});

/// Single Latin letters are endings and shapes ("L-shaped"): no model is blamed for them.
bool isFunctionWord(const std::string& word) {
  return word.size() == 1 || std::find(kFunctionWords.begin(), kFunctionWords.end(), word) != kFunctionWords.end();
}

bool isWord(std::string_view piece) {
  if (isBeginMark(piece) || isEndMark(piece)) return false;
  return u_isalpha(fromUtf8(piece).char32At(0)) != 0;
}

bool endsWith(std::string_view word, std::string_view ending) {
  return word.size() > ending.size() + 1 && word.ends_with(ending);
}

/// What an English inflection may come from, the likeliest first; simple on purpose, a guess too many only means that
/// a word is taken for known.
std::vector<std::string> possibleStems(std::string_view word) {
  std::vector<std::string> stems;
  const auto add = [&](std::size_t cut, std::string_view put) {
    stems.push_back(std::string(word.substr(0, word.size() - cut)).append(put));
  };
  if (endsWith(word, "ies") || endsWith(word, "ied")) add(3, "y");
  if (endsWith(word, "s")) add(1, "");
  if (endsWith(word, "es")) add(2, "");
  for (const std::string_view ending : {"ing", "ed"}) {
    if (!endsWith(word, ending)) continue;
    add(ending.size(), "");
    add(ending.size(), "e");
    const std::string_view stem = word.substr(0, word.size() - ending.size());
    if (stem.size() > 2 && stem.back() == stem[stem.size() - 2]) add(ending.size() + 1, "");
  }
  return stems;
}

/// Letters of each script; marks and signs that every script uses are left out.
std::map<UScriptCode, int> countScripts(std::string_view utf8) {
  std::map<UScriptCode, int> letters;
  const icu::UnicodeString text = fromUtf8(utf8);
  for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    const UChar32 c = text.char32At(at);
    if (!u_isalpha(c)) continue;
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(c, &status);
    if (script != USCRIPT_COMMON && script != USCRIPT_INHERITED) ++letters[script];
  }
  return letters;
}

}  // namespace

KnownWords KnownWords::load(const std::filesystem::path& file) {
  KnownWords known;
  for (std::string& piece : splitPieces(normaliseText(readTextFile(file)))) {
    if (isWord(piece)) known.words_.insert(std::move(piece));
  }
  return known;
}

std::vector<std::string> KnownWords::unknownIn(std::string_view query) const {
  std::vector<std::string> unknown;
  if (words_.empty()) return unknown;
  const auto isKnown = [this](const std::string& word) { return words_.contains(word); };
  for (const std::string& piece : splitPieces(normaliseText(query))) {
    if (!isWord(piece) || isFunctionWord(piece) || isKnown(piece)) continue;
    const auto stems = possibleStems(piece);
    if (std::any_of(stems.begin(), stems.end(), isKnown)) continue;
    if (std::find(unknown.begin(), unknown.end(), piece) == unknown.end()) unknown.push_back(piece);
  }
  return unknown;
}

bool KnownWords::foreignScript(std::string_view query) const {
  if (words_.empty()) return false;
  auto foreign = countScripts(query);
  int letters = 0;
  for (const auto& [script, count] : foreign) letters += count;
  for (const std::string& word : words_) {
    for (const auto& [script, count] : countScripts(word)) foreign.erase(script);
    if (foreign.empty()) return false;
  }
  int foreignLetters = 0;
  for (const auto& [script, count] : foreign) foreignLetters += count;
  return 2 * foreignLetters > letters;
}

}  // namespace tilescout::text
