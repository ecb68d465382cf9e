#include "jobs/search_service.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>
#include <optional>

#include "archive/archive.h"
#include "base/error.h"
#include "exchange/polygon_file.h"
#include "search/search_engine.h"
#include "text/prompt_templates.h"

namespace tilescout::jobs {
namespace {

using search::QueryParts;

/// Texts embedded at a time, between two looks at the stop token.
constexpr std::size_t textsPerTurn = 256;

bool isBlank(const std::string& text) { return text.find_first_not_of(" \t\r\n\v\f") == std::string::npos; }

void checkStop(const std::stop_token& stop) {
  if (stop.stop_requested()) throw Cancelled();
}

std::vector<float> rowOf(const std::vector<float>& rows, std::size_t row, std::size_t dim) {
  const auto begin = rows.begin() + static_cast<std::ptrdiff_t>(row * dim);
  return {begin, begin + static_cast<std::ptrdiff_t>(dim)};
}

/// One text, averaged over the templates when asked (Radford et al. 2021, section 3.1.4).
std::vector<float> embedText(LoadedModel& model, const std::string& text, bool useTemplates) {
  if (!useTemplates) return model.encodeTexts({text});
  std::vector<std::string> prompts;
  for (const std::string& pattern : text::defaultPromptTemplates())
    prompts.push_back(text::fillTemplate(pattern, text));
  const std::vector<float> rows = model.encodeTexts(prompts);
  const std::size_t dim = rows.size() / prompts.size();
  std::vector<float> mean(dim, 0.0F);
  for (std::size_t i = 0; i < rows.size(); ++i) mean[i % dim] += rows[i];
  search::normalise(mean);
  return mean;
}

QueryParts embedParts(LoadedModel& model, const Query& query, const std::stop_token& stop) {
  QueryParts parts;
  if (!isBlank(query.text)) parts.text = embedText(model, query.text, query.useTemplates);
  for (const std::string& text : query.notTexts) {
    checkStop(stop);
    if (!isBlank(text)) parts.notTexts.push_back(embedText(model, text, query.useTemplates));
  }
  checkStop(stop);
  if (query.image) parts.examples.push_back(model.encodeImages({*query.image}));
  checkStop(stop);
  return parts;
}

/// What the model has to say about its grasp of the query's texts.
void addNotices(const LoadedModel& model, const Query& query, SearchResult& result) {
  std::vector<std::string> texts = query.notTexts;
  texts.insert(texts.begin(), query.text);
  for (const std::string& text : texts) {
    if (isBlank(text)) continue;
    for (const std::string& word : model.unknownWords(text))
      if (std::find(result.unknownWords.begin(), result.unknownWords.end(), word) == result.unknownWords.end())
        result.unknownWords.push_back(word);
    if (result.notice.empty()) result.notice = model.notice(text);
  }
}

double millisecondsSince(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

std::vector<TextMatch> rankTexts(LoadedModel& model, const std::vector<float>& image,
                                 const std::vector<std::string>& texts, int top) {
  if (top < 1) throw Error(ErrorCode::InvalidInput, "the number of texts asked for must be at least 1");
  std::vector<TextMatch> matches;
  for (std::size_t at = 0; at < texts.size(); at += textsPerTurn) {
    const auto begin = texts.begin() + static_cast<std::ptrdiff_t>(at);
    const std::vector<std::string> turn(begin,
                                        begin + static_cast<std::ptrdiff_t>(std::min(textsPerTurn, texts.size() - at)));
    const std::vector<float> rows = model.encodeTexts(turn);
    for (std::size_t i = 0; i < turn.size(); ++i) {
      const std::vector<float> row = rowOf(rows, i, image.size());
      matches.push_back({0, turn[i], std::inner_product(row.begin(), row.end(), image.begin(), 0.0)});
    }
  }
  std::stable_sort(matches.begin(), matches.end(),
                   [](const TextMatch& a, const TextMatch& b) { return a.score > b.score; });
  matches.resize(std::min(matches.size(), static_cast<std::size_t>(top)));
  for (std::size_t i = 0; i < matches.size(); ++i) matches[i].rank = static_cast<int>(i) + 1;
  return matches;
}

}  // namespace

struct SearchService::Impl {
  archive::Archive archive;
  std::shared_ptr<LoadedModel> model;
  std::optional<search::SearchEngine> engine;
  std::int64_t revision = -1;

  /// The archive's record of our model; empty while nothing is embedded at all.
  std::optional<archive::ModelRecord> recordOfModel() {
    const std::optional<archive::ModelRecord> active = archive.activeModel();
    if (!active) return std::nullopt;
    if (active->fingerprint == model->card().fingerprint) return active;
    throw Error(ErrorCode::Incompatible,
                "its embeddings were made by the model \"" + active->name + "\", not by \"" + model->card().name +
                    "\"; search with that model, or embed the archive anew with this one",
                archive.file().string());
  }

  /// Must run inside a snapshot. Leaves `engine` empty when the archive holds no embeddings.
  void refresh(const std::stop_token& stop) {
    const std::optional<archive::ModelRecord> record = recordOfModel();
    const std::int64_t now = archive.revision();
    if (engine && record && now == revision && engine->model().id == record->id) return;
    engine.reset();  // before the new one is read: memory holds one set of embeddings, not two
    if (!record || archive.embeddingCount(record->id) == 0) return;
    engine.emplace(archive, *record, stop);
    revision = now;
  }
};

SearchService::SearchService(const std::filesystem::path& archiveFile, std::shared_ptr<LoadedModel> model)
    : impl_(new Impl{archive::Archive::open(archiveFile, archive::OpenMode::ReadOnly), std::move(model), std::nullopt,
                     -1}) {}

SearchService::~SearchService() = default;

SearchResult SearchService::search(const Query& query, std::stop_token stop) {
  const auto start = std::chrono::steady_clock::now();
  const std::vector<search::Polygon> within =
      query.withinFile.empty() ? std::vector<search::Polygon>() : exchange::readPolygons(query.withinFile);
  checkStop(stop);
  QueryParts parts = embedParts(*impl_->model, query, stop);
  SearchResult result;
  impl_->archive.snapshot([&] {
    impl_->refresh(stop);
    if (impl_->engine) result = impl_->engine->search(impl_->archive, query, std::move(parts), within, stop);
  });
  addNotices(*impl_->model, query, result);
  if (!impl_->engine) {
    result.model = impl_->model->card().name;
    result.notice = "The archive holds no indexed tiles yet.";
  }
  result.tookMs = millisecondsSince(start);
  return result;
}

std::vector<TextMatch> SearchService::match(const Image& image, const std::vector<std::string>& texts, int top) {
  return rankTexts(*impl_->model, impl_->model->encodeImages({image}), texts, top);
}

std::vector<TextMatch> SearchService::match(TileId tile, const std::vector<std::string>& texts, int top) {
  std::vector<float> vector;
  impl_->archive.snapshot([&] {
    impl_->refresh({});
    if (impl_->engine) vector = impl_->engine->vectorOf(tile);
  });
  if (vector.empty())
    throw Error(ErrorCode::NotFound, "is not in the archive or has no embedding", "tile " + std::to_string(tile));
  return rankTexts(*impl_->model, vector, texts, top);
}

std::int64_t SearchService::tileCount() {
  std::int64_t count = 0;
  impl_->archive.snapshot([&] {
    const std::optional<archive::ModelRecord> record = impl_->recordOfModel();
    if (record) count = impl_->archive.embeddingCount(record->id);
  });
  return count;
}

}  // namespace tilescout::jobs
