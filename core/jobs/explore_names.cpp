#include "jobs/explore_names.h"

#include <algorithm>
#include <set>

namespace tilescout::jobs {

namespace {

constexpr std::size_t kTextsATurn = 64;
constexpr std::size_t kMostWords = 5000;

std::vector<float> embed(LoadedModel& model, const std::vector<std::string>& texts, JobContext& job) {
  std::vector<float> rows;
  for (std::size_t at = 0; at < texts.size(); at += kTextsATurn) {
    job.checkpoint();
    const std::size_t end = std::min(texts.size(), at + kTextsATurn);
    const std::vector<float> some = model.encodeTexts(
        {texts.begin() + static_cast<std::ptrdiff_t>(at), texts.begin() + static_cast<std::ptrdiff_t>(end)});
    rows.insert(rows.end(), some.begin(), some.end());
    job.report({"name", static_cast<std::int64_t>(end), static_cast<std::int64_t>(texts.size())});
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

std::vector<std::string> wordsFor(archive::Archive& archive, const LoadedModel& model, const ExploreOptions& options) {
  if (options.names == NameSource::Words) return options.words;
  if (options.names == NameSource::Captions) return distinctCaptions(archive);
  std::vector<std::string> known;
  for (const std::string& word : explore::landCoverWords()) {
    if (model.unknownWords(word).empty()) known.push_back(word);
  }
  return known.empty() ? explore::landCoverWords() : known;
}

}  // namespace

std::vector<explore::NameChoice> chooseNames(archive::Archive& archive, LoadedModel* model,
                                             const ExploreOptions& options, const explore::Rows& centres,
                                             JobContext& job) {
  if (model == nullptr || centres.count() == 0) return std::vector<explore::NameChoice>(centres.count());
  const std::vector<std::string> words = wordsFor(archive, *model, options);
  std::vector<std::string> texts = words;
  if (options.names != NameSource::Captions) {
    std::transform(words.begin(), words.end(), texts.begin(), explore::namingPrompt);
  }
  const std::vector<float> rows = embed(*model, texts, job);
  return explore::nameClusters(centres, {rows, centres.dim}, words);
}

explore::PairMeasures measureCaptions(archive::Archive& archive, LoadedModel* model, const explore::Rows& rows,
                                      const std::vector<TileId>& tiles, JobContext& job) {
  if (model == nullptr) return {};
  std::vector<std::string> texts;
  std::vector<std::int64_t> imageOfText;
  for (const archive::CaptionRow& caption : archive.captions()) {
    const auto found = std::lower_bound(tiles.begin(), tiles.end(), caption.tile);
    if (found == tiles.end() || *found != caption.tile || texts.size() >= kMostWords) continue;
    texts.push_back(caption.text);
    imageOfText.push_back(found - tiles.begin());
  }
  if (texts.empty()) return {};
  const std::vector<float> embedded = embed(*model, texts, job);
  return explore::measurePairs(rows, {embedded, rows.dim}, imageOfText);
}

}  // namespace tilescout::jobs
