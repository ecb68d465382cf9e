#pragma once
#include <cstddef>
#include <vector>

namespace tilescout::explore::detail {

/// scores[i * m + j] = a_i · b_j for `n` rows of a and `m` rows of b, each `dim` long (row-major), through BLAS.
void innerProducts(const float* a, std::size_t n, const float* b, std::size_t m, std::size_t dim, float* scores);

/// matrix += rowsᵀ · rows for `n` rows of `dim` floats; matrix is dim × dim, symmetric and filled on both sides.
void addGram(const float* rows, std::size_t n, std::size_t dim, std::vector<float>& matrix);

/// Eigenvalues of a symmetric dim × dim matrix, largest first, and its eigenvectors as rows in the same order.
struct Eigen {
  std::vector<double> values;
  std::vector<double> vectors;
};
Eigen symmetricEigen(std::vector<double> matrix, std::size_t dim);

}  // namespace tilescout::explore::detail
