#include "neighbours.h"

#include <math.h>

#include "neighbour_tree.h"

// A fused multiply-add would round a distance differently from processors without it.
#pragma clang fp contract(off)

// Largest number of runs on the stack. Each division adds one,
// and halves the run that may be divided further.
enum { MOST_WAITING = 64 };

typedef struct {
  run points;
  double nearest;  // squared distance that none of them falls below
} branch;

// Rounding never changes the order of two differences, squares or sums: a point of the box that is no
// nearer along any axis has no smaller square. Therefore boxes bound their points without a margin.
TOYGAN_INLINE branch approach(const toygan_tree *t, const double *x, int32_t d, run r) {
  const double *least = t->boxes + r.node * 2 * d, *greatest = least + d;
  double sum = 0;
  for (int32_t j = 0; j < d; j++) {
    double below = least[j] - x[j], above = x[j] - greatest[j];
    double gap = below > above ? below : above;
    gap = gap > 0 ? gap : 0;
    sum += gap * gap;
  }
  return (branch){r, sum};
}

// Squared distance to the farthest corner of a run's box, which none of its points exceeds.
TOYGAN_INLINE double farthest(const toygan_tree *t, const double *x, int32_t d, run r) {
  const double *least = t->boxes + r.node * 2 * d, *greatest = least + d;
  double sum = 0;
  for (int32_t j = 0; j < d; j++) {
    double left = x[j] - least[j], right = greatest[j] - x[j];
    double gap = left > right ? left : right;
    sum += gap * gap;
  }
  return sum;
}

// Pushes both halves of a run on the stack, with the nearer one on top.
TOYGAN_INLINE branch *divide(
    const toygan_tree *t, const double *x, int32_t d, run r, branch *top) {
  branch left = approach(t, x, d, left_half(r)), right = approach(t, x, d, right_half(r));
  int goes_left = left.nearest <= right.nearest;
  top[0] = goes_left ? right : left;
  top[1] = goes_left ? left : right;
  return top + 2;
}

// Squared distances to the points of a block; stops early if none can be below `limit`.
TOYGAN_INLINE lanes squares_to(
    const toygan_tree *t, const double *x, int32_t d, run block, double limit) {
  const lanes *at = (const lanes *)(t->points + block.first * d * LANES);
  lanes sum = {0};
  for (int32_t start = 0; start < d; start += 64) {
    int32_t end = d - start < 64 ? d : start + 64;
    for (int32_t j = start; j < end; j++) {
      lanes gap = at[j] - x[j];
      sum += gap * gap;
    }
    if (end < d && __builtin_reduce_min(sum) >= limit) break;
  }
  return sum;
}

// Keeps the smallest numbers seen, in ascending order; `square` is below the last of them.
TOYGAN_INLINE void keep(double *smallest, int64_t rank, double square) {
  int64_t i = rank - 1;
  for (; i > 0 && smallest[i - 1] > square; i--) smallest[i] = smallest[i - 1];
  smallest[i] = square;
}

TOYGAN_INLINE double find_nearest(
    const toygan_tree *t, const double *x, int32_t d, int64_t rank, double *smallest) {
  branch waiting[MOST_WAITING], *top = waiting;
  for (int64_t i = 0; i < rank; i++) smallest[i] = INFINITY;
  *top++ = approach(t, x, d, whole(t));
  while (top > waiting) {
    branch b = *--top;
    if (b.nearest >= smallest[rank - 1]) continue;
    if (b.points.blocks > 1) {
      top = divide(t, x, d, b.points, top);
      continue;
    }
    lanes squares = squares_to(t, x, d, b.points, smallest[rank - 1]);
    for (int32_t i = 0; i < LANES; i++)
      if (squares[i] < smallest[rank - 1]) keep(smallest, rank, squares[i]);
  }
  return smallest[rank - 1];
}

TOYGAN_INLINE int64_t count_inside(
    const toygan_tree *t, const double *x, int32_t d, double square) {
  branch waiting[MOST_WAITING], *top = waiting;
  int64_t total = 0;
  *top++ = approach(t, x, d, whole(t));
  while (top > waiting) {
    branch b = *--top;
    if (b.nearest >= square) continue;
    if (farthest(t, x, d, b.points) < square)
      total += end_of_points(t, b.points) - first_point(b.points);
    else if (b.points.blocks > 1)
      top = divide(t, x, d, b.points, top);
    else
      total -= __builtin_reduce_add(squares_to(t, x, d, b.points, square) < square);
  }
  return total;
}

TOYGAN_INLINE uint8_t is_inside_a_ball(const toygan_tree *t, const double *x, int32_t d) {
  branch waiting[MOST_WAITING], *top = waiting;
  *top++ = approach(t, x, d, whole(t));
  while (top > waiting) {
    branch b = *--top;
    double widest = t->widest[b.points.node];
    if (b.nearest >= widest) continue;
    if (b.points.blocks > 1) {
      top = divide(t, x, d, b.points, top);
      continue;
    }
    lanes radii = *(const lanes *)(t->squares + first_point(b.points));
    if (__builtin_reduce_or(squares_to(t, x, d, b.points, widest) < radii)) return 1;
  }
  return 0;
}

// The plane is the common case, for which every loop over axes is unrolled.
#define AT_PLACE(call, ...) \
  (d == 2 ? call(t, places + 2 * i, 2, ##__VA_ARGS__) : call(t, places + d * i, d, ##__VA_ARGS__))

TOYGAN_CLONES
void toygan_nearest_squares(
    const toygan_tree *t, const double *places, int64_t count, int64_t rank, double *scratch,
    double *squares) {
  int32_t d = t->dimension;
  for (int64_t i = 0; i < count; i++) squares[i] = AT_PLACE(find_nearest, rank, scratch);
}

TOYGAN_CLONES
void toygan_count_inside(
    const toygan_tree *t, const double *places, const double *squares, int64_t count,
    int64_t *counts) {
  int32_t d = t->dimension;
  for (int64_t i = 0; i < count; i++) counts[i] = AT_PLACE(count_inside, squares[i]);
}

TOYGAN_CLONES
void toygan_find_inside_balls(
    const toygan_tree *t, const double *places, int64_t count, uint8_t *is_inside) {
  int32_t d = t->dimension;
  for (int64_t i = 0; i < count; i++) is_inside[i] = AT_PLACE(is_inside_a_ball);
}
