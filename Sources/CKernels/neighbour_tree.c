#include "neighbour_tree.h"

#include <math.h>
#include <stdlib.h>

// Rearranges order[low...high] so that no key before `middle` is greater than any key from there on (Hoare,
// "Find", CACM 4, 1961). Equal keys may be on both sides.
static void put_smallest_first(
    int64_t *order, const double *keys, int64_t stride, int64_t low, int64_t high, int64_t middle) {
  while (low < high) {
    double pivot = keys[order[low + (high - low) / 2] * stride];
    int64_t i = low, j = high;
    while (i <= j) {
      while (keys[order[i] * stride] < pivot) i++;
      while (keys[order[j] * stride] > pivot) j--;
      if (i > j) break;
      int64_t moved = order[i];
      order[i++] = order[j];
      order[j--] = moved;
    }
    if (middle <= j) high = j;
    else if (middle >= i) low = i;
    else return;
  }
}

// Computes the bounding box of a run's points, and returns the axis along which it is longest.
static int32_t enclose(toygan_tree *t, const double *points, run r) {
  int32_t d = t->dimension, longest = 0;
  double *least = t->boxes + r.node * 2 * d, *greatest = least + d;
  for (int32_t j = 0; j < d; j++) least[j] = INFINITY, greatest[j] = -INFINITY;
  for (int64_t i = first_point(r); i < end_of_points(t, r); i++) {
    const double *x = points + t->order[i] * d;
    for (int32_t j = 0; j < d; j++) {
      least[j] = x[j] < least[j] ? x[j] : least[j];
      greatest[j] = x[j] > greatest[j] ? x[j] : greatest[j];
    }
  }
  for (int32_t j = 1; j < d; j++)
    if (greatest[j] - least[j] > greatest[longest] - least[longest]) longest = j;
  return longest;
}

static void fill_block(toygan_tree *t, const double *points, run r) {
  int32_t d = t->dimension;
  double *block = t->points + r.first * d * LANES;
  for (int64_t i = 0; i < LANES; i++) {
    int64_t place = first_point(r) + i;
    for (int32_t j = 0; j < d; j++)
      block[j * LANES + i] = place < t->count ? points[t->order[place] * d + j] : INFINITY;
  }
}

static void grow(toygan_tree *t, const double *points, run r) {
  int32_t axis = enclose(t, points, r);
  if (r.blocks == 1) {
    fill_block(t, points, r);
    return;
  }
  put_smallest_first(
      t->order, points + axis, t->dimension, first_point(r), end_of_points(t, r) - 1,
      first_point(right_half(r)));
  grow(t, points, left_half(r));
  grow(t, points, right_half(r));
}

toygan_tree *toygan_make_tree(const double *points, int64_t count, int32_t dimension) {
  toygan_tree *t = calloc(1, sizeof *t);
  if (!t) return NULL;
  int64_t d = dimension, blocks = (count + LANES - 1) / LANES, nodes = 2 * blocks - 1;
  t->count = count, t->blocks = blocks, t->dimension = dimension;
  int64_t numbers = blocks * LANES * (d + 1) + nodes * (2 * d + 1);
  t->order = malloc(sizeof *t->order * (size_t)count);
  t->points = aligned_alloc(64, (sizeof(double) * (size_t)numbers + 63) / 64 * 64);
  if (!t->order || !t->points) {
    toygan_free_tree(t);
    return NULL;
  }
  t->squares = t->points + blocks * LANES * d;
  t->boxes = t->squares + blocks * LANES;
  t->widest = t->boxes + nodes * 2 * d;
  for (int64_t i = 0; i < count; i++) t->order[i] = i;
  grow(t, points, whole(t));
  return t;
}

void toygan_free_tree(toygan_tree *t) {
  free(t->order);
  free(t->points);
  free(t);
}

static double find_widest(toygan_tree *t, run r) {
  double widest = 0;
  if (r.blocks == 1) {
    const double *squares = t->squares + first_point(r);
    for (int64_t i = 0; i < LANES; i++) widest = squares[i] > widest ? squares[i] : widest;
  } else {
    double left = find_widest(t, left_half(r)), right = find_widest(t, right_half(r));
    widest = left > right ? left : right;
  }
  return t->widest[r.node] = widest;
}

void toygan_set_balls(toygan_tree *t, const double *squares) {
  for (int64_t i = 0; i < t->blocks * LANES; i++)
    t->squares[i] = i < t->count ? squares[t->order[i]] : 0;
  find_widest(t, whole(t));
}
