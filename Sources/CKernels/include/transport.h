// The linear assignment problem: a distinct column for every row
// of a square matrix with the least total cost.
#pragma once
#include <stdint.h>

typedef struct {
  const double *costs;  // [count, stride], finite
  int64_t count;
  int64_t stride;       // a multiple of 8; what lies past a row's `count` costs does not matter
  int64_t *columns;     // [count], written: the column of each row
  double *row_duals;    // [count], written
  double *column_duals; // [count], written
} toygan_assignment;

// Afterwards costs[i][j] >= row_duals[i] + column_duals[j] up to rounding, with equality if
// column j is assigned to row i, which proves that the assignment is optimal. Returns zero
// if there is not enough memory, one otherwise.
//
// It is fast if the first half of the rows and columns is representative of the whole, its first half is
// representative of that half, and so on, and if adjacent columns in the added half have similar costs.
int32_t toygan_assign(const toygan_assignment *problem);
