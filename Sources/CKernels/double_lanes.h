// Eight doubles at a time: one wide register, or several narrower ones.
#pragma once
#include <math.h>
#include <stdint.h>
#include <string.h>
#include "include/clones.h"

#pragma clang fp contract(fast)

typedef double double_lanes __attribute__((vector_size(64), aligned(8)));
typedef int64_t whole_lanes __attribute__((vector_size(64), aligned(8)));
enum { DOUBLE_LANES = 8 };

TOYGAN_INLINE double_lanes load_doubles(const double *a) { return *(const double_lanes *)a; }
TOYGAN_INLINE void store_doubles(double *a, double_lanes x) { *(double_lanes *)a = x; }
TOYGAN_INLINE double_lanes all_lanes(double x) { return (double_lanes){0} + x; }

TOYGAN_INLINE double_lanes select_doubles(whole_lanes mask, double_lanes x, double_lanes y) {
  return (double_lanes)(((whole_lanes)x & mask) | ((whole_lanes)y & ~mask));
}

// These take one instruction each, because they need not handle NaN.
TOYGAN_INLINE double_lanes lesser_doubles(double_lanes x, double_lanes y) {
  return select_doubles(x < y, x, y);
}
TOYGAN_INLINE double_lanes greater_doubles(double_lanes x, double_lanes y) {
  return select_doubles(x > y, x, y);
}

// Adds halves to halves, so that the order is the same on every processor.
TOYGAN_INLINE double add_double_lanes(double_lanes x) {
  return ((x[0] + x[4]) + (x[2] + x[6])) + ((x[1] + x[5]) + (x[3] + x[7]));
}

// One bit per lane; the first lane is the lowest bit.
TOYGAN_INLINE uint8_t bits_of(whole_lanes mask) {
  typedef _Bool flags __attribute__((ext_vector_type(8)));
  const flags each = __builtin_convertvector(mask, flags);
  uint8_t bits;
  memcpy(&bits, &each, sizeof bits);
  return bits;
}
