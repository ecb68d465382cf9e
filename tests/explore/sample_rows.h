#pragma once
#include <cmath>
#include <random>
#include <vector>

#include "explore/rows.h"

namespace tilescout::explore {

/// Normalised rows around `groups` random directions, row i in group i % groups; `width` 0 makes each group one point.
struct Sample {
  std::size_t dim = 0;
  std::vector<float> values;
  std::vector<std::int32_t> group;

  Rows rows() const { return {values, dim}; }
};

inline void normaliseRows(Sample& sample) {
  for (std::size_t at = 0; at < sample.values.size(); at += sample.dim) {
    double squares = 0;
    for (std::size_t k = 0; k < sample.dim; ++k) squares += sample.values[at + k] * sample.values[at + k];
    for (std::size_t k = 0; k < sample.dim; ++k) sample.values[at + k] /= static_cast<float>(std::sqrt(squares));
  }
}

inline Sample groupedRows(std::size_t count, std::size_t dim, std::size_t groups, double width, unsigned seed = 1) {
  std::mt19937 random(seed);
  std::normal_distribution<double> normal;
  std::vector<double> centres(groups * dim);
  for (double& value : centres) value = normal(random);
  Sample sample;
  sample.dim = dim;
  for (std::size_t i = 0; i < count; ++i) {
    sample.group.push_back(static_cast<std::int32_t>(i % groups));
    for (std::size_t k = 0; k < dim; ++k) {
      sample.values.push_back(static_cast<float>(centres[(i % groups) * dim + k] + width * normal(random)));
    }
  }
  normaliseRows(sample);
  return sample;
}

/// The rows that tests/explore's reference figures were made from with umap-learn and scikit-learn:
/// row i, column k: sin(1.3 i + 0.7 k) + 0.2 k cos(0.9 i), normalised.
inline Sample referenceRows(std::size_t count) {
  Sample sample;
  sample.dim = 3;
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t k = 0; k < 3; ++k) {
      const double a = static_cast<double>(i), b = static_cast<double>(k);
      sample.values.push_back(static_cast<float>(std::sin(1.3 * a + 0.7 * b) + 0.2 * b * std::cos(0.9 * a)));
    }
  }
  normaliseRows(sample);
  return sample;
}

inline float cosine(const Rows& rows, std::size_t a, std::size_t b) {
  double sum = 0;
  for (std::size_t k = 0; k < rows.dim; ++k) sum += static_cast<double>(rows.row(a)[k]) * rows.row(b)[k];
  return static_cast<float>(sum);
}

}  // namespace tilescout::explore
