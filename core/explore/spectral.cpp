#include "explore/spectral.h"

#include <Spectra/SymEigsSolver.h>

#include <algorithm>
#include <cmath>

#include "base/error.h"

namespace tilescout::explore {

namespace {

constexpr int kWanted = 3;             // the first is the degrees' root and tells nothing
constexpr std::size_t kSmallest = 12;  // rows of a part that is worth an eigenvector
constexpr int kBasis = 40, kMostRestarts = 400;
constexpr double kEigenTolerance = 1e-4;  // umap-learn's
constexpr std::size_t kGrain = 2048;
constexpr float kTogether = 0.01F;  // of the extent, for parts whose middles coincide

/// D^-1/2 A D^-1/2 of some rows that are joined among themselves, as Spectra multiplies with it.
class Adjacency {
 public:
  using Scalar = double;

  Adjacency(const SparseRows& edges, const std::vector<std::int32_t>& rows, const std::vector<std::int32_t>& place,
            Team& team, JobContext& job)
      : edges_(edges), rows_(rows), place_(place), team_(team), job_(job) {
    for (const std::int32_t row : rows) {
      double degree = 0.0;
      for (std::size_t e = edges.start[at(row)]; e < edges.start[at(row) + 1]; ++e) degree += edges.weight[e];
      root_.push_back(1.0 / std::sqrt(std::max(degree, 1e-12)));
    }
  }

  Eigen::Index rows() const { return static_cast<Eigen::Index>(rows_.size()); }
  Eigen::Index cols() const { return rows(); }

  void perform_op(const double* in, double* out) const {
    job_.checkpoint();
    team_.run(rows_.size(), kGrain, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        double sum = 0.0;
        const std::size_t row = at(rows_[i]);
        for (std::size_t e = edges_.start[row]; e < edges_.start[row + 1]; ++e) {
          const std::size_t other = at(place_[at(edges_.column[e])]);
          sum += edges_.weight[e] * root_[other] * in[other];
        }
        out[i] = root_[i] * sum;
      }
    });
  }

 private:
  static std::size_t at(std::int32_t index) { return static_cast<std::size_t>(index); }

  const SparseRows& edges_;
  const std::vector<std::int32_t>& rows_;
  const std::vector<std::int32_t>& place_;  ///< by row of the whole: its place among `rows_`
  Team& team_;
  JobContext& job_;
  std::vector<double> root_;
};

/// Rows by connected part, the parts in the order of their first row.
std::vector<std::vector<std::int32_t>> partsOf(const SparseRows& edges) {
  std::vector<std::vector<std::int32_t>> parts;
  std::vector<std::uint8_t> seen(edges.count(), 0);
  for (std::size_t first = 0; first < edges.count(); ++first) {
    if (seen[first] != 0) continue;
    seen[first] = 1;
    std::vector<std::int32_t> part{static_cast<std::int32_t>(first)};
    for (std::size_t next = 0; next < part.size(); ++next) {
      const auto row = static_cast<std::size_t>(part[next]);
      for (std::size_t e = edges.start[row]; e < edges.start[row + 1]; ++e) {
        const auto other = static_cast<std::size_t>(edges.column[e]);
        if (seen[other] == 0) seen[other] = 1, part.push_back(edges.column[e]);
      }
    }
    std::sort(part.begin(), part.end());
    parts.push_back(std::move(part));
  }
  return parts;
}

Eigen::VectorXd firstGuess(Eigen::Index size, std::uint64_t seed) {
  Eigen::VectorXd guess(size);
  std::uint64_t state = seed * 0x9e3779b97f4a7c15ULL + 1;
  for (Eigen::Index i = 0; i < size; ++i) {
    state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    guess[i] = static_cast<double>(state >> 11) / 9007199254740992.0 - 0.5;
  }
  return guess;
}

