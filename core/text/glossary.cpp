#include "text/glossary.h"

#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <memory>
#include <sstream>
#include <system_error>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/paths.h"
#include "text/glossary_order.h"
#include "text/icu_text.h"

namespace tilescout::text {
namespace {

namespace fs = std::filesystem;
using Kind = GlossaryToken::Kind;

constexpr std::size_t kLargestGlossary = 16U << 20;

struct Fixed {
  std::u32string_view chinese;
  Kind kind;
  const char* english;
  bool plural = false;
};

/// Words that order a sentence. A longer word of the glossary wins over them ("多云", "中心").
constexpr auto kOrdering = std::to_array<Fixed>({
    {U"的", Kind::Of, ""},
    {U"之", Kind::Of, ""},
    {U"有", Kind::With, "with"},
    {U"具有", Kind::With, "with"},
    {U"拥有", Kind::With, "with"},
    {U"带", Kind::With, "with"},
    {U"带有", Kind::With, "with"},
    {U"含", Kind::With, "with"},
    {U"没有", Kind::With, "without"},
    {U"无", Kind::With, "without"},
    {U"没", Kind::With, "without"},
    {U"沿", Kind::With, "along"},
    {U"沿着", Kind::With, "along"},
    {U"靠近", Kind::With, "near"},
    {U"临近", Kind::With, "near"},
    {U"穿过", Kind::With, "through"},
    {U"附近", Kind::Place, "near"},
    {U"旁边", Kind::Place, "beside"},
    {U"旁", Kind::Place, "beside"},
    {U"边上", Kind::Place, "beside"},
    {U"周围", Kind::Place, "around"},
    {U"四周", Kind::Place, "around"},
    {U"上", Kind::Place, "on"},
    {U"上面", Kind::Place, "on"},
    {U"上方", Kind::Place, "above"},
    {U"里", Kind::Place, "in"},
    {U"里面", Kind::Place, "in"},
    {U"中", Kind::Place, "in"},
    {U"中间", Kind::Place, "in the middle of"},
    {U"内", Kind::Place, "in"},
    {U"之间", Kind::Place, "between"},
    {U"间", Kind::Place, "between"},
    {U"下", Kind::Place, "under"},
    {U"下面", Kind::Place, "under"},
    {U"环绕", Kind::Place, "surrounded by"},
    {U"包围", Kind::Place, "surrounded by"},
    {U"和", Kind::And, ""},
    {U"与", Kind::And, ""},
    {U"及", Kind::And, ""},
    {U"以及", Kind::And, ""},
    {U"、", Kind::And, ""},
    {U"，", Kind::Break, ""},
    {U"。", Kind::Break, ""},
    {U"；", Kind::Break, ""},
    {U",", Kind::Break, ""},
    {U"许多", Kind::Amount, "many", true},
    {U"很多", Kind::Amount, "many", true},
    {U"多", Kind::Amount, "many", true},
    {U"大量", Kind::Amount, "many", true},
    {U"众多", Kind::Amount, "many", true},
    {U"大片", Kind::Amount, "a large piece of"},
    {U"一些", Kind::Amount, "some", true},
    {U"几", Kind::Amount, "several", true},
    {U"若干", Kind::Amount, "several", true},
    {U"少量", Kind::Amount, "a few", true},
    {U"一排", Kind::Amount, "a row of", true},
    {U"一排排", Kind::Amount, "rows of", true},
    {U"一片", Kind::Amount, "a piece of"},
    {U"一群", Kind::Amount, "a group of", true},
    {U"半", Kind::Amount, "half"},
});

/// Words that a caption has no use for.
constexpr auto kDropped = std::to_array<std::u32string_view>(
    {U"是", U"在",   U"被",   U"了",   U"着",   U"过",   U"地",   U"得",   U"们", U"请",   U"吗",   U"呢",
     U"这", U"那",   U"位于", U"处于", U"寻找", U"查找", U"搜索", U"显示", U"找", U"找到", U"看到", U"一张",
     U"很", U"非常", U"所有", U"以",   U"为",   U"由",   U"型",   U"类",   U"等", U"区域", U"地区", U"！",
     U"？", U"?",    U"!",    U".",    U"“",    U"”",    U"（",   U"）",   U"(",  U")"});

constexpr std::u32string_view kClassifiers = U"条座个艘架辆片块栋幢排列组根棵家口处间台只头匹所道段株面层圈张";
constexpr std::u32string_view kDigits = U"零一二三四五六七八九";
constexpr auto kNumbers = std::to_array<const char*>(
    {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"});

std::u32string toUtf32(const icu::UnicodeString& text) {
  std::u32string wide;
  for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1))
    wide.push_back(static_cast<char32_t>(text.char32At(at)));
  return wide;
}

std::string toUtf8(std::u32string_view text) {
  icu::UnicodeString wide;
  for (const char32_t c : text) wide.append(static_cast<UChar32>(c));
  std::string utf8;
  return wide.toUTF8String(utf8);
}

/// Traditional characters to simplified ones; without ICU's table it leaves a text as it is.
class Simplifier {
 public:
  Simplifier() {
    UErrorCode status = U_ZERO_ERROR;
    convert_.reset(icu::Transliterator::createInstance("Hant-Hans", UTRANS_FORWARD, status));
  }
  std::u32string operator()(std::string_view utf8) const {
    icu::UnicodeString text = fromUtf8(utf8);
    if (convert_) convert_->transliterate(text);
    return toUtf32(text);
  }

