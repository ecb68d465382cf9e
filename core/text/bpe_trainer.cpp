#include "text/bpe_trainer.h"

#include <cstdint>
#include <map>
#include <set>
#include <unordered_map>

#include "base/error.h"
#include "text/word_splitter.h"

namespace tilescout::text {
namespace {

using Symbol = std::int32_t;
using Pair = std::pair<Symbol, Symbol>;

struct Word {
  std::vector<Symbol> symbols;
  std::int64_t count = 0;
};

struct PairUse {
  std::int64_t count = 0;
  std::set<std::size_t> words;  ///< may name words that no longer hold the pair
};

/// Different pieces of the corpus with how often each occurs, in the order of their spelling.
std::map<std::string, std::int64_t> countPieces(std::span<const std::string> captions) {
  std::unordered_map<std::string, std::int64_t> words;
  for (const std::string& caption : captions) {
    const std::string normalised = normaliseText(caption);
    for (const std::string_view word : splitAtBlanks(normalised)) ++words[std::string(word)];
  }
  std::map<std::string, std::int64_t> pieces;
  for (const auto& [word, count] : words) {
    for (const std::string& piece : splitPieces(word)) {
      if (!isBeginMark(piece) && !isEndMark(piece)) pieces[piece] += count;
    }
  }
  return pieces;
}

class Trainer {
 public:
  explicit Trainer(const std::map<std::string, std::int64_t>& pieces) : spelling_(byteSymbols()) {
    std::unordered_map<std::string, Symbol> idOfSymbol;
    for (std::size_t i = 0; i < 256; ++i) {
      idOfSymbol[spelling_[i]] = static_cast<Symbol>(i);
      spelling_.push_back(spelling_[i] + "</w>");
    }
    for (const auto& [piece, count] : pieces) {
      Word word;
      word.count = count;
      for (const char byte : piece) {
        word.symbols.push_back(idOfSymbol[symbolOfByte(static_cast<unsigned char>(byte))]);
      }
      word.symbols.back() += 256;
      words_.push_back(std::move(word));
    }
    for (std::size_t index = 0; index < words_.size(); ++index) countPairs(index, 1);
  }

  std::vector<std::pair<std::string, std::string>> learn(std::size_t mergeCount, std::int64_t minCount) {
    std::vector<std::pair<std::string, std::string>> merges;
    while (merges.size() < mergeCount) {
      const auto best = mostFrequent();
      if (best == uses_.end() || best->second.count < minCount) break;
      const Pair pair = best->first;
      merges.emplace_back(spelling(pair.first), spelling(pair.second));
      join(pair);
    }
    return merges;
  }

 private:
  const std::string& spelling(Symbol symbol) const { return spelling_[static_cast<std::size_t>(symbol)]; }

  /// Adds (sign 1) or takes away (sign -1) the pairs of one word.
  void countPairs(std::size_t index, std::int64_t sign) {
    const Word& word = words_[index];
    for (std::size_t i = 0; i + 1 < word.symbols.size(); ++i) {
      PairUse& use = uses_[{word.symbols[i], word.symbols[i + 1]}];
      use.count += sign * word.count;
      if (sign > 0) use.words.insert(index);
    }
  }

  std::map<Pair, PairUse>::const_iterator mostFrequent() const {
    auto best = uses_.end();
    for (auto at = uses_.begin(); at != uses_.end(); ++at) {
      if (best == uses_.end() || at->second.count > best->second.count ||
          (at->second.count == best->second.count && spelledBefore(at->first, best->first))) {
        best = at;
      }
    }
    return best;
  }

  bool spelledBefore(const Pair& a, const Pair& b) const {
    const int order = spelling(a.first).compare(spelling(b.first));
    return order != 0 ? order < 0 : spelling(a.second) < spelling(b.second);
  }

  void join(Pair pair) {
    const auto merged = static_cast<Symbol>(spelling_.size());
    spelling_.push_back(spelling(pair.first) + spelling(pair.second));
    const std::set<std::size_t> touched = std::move(uses_[pair].words);
    for (const std::size_t index : touched) {
      countPairs(index, -1);
      replacePair(words_[index].symbols, pair, merged);
      countPairs(index, 1);
    }
    std::erase_if(uses_, [](const auto& entry) { return entry.second.count == 0; });
  }

  static void replacePair(std::vector<Symbol>& symbols, Pair pair, Symbol merged) {
    std::size_t to = 0;
    for (std::size_t from = 0; from < symbols.size(); ++to) {
      const bool here = from + 1 < symbols.size() && symbols[from] == pair.first && symbols[from + 1] == pair.second;
      symbols[to] = here ? merged : symbols[from];
      from += here ? 2 : 1;
    }
    symbols.resize(to);
  }

  std::vector<std::string> spelling_;
  std::vector<Word> words_;
  std::map<Pair, PairUse> uses_;
};

}  // namespace

Vocabulary trainBpe(std::span<const std::string> captions, int vocabularySize, int minCount) {
  constexpr int kFixedTokens = 512 + 2;
  if (vocabularySize < kFixedTokens) {
    throw Error(ErrorCode::InvalidInput, "A byte-pair vocabulary needs at least 514 tokens.");
  }
  if (minCount < 1) throw Error(ErrorCode::InvalidInput, "The smallest count must be at least 1.");
  Trainer trainer(countPieces(captions));
  return vocabularyFromMerges(trainer.learn(static_cast<std::size_t>(vocabularySize - kFixedTokens), minCount));
}

}  // namespace tilescout::text
