#pragma once
// Correlation matrices of a few processes: square, symmetric, ones on the diagonal, row by row in
// one vector. Correlated normals are lower triangle times independent normals. Sources: Cholesky:
// Golub and Van Loan 2013, 4.2; eigenvalues: Jacobi's method, ibid. 8.5; nearest correlation
// matrix: Higham 2002, "Computing the nearest correlation matrix - a problem from finance", with
// the floor on eigenvalues of Higham and Strabic 2016.

#include <cstddef>
#include <vector>

#include "ledger/base/result.h"

namespace setoff::simulator {

// The number of rows; 0 if the vector is not a square matrix.
[[nodiscard]] std::size_t rows_of(const std::vector<double>& matrix);

// bad_field, saying which rule is broken and where: square, finite, symmetric, ones on the
// diagonal, entries from -1 to 1. Does not look at definiteness.
[[nodiscard]] Status check_correlation_form(const std::vector<double>& matrix);

struct EigenSystem {
  std::vector<double> values;   // in ascending order
  std::vector<double> vectors;  // row i: the unit eigenvector of value i
};
// Of a symmetric matrix. A vector that is no square matrix is a bug, as in all functions here that
// return no Result.
[[nodiscard]] EigenSystem eigen_system(const std::vector<double>& symmetric);

// No eigenvalue below -1e-10 times the number of rows. Singular matrices pass.
[[nodiscard]] bool is_positive_semidefinite(const std::vector<double>& symmetric);

// The lower triangle L with L L' = matrix, row by row, zeros above the diagonal. Where the matrix
// is singular, a process is the combination of earlier ones and its column of L is zero. bad_field
// if the form is wrong or the matrix is not positive semi-definite.
[[nodiscard]] Result<std::vector<double>> cholesky(const std::vector<double>& matrix);

// Lower triangle times normals: normals with the correlation of the matrix. Same number of rows.
[[nodiscard]] std::vector<double> correlated(const std::vector<double>& lower,
                                             const std::vector<double>& normals);

// The correlation matrix at the least distance (root of the sum of squares) from a symmetric one
// with all eigenvalues at least `least`, 0 <= least < 1. With least = 1e-3 the result remains
// positive definite when it is printed with four digits and read again.
[[nodiscard]] std::vector<double> nearest_correlation(const std::vector<double>& symmetric,
                                                      double least = 0);

}  // namespace setoff::simulator
