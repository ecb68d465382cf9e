#include "text/bpe_tokenizer.h"

#include <algorithm>
#include <array>
#include <mutex>
#include <queue>
#include <shared_mutex>
#include <unordered_map>

#include "base/error.h"
#include "text/vocabulary.h"
#include "text/word_splitter.h"

namespace tilescout::text {
namespace {

using Ids = std::vector<std::int32_t>;
constexpr std::size_t kCachedWords = 65536;
constexpr std::size_t kLongestCachedWord = 64;

std::uint64_t pairKey(std::int32_t left, std::int32_t right) {
  return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(left)) << 32) | static_cast<std::uint32_t>(right);
}

struct Merge {
  std::int32_t rank;
  std::int32_t merged;
};

/// A pair of neighbours that could be joined. Stale once either side has changed.
struct Candidate {
  std::int32_t rank;
  std::int32_t position;
  std::int32_t left;
  std::int32_t right;
  std::int32_t merged;
  bool operator>(const Candidate& other) const {
    return rank != other.rank ? rank > other.rank : position > other.position;
  }
};

/// The symbols of one piece as a list linked by positions, joined by rank from the left.
class PieceMerger {
 public:
  PieceMerger(const std::unordered_map<std::uint64_t, Merge>& merges, Ids symbols)
      : merges_(merges), symbols_(std::move(symbols)), next_(symbols_.size()), previous_(symbols_.size()) {
    for (std::size_t i = 0; i < symbols_.size(); ++i) {
      next_[i] = i + 1 < symbols_.size() ? static_cast<std::int32_t>(i) + 1 : -1;
      previous_[i] = static_cast<std::int32_t>(i) - 1;
    }
    for (std::size_t i = 0; i + 1 < symbols_.size(); ++i) consider(static_cast<std::int32_t>(i));
  }

  Ids run() {
    while (!queue_.empty()) {
      const Candidate best = queue_.top();
      queue_.pop();
      if (isCurrent(best)) join(best);
    }
    Ids result;
    for (std::int32_t at = symbols_.empty() ? -1 : 0; at >= 0; at = next(at)) result.push_back(symbol(at));
    return result;
  }

 private:
  std::int32_t& symbol(std::int32_t at) { return symbols_[static_cast<std::size_t>(at)]; }
  std::int32_t& next(std::int32_t at) { return next_[static_cast<std::size_t>(at)]; }
  std::int32_t& previous(std::int32_t at) { return previous_[static_cast<std::size_t>(at)]; }

  void consider(std::int32_t at) {
    if (at < 0 || next(at) < 0) return;
    const auto found = merges_.find(pairKey(symbol(at), symbol(next(at))));
    if (found == merges_.end()) return;
    queue_.push({found->second.rank, at, symbol(at), symbol(next(at)), found->second.merged});
  }

  bool isCurrent(const Candidate& pair) {
    return symbol(pair.position) == pair.left && next(pair.position) >= 0 && symbol(next(pair.position)) == pair.right;
  }

  void join(const Candidate& pair) {
    const std::int32_t gone = next(pair.position);
    symbol(pair.position) = pair.merged;
    next(pair.position) = next(gone);
    if (next(gone) >= 0) previous(next(gone)) = pair.position;
    symbol(gone) = -1;
    consider(previous(pair.position));
    consider(pair.position);
  }

  const std::unordered_map<std::uint64_t, Merge>& merges_;
  Ids symbols_;
  std::vector<std::int32_t> next_;
  std::vector<std::int32_t> previous_;
  std::priority_queue<Candidate, std::vector<Candidate>, std::greater<>> queue_;
};

}  // namespace

struct BpeTokenizer::Impl {
  std::int32_t begin = 0;
  std::int32_t end = 0;
  int size = 0;
  std::array<std::int32_t, 256> byteId{};
  std::array<std::int32_t, 256> lastByteId{};
  std::unordered_map<std::uint64_t, Merge> merges;
  mutable std::shared_mutex cacheLock;
  mutable std::unordered_map<std::string, Ids> cache;

  Impl(const Vocabulary& vocabulary, const std::string& subject);
  Ids encodePiece(const std::string& piece) const;
  void appendWord(std::string_view word, Ids& ids) const;
};

