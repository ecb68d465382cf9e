#include "explore/pca.h"

#include <algorithm>
#include <cmath>

#include "explore/detail/linear_algebra.h"

namespace tilescout::explore {

namespace {

constexpr std::size_t kRowsABlock = 2048;

std::vector<float> meanOf(const Rows& rows) {
  std::vector<double> sum(rows.dim, 0.0);
  for (std::size_t i = 0; i < rows.count(); ++i) {
    for (std::size_t k = 0; k < rows.dim; ++k) sum[k] += rows.row(i)[k];
  }
  const double count = std::max<double>(1.0, static_cast<double>(rows.count()));
  std::vector<float> mean(rows.dim);
  for (std::size_t k = 0; k < rows.dim; ++k) mean[k] = static_cast<float>(sum[k] / count);
  return mean;
}

std::vector<double> covarianceOf(const Rows& rows, const std::vector<float>& mean, JobContext& job) {
  std::vector<double> covariance(rows.dim * rows.dim, 0.0);
  std::vector<float> centred, gram;
  for (std::size_t at = 0; at < rows.count(); at += kRowsABlock) {
    job.checkpoint();
    const std::size_t count = std::min(kRowsABlock, rows.count() - at);
    centred.assign(rows.row(at), rows.row(at) + count * rows.dim);
    for (std::size_t i = 0; i < centred.size(); ++i) centred[i] -= mean[i % rows.dim];
    gram.assign(rows.dim * rows.dim, 0.0F);
    detail::addGram(centred.data(), count, rows.dim, gram);
    for (std::size_t i = 0; i < gram.size(); ++i) covariance[i] += gram[i];
  }
  for (double& value : covariance) value /= std::max<double>(1.0, static_cast<double>(rows.count()));
  return covariance;
}

}  // namespace

Pca fitPca(const Rows& rows, JobContext& job) {
  Pca pca;
  pca.dim = rows.dim;
  pca.mean = meanOf(rows);
  detail::Eigen eigen = detail::symmetricEigen(covarianceOf(rows, pca.mean, job), rows.dim);
  pca.variances = std::move(eigen.values);
  for (double& variance : pca.variances) variance = std::max(0.0, variance);
  pca.axes.resize(rows.dim * rows.dim);
  for (std::size_t a = 0; a < rows.dim; ++a) {
    const auto axis = eigen.vectors.begin() + static_cast<std::ptrdiff_t>(a * rows.dim);
    const auto largest = std::max_element(axis, axis + static_cast<std::ptrdiff_t>(rows.dim),
                                          [](double x, double y) { return std::fabs(x) < std::fabs(y); });
    const double sign = *largest < 0 ? -1.0 : 1.0;
    for (std::size_t k = 0; k < rows.dim; ++k) {
      pca.axes[a * rows.dim + k] = static_cast<float>(sign * eigen.vectors[a * rows.dim + k]);
    }
  }
  return pca;
}

std::vector<Point> Pca::project(const Rows& rows) const {
  std::vector<Point> points(rows.count());
  for (std::size_t i = 0; i < points.size(); ++i) {
    double x = 0.0, y = 0.0;
    for (std::size_t k = 0; k < dim; ++k) {
      const double value = rows.row(i)[k] - mean[k];
      x += value * axes[k];
      if (dim > 1) y += value * axes[dim + k];
    }
    points[i] = {static_cast<float>(x), static_cast<float>(y)};
  }
  return points;
}

double Pca::effectiveRank() const {
  // What float32 leaves of a direction that nothing uses must not count as one.
  const double floor = variances.empty() ? 0.0 : variances.front() * 1e-9 + 1e-14;
  double sum = 0.0;
  for (const double variance : variances) sum += variance > floor ? std::sqrt(variance) : 0.0;
  if (sum <= 0.0) return 0.0;
  double entropy = 0.0;
  for (const double variance : variances) {
    if (variance <= floor) continue;
    const double share = std::sqrt(variance) / sum;
    entropy -= share * std::log(share);
  }
  return std::exp(entropy);
}

}  // namespace tilescout::explore
