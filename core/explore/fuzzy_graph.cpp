#include "explore/fuzzy_graph.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace tilescout::explore {

namespace {

constexpr int kSearchSteps = 64;
constexpr double kTolerance = 1e-5;
constexpr double kLeastShare = 1e-3;  // umap-learn's MIN_K_DIST_SCALE

double strengthSum(const float* distances, std::size_t k, double nearest, double sigma) {
  double sum = 0.0;
  for (std::size_t j = 0; j < k; ++j) {
    const double beyond = distances[j] - nearest;
    sum += beyond > 0 ? std::exp(-beyond / sigma) : 1.0;
  }
  return sum;
}

double bandwidth(const float* distances, std::size_t k, double nearest) {
  const double target = std::log2(static_cast<double>(k + 1));
  double low = 0.0, high = std::numeric_limits<double>::infinity(), sigma = 1.0;
  for (int step = 0; step < kSearchSteps; ++step) {
    const double sum = strengthSum(distances, k, nearest, sigma);
    if (std::fabs(sum - target) < kTolerance) break;
    if (sum > target) {
      high = sigma;
      sigma = (low + high) / 2;
    } else {
      low = sigma;
      sigma = std::isinf(high) ? sigma * 2 : (low + high) / 2;
    }
  }
  return sigma;
}

double nearestApart(const float* distances, std::size_t k) {
  for (std::size_t j = 0; j < k; ++j) {
    if (distances[j] > 0.0F) return distances[j];
  }
  return 0.0;
}

}  // namespace

std::vector<float> membershipStrengths(const KnnGraph& graph) {
  std::vector<float> strengths(graph.distance.size());
  const double meanOfAll = graph.distance.empty() ? 0.0
                                                  : std::accumulate(graph.distance.begin(), graph.distance.end(), 0.0) /
                                                        static_cast<double>(graph.distance.size());
  for (std::size_t i = 0; i < graph.count && graph.k > 0; ++i) {
    const float* distances = graph.distance.data() + i * graph.k;
    const double nearest = nearestApart(distances, graph.k);
    const double mean = std::accumulate(distances, distances + graph.k, 0.0) / static_cast<double>(graph.k);
    const double sigma =
        std::max(bandwidth(distances, graph.k, nearest), kLeastShare * (nearest > 0 ? mean : meanOfAll));
    for (std::size_t j = 0; j < graph.k; ++j) {
      const double beyond = distances[j] - nearest;
      strengths[i * graph.k + j] = beyond <= 0 || sigma <= 0 ? 1.0F : static_cast<float>(std::exp(-beyond / sigma));
    }
  }
  return strengths;
}

SparseRows fuzzyUnion(const KnnGraph& graph, const std::vector<float>& strengths) {
  struct Entry {
    std::int32_t column;
    float strength;
  };
  std::vector<std::vector<Entry>> there(graph.count);
  for (std::size_t i = 0; i < graph.count; ++i) {
    for (std::size_t j = 0; j < graph.k; ++j) {
      const std::int32_t other = graph.neighbour[i * graph.k + j];
      there[i].push_back({other, strengths[i * graph.k + j]});
      there[static_cast<std::size_t>(other)].push_back({static_cast<std::int32_t>(i), strengths[i * graph.k + j]});
    }
  }
  SparseRows rows;
  for (std::size_t i = 0; i < graph.count; ++i) {
    std::vector<Entry>& entries = there[i];
    std::stable_sort(entries.begin(), entries.end(),
                     [](const Entry& a, const Entry& b) { return a.column < b.column; });
    for (std::size_t e = 0; e < entries.size(); ++e) {
      float weight = entries[e].strength;
      if (e + 1 < entries.size() && entries[e + 1].column == entries[e].column) {
        const float other = entries[++e].strength;
        weight = weight + other - weight * other;
      }
      if (weight <= 0.0F) continue;
      rows.column.push_back(entries[e].column);
      rows.weight.push_back(weight);
    }
    rows.start.push_back(rows.column.size());
    entries = {};
  }
  return rows;
}

}  // namespace tilescout::explore
