#include "explore/neighbours.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/error.h"
#include "explore/clustering.h"
#include "explore/detail/best_table.h"
#include "explore/detail/first_above.h"
#include "explore/detail/linear_algebra.h"

namespace tilescout::explore {

namespace {

constexpr std::size_t kSearchBlock = 1024;
constexpr std::size_t kSearchGrain = 64;

/// Rows that lie one after the other in memory, and whose numbers they are (null: first + i).
struct Block {
  const float* values = nullptr;
  std::size_t count = 0;
  std::size_t first = 0;
  const std::int32_t* numbers = nullptr;

  std::int32_t number(std::size_t i) const {
    return numbers != nullptr ? numbers[i] : static_cast<std::int32_t>(first + i);
  }
};

/// Compares blocks and keeps each row's best in a table. Scores are one block product at a time.
class Comparison {
 public:
  Comparison(std::size_t dim, detail::BestTable& table, Team& team) : dim_(dim), table_(table), team_(team) {}

  /// Both sides learn of each other; a block compared with itself leaves out each row itself.
  void both(const Block& a, const Block& b) {
    multiply(a, b);
    const bool same = a.values == b.values;
    offerRows(a, b, same);
    if (!same) offerColumns(a, b);
  }

  /// Only the rows of `a` learn.
  void one(const Block& a, const Block& b) {
    multiply(a, b);
    offerRows(a, b, false);
  }

 private:
  void multiply(const Block& a, const Block& b) {
    scores_.resize(std::max(scores_.size(), a.count * b.count));
    detail::innerProducts(a.values, a.count, b.values, b.count, dim_, scores_.data());
  }

  void offerRows(const Block& a, const Block& b, bool same) {
    team_.run(a.count, kSearchGrain, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        const auto row = static_cast<std::size_t>(a.number(i));
        const float* scores = scores_.data() + i * b.count;
        float worst = table_.worst(row);
        for (std::size_t j = 0; (j = detail::firstAbove(scores, j, b.count, worst)) < b.count; ++j) {
          if (same && i == j) continue;
          table_.insert(row, scores[j], b.number(j));
          worst = table_.worst(row);
        }
      }
    });
  }

  void offerColumns(const Block& a, const Block& b) {
    team_.run(b.count, kSearchGrain * 2, [&](std::size_t begin, std::size_t end) {
      std::vector<float> worst(end - begin);
      for (std::size_t j = begin; j < end; ++j) worst[j - begin] = table_.worst(static_cast<std::size_t>(b.number(j)));
      for (std::size_t i = 0; i < a.count; ++i) {
        const float* scores = scores_.data() + i * b.count + begin;
        for (std::size_t j = 0; (j = detail::firstAbove(scores, worst.data(), j, worst.size())) < worst.size(); ++j) {
          const auto row = static_cast<std::size_t>(b.number(begin + j));
          table_.insert(row, scores[j], a.number(i));
          worst[j] = table_.worst(row);
        }
      }
    });
  }

  std::size_t dim_;
  detail::BestTable& table_;
  Team& team_;
  std::vector<float> scores_;
};

std::vector<Block> blocksOf(const Rows& rows) {
  std::vector<Block> blocks;
  for (std::size_t at = 0; at < rows.count(); at += kSearchBlock) {
    blocks.push_back({rows.row(at), std::min(kSearchBlock, rows.count() - at), at, nullptr});
  }
  return blocks;
}

void compareAll(const Rows& rows, Comparison& comparison, JobContext& job) {
  const std::vector<Block> blocks = blocksOf(rows);
  const auto total = static_cast<std::int64_t>(blocks.size() * (blocks.size() + 1) / 2);
  std::int64_t done = 0;
  for (std::size_t a = 0; a < blocks.size(); ++a) {
    for (std::size_t b = a; b < blocks.size(); ++b) {
      job.checkpoint();
      comparison.both(blocks[a], blocks[b]);
      job.report({"neighbours", ++done, total});
    }
  }
}

/// Rows sorted by cell, so that each cell is one block.
struct Cells {
  std::vector<float> values;
  std::vector<std::int32_t> numbers;
  std::vector<Block> blocks;
  std::vector<float> centres;
};

Cells cellsOf(const Rows& rows, std::size_t count, std::uint64_t seed, Team& team, JobContext& job) {
  KMeansOptions options;
  options.clusters = static_cast<int>(count);
  options.iterations = 6;
  options.rowsPerCluster = 64;
  options.seed = seed;
  const Partition partition = kMeans(rows, options, job);
  Cells cells;
  cells.centres = partition.centres;
  std::vector<std::size_t> starts(static_cast<std::size_t>(partition.count) + 1, 0);
  for (const std::int32_t cell : partition.of) ++starts[static_cast<std::size_t>(cell) + 1];
  std::partial_sum(starts.begin(), starts.end(), starts.begin());
  cells.numbers.resize(rows.count());
  std::vector<std::size_t> at(starts.begin(), starts.end() - 1);
  for (std::size_t i = 0; i < rows.count(); ++i) {
    cells.numbers[at[static_cast<std::size_t>(partition.of[i])]++] = static_cast<std::int32_t>(i);
  }
  cells.values.resize(rows.values.size());
  team.run(rows.count(), 1024, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      std::copy_n(rows.row(static_cast<std::size_t>(cells.numbers[i])), rows.dim, cells.values.data() + i * rows.dim);
    }
  });
  for (std::size_t c = 0; c + 1 < starts.size(); ++c) {
    cells.blocks.push_back(
        {cells.values.data() + starts[c] * rows.dim, starts[c + 1] - starts[c], 0, cells.numbers.data() + starts[c]});
  }
  return cells;
}

