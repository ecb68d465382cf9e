#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "base/ids.h"
#include "search/row_mask.h"
#include "search/row_store.h"

namespace tilescout::search {

/// One row found. `score` is the inner product in float64 of the query and the stored fp16 row.
struct Neighbour {
  std::size_t row = 0;
  TileId tile = 0;
  double score = 0.0;
};

/// Flat index of fp16 rows: exact answers by inner product, at the memory's speed. Rows keep the order in which they
/// were appended. Reading is safe from many threads, changing from one that is alone.
class VectorIndex {
 public:
  /// `threads` scan together; 0 = as many as the process may run on.
  explicit VectorIndex(std::size_t dim, int threads = 0);

  std::size_t dim() const noexcept { return rows_.dim(); }
  std::size_t size() const noexcept { return ids_.size(); }
  int threads() const noexcept { return threads_; }
  std::span<const TileId> ids() const noexcept { return ids_; }

  /// ids.size() rows of dim() halves. Throws Error{Corrupt} naming the tile when a value is infinite or no number,
  /// Error{InvalidInput} when the sizes differ; the index is then unchanged. Tile ids must be distinct.
  void append(std::span<const TileId> ids, std::span<const std::uint16_t> halves);
  /// Returns how many of the tiles were there.
  std::size_t remove(std::span<const TileId> ids);
  void reserve(std::size_t rows);

  std::optional<std::size_t> rowOf(TileId tile) const;
  std::vector<float> vectorOf(std::size_t row) const;

  /// Scores of every row in fp32, `queries` holding one or more vectors of dim() floats: out[q * size() + row].
  /// Throws Error{InvalidInput} when a query is not finite, Cancelled when `stop` is asked for.
  std::vector<float> scan(std::span<const float> queries, std::stop_token stop = {}) const;

  /// The k best rows of one scan() that pass the mask (null: all), best first, equal scores by lower tile id. Ranked
  /// by float64 scores: exact, whatever the rounding of the scan.
  std::vector<Neighbour> select(std::span<const float> query, std::span<const float> scores, std::size_t k,
                                const RowMask* mask = nullptr) const;

  /// scan and select in one.
  std::vector<Neighbour> top(std::span<const float> query, std::size_t k, const RowMask* mask = nullptr) const;

  /// Bytes of rows and ids.
  std::size_t bytes() const noexcept { return rows_.bytes() + ids_.size() * sizeof(TileId); }

 private:
  double exactScore(std::span<const float> query, std::size_t row) const;
  float roundingBound(std::span<const float> query) const;

  RowStore rows_;
  std::vector<TileId> ids_;
  bool ascending_ = true;  ///< ids_ rise: rowOf by bisection
  float largest_ = 0.0F;   ///< largest |value| in the rows
  int threads_;
};

}  // namespace tilescout::search
