#include "jobs/explore_names.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace tilescout::jobs {

namespace {

constexpr std::size_t kTextsATurn = 16;
constexpr std::size_t kMostWords = 5000;

/// A row a word: the normalised mean of its sentences'.
std::vector<float> embedWords(LoadedModel& model, const std::vector<std::string>& words) {
  std::vector<std::string> sentences;
  for (const std::string& word : words) {
    for (std::string& sentence : explore::namingPrompts(word)) sentences.push_back(std::move(sentence));
  }
  const std::vector<float> all = model.encodeTexts(sentences);
  const std::size_t dim = all.size() / sentences.size(), each = sentences.size() / words.size();
  std::vector<float> rows(words.size() * dim, 0.0F);
  for (std::size_t w = 0; w < words.size(); ++w) {
    float* row = rows.data() + w * dim;
    for (std::size_t i = 0; i < each * dim; ++i) row[i % dim] += all[w * each * dim + i];
    double squares = 0.0;
    for (std::size_t k = 0; k < dim; ++k) squares += static_cast<double>(row[k]) * row[k];
    for (std::size_t k = 0; k < dim; ++k) row[k] /= static_cast<float>(std::sqrt(std::max(squares, 1e-12)));
  }
  return rows;
}

std::vector<std::string> distinctCaptions(archive::Archive& archive) {
  std::set<std::string> texts;
  for (const archive::CaptionRow& caption : archive.captions()) {
    if (texts.size() < kMostWords) texts.insert(caption.text);
  }
  return {texts.begin(), texts.end()};
}

/// Of very many captions as many as are embedded in some seconds, evenly spread.
void keepSpread(std::vector<std::string>& texts, std::vector<std::int64_t>& imageOfText) {
  if (texts.size() <= kMostWords) return;
  for (std::size_t i = 0; i < kMostWords; ++i) {
    const std::size_t from = i * texts.size() / kMostWords;
    if (from != i) texts[i] = std::move(texts[from]);
    imageOfText[i] = imageOfText[from];
  }
  texts.resize(kMostWords);
  imageOfText.resize(kMostWords);
}

/// A row a text; what stands under several tiles is embedded once.
std::vector<float> embedRepeated(LoadedModel& model, const std::vector<std::string>& texts, JobContext& job) {
  std::vector<std::string> distinct = texts;
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  const std::vector<float> once = embedTexts(model, distinct, false, job);
  const std::size_t dim = once.size() / distinct.size();
  std::vector<float> rows;
  rows.reserve(texts.size() * dim);
  for (const std::string& text : texts) {
    const auto at = std::lower_bound(distinct.begin(), distinct.end(), text) - distinct.begin();
    const auto first = once.begin() + at * static_cast<std::ptrdiff_t>(dim);
    rows.insert(rows.end(), first, first + static_cast<std::ptrdiff_t>(dim));
  }
  return rows;
}

std::vector<std::string> wordsFor(archive::Archive& archive, const LoadedModel& model, const ExploreOptions& options) {
  if (options.names == NameSource::Words) return options.words;
  if (options.names == NameSource::Captions) return distinctCaptions(archive);
  return knownLandCover(model);
}

}  // namespace

std::vector<std::string> knownLandCover(const LoadedModel& model) {
  std::vector<std::string> known;
  for (const std::string& word : explore::landCoverWords()) {
    if (model.unknownWords(word).empty()) known.push_back(word);
  }
  return known.empty() ? explore::landCoverWords() : known;
}

std::vector<float> embedTexts(LoadedModel& model, const std::vector<std::string>& texts, bool words, JobContext& job,
                              const char* stage) {
  std::vector<float> rows;
  for (std::size_t at = 0; at < texts.size(); at += kTextsATurn) {
    job.checkpoint();
    const std::size_t end = std::min(texts.size(), at + kTextsATurn);
    const std::vector<std::string> turn(texts.begin() + static_cast<std::ptrdiff_t>(at),
                                        texts.begin() + static_cast<std::ptrdiff_t>(end));
    const std::vector<float> some = words ? embedWords(model, turn) : model.encodeTexts(turn);
    rows.insert(rows.end(), some.begin(), some.end());
    job.report({stage, static_cast<std::int64_t>(end), static_cast<std::int64_t>(texts.size())});
  }
  return rows;
}

std::vector<explore::NameChoice> chooseNames(archive::Archive& archive, LoadedModel* model,
                                             const ExploreOptions& options, const explore::Rows& tiles,
                                             const explore::Partition& partition, JobContext& job) {
  if (model == nullptr || partition.count == 0) {
    return std::vector<explore::NameChoice>(static_cast<std::size_t>(partition.count));
  }
  const std::vector<std::string> words = wordsFor(archive, *model, options);
  const std::vector<float> rows = embedTexts(*model, words, options.names != NameSource::Captions, job);
  return explore::nameClusters(tiles, partition.of, partition.count, {rows, tiles.dim}, words);
}

explore::PairMeasures measureCaptions(archive::Archive& archive, LoadedModel* model, const explore::Rows& rows,
                                      const std::vector<TileId>& tiles, std::uint64_t seed, JobContext& job) {
  if (model == nullptr) return {};
  std::vector<std::string> texts;
  std::vector<std::int64_t> imageOfText;
  for (const archive::CaptionRow& caption : archive.captions()) {
    const auto found = std::lower_bound(tiles.begin(), tiles.end(), caption.tile);
    if (found == tiles.end() || *found != caption.tile) continue;
    texts.push_back(caption.text);
    imageOfText.push_back(found - tiles.begin());
  }
  if (texts.empty()) return {};
  keepSpread(texts, imageOfText);
  const std::vector<float> embedded = embedRepeated(*model, texts, job);
  return explore::measurePairs(rows, {embedded, rows.dim}, imageOfText, seed, job);
}

}  // namespace tilescout::jobs
