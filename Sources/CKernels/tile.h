// One tile of a run, and operations on sixteen entries of it.
#pragma once
#include "functions.h"
#include "include/elementwise.h"

#pragma clang fp contract(fast)

typedef toygan_lanes lanes;
typedef int32_t mask __attribute__((vector_size(64), aligned(4)));

// The position and size of the tile, and the address of every register in it.
typedef struct {
  float *arena;
  float *registers[toygan_most_registers];
  int32_t row, rows, columns, stride;  // stride: columns of the whole run
  int32_t band;                        // first row of the band
  int32_t column;
} tile;

TOYGAN_INLINE lanes load(const float *a) { return *(const lanes *)a; }
TOYGAN_INLINE void store(float *a, lanes x) { *(lanes *)a = x; }

// Adds halves to halves, so that the order is the same on every processor.
TOYGAN_INLINE float add_lanes(lanes x) {
  typedef float half __attribute__((vector_size(32)));
  typedef float quarter __attribute__((vector_size(16)));
  half h = __builtin_shufflevector(x, x, 0, 1, 2, 3, 4, 5, 6, 7) +
           __builtin_shufflevector(x, x, 8, 9, 10, 11, 12, 13, 14, 15);
  quarter q = __builtin_shufflevector(h, h, 0, 1, 2, 3) + __builtin_shufflevector(h, h, 4, 5, 6, 7);
  return (q[0] + q[2]) + (q[1] + q[3]);
}

// The same sums for four registers at a time, computed side by side.
TOYGAN_INLINE void add_lanes_of_four(const lanes x[4], float sums[4]) {
#define HALVES(a, b) \
  (__builtin_shufflevector(a, b, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23) + \
   __builtin_shufflevector(a, b, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31))
  const lanes a = HALVES(x[0], x[1]), b = HALVES(x[2], x[3]);
#undef HALVES
  lanes q = __builtin_shufflevector(a, b, 0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27) +
            __builtin_shufflevector(a, b, 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31);
  q += __builtin_shufflevector(q, q, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13);
  q += __builtin_shufflevector(q, q, 1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14);
  for (int32_t r = 0; r < 4; r++) sums[r] = q[4 * r];
}

TOYGAN_INLINE float sum(const float *a, int32_t n) {
  lanes s = {0};
  int32_t i = 0;
  for (; i + TOYGAN_LANES <= n; i += TOYGAN_LANES) s += load(a + i);
  float total = add_lanes(s);
  for (; i < n; i++) total += a[i];
  return total;
}

TOYGAN_INLINE float dot(const float *a, const float *b, int32_t n) {
  lanes s = {0};
  int32_t i = 0;
  for (; i + TOYGAN_LANES <= n; i += TOYGAN_LANES) s += load(a + i) * load(b + i);
  float total = add_lanes(s);
  for (; i < n; i++) total += a[i] * b[i];
  return total;
}
