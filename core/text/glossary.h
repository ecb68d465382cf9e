#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tilescout::text {

/// A Chinese query in English. `unknown` are the parts that the glossary does not have, as they were written.
struct Translation {
  std::string english;
  std::vector<std::string> unknown;
};

/// Chinese words for what satellite pictures show, with their English. Translates a query's words by longest match
/// and turns its order round where English wants it ("机场附近的房子" → "houses near airport"). No grammar beyond that:
/// the result is for a model that reads captions, and for the user to correct. Traditional characters are read as
/// simplified ones.
class Glossary {
 public:
  Glossary() = default;
  /// Lines "Chinese<tab>English"; # begins a comment. Later files win over earlier ones; files that do not exist are
  /// passed over. Throws Error{Corrupt} naming file and line, Error{Io}.
  static Glossary load(const std::vector<std::filesystem::path>& files);
  /// The program's own (resources/glossary/zh_en.tsv) and the user's (glossary/zh_en.tsv in the user's data folder).
  static std::vector<std::filesystem::path> standardFiles();

  std::size_t size() const noexcept { return terms_.size(); }
  bool empty() const noexcept { return terms_.empty(); }
  Translation translate(std::string_view query) const;

 private:
  std::map<std::u32string, std::string> terms_;
  std::size_t longest_ = 0;  ///< characters
};

/// True when the text holds Chinese characters.
bool holdsChinese(std::string_view text);

}  // namespace tilescout::text
