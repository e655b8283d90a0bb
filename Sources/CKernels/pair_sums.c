#include "include/pair_sums.h"

#include "double_lanes.h"

enum { DISTANCES, GAUSSIANS };

// |x - y|^2 for eight y. Small dimensions are passed as constants, so that the compiler unrolls the loop.
TOYGAN_INLINE double_lanes squared_distances(
    const double *x, const double *y, int64_t stride, int64_t dimension) {
  double_lanes sum = {0};
  for (int64_t k = 0; k < dimension; k++) {
    const double_lanes difference = load_doubles(y + k * stride) - x[k];
    sum += difference * difference;
  }
  return sum;
}

// 2^x for -1022 <= x <= 0, to a unit in the last place: adding 1.5 * 2^52 leaves the nearest whole number
// in the low bits, ready to be used as an exponent; the rest is a Taylor series, log(2)^k / k!.
TOYGAN_INLINE double_lanes power_of_two(double_lanes x) {
  static const double series[] = {
      1.3691488853904128e-12, 2.5678435993488206e-11, 4.4455382718708116e-10,
      7.054911620801123e-09,  1.01780860092397e-07,   1.321548679014431e-06,
      1.5252733804059841e-05, 0.0001540353039338161,  0.0013333558146428443,
      0.009618129107628477,   0.05550410866482158,    0.24022650695910072,
      0.6931471805599453,     1};
  const double_lanes whole = x + 6755399441055744.0, r = x - (whole - 6755399441055744.0);
  double_lanes q = all_lanes(series[0]);
  for (int k = 1; k < 14; k++) q = q * r + series[k];
  return (double_lanes)((whole_lanes)q + ((whole_lanes)whole << 52));
}

// Results below the smallest normal number would take a hundred times longer than others.
static const double least = 0x1p-250;

TOYGAN_INLINE double_lanes gaussians(double_lanes squares, double rate) {
  double_lanes k = power_of_two(greater_doubles(squares * rate, all_lanes(-250)));
  double_lanes sum = k;
  for (int i = 0; i < 4; i++) {
    k *= k;
    k = greater_doubles(k * k, all_lanes(least));
    sum += k;
  }
  return sum;
}

TOYGAN_INLINE double sum_pairs(const toygan_pairs *p, int64_t dimension, int what, double rate) {
  const whole_lanes places = {0, 1, 2, 3, 4, 5, 6, 7};
  double total = 0;
  for (int64_t i = 0; i < p->row_count; i++) {
    double_lanes sum = {0};
    for (int64_t j = 0; j < p->column_count; j += DOUBLE_LANES) {
      double_lanes x = squared_distances(
          p->rows + i * dimension, p->columns + j, p->stride, dimension);
      x = what == DISTANCES ? __builtin_elementwise_sqrt(x) : gaussians(x, rate);
      if (j + DOUBLE_LANES > p->column_count)
        x = (double_lanes)((whole_lanes)x & (places < p->column_count - j));
      sum += x;
    }
    total += add_double_lanes(sum);
  }
  return total;
}

TOYGAN_CLONES
double toygan_sum_distances(const toygan_pairs *p) {
  if (p->dimension == 2) return sum_pairs(p, 2, DISTANCES, 0);
  return sum_pairs(p, p->dimension, DISTANCES, 0);
}

TOYGAN_CLONES
double toygan_sum_gaussians(const toygan_pairs *p, double rate) {
  if (p->dimension == 2) return sum_pairs(p, 2, GAUSSIANS, rate);
  return sum_pairs(p, p->dimension, GAUSSIANS, rate);
}

// A clone cannot take vector arguments from functions that may be
// compiled for other registers; inlined functions can.
TOYGAN_INLINE void fill(const toygan_pairs *p, int32_t is_squared, double *distances) {
  for (int64_t i = 0; i < p->row_count; i++)
    for (int64_t j = 0; j < p->stride; j += DOUBLE_LANES) {
      const double_lanes squares = squared_distances(
          p->rows + i * p->dimension, p->columns + j, p->stride, p->dimension);
      store_doubles(
          distances + i * p->stride + j,
          is_squared ? squares : __builtin_elementwise_sqrt(squares));
    }
}

TOYGAN_CLONES
void toygan_fill_distances(const toygan_pairs *p, int32_t is_squared, double *distances) {
  fill(p, is_squared, distances);
}
