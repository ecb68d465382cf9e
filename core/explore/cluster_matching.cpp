#include "explore/cluster_matching.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "base/error.h"

namespace tilescout::explore {

namespace {

double expectedInformation(const std::vector<double>& a, const std::vector<double>& b, double n) {
  double expected = 0.0;
  for (const double x : a) {
    for (const double y : b) {
      const double first = std::max(1.0, x + y - n), last = std::min(x, y);
      for (double nij = first; nij <= last; nij += 1.0) {
        const double information = nij / n * std::log(n * nij / (x * y));
        const double logProbability = std::lgamma(x + 1) + std::lgamma(y + 1) + std::lgamma(n - x + 1) +
                                      std::lgamma(n - y + 1) - std::lgamma(n + 1) - std::lgamma(nij + 1) -
                                      std::lgamma(x - nij + 1) - std::lgamma(y - nij + 1) -
                                      std::lgamma(n - x - y + nij + 1);
        expected += information * std::exp(logProbability);
      }
    }
  }
  return expected;
}

double entropyOf(const std::vector<double>& sizes, double n) {
  double entropy = 0.0;
  for (const double size : sizes) entropy -= size > 0 ? size / n * std::log(size / n) : 0.0;
  return entropy;
}

}  // namespace

std::vector<std::int64_t> stableNumbers(std::span<const std::int64_t> before, std::span<const std::int32_t> after,
                                        int count, std::int64_t next, double least) {
  if (before.size() != after.size()) throw Error(ErrorCode::InvalidInput, "old and new clusters do not match");
  std::map<std::pair<std::int64_t, std::int32_t>, std::size_t> together;
  std::map<std::int64_t, std::size_t> oldSizes;
  std::vector<std::size_t> newSizes(static_cast<std::size_t>(count), 0);
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (before[i] >= 0) ++oldSizes[before[i]];
    if (after[i] >= 0) ++newSizes[static_cast<std::size_t>(after[i])];
    if (before[i] >= 0 && after[i] >= 0) ++together[{before[i], after[i]}];
  }
  std::vector<std::tuple<double, std::int64_t, std::int32_t>> overlaps;
  for (const auto& [pair, both] : together) {
    const double either =
        static_cast<double>(oldSizes[pair.first] + newSizes[static_cast<std::size_t>(pair.second)] - both);
    overlaps.emplace_back(-static_cast<double>(both) / either, pair.first, pair.second);
  }
  std::sort(overlaps.begin(), overlaps.end());
  std::vector<std::int64_t> numbers(static_cast<std::size_t>(count), -1);
  std::set<std::int64_t> given;
  for (const auto& [overlap, old, cluster] : overlaps) {
    auto& number = numbers[static_cast<std::size_t>(cluster)];
    if (-overlap < least || number >= 0 || given.contains(old)) continue;
    number = old;
    given.insert(old);
  }
  std::vector<std::size_t> order(numbers.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t x, std::size_t y) { return newSizes[x] > newSizes[y]; });
  for (const std::size_t cluster : order) {
    if (numbers[cluster] < 0) numbers[cluster] = next++;
  }
  return numbers;
}

double adjustedMutualInformation(std::span<const std::int32_t> a, std::span<const std::int32_t> b) {
  if (a.size() != b.size()) throw Error(ErrorCode::InvalidInput, "the two labellings have different lengths");
  const double n = static_cast<double>(a.size());
  std::map<std::int32_t, double> sizesA, sizesB;
  std::map<std::pair<std::int32_t, std::int32_t>, double> together;
  for (std::size_t i = 0; i < a.size(); ++i) {
    sizesA[a[i]] += 1;
    sizesB[b[i]] += 1;
    together[{a[i], b[i]}] += 1;
  }
  if (sizesA.size() == sizesB.size() && (sizesA.size() <= 1 || together.size() == sizesA.size())) return 1.0;
  std::vector<double> countsA, countsB;
  for (const auto& [label, size] : sizesA) countsA.push_back(size);
  for (const auto& [label, size] : sizesB) countsB.push_back(size);
  double information = 0.0;
  for (const auto& [pair, both] : together) {
    information += both / n * std::log(n * both / (sizesA[pair.first] * sizesB[pair.second]));
  }
  const double expected = expectedInformation(countsA, countsB, n);
  const double normaliser = (entropyOf(countsA, n) + entropyOf(countsB, n)) / 2;
  const double denominator = normaliser - expected;
  return std::fabs(denominator) < 1e-12 ? 0.0 : (information - expected) / denominator;
}

}  // namespace tilescout::explore