/// Within ±1 along both axes. Empty when the eigenvectors do not settle.
std::vector<Point> eigenvectors(const Adjacency& adjacency, std::uint64_t seed) {
  const auto size = static_cast<int>(adjacency.rows());
  Spectra::SymEigsSolver<Adjacency> solver(const_cast<Adjacency&>(adjacency), kWanted, std::min(size, kBasis));
  const Eigen::VectorXd guess = firstGuess(adjacency.rows(), seed);
  solver.init(guess.data());
  solver.compute(Spectra::SortRule::LargestAlge, kMostRestarts, kEigenTolerance);
  if (solver.info() != Spectra::CompInfo::Successful) return {};
  const Eigen::MatrixXd found = solver.eigenvectors(kWanted);
  std::vector<Point> points(static_cast<std::size_t>(size));
  for (int axis = 0; axis < 2; ++axis) {
    Eigen::Index most = 0;
    const double greatest = found.col(axis + 1).cwiseAbs().maxCoeff(&most);
    const double scale = (found(most, axis + 1) < 0 ? -1.0 : 1.0) / std::max(greatest, 1e-12);
    for (int i = 0; i < size; ++i) {
      const auto value = static_cast<float>(found(i, axis + 1) * scale);
      (axis == 0 ? points[static_cast<std::size_t>(i)].x : points[static_cast<std::size_t>(i)].y) = value;
    }
  }
  return points;
}

Point middleOf(const std::vector<std::int32_t>& part, const std::vector<Point>& points) {
  double x = 0.0, y = 0.0;
  for (const std::int32_t row : part)
    x += points[static_cast<std::size_t>(row)].x, y += points[static_cast<std::size_t>(row)].y;
  const auto count = static_cast<double>(part.size());
  return {static_cast<float>(x / count), static_cast<float>(y / count)};
}

/// The part's own points around their middle, within ±1.
std::vector<Point> ownShape(const std::vector<std::int32_t>& part, const std::vector<Point>& points,
                            const Point& middle) {
  std::vector<Point> shape;
  float most = 1e-12F;
  for (const std::int32_t row : part) {
    const Point& point = points[static_cast<std::size_t>(row)];
    shape.push_back({point.x - middle.x, point.y - middle.y});
    most = std::max({most, std::fabs(shape.back().x), std::fabs(shape.back().y)});
  }
  for (Point& point : shape) point = {point.x / most, point.y / most};
  return shape;
}

/// Half the way from each middle to the nearest other one.
std::vector<float> reachOf(const std::vector<Point>& middles, float extent) {
  std::vector<float> reach(middles.size(), extent);
  for (std::size_t i = 0; i < middles.size(); ++i) {
    for (std::size_t j = 0; j < middles.size(); ++j) {
      if (j != i)
        reach[i] = std::min(reach[i], std::hypot(middles[i].x - middles[j].x, middles[i].y - middles[j].y) / 2);
    }
    reach[i] = std::max(reach[i], kTogether * extent);
  }
  return reach;
}

}  // namespace

std::vector<Point> spectralStart(const SparseRows& edges, const std::vector<Point>& otherwise, std::uint64_t seed,
                                 Team& team, JobContext& job) {
  if (edges.count() != otherwise.size()) {
    throw Error(ErrorCode::InvalidInput, "the layout's start does not fit the number of rows");
  }
  const std::vector<std::vector<std::int32_t>> parts = partsOf(edges);
  float extent = 0.0F;
  for (const Point& point : otherwise) extent = std::max({extent, std::fabs(point.x), std::fabs(point.y)});
  extent = std::max(extent, 1e-6F);
  std::vector<Point> middles;
  for (const auto& part : parts) middles.push_back(middleOf(part, otherwise));
  const std::vector<float> reach = reachOf(middles, extent);
  std::vector<Point> points(otherwise.size());
  std::vector<std::int32_t> place(otherwise.size(), 0);
  for (std::size_t p = 0; p < parts.size(); ++p) {
    job.report({"start", static_cast<std::int64_t>(p), static_cast<std::int64_t>(parts.size())});
    const std::vector<std::int32_t>& part = parts[p];
    for (std::size_t i = 0; i < part.size(); ++i)
      place[static_cast<std::size_t>(part[i])] = static_cast<std::int32_t>(i);
    std::vector<Point> shape;
    if (part.size() >= kSmallest) shape = eigenvectors(Adjacency(edges, part, place, team, job), seed);
    if (shape.empty()) shape = ownShape(part, otherwise, middles[p]);
    for (std::size_t i = 0; i < part.size(); ++i) {
      points[static_cast<std::size_t>(part[i])] = {middles[p].x + reach[p] * shape[i].x,
                                                   middles[p].y + reach[p] * shape[i].y};
    }
  }
  return points;
}

}  // namespace tilescout::explore