 private:
  std::unique_ptr<icu::Transliterator> convert_;
};

bool isChinese(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(static_cast<UChar32>(c), &status) == USCRIPT_HAN;
}

bool startsAt(std::u32string_view text, std::size_t at, std::u32string_view word) {
  return text.substr(at, word.size()) == word;
}

/// Chinese numerals up to 99, or digits: characters used, 0 when there is none.
std::size_t readNumber(std::u32string_view text, std::size_t at, int& value) {
  std::size_t end = at;
  if (text[at] >= U'0' && text[at] <= U'9') {
    value = 0;
    while (end < text.size() && text[end] >= U'0' && text[end] <= U'9' && end - at < 6)
      value = 10 * value + static_cast<int>(text[end++] - U'0');
    return end - at;
  }
  if (text[at] == U'两' || text[at] == U'双') {
    value = 2;
    return 1;
  }
  const auto digit = [&](std::size_t i) { return i < text.size() ? static_cast<int>(kDigits.find(text[i])) : -1; };
  int tens = 0, ones = digit(end);
  if (ones >= 0) ++end;
  if (end < text.size() && text[end] == U'十') {
    tens = ones > 0 ? ones : 1;
    ++end;
    ones = digit(end);
    if (ones > 0) ++end;
  }
  if (end == at) return 0;
  value = 10 * tens + std::max(0, ones);
  return end - at;
}

GlossaryToken amountOf(int value) {
  if (value == 1) return {Kind::Amount, "a", false};
  const bool named = value >= 0 && value < static_cast<int>(kNumbers.size());
  return {Kind::Amount, named ? kNumbers[static_cast<std::size_t>(value)] : std::to_string(value), value != 1};
}

/// Cuts a query into tokens: at each place the longest word of glossary or ordering words.
class Tokenizer {
 public:
  Tokenizer(const std::map<std::u32string, std::string>& terms, std::size_t longest, std::u32string text)
      : terms_(terms), longest_(longest), text_(std::move(text)) {}

  void run() {
    while (at_ < text_.size()) step();
    endUnknown();
  }
  const std::vector<GlossaryToken>& tokens() const { return tokens_; }
  std::vector<std::string> takeUnknown() { return std::move(unknown_); }

 private:
  void step() {
    const std::size_t term = termHere();
    const Fixed* fixed = orderingHere();
    const std::size_t dropped = droppedHere();
    const std::size_t fixedLength = std::max(fixed ? fixed->chinese.size() : 0, dropped);
    int number = 0;
    if (term > 0 && term >= fixedLength) {
      put({Kind::Term, terms_.at(text_.substr(at_, term)), false}, term);
    } else if (fixed && fixed->chinese.size() >= dropped) {
      put({fixed->kind, fixed->english, fixed->plural}, fixed->chinese.size());
      if (fixed->kind == Kind::Amount) skipClassifier();
    } else if (dropped > 0) {
      endUnknown();
      at_ += dropped;
    } else if (const std::size_t length = readNumber(text_, at_, number); length > 0) {
      put(amountOf(number), length);
      skipClassifier();
    } else if (isChinese(text_[at_])) {
      unknownNow_ += text_[at_++];
    } else {
      foreign();
    }
  }

