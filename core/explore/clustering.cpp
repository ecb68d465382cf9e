#include "explore/clustering.h"

#include <faiss/Clustering.h>
#include <faiss/IndexFlat.h>
#include <faiss/impl/FaissException.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "base/error.h"
#include "explore/detail/linear_algebra.h"

namespace tilescout::explore {

namespace {

constexpr std::size_t kBlock = 1024;

/// scores[i * count + c] for a block of rows, in turn over all rows.
template <typename Body>
void withScores(const Rows& rows, const std::vector<float>& centres, int count, Body&& body) {
  std::vector<float> scores;
  for (std::size_t at = 0; at < rows.count(); at += kBlock) {
    const std::size_t n = std::min(kBlock, rows.count() - at);
    scores.resize(n * static_cast<std::size_t>(count));
    detail::innerProducts(rows.row(at), n, centres.data(), static_cast<std::size_t>(count), rows.dim, scores.data());
    body(at, n, scores);
  }
}

std::vector<std::int32_t> nearestCentres(const Rows& rows, const std::vector<float>& centres, int count) {
  std::vector<std::int32_t> of(rows.count());
  withScores(rows, centres, count, [&](std::size_t at, std::size_t n, const std::vector<float>& scores) {
    for (std::size_t i = 0; i < n; ++i) {
      const auto first = scores.begin() + static_cast<std::ptrdiff_t>(i * static_cast<std::size_t>(count));
      of[at + i] = static_cast<std::int32_t>(std::max_element(first, first + count) - first);
    }
  });
  return of;
}

/// Numbers the clusters that have rows from 0 without gaps.
int closeGaps(std::vector<std::int32_t>& of) {
  std::map<std::int32_t, std::int32_t> numbers;
  for (const std::int32_t cluster : of) {
    if (cluster >= 0) numbers.emplace(cluster, 0);
  }
  std::int32_t next = 0;
  for (auto& [old, number] : numbers) number = next++;
  for (std::int32_t& cluster : of) {
    if (cluster >= 0) cluster = numbers[cluster];
  }
  return next;
}

std::vector<float> trainCentres(const Rows& rows, int count, const KMeansOptions& options) {
  try {
    faiss::ClusteringParameters parameters;
    parameters.niter = options.iterations;
    parameters.spherical = true;
    parameters.min_points_per_centroid = 1;
    parameters.max_points_per_centroid = options.rowsPerCluster;
    parameters.seed = static_cast<int>(options.seed & 0x7fffffff);
    faiss::Clustering clustering(static_cast<int>(rows.dim), count, parameters);
    faiss::IndexFlatIP index(static_cast<faiss::Index::idx_t>(rows.dim));
    clustering.train(static_cast<faiss::Index::idx_t>(rows.count()), rows.values.data(), index);
    return clustering.centroids;
  } catch (const faiss::FaissException& failure) {
    throw Error(ErrorCode::Internal, std::string("the clusters could not be computed: ") + failure.what());
  }
}

}  // namespace

Partition kMeans(const Rows& rows, const KMeansOptions& options, JobContext& job) {
  Partition partition;
  if (rows.count() == 0) return partition;
  job.checkpoint();
  const int wanted =
      static_cast<int>(std::min<std::size_t>(static_cast<std::size_t>(std::max(1, options.clusters)), rows.count()));
  const std::vector<float> centres = trainCentres(rows, wanted, options);
  job.checkpoint();
  partition.of = nearestCentres(rows, centres, wanted);
  partition.count = closeGaps(partition.of);
  partition.centres = centresOf(rows, partition.of, partition.count);
  return partition;
}

void mergeAlike(const Rows& rows, float distance, Partition& partition) {
  const auto centre = [&](std::int32_t c) { return partition.centres.data() + static_cast<std::size_t>(c) * rows.dim; };
  // Each cluster's first like it; of those, the ones that are their own first are kept.
  std::vector<std::int32_t> becomes;
  std::int32_t kept = 0;
  std::vector<std::int32_t> first;
  for (std::int32_t c = 0; c < partition.count; ++c) {
    const auto alike = std::find_if(first.begin(), first.end(), [&](std::int32_t other) {
      return 1.0F - std::inner_product(centre(c), centre(c) + rows.dim, centre(other), 0.0F) <= distance;
    });
    becomes.push_back(alike == first.end() ? kept++ : static_cast<std::int32_t>(alike - first.begin()));
    if (alike == first.end()) first.push_back(c);
  }
  if (kept == partition.count) return;
  for (std::int32_t& of : partition.of) of = of < 0 ? of : becomes[static_cast<std::size_t>(of)];
  partition.count = kept;
  partition.centres = centresOf(rows, partition.of, kept);
}

std::vector<float> centresOf(const Rows& rows, const std::vector<std::int32_t>& of, int count) {
  std::vector<double> sums(static_cast<std::size_t>(count) * rows.dim, 0.0);
  for (std::size_t i = 0; i < rows.count(); ++i) {
    if (of[i] < 0) continue;
    double* sum = sums.data() + static_cast<std::size_t>(of[i]) * rows.dim;
    for (std::size_t k = 0; k < rows.dim; ++k) sum[k] += rows.row(i)[k];
  }
  std::vector<float> centres(sums.size());
  for (std::size_t c = 0; c < static_cast<std::size_t>(count); ++c) {
    double squares = 0.0;
    for (std::size_t k = 0; k < rows.dim; ++k) squares += sums[c * rows.dim + k] * sums[c * rows.dim + k];
    const double scale = squares > 1e-24 ? 1.0 / std::sqrt(squares) : 0.0;
    for (std::size_t k = 0; k < rows.dim; ++k) {
      centres[c * rows.dim + k] = static_cast<float>(sums[c * rows.dim + k] * scale);
    }
  }
  return centres;
}

std::vector<std::int64_t> representatives(const Rows& rows, const Partition& partition) {
  std::vector<std::int64_t> best(static_cast<std::size_t>(partition.count), -1);
  std::vector<float> bestScore(best.size(), -3.0F);
  for (std::size_t i = 0; i < rows.count(); ++i) {
    if (partition.of[i] < 0) continue;
    const auto c = static_cast<std::size_t>(partition.of[i]);
    const float* centre = partition.centres.data() + c * rows.dim;
    float score = 0.0F;
    for (std::size_t k = 0; k < rows.dim; ++k) score += rows.row(i)[k] * centre[k];
    if (best[c] < 0 || score > bestScore[c]) {
      best[c] = static_cast<std::int64_t>(i);
      bestScore[c] = score;
    }
  }
  return best;
}

double centroidSilhouette(const Rows& rows, const Partition& partition) {
  if (partition.count < 2) return 0.0;
  double sum = 0.0;
  std::size_t counted = 0;
  const auto count = static_cast<std::size_t>(partition.count);
  withScores(rows, partition.centres, partition.count,
             [&](std::size_t at, std::size_t n, const std::vector<float>& scores) {
               for (std::size_t i = 0; i < n; ++i) {
                 if (partition.of[at + i] < 0) continue;
                 const auto own = static_cast<std::size_t>(partition.of[at + i]);
                 float other = -2.0F;
                 for (std::size_t c = 0; c < count; ++c) {
                   if (c != own) other = std::max(other, scores[i * count + c]);
                 }
                 const double inside = 1.0 - scores[i * count + own], outside = 1.0 - other;
                 const double larger = std::max(inside, outside);
                 sum += larger > 1e-9 ? (outside - inside) / larger : 0.0;
                 ++counted;
               }
             });
  return counted > 0 ? sum / static_cast<double>(counted) : 0.0;
}

void absorbNoise(const Rows& rows, const KnnGraph& graph, Partition& partition) {
  if (partition.count == 0) return;
  bool changed = true;
  for (int turn = 0; changed && turn < 50; ++turn) {
    changed = false;
    std::vector<std::int32_t> next = partition.of;
    for (std::size_t i = 0; i < partition.of.size(); ++i) {
      if (partition.of[i] >= 0) continue;
      std::map<std::int32_t, float> votes;
      for (std::size_t j = 0; j < graph.k; ++j) {
        const std::int32_t cluster = partition.of[static_cast<std::size_t>(graph.neighbour[i * graph.k + j])];
        if (cluster >= 0) votes[cluster] += 1.0F / (1e-3F + graph.distance[i * graph.k + j]);
      }
      const auto most = std::max_element(votes.begin(), votes.end(),
                                         [](const auto& a, const auto& b) { return a.second < b.second; });
      if (most == votes.end()) continue;
      next[i] = most->first;
      changed = true;
    }
    partition.of = std::move(next);
  }
  const std::vector<std::int32_t> nearest = nearestCentres(rows, partition.centres, partition.count);
  for (std::size_t i = 0; i < partition.of.size(); ++i) {
    if (partition.of[i] < 0) partition.of[i] = nearest[i];
  }
  partition.centres = centresOf(rows, partition.of, partition.count);
}

}  // namespace tilescout::explore
