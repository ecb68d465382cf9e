#include "jobs/search_service.h"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <optional>
#include <set>
#include <utility>

#include "archive/archive.h"
#include "archive/label_book.h"
#include "base/error.h"
#include "base/hash.h"
#include "exchange/caption_import.h"
#include "exchange/polygon_file.h"
#include "jobs/query_texts.h"
#include "search/query_json.h"
#include "search/search_engine.h"
#include "search/word_index.h"

namespace tilescout::jobs {
namespace {

void throwIfStopped(const std::stop_token& stop) {
  if (stop.stop_requested()) throw Cancelled();
}

double millisecondsSince(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

std::vector<TextMatch> rankTexts(QueryTexts& embedder, const std::vector<float>& image,
                                 const std::vector<std::string>& texts, int top, const std::stop_token& stop) {
  if (top < 1) throw Error(ErrorCode::InvalidInput, "the number of texts asked for must be at least 1");
  const std::vector<std::vector<float>> rows = embedder.embedAll(texts, stop);
  std::vector<TextMatch> matches;
  for (std::size_t i = 0; i < texts.size(); ++i)
    matches.push_back({0, texts[i], std::inner_product(rows[i].begin(), rows[i].end(), image.begin(), 0.0)});
  std::stable_sort(matches.begin(), matches.end(),
                   [](const TextMatch& a, const TextMatch& b) { return a.score > b.score; });
  matches.resize(std::min(matches.size(), static_cast<std::size_t>(top)));
  for (std::size_t i = 0; i < matches.size(); ++i) matches[i].rank = static_cast<int>(i) + 1;
  return matches;
}

/// Names the marks that were learned from.
std::string rankingName(const std::vector<Mark>& marks) {
  std::string all;
  for (const Mark& mark : marks)
    if (!mark.audit) all += std::to_string(mark.tile) + (mark.right ? "+" : "-");
  return hashText(all);
}

}  // namespace

struct SearchService::Impl {
  archive::Archive archive;
  std::shared_ptr<LoadedModel> model;
  QueryTexts texts;
  std::optional<search::SearchEngine> engine;
  std::int64_t revision = -1;
  archive::LabelBook labels;
  search::WordIndex words;
  std::pair<std::int64_t, std::int64_t> wordsAt{-1, -1};
  struct Prior {
    std::string query;
    std::int64_t revision = -1;
    search::FeedbackPrior prior;
  };
  std::optional<Prior> prior;

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
    if (!record) return;
    engine.emplace(archive, *record, stop);
    if (engine->size() == 0) return engine.reset();
    revision = now;
  }

  /// What people wrote, read again when somebody wrote since, or tiles changed under it.
  void readWords() {
    const std::pair now(labels.revision(), archive.revision());
    if (now == wordsAt) return;
    words = {};
    for (const Caption& caption : labels.captions())
      if (caption.tile != 0) words.addCaption(caption.tile, caption.text);
    for (const TileSet& tag : labels.sets(TileSetKind::Tag))
      for (const TileId tile : labels.tilesOf(tag.id)) words.addTag(tile, tag.name);
    for (const TileSet& collection : labels.sets(TileSetKind::Collection))
      for (const TileId tile : labels.tilesOf(collection.id)) words.addCollected(tile);
    wordsAt = now;
  }

  search::SearchInputs inputsOf(const Query& query, const std::stop_token& stop) {
    search::SearchInputs inputs;
    if (!query.withinFile.empty()) inputs.within = exchange::readPolygons(query.withinFile);
    throwIfStopped(stop);
    inputs.stop = stop;
    inputs.words = &words;
    return inputs;
  }

  /// Needs the engine. Kept while query and archive stay the same.
  const search::FeedbackPrior& priorOf(const Query& query, const std::stop_token& stop) {
    if (query.detector) {  // going on from what was learned before
      prior = Prior{{}, -1, {query.detector->vector, query.detector->scale, query.detector->threshold()}};
      return prior->prior;
    }
    const Query& bare = query;
    std::string key = search::queryToJson(bare);
    for (const ExampleImage& image : bare.images)  // pasted pictures may share a name
      key += hashText({reinterpret_cast<const char*>(image.pixels.pixels.data()), image.pixels.pixels.size()});
    if (!prior || prior->query != key || prior->revision != revision)
      prior = Prior{key, revision, engine->priorOf(bare, texts.embed(bare, stop), stop)};
    return prior->prior;
  }

