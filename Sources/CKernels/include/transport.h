// The cheapest way to give every row of a square matrix a column of its own.
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

// Afterwards costs[i][j] >= row_duals[i] + column_duals[j] up to rounding, with equality where i has
// column j, which proves that nothing is cheaper. Zero where there is no memory, one otherwise.
//
// Fast where the first half of the rows and columns is like the whole, its first half like that, and
// so on, and where columns next to each other in the half that is added have like costs.
int32_t toygan_assign(const toygan_assignment *problem);
