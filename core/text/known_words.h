#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace tilescout::text {

/// The words that occurred in a model's training captions (words.txt of its folder, one a line). Lets the program say
/// "the shipped model does not know: helicopter" instead of answering with noise.
class KnownWords {
 public:
  KnownWords() = default;
  static KnownWords load(const std::filesystem::path& file);  ///< throws Error
  bool empty() const noexcept { return words_.empty(); }

  /// Words of the query that never occurred (each once, in order); numbers and common function words are not blamed.
  /// Inflections of known words (plural s, -ing, -ed) count as known.
  std::vector<std::string> unknownIn(std::string_view query) const;
  /// True when most letters of the query are of a script that no known word uses (e.g. Chinese).
  bool foreignScript(std::string_view query) const;

 private:
  std::unordered_set<std::string> words_;
};

}  // namespace tilescout::text
