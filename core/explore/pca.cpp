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

Pca pcaOf(std::vector<float> mean, const std::vector<double>& covariance) {
  Pca pca;
  const std::size_t dim = pca.dim = mean.size();
  pca.mean = std::move(mean);
  detail::Eigen eigen = detail::symmetricEigen(covariance, dim);
  pca.variances = std::move(eigen.values);
  for (double& variance : pca.variances) variance = std::max(0.0, variance);
  pca.axes.resize(dim * dim);
  for (std::size_t a = 0; a < dim; ++a) {
    const auto axis = eigen.vectors.begin() + static_cast<std::ptrdiff_t>(a * dim);
    const auto largest = std::max_element(axis, axis + static_cast<std::ptrdiff_t>(dim),
                                          [](double x, double y) { return std::fabs(x) < std::fabs(y); });
    const double sign = *largest < 0 ? -1.0 : 1.0;
    for (std::size_t k = 0; k < dim; ++k) {
      pca.axes[a * dim + k] = static_cast<float>(sign * eigen.vectors[a * dim + k]);
    }
  }
  return pca;
}

}  // namespace

Pca fitPca(const Rows& rows, JobContext& job) {
  std::vector<float> mean = meanOf(rows);
  const std::vector<double> covariance = covarianceOf(rows, mean, job);
  return pcaOf(std::move(mean), covariance);
}

Pca fitPcaOfTwo(const Rows& a, const Rows& b, JobContext& job) {
  if (a.count() == 0 || b.count() == 0) return fitPca(a.count() == 0 ? b : a, job);
  std::vector<float> mean = meanOf(a);
  const std::vector<float> other = meanOf(b);
  for (std::size_t k = 0; k < mean.size(); ++k) mean[k] = (mean[k] + other[k]) / 2;
  std::vector<double> covariance = covarianceOf(a, mean, job);
  const std::vector<double> second = covarianceOf(b, mean, job);
  for (std::size_t i = 0; i < covariance.size(); ++i) covariance[i] = (covariance[i] + second[i]) / 2;
  return pcaOf(std::move(mean), covariance);
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
