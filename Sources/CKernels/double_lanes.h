// Eight doubles at a time: the widest register, or several narrower ones.
#pragma once
#include <math.h>
#include <stdint.h>
#include "include/clones.h"

#pragma clang fp contract(fast)

typedef double double_lanes __attribute__((vector_size(64), aligned(8)));
typedef int64_t whole_lanes __attribute__((vector_size(64), aligned(8)));
enum { DOUBLE_LANES = 8 };

TOYGAN_INLINE double_lanes load_doubles(const double *a) { return *(const double_lanes *)a; }
TOYGAN_INLINE void store_doubles(double *a, double_lanes x) { *(double_lanes *)a = x; }
TOYGAN_INLINE double_lanes all_lanes(double x) { return (double_lanes){0} + x; }

// Halves added to halves: the order is the same on every processor.
TOYGAN_INLINE double add_double_lanes(double_lanes x) {
  return ((x[0] + x[4]) + (x[2] + x[6])) + ((x[1] + x[5]) + (x[3] + x[7]));
}
