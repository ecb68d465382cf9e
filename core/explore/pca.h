#pragma once
#include <vector>

#include "base/job.h"
#include "explore/rows.h"

namespace tilescout::explore {

/// Principal components of a set of rows.
struct Pca {
  std::size_t dim = 0;
  std::vector<float> mean;        ///< dim
  std::vector<float> axes;        ///< dim × dim, a unit vector a row, greatest variance first
  std::vector<double> variances;  ///< along each axis, never negative

  /// Coordinates on the first two axes. One-dimensional rows have y = 0.
  std::vector<Point> project(const Rows& rows) const;
  /// exp of the entropy of the normalised singular values (Roy & Vetterli 2007): how many directions are in use.
  /// 0 when nothing varies.
  double effectiveRank() const;
};

/// Each axis's largest coefficient is positive, so that a rerun never mirrors the picture. Rows must be finite.
/// No rows: mean 0 and no variance.
Pca fitPca(const Rows& rows, JobContext& job);

/// Of two kinds of rows together, each of which counts as half whatever their numbers: what tells a few texts from very
/// many images is not lost among what tells the images apart.
Pca fitPcaOfTwo(const Rows& a, const Rows& b, JobContext& job);

}  // namespace tilescout::explore