/// Pairs of cells worth comparing, each once: (a, b) with a <= b where either is among the other's nearest.
std::vector<std::pair<std::size_t, std::size_t>> pairsOf(const Cells& cells, std::size_t dim, std::size_t probes,
                                                         Team& team, JobContext& job) {
  const Rows centres{cells.centres, dim};
  const KnnGraph near = neighboursAmong(centres, centres, probes, team, job);
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (std::size_t c = 0; c < near.count; ++c) {
    pairs.emplace_back(c, c);
    for (std::size_t j = 0; j < near.k; ++j) {
      const auto other = static_cast<std::size_t>(near.neighbour[c * near.k + j]);
      pairs.emplace_back(std::min(c, other), std::max(c, other));
    }
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

void compareCells(const Rows& rows, const KnnOptions& options, Comparison& comparison, Team& team, JobContext& job) {
  const auto cellCount = static_cast<std::size_t>(std::sqrt(static_cast<double>(rows.count())));
  const Cells cells = cellsOf(rows, cellCount, options.seed, team, job);
  const std::size_t probes = options.probes > 0 ? options.probes : std::max<std::size_t>(16, cellCount / 16);
  const auto pairs = pairsOf(cells, rows.dim, probes, team, job);
  std::int64_t done = 0;
  for (const auto& [a, b] : pairs) {
    job.checkpoint();
    comparison.both(cells.blocks[a], cells.blocks[b]);
    job.report({"neighbours", ++done, static_cast<std::int64_t>(pairs.size())});
  }
}

KnnGraph graphOf(const detail::BestTable& table, std::size_t count) {
  KnnGraph graph;
  graph.count = count;
  graph.k = table.k();
  graph.neighbour.resize(count * graph.k);
  graph.distance.resize(count * graph.k);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = 0; j < graph.k; ++j) {
      graph.neighbour[i * graph.k + j] = table.ids(i)[j];
      graph.distance[i * graph.k + j] = std::clamp(1.0F - table.scores(i)[j], 0.0F, 2.0F);
    }
  }
  return graph;
}

/// Rows in tiny cells may have found fewer than k others: they are compared with everything.
void completeRows(const Rows& rows, detail::BestTable& table, JobContext& job) {
  std::vector<float> scores(rows.count());
  for (std::size_t i = 0; i < rows.count(); ++i) {
    if (table.ids(i)[table.k() - 1] >= 0) continue;
    job.checkpoint();
    detail::innerProducts(rows.row(i), 1, rows.values.data(), rows.count(), rows.dim, scores.data());
    for (std::size_t j = 0; j < rows.count(); ++j) {
      const std::int32_t* ids = table.ids(i);
      const auto number = static_cast<std::int32_t>(j);
      if (j == i || scores[j] <= table.worst(i) || std::find(ids, ids + table.k(), number) != ids + table.k()) continue;
      table.insert(i, scores[j], number);
    }
  }
}

}  // namespace

KnnGraph nearestNeighbours(const Rows& rows, const KnnOptions& options, Team& team, JobContext& job) {
  const std::size_t count = rows.count();
  KnnGraph graph;
  graph.count = count;
  if (count < 2 || options.k == 0) return graph;
  detail::BestTable table(count, std::min(options.k, count - 1));
  Comparison comparison(rows.dim, table, team);
  if (count <= options.exactLimit) {
    compareAll(rows, comparison, job);
  } else {
    compareCells(rows, options, comparison, team, job);
    completeRows(rows, table, job);
  }
  return graphOf(table, count);
}

KnnGraph neighboursAmong(const Rows& queries, const Rows& rows, std::size_t k, Team& team, JobContext& job) {
  KnnGraph graph;
  graph.count = queries.count();
  if (rows.count() == 0 || k == 0 || graph.count == 0) return graph;
  if (rows.dim != queries.dim) throw Error(ErrorCode::Incompatible, "the vectors have different lengths");
  detail::BestTable table(graph.count, std::min(k, rows.count()));
  Comparison comparison(rows.dim, table, team);
  const std::vector<Block> blocks = blocksOf(rows);
  for (const Block& block : blocksOf(queries)) {
    for (const Block& among : blocks) {
      job.checkpoint();
      comparison.one(block, among);
    }
  }
  return graphOf(table, graph.count);
}

}  // namespace tilescout::explore
