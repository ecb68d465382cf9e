#include "search/word_index.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "text/word_splitter.h"

namespace tilescout::search {
namespace {

constexpr std::size_t kMostWords = 64;

constexpr auto kEmptyWords = std::to_array<std::string_view>(
    {"a",  "an", "and", "are", "as", "at", "by",   "for", "from",  "in",   "into", "is",   "it",   "its", "near",
     "no", "of", "on",  "or",  "some", "than", "that", "the", "their", "there", "this", "to", "with", "的",  "和"});

bool isAscii(char c) { return static_cast<unsigned char>(c) < 0x80U; }

bool isWordByte(char c) { return !isAscii(c) || std::isalnum(static_cast<unsigned char>(c)) != 0; }

/// Hyphens hold dates and numbers together, not words.
bool holdsTogether(std::string_view text, std::size_t at) {
  const auto digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  return text[at] == '-' && at > 0 && digit(at - 1) && digit(at + 1);
}

}  // namespace

std::vector<std::string> contentWords(std::string_view text) {
  const std::string folded = text::foldBlanksAndCase(text);
  std::vector<std::string> words;
  std::string word;
  const auto take = [&] {
    const bool empty = word.empty() || std::find(kEmptyWords.begin(), kEmptyWords.end(), word) != kEmptyWords.end();
    if (!empty && words.size() < kMostWords && std::find(words.begin(), words.end(), word) == words.end()) {
      words.push_back(word);
    }
    word.clear();
  };
  for (std::size_t at = 0; at < folded.size(); ++at) {
    if (isWordByte(folded[at]) || holdsTogether(folded, at)) {
      word += folded[at];
    } else {
      take();
    }
  }
  take();
  return words;
}

bool holdsWord(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    if (at == 0 || !isAscii(word.front()) || !isWordByte(text[at - 1])) return true;
    // A number is found inside a longer one ("2015" in "20150926"), as scene names write dates.
    if (std::isdigit(static_cast<unsigned char>(word.front())) != 0 && word.size() >= 4) return true;
  }
  return false;
}

void WordIndex::addCaption(TileId tile, std::string_view text) {
  Written& written = tiles_[tile];
  written.captions.append(text::foldBlanksAndCase(text)).push_back('\n');
  ++written.captionCount;
}

void WordIndex::addTag(TileId tile, std::string_view tag) {
  tiles_[tile].tags.append(text::foldBlanksAndCase(tag)).push_back('\n');
}

int WordIndex::captionsOf(TileId tile) const {
  const auto written = tiles_.find(tile);
  return written == tiles_.end() ? 0 : written->second.captionCount;
}

bool WordIndex::isCollected(TileId tile) const {
  const auto written = tiles_.find(tile);
  return written != tiles_.end() && written->second.collected;
}

std::vector<WordMatch> WordIndex::find(const std::vector<std::string>& words, TileId tile,
                                       const SceneWords& scene) const {
  std::vector<WordMatch> found;
  const auto written = tiles_.find(tile);
  const std::string name = text::foldBlanksAndCase(scene.name), folder = text::foldBlanksAndCase(scene.folder);
  for (const std::string& word : words) {
    if (written != tiles_.end() && holdsWord(written->second.captions, word))
      found.push_back({WordMatch::Field::Caption, word});
    if (written != tiles_.end() && holdsWord(written->second.tags, word))
      found.push_back({WordMatch::Field::Tag, word});
    if (holdsWord(name, word)) found.push_back({WordMatch::Field::Scene, word});
    if (holdsWord(folder, word)) found.push_back({WordMatch::Field::Folder, word});
    if (holdsWord(scene.date, word)) found.push_back({WordMatch::Field::Date, word});
  }
  return found;
}

std::uint64_t WordIndex::bitsOfTile(const std::vector<std::string>& words, TileId tile) const {
  const auto written = tiles_.find(tile);
  if (written == tiles_.end()) return 0;
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (holdsWord(written->second.captions, words[i]) || holdsWord(written->second.tags, words[i]))
      bits |= std::uint64_t{1} << i;
  return bits;
}

std::uint64_t WordIndex::bitsOfScene(const std::vector<std::string>& words, const SceneWords& scene) {
  const std::string name = text::foldBlanksAndCase(scene.name), folder = text::foldBlanksAndCase(scene.folder);
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (holdsWord(name, words[i]) || holdsWord(folder, words[i]) || holdsWord(scene.date, words[i]))
      bits |= std::uint64_t{1} << i;
  }
  return bits;
}

std::string_view folderNameOf(std::string_view path) {
  const std::size_t end = path.find_last_of("/\\");
  if (end == std::string_view::npos || end == 0) return {};
  const std::string_view folder = path.substr(0, end);
  return folder.substr(folder.find_last_of("/\\") + 1);  // npos + 1 is 0
}

}  // namespace tilescout::search