BpeTokenizer::Impl::Impl(const Vocabulary& vocabulary, const std::string& subject)
    : begin(vocabulary.beginToken), end(vocabulary.endToken), size(static_cast<int>(vocabulary.tokens.size())) {
  std::unordered_map<std::string, std::int32_t> idOfToken;
  for (std::size_t id = 0; id < vocabulary.tokens.size(); ++id) {
    idOfToken.emplace(vocabulary.tokens[id], static_cast<std::int32_t>(id));
  }
  const auto find = [&](const std::string& token, const std::string& where) {
    const auto found = idOfToken.find(token);
    if (found != idOfToken.end()) return found->second;
    throw Error(ErrorCode::Corrupt, "The vocabulary has no token \"" + token + "\"" + where + ".", subject);
  };
  for (std::size_t byte = 0; byte < 256; ++byte) {
    const std::string& symbol = symbolOfByte(static_cast<unsigned char>(byte));
    byteId[byte] = find(symbol, " for a byte");
    lastByteId[byte] = find(symbol + "</w>", " for a byte");
  }
  for (std::size_t rank = 0; rank < vocabulary.merges.size(); ++rank) {
    const auto& [left, right] = vocabulary.merges[rank];
    const std::string where = ", which merge " + std::to_string(rank + 1) + " needs";
    const std::uint64_t key = pairKey(find(left, where), find(right, where));
    merges.insert_or_assign(key, Merge{static_cast<std::int32_t>(rank), find(left + right, where)});
  }
}

Ids BpeTokenizer::Impl::encodePiece(const std::string& piece) const {
  if (isBeginMark(piece)) return {begin};
  if (isEndMark(piece)) return {end};
  Ids symbols;
  symbols.reserve(piece.size());
  for (std::size_t i = 0; i < piece.size(); ++i) {
    const auto byte = static_cast<unsigned char>(piece[i]);
    symbols.push_back(i + 1 == piece.size() ? lastByteId[byte] : byteId[byte]);
  }
  return PieceMerger(merges, std::move(symbols)).run();
}

/// Words repeat, so each is worked out once. The cache stops growing rather than being emptied: captions have few
/// different words, and a flood of strange ones must not cost memory.
void BpeTokenizer::Impl::appendWord(std::string_view word, Ids& ids) const {
  const std::string key(word);
  {
    const std::shared_lock lock(cacheLock);
    const auto found = cache.find(key);
    if (found != cache.end()) {
      ids.insert(ids.end(), found->second.begin(), found->second.end());
      return;
    }
  }
  Ids own;
  for (const std::string& piece : splitPieces(word)) {
    const Ids pieceIds = encodePiece(piece);
    own.insert(own.end(), pieceIds.begin(), pieceIds.end());
  }
  ids.insert(ids.end(), own.begin(), own.end());
  if (word.size() > kLongestCachedWord) return;
  const std::unique_lock lock(cacheLock);
  if (cache.size() < kCachedWords) cache.emplace(key, std::move(own));
}

BpeTokenizer::BpeTokenizer() = default;
BpeTokenizer::~BpeTokenizer() = default;
BpeTokenizer::BpeTokenizer(BpeTokenizer&&) noexcept = default;
BpeTokenizer& BpeTokenizer::operator=(BpeTokenizer&&) noexcept = default;

BpeTokenizer BpeTokenizer::load(const std::filesystem::path& source) {
  BpeTokenizer tokenizer;
  tokenizer.impl_ = std::make_unique<Impl>(readVocabulary(source), source.string());
  return tokenizer;
}

std::vector<std::int32_t> BpeTokenizer::encode(std::string_view utf8, int contextLength) const {
  if (contextLength < 2) throw Error(ErrorCode::InvalidInput, "A context needs room for the begin and end tokens.");
  const auto limit = static_cast<std::size_t>(contextLength);
  const std::string normalised = normaliseText(utf8);
  Ids ids{impl_->begin};
  for (const std::string_view word : splitAtBlanks(normalised)) {
    if (ids.size() >= limit) break;
    impl_->appendWord(word, ids);
  }
  ids.resize(std::min(ids.size(), limit - 1));
  ids.push_back(impl_->end);
  return ids;
}

std::vector<std::int32_t> BpeTokenizer::encodePadded(std::string_view utf8, int contextLength) const {
  Ids ids = encode(utf8, contextLength);
  ids.resize(static_cast<std::size_t>(contextLength), 0);
  return ids;
}

std::int32_t BpeTokenizer::beginToken() const noexcept { return impl_->begin; }
std::int32_t BpeTokenizer::endToken() const noexcept { return impl_->end; }
int BpeTokenizer::vocabularySize() const noexcept { return impl_->size; }

}  // namespace tilescout::text
