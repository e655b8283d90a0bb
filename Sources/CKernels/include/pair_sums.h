// Sums over all pairs of a row x of one matrix and a row y of
// another, as functions of their Euclidean distance.
#pragma once
#include <stdint.h>

typedef struct {
  const double *rows;     // x: [row_count, dimension]
  const double *columns;  // y: [dimension, stride], one y a column
  int64_t row_count, column_count, dimension;
  int64_t stride;  // column_count rounded up to a multiple of toygan_pair_lanes
} toygan_pairs;

enum { toygan_pair_lanes = 8 };

// The sum of |x - y|.
double toygan_sum_distances(const toygan_pairs *pairs);

// The sum of k + k^4 + k^16 + k^64 + k^256 with k = 2^(rate |x - y|^2) for a rate below zero; a term below
// 2^-250 is replaced by 2^-250.
double toygan_sum_gaussians(const toygan_pairs *pairs, double rate);

// The matrix of |x - y|, or of their squares: [row_count, stride], with finite values past the last column.
void toygan_fill_distances(const toygan_pairs *pairs, int32_t is_squared, double *distances);
