#include "search/query_vector.h"

#include <cmath>
#include <utility>

#include "base/error.h"

namespace tilescout::search {
namespace {

constexpr double negativeWeight = 0.5;
constexpr double nearlyNothing = 1e-6;

double lengthOf(std::span<const double> vector) {
  double sum = 0.0;
  for (const double value : vector) sum += value * value;
  return std::sqrt(sum);
}

void add(std::vector<double>& sum, std::span<const float> vector, double weight) {
  if (sum.empty()) sum.assign(vector.size(), 0.0);
  if (vector.size() != sum.size()) throw Error(ErrorCode::Internal, "the parts of the query are of different lengths");
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += weight * static_cast<double>(vector[i]);
}

/// The i-th weight, 1 where none are given.
double weightAt(std::span<const double> weights, std::size_t i) {
  if (weights.empty()) return 1.0;
  if (i >= weights.size()) throw Error(ErrorCode::Internal, "the query has fewer weights than examples");
  if (!(weights[i] > 0.0) || !std::isfinite(weights[i]))
    throw Error(ErrorCode::InvalidInput, "the weight of an example must be a number above 0");
  return weights[i];
}

/// Adds `weight` times the normalised mean: five examples weigh as one does.
void addMean(std::vector<double>& sum, const std::vector<std::vector<float>>& vectors, double weight,
             std::span<const double> weights = {}) {
  if (vectors.empty()) return;
  std::vector<double> mean;
  for (std::size_t i = 0; i < vectors.size(); ++i) add(mean, vectors[i], weightAt(weights, i));
  const double length = lengthOf(mean);
  if (length < nearlyNothing) throw Error(ErrorCode::InvalidInput, "the examples of the query cancel each other");
  if (sum.empty()) sum.assign(mean.size(), 0.0);
  if (mean.size() != sum.size()) throw Error(ErrorCode::Internal, "the parts of the query are of different lengths");
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += weight / length * mean[i];
}

std::vector<float> normalised(const std::vector<double>& vector) {
  const double length = lengthOf(vector);
  if (!(length > nearlyNothing)) throw Error(ErrorCode::InvalidInput, "the parts of the query cancel each other");
  std::vector<float> result(vector.size());
  for (std::size_t i = 0; i < vector.size(); ++i) result[i] = static_cast<float>(vector[i] / length);
  return result;
}

}  // namespace

void QueryParts::addExample(std::vector<float> vector, double weight) {
  (weight < 0.0 ? notExamples : examples).push_back(std::move(vector));
  (weight < 0.0 ? notExampleWeights : exampleWeights).push_back(std::abs(weight));
}

void normalise(std::vector<float>& vector) { vector = normalised({vector.begin(), vector.end()}); }

std::vector<float> combineQuery(const QueryParts& parts, double textWeight) {
  if (!(textWeight >= 0.0 && textWeight <= 1.0))
    throw Error(ErrorCode::InvalidInput, "the weight of the text must be between 0 and 1");
  const bool hasText = !parts.text.empty();
  const bool hasExamples = !parts.examples.empty();
  const bool hasNegatives = !parts.notTexts.empty() || !parts.notExamples.empty();
  if (!hasText && !hasExamples && !hasNegatives)
    throw Error(ErrorCode::InvalidInput, "the query is empty: give a text, an image or an example tile");
  std::vector<double> sum;
  const double share = hasText && hasExamples ? textWeight : 1.0;
  if (hasText) addMean(sum, {parts.text}, share);
  if (hasExamples) addMean(sum, parts.examples, hasText ? 1.0 - share : 1.0, parts.exampleWeights);
  addMean(sum, parts.notTexts, -negativeWeight);
  double away = 0.0;
  for (std::size_t i = 0; i < parts.notExamples.size(); ++i)
    away += weightAt(parts.notExampleWeights, i) / static_cast<double>(parts.notExamples.size());
  addMean(sum, parts.notExamples, -negativeWeight * away, parts.notExampleWeights);
  return normalised(sum);
}

}  // namespace tilescout::search
