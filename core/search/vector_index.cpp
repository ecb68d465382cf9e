#include "search/vector_index.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <queue>
#include <string>
#include <thread>
#include <unordered_set>

#include "base/error.h"
#include "base/half.h"
#include "search/scan_kernel.h"

namespace tilescout::search {
namespace {

/// Rows a thread takes at a time: a few MiB, so that threads end together and a stop is seen within milliseconds.
constexpr std::size_t rowsPerTurn = 2048;

int threadsOrAll(int threads) {
  return threads > 0 ? threads : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

[[noreturn]] void failRow(TileId tile) {
  throw Error(ErrorCode::Corrupt, "the stored embedding holds a value that is not a number",
              "tile " + std::to_string(tile));
}

/// Queries side by side, each padded with zeros to the rows' stride.
std::vector<float> padQueries(std::span<const float> queries, std::size_t dim, std::size_t stride) {
  const std::size_t count = queries.size() / dim;
  std::vector<float> padded(count * stride, 0.0F);
  for (std::size_t q = 0; q < count; ++q)
    std::copy_n(queries.begin() + static_cast<std::ptrdiff_t>(q * dim), dim,
                padded.begin() + static_cast<std::ptrdiff_t>(q * stride));
  return padded;
}

void checkQueries(std::span<const float> queries, std::size_t dim) {
  if (queries.empty() || queries.size() % dim != 0)
    throw Error(ErrorCode::InvalidInput,
                "the query has " + std::to_string(queries.size()) + " values, the rows " + std::to_string(dim));
  if (!std::all_of(queries.begin(), queries.end(), [](float v) { return std::isfinite(v); }))
    throw Error(ErrorCode::InvalidInput, "the query's embedding holds a value that is not a number");
}

/// k-th largest score among the rows that pass; -infinity when fewer pass.
float kthScore(std::span<const float> scores, std::size_t k, const RowMask* mask) {
  if (k >= scores.size()) return -std::numeric_limits<float>::infinity();
  std::priority_queue<float, std::vector<float>, std::greater<>> best;
  float least = -std::numeric_limits<float>::infinity();
  for (std::size_t row = 0; row < scores.size(); ++row) {
    if (best.size() == k && scores[row] <= least) continue;
    if (mask != nullptr && !mask->passes(row)) continue;
    best.push(scores[row]);
    if (best.size() > k) best.pop();
    if (best.size() == k) least = best.top();
  }
  return least;
}

}  // namespace

VectorIndex::VectorIndex(std::size_t dim, int threads) : rows_(dim), threads_(threadsOrAll(threads)) {}

void VectorIndex::reserve(std::size_t rows) { ids_.reserve(rows); }

void VectorIndex::append(std::span<const TileId> ids, std::span<const std::uint16_t> halves) {
  if (halves.size() != ids.size() * dim())
    throw Error(ErrorCode::InvalidInput, std::to_string(halves.size()) + " values do not make " +
                                             std::to_string(ids.size()) + " rows of " + std::to_string(dim()));
  constexpr std::uint16_t infinity = 0x7c00;
  const std::uint16_t largest = largestMagnitude(halves.data(), halves.size());
  if (largest >= infinity)
    for (std::size_t i = 0; i < ids.size(); ++i)
      if (largestMagnitude(halves.data() + i * dim(), dim()) >= infinity) failRow(ids[i]);
  const std::size_t needed = ids_.size() + ids.size();
  if (needed > ids_.capacity()) ids_.reserve(std::max(needed, ids_.capacity() * 3 / 2));
  rows_.append(halves.data(), ids.size());
  for (const TileId id : ids) {
    ascending_ = ascending_ && (ids_.empty() || ids_.back() < id);
    ids_.push_back(id);
  }
  largest_ = std::max(largest_, floatFromHalf(largest));
}

std::size_t VectorIndex::remove(std::span<const TileId> ids) {
  const std::unordered_set<TileId> gone(ids.begin(), ids.end());
  std::size_t kept = 0;
  for (std::size_t row = 0; row < ids_.size(); ++row) {
    if (gone.contains(ids_[row])) continue;
    if (kept != row) {
      rows_.copyRow(row, kept);
      ids_[kept] = ids_[row];
    }
    ++kept;
  }
  const std::size_t removed = ids_.size() - kept;
  ids_.resize(kept);
  rows_.shrink(kept);
  return removed;
}

std::optional<std::size_t> VectorIndex::rowOf(TileId tile) const {
  const auto found =
      ascending_ ? std::lower_bound(ids_.begin(), ids_.end(), tile) : std::find(ids_.begin(), ids_.end(), tile);
  if (found == ids_.end() || *found != tile) return std::nullopt;
  return static_cast<std::size_t>(found - ids_.begin());
}

std::vector<float> VectorIndex::vectorOf(std::size_t row) const {
  std::vector<float> values(dim());
  std::transform(rows_.row(row), rows_.row(row) + dim(), values.begin(), floatFromHalf);
  return values;
}

std::vector<float> VectorIndex::scan(std::span<const float> queries, std::stop_token stop) const {
  checkQueries(queries, dim());
  const std::vector<float> padded = padQueries(queries, dim(), rows_.stride());
  const std::size_t count = queries.size() / dim();
  const std::size_t total = size();
  std::vector<float> scores(count * total);
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    // Turns never cross a block: rowsPerBlock is a multiple of 1024, and a turn is cut where the block ends.
    for (std::size_t begin = next.fetch_add(rowsPerTurn); begin < total; begin = next.fetch_add(rowsPerTurn)) {
      if (stop.stop_requested()) return;
      const std::size_t end = std::min(begin + rowsPerTurn, total);
      for (std::size_t at = begin; at < end;) {
        const std::size_t rows = std::min(end - at, rows_.rowsPerBlock() - at % rows_.rowsPerBlock());
        scanRows(rows_.row(at), rows, rows_.stride(), padded.data(), count, scores.data() + at, total);
        at += rows;
      }
    }
  };
  {
    std::vector<std::jthread> helpers;
    const std::size_t turns = (total + rowsPerTurn - 1) / rowsPerTurn;
    for (std::size_t t = 1; t < std::min(static_cast<std::size_t>(threads_), turns); ++t) helpers.emplace_back(work);
    work();
  }
  if (stop.stop_requested()) throw Cancelled();
  return scores;
}

double VectorIndex::exactScore(std::span<const float> query, std::size_t row) const {
  const std::uint16_t* halves = rows_.row(row);
  double sum = 0.0;
  for (std::size_t i = 0; i < query.size(); ++i)
    sum += static_cast<double>(query[i]) * static_cast<double>(floatFromHalf(halves[i]));
  return sum;
}

/// How far a score of scan() can be from the exact one: n·u·Σ|q_i·r_i| bounds a sum of n products in any order
/// (Higham, Accuracy and Stability of Numerical Algorithms, 3.1).
float VectorIndex::roundingBound(std::span<const float> query) const {
  double sum = 0.0;
  for (const float value : query) sum += std::fabs(static_cast<double>(value));
  const double unit = std::numeric_limits<float>::epsilon() / 2;
  return static_cast<float>(1.01 * static_cast<double>(rows_.stride() + 1) * unit * sum *
                            static_cast<double>(largest_));
}

std::vector<Neighbour> VectorIndex::select(std::span<const float> query, std::span<const float> scores, std::size_t k,
                                           const RowMask* mask) const {
  if (query.size() != dim() || scores.size() != size() || (mask != nullptr && mask->size() != size()))
    throw Error(ErrorCode::Internal, "query, scores and mask do not belong to this index");
  std::vector<Neighbour> found;
  if (k == 0 || size() == 0) return found;
  // Every row that could be among the k best after exact scoring: both its score and the k-th may be off by the bound.
  const float threshold = kthScore(scores, k, mask) - 2 * roundingBound(query);
  for (std::size_t row = 0; row < scores.size(); ++row)
    if (scores[row] >= threshold && (mask == nullptr || mask->passes(row)))
      found.push_back({row, ids_[row], exactScore(query, row)});
  const auto better = [](const Neighbour& a, const Neighbour& b) {
    return a.score != b.score ? a.score > b.score : a.tile < b.tile;
  };
  const std::size_t kept = std::min(k, found.size());
  std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept), found.end(), better);
  found.resize(kept);
  return found;
}

std::vector<Neighbour> VectorIndex::top(std::span<const float> query, std::size_t k, const RowMask* mask) const {
  return select(query, scan(query), k, mask);
}

}  // namespace tilescout::search
