#pragma once
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "archive/archive.h"
#include "search/distinct.h"
#include "search/feedback.h"
#include "search/feedback_trainer.h"
#include "search/geo_filter.h"
#include "search/query.h"
#include "search/query_vector.h"
#include "search/row_filter.h"
#include "search/row_mask.h"
#include "search/vector_index.h"
#include "search/word_index.h"

namespace tilescout::search {

/// What a search may use beside the query: its embedded parts, the polygons of its file, what people wrote about
/// tiles (null: nothing), and the stop.
struct SearchInputs {
  QueryParts parts;
  std::vector<Polygon> within;
  const WordIndex* words = nullptr;
  std::stop_token stop;
};

/// One model's embeddings of an archive in memory, and what the filters need of its scenes. A picture of one moment:
/// give search() the archive at the same revision (Archive::snapshot). Reading is safe from many threads, each with an
/// archive connection of its own.
class SearchEngine {
 public:
  /// Reads all embeddings of the model. Throws Error{Corrupt} naming the tile of a damaged embedding, Cancelled.
  SearchEngine(archive::Archive& archive, const archive::ModelRecord& model, std::stop_token stop = {},
               int threads = 0);

  std::int64_t size() const noexcept { return static_cast<std::int64_t>(index_.size()); }
  const archive::ModelRecord& model() const noexcept { return model_; }
  const VectorIndex& index() const noexcept { return index_; }

  /// The tile's embedding; throws Error{NotFound} naming the tile when it has none.
  std::vector<float> vectorOf(TileId tile) const;

  /// Ranks the tiles that pass the query's filters and reach its cut-off. Examples that are tiles are added to the
  /// inputs' parts, and left out of the answer. Hits: best first, equal scores by tile. Throws Error{InvalidInput} for
  /// a bad filter or an empty query, Error{NotFound} for an unknown example tile, Error{Incompatible} for a detector of
  /// another model, Cancelled. tookMs, unknownWords, notice and translation are the caller's.
  SearchResult search(archive::Archive& archive, const Query& query, SearchInputs inputs) const;

  /// What a query believes before any mark. Needs one scan; does not change while query and archive stay.
  FeedbackPrior priorOf(const Query& query, QueryParts parts, std::stop_token stop = {}) const;

  /// Learns from the marks that are no audit's, ranks by what was learned, and draws what to mark next.
  /// The query's filters hold, its own cut-off does not. Throws as search() does.
  RefineResult refine(archive::Archive& archive, const Query& query, const FeedbackPrior& prior,
                      const std::vector<Mark>& marks, const RefineOptions& options, const SearchInputs& inputs) const;

 private:
  struct Ranking;

  void readScenes(archive::Archive& archive);
  Ranking rank(archive::Archive& archive, const Query& query, std::vector<float> vector,
               const SearchInputs& inputs) const;
  SearchResult answer(archive::Archive& archive, const Query& query, Ranking& ranking,
                      const SearchInputs& inputs) const;
  LearnedRanking learn(const FeedbackPrior& prior, const std::vector<Mark>& marks) const;
  RowMask rowsWithWords(const std::vector<std::string>& words, const WordIndex* written,
                        const RowMask& passing) const;
  void choose(archive::Archive& archive, const Query& query, const Ranking& ranking, const RowMask* mask,
              std::optional<DistinctPlaces>& places, std::vector<Neighbour>& chosen, const std::stop_token& stop) const;
  std::vector<Hit> describe(archive::Archive& archive, const std::vector<Neighbour>& found, const Ranking& ranking,
                            const std::vector<std::string>& words, const SearchInputs& inputs) const;

  archive::ModelRecord model_;
  VectorIndex index_;
  RowScenes scenes_;
  EmbeddingCloud cloud_;
};

}  // namespace tilescout::search
