#include "explore/detail/linear_algebra.h"

#include <algorithm>

#include "base/error.h"

// Fortran's names, which every BLAS and LAPACK has.
extern "C" {
void sgemm_(const char* transA, const char* transB, const int* m, const int* n, const int* k, const float* alpha,
            const float* a, const int* lda, const float* b, const int* ldb, const float* beta, float* c,
            const int* ldc);
void dsyevd_(const char* job, const char* uplo, const int* n, double* a, const int* lda, double* w, double* work,
             const int* lwork, int* iwork, const int* liwork, int* info);
}

namespace tilescout::explore::detail {

void innerProducts(const float* a, std::size_t n, const float* b, std::size_t m, std::size_t dim, float* scores) {
  if (n == 0 || m == 0) return;
  const int rows = static_cast<int>(m), columns = static_cast<int>(n), inner = static_cast<int>(dim);
  const float one = 1.0F, zero = 0.0F;
  sgemm_("T", "N", &rows, &columns, &inner, &one, b, &inner, a, &inner, &zero, scores, &rows);
}

void addGram(const float* rows, std::size_t n, std::size_t dim, std::vector<float>& matrix) {
  if (n == 0) return;
  const int size = static_cast<int>(dim), count = static_cast<int>(n);
  const float one = 1.0F;
  sgemm_("N", "T", &size, &size, &count, &one, rows, &size, rows, &size, &one, matrix.data(), &size);
}

Eigen symmetricEigen(std::vector<double> matrix, std::size_t dim) {
  Eigen eigen;
  eigen.values.resize(dim);
  if (dim == 0) return eigen;
  const int n = static_cast<int>(dim);
  int info = 0, integers = 0, query = -1;
  double wanted = 0.0;
  dsyevd_("V", "U", &n, matrix.data(), &n, eigen.values.data(), &wanted, &query, &integers, &query, &info);
  const int doubles = static_cast<int>(wanted);
  std::vector<double> work(static_cast<std::size_t>(doubles));
  std::vector<int> integerWork(static_cast<std::size_t>(integers));
  dsyevd_("V", "U", &n, matrix.data(), &n, eigen.values.data(), work.data(), &doubles, integerWork.data(), &integers,
          &info);
  if (info != 0) throw Error(ErrorCode::Internal, "the eigenvalues of the covariance could not be computed");
  std::reverse(eigen.values.begin(), eigen.values.end());
  eigen.vectors.resize(dim * dim);
  for (std::size_t i = 0; i < dim; ++i) {
    std::copy_n(matrix.data() + (dim - 1 - i) * dim, dim, eigen.vectors.data() + i * dim);
  }
  return eigen;
}

}  // namespace tilescout::explore::detail