  void put(GlossaryToken token, std::size_t length) {
    endUnknown();
    tokens_.push_back(std::move(token));
    at_ += length;
  }

  /// Latin words and signs go through as they are.
  void foreign() {
    endUnknown();
    std::u32string word;
    while (at_ < text_.size() && !isChinese(text_[at_]) && u_isUWhiteSpace(static_cast<UChar32>(text_[at_])) == 0 &&
           orderingHere() == nullptr && droppedHere() == 0)
      word += text_[at_++];
    if (word.empty())
      ++at_;
    else
      tokens_.push_back({Kind::Term, toUtf8(word), false});
  }

  std::size_t termHere() const {
    for (std::size_t length = std::min(longest_, text_.size() - at_); length > 0; --length)
      if (terms_.contains(text_.substr(at_, length))) return length;
    return 0;
  }

  const Fixed* orderingHere() const {
    const Fixed* best = nullptr;
    for (const Fixed& fixed : kOrdering)
      if (startsAt(text_, at_, fixed.chinese) && (!best || fixed.chinese.size() > best->chinese.size())) best = &fixed;
    return best;
  }

  std::size_t droppedHere() const {
    std::size_t best = 0;
    for (const std::u32string_view word : kDropped)
      if (startsAt(text_, at_, word)) best = std::max(best, word.size());
    return best;
  }

  void skipClassifier() {
    if (at_ < text_.size() && kClassifiers.find(text_[at_]) != std::u32string_view::npos && termHere() <= 1) ++at_;
  }

  void endUnknown() {
    if (unknownNow_.empty()) return;
    unknown_.push_back(toUtf8(unknownNow_));
    unknownNow_.clear();
  }

  const std::map<std::u32string, std::string>& terms_;
  const std::size_t longest_;
  const std::u32string text_;
  std::size_t at_ = 0;
  std::vector<GlossaryToken> tokens_;
  std::u32string unknownNow_;
  std::vector<std::string> unknown_;
};

}  // namespace

std::vector<fs::path> Glossary::standardFiles() {
  const fs::path name = fs::path("glossary") / "zh_en.tsv";
  return {paths::resources() / name, paths::userData() / name};
}

Glossary Glossary::load(const std::vector<fs::path>& files) {
  Glossary glossary;
  const Simplifier simplified;
  for (const fs::path& file : files) {
    std::error_code status;
    if (!fs::exists(file, status)) continue;
    std::istringstream lines(readTextFile(file, kLargestGlossary));
    int number = 0;
    for (std::string line; std::getline(lines, line);) {
      ++number;
      if (!line.empty() && line.back() == '\r') line.pop_back();
      if (line.empty() || line.front() == '#') continue;
      const std::size_t tab = line.find('\t');
      if (tab == 0 || tab == std::string::npos || tab + 1 == line.size())
        throw Error(ErrorCode::Corrupt, "line " + std::to_string(number) + " is not \"Chinese<tab>English\"",
                    file.string());
      const std::u32string chinese = simplified(line.substr(0, tab));
      glossary.longest_ = std::max(glossary.longest_, chinese.size());
      glossary.terms_[chinese] = line.substr(tab + 1);
    }
  }
  return glossary;
}

Translation Glossary::translate(std::string_view query) const {
  Tokenizer tokenizer(terms_, longest_, Simplifier()(query));
  tokenizer.run();
  return {inEnglishOrder(tokenizer.tokens()), tokenizer.takeUnknown()};
}

bool holdsChinese(std::string_view text) {
  const std::u32string wide = toUtf32(fromUtf8(text));
  return std::any_of(wide.begin(), wide.end(), isChinese);
}

}  // namespace tilescout::text