  std::vector<float> vectorOf(TileId tile) {
    std::vector<float> vector;
    archive.snapshot([&] {
      refresh({});
      if (engine) vector = engine->vectorOf(tile);
    });
    if (!vector.empty()) return vector;
    throw Error(ErrorCode::NotFound, "is not in the archive or has no embedding", "tile " + std::to_string(tile));
  }
};

SearchService::SearchService(const std::filesystem::path& archiveFile, std::shared_ptr<LoadedModel> model)
    : impl_(new Impl{archive::Archive::open(archiveFile, archive::OpenMode::ReadOnly),
                     model,
                     QueryTexts(model),
                     std::nullopt,
                     -1,
                     archive::LabelBook(archiveFile, archive::OpenMode::ReadOnly),
                     {},
                     {-1, -1},
                     std::nullopt}) {}

SearchService::~SearchService() = default;

void SearchService::prepare(std::stop_token stop) {
  impl_->archive.snapshot([&] {
    impl_->refresh(stop);
    if (impl_->engine) impl_->readWords();
  });
}

SearchResult SearchService::search(const Query& query, std::stop_token stop) {
  const auto start = std::chrono::steady_clock::now();
  search::SearchInputs inputs = impl_->inputsOf(query, stop);
  inputs.parts = impl_->texts.embed(query, stop);
  SearchResult result;
  impl_->archive.snapshot([&] {
    impl_->refresh(stop);
    if (!impl_->engine) return;
    impl_->readWords();
    result = impl_->engine->search(impl_->archive, query, std::move(inputs));
  });
  impl_->texts.addNotices(query, result);
  if (!impl_->engine) {
    result.model = impl_->model->card().name;
    result.notice = "The archive holds no indexed tiles yet.";
  }
  result.tookMs = millisecondsSince(start);
  return result;
}

RefineResult SearchService::refine(const Query& query, const std::vector<Mark>& marks, const RefineOptions& options,
                                   std::stop_token stop) {
  const auto start = std::chrono::steady_clock::now();
  const search::SearchInputs inputs = impl_->inputsOf(query, stop);
  RefineResult result;
  impl_->archive.snapshot([&] {
    impl_->refresh(stop);
    if (!impl_->engine) return;
    impl_->readWords();
    result = impl_->engine->refine(impl_->archive, query, impl_->priorOf(query, stop), marks, options, inputs);
  });
  if (!impl_->engine)
    throw Error(ErrorCode::NotFound, "holds no indexed tiles to refine", impl_->archive.file().string());
  result.audit.ranking = rankingName(marks);
  impl_->texts.addNotices(query, result.best);
  result.best.tookMs = millisecondsSince(start);
  return result;
}

std::string SearchService::modelName() const { return impl_->model->card().name; }
std::string SearchService::modelFingerprint() const { return impl_->model->card().fingerprint; }

std::vector<TextMatch> SearchService::match(const Image& image, const std::vector<std::string>& texts, int top,
                                            std::stop_token stop) {
  return rankTexts(impl_->texts, impl_->model->encodeImages({image}), texts, top, stop);
}

std::vector<TextMatch> SearchService::match(TileId tile, const std::vector<std::string>& texts, int top,
                                            std::stop_token stop) {
  return rankTexts(impl_->texts, impl_->vectorOf(tile), texts, top, stop);
}

std::vector<std::string> SearchService::captions() {
  std::vector<std::string> texts;
  std::set<std::string> seen;
  for (archive::CaptionRow& caption : impl_->archive.captions())
    if (seen.insert(caption.text).second) texts.push_back(std::move(caption.text));
  return texts;
}

Image SearchService::readPicture(const std::filesystem::path& file) { return exchange::readImageFile(file); }

std::vector<std::vector<Ring>> SearchService::readPolygons(const std::filesystem::path& file) {
  return exchange::readPolygons(file);
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
