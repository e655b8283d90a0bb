// Shortest augmenting paths (Jonker and Volgenant, Computing 38, 1987, section 4), with two changes.
//
// Rows and columns are added in stages that double their number, and the solution of each stage is kept: a
// new column j starts with the largest dual that the rows before it allow, min over i of
// costs[i][j] - row_duals[i], with which the duals of those rows remain valid. So only the new rows search
// for columns, with duals that are already nearly correct, and most of their paths are short.
//
// A search considers only columns that may be nearer than the nearest known column without a row. During a
// stage the duals of columns only decrease, and reduced costs only increase, so that the least reduced cost
// of a row in a group of eight columns, computed at the start, excludes most groups quickly.
#include "include/transport.h"

#include <stdlib.h>

#include "double_lanes.h"

enum { GROUPS = 64 };  // of columns, compared with their bounds at a time: the bits of a word

typedef struct {
  toygan_assignment problem;
  int64_t size;     // of this step: rows and columns, the first ones
  int64_t groups;   // numbers in a row of bounds, a multiple of GROUPS
  double *bounds;   // [count, groups], infinite for groups past this step's columns
  // One number per column of all groups:
  double *open_dual;  // minus infinity for a closed column, which thus is infinitely far away
  double *distance;   // from the free row to an open column, as far as is known
  double *taken;      // zero for a column without a row, infinite for others
  double *closed_at;  // distances of the columns that are closed
  int64_t *closed;    // and which these are, in the order of their distances
  int64_t *previous;  // the row from which a column was reached
  int64_t *row;       // of a column
  int64_t target;     // the nearest column without a row that is known
  double target_distance;
} assigner;

TOYGAN_INLINE const double *row_of_costs(const assigner *s, int64_t i) {
  return s->problem.costs + i * s->problem.stride;
}

TOYGAN_INLINE void extend_duals(assigner *s, int64_t known) {
  double *dual = s->problem.column_duals;
  for (int64_t j = known; j < s->size; j++) dual[j] = INFINITY;
  for (int64_t i = 0; i < known; i++) {
    const double *costs = row_of_costs(s, i), u = s->problem.row_duals[i];
    for (int64_t j = known; j < s->size; j++) {
      const double most = costs[j] - u;
      dual[j] = most < dual[j] ? most : dual[j];
    }
  }
}

TOYGAN_INLINE void open_columns(assigner *s) {
  for (int64_t j = 0; j < s->size; j++) s->open_dual[j] = s->problem.column_duals[j];
  for (int64_t j = 0; j < s->size; j++) s->distance[j] = INFINITY;
  s->target_distance = INFINITY;
}

TOYGAN_INLINE void find_bounds(assigner *s) {
  open_columns(s);
  for (int64_t i = 0; i < s->size; i++)
    for (int64_t j = 0; j < s->size; j += DOUBLE_LANES)
      s->bounds[i * s->groups + j / DOUBLE_LANES] = __builtin_reduce_min(
          load_doubles(row_of_costs(s, i) + j) - load_doubles(s->open_dual + j));
}

// The first open column at a distance; only among those without a row if `is_free`.
TOYGAN_INLINE int64_t column_at(const assigner *s, double distance, int is_free) {
  for (int64_t j = 0;; j += DOUBLE_LANES) {
    double_lanes distances = load_doubles(s->distance + j);
    if (is_free) distances += load_doubles(s->taken + j);
    const uint8_t found = bits_of(distances == distance);
    if (found) return j + __builtin_ctz(found);
  }
}

TOYGAN_INLINE double nearest_distance(const assigner *s) {
  double_lanes a = all_lanes(INFINITY), b = a, c = a, d = a;
  for (int64_t j = 0; j < s->size; j += 4 * DOUBLE_LANES) {
    a = lesser_doubles(a, load_doubles(s->distance + j));
    b = lesser_doubles(b, load_doubles(s->distance + j + DOUBLE_LANES));
    c = lesser_doubles(c, load_doubles(s->distance + j + 2 * DOUBLE_LANES));
    d = lesser_doubles(d, load_doubles(s->distance + j + 3 * DOUBLE_LANES));
  }
  return __builtin_reduce_min(lesser_doubles(lesser_doubles(a, b), lesser_doubles(c, d)));
}

// Updates the distances of eight columns from j on with paths through row i; returns infinity for columns
// with a row, and the distance for the others.
TOYGAN_INLINE double_lanes relax_group(assigner *s, int64_t i, double offset, int64_t j) {
  const double_lanes reduced =
      load_doubles(row_of_costs(s, i) + j) - load_doubles(s->open_dual + j);
  const double_lanes before = load_doubles(s->distance + j), by_row = reduced + offset;
  const whole_lanes nearer = by_row < before;
  const double_lanes distance = select_doubles(nearer, by_row, before);
  store_doubles(s->distance + j, distance);
  whole_lanes *previous = (whole_lanes *)(s->previous + j);
  *previous = (nearer & i) | (~nearer & *previous);
  return distance + load_doubles(s->taken + j);
}

// Row i was reached: a column of reduced cost c is at most at distance offset + c from the free row.
TOYGAN_INLINE void relax(assigner *s, int64_t i, double offset) {
  const double *bounds = s->bounds + i * s->groups;
  const double most = s->target_distance - offset;
  double_lanes least = all_lanes(INFINITY);
  for (int64_t group = 0; group * DOUBLE_LANES < s->size; group += GROUPS) {
    uint8_t bytes[GROUPS / 8];
    for (int k = 0; k < GROUPS / 8; k++)
      bytes[k] = bits_of(load_doubles(bounds + group + k * DOUBLE_LANES) < most);
    uint64_t within;
    memcpy(&within, bytes, sizeof within);
    for (; within; within &= within - 1) {
      const int64_t j = (group + __builtin_ctzll(within)) * DOUBLE_LANES;
      least = lesser_doubles(least, relax_group(s, i, offset, j));
    }
  }
  const double nearest = __builtin_reduce_min(least);
  if (nearest >= s->target_distance) return;
  s->target_distance = nearest;
  s->target = column_at(s, nearest, 1);
}

TOYGAN_INLINE void close_column(assigner *s, int64_t j, double distance, int64_t place) {
  s->closed[place] = j;
  s->closed_at[place] = distance;
  s->open_dual[j] = -INFINITY;
  s->distance[j] = INFINITY;
}

// Rows on the path pass on their columns, from the target back to the free row.
TOYGAN_INLINE void hand_on(assigner *s, int64_t free_row) {
  s->taken[s->target] = INFINITY;
  for (int64_t i = -1, j = s->target; i != free_row;) {
    i = s->previous[j];
    const int64_t given_up = s->problem.columns[i];
    s->row[j] = i;
    s->problem.columns[i] = j;
    j = given_up;
  }
}

// Dijkstra's search from a row without a column to the nearest column without a row.
TOYGAN_INLINE void augment(assigner *s, int64_t free_row) {
  open_columns(s);
  relax(s, free_row, 0);
  double *u = s->problem.row_duals, *v = s->problem.column_duals, distance;
  int64_t count = 0;
  while ((distance = nearest_distance(s)) < s->target_distance) {
    const int64_t j = column_at(s, distance, 0);
    close_column(s, j, distance, count++);
    relax(s, s->row[j], distance - u[s->row[j]]);
  }
  u[free_row] = s->target_distance;
  for (int64_t k = 0; k < count; k++) {
    const double nearer = s->target_distance - s->closed_at[k];
    v[s->closed[k]] -= nearer;
    u[s->row[s->closed[k]]] += nearer;
  }
  hand_on(s, free_row);
}

TOYGAN_CLONES
static void assign(assigner *s) {
  const int64_t count = s->problem.count, width = s->groups * DOUBLE_LANES;
  for (int64_t k = 0; k < count * s->groups; k++) s->bounds[k] = INFINITY;
  for (int64_t j = 0; j < width; j++) {
    s->open_dual[j] = -INFINITY;
    s->distance[j] = INFINITY;
    s->taken[j] = 0;
  }
  s->problem.column_duals[0] = 0;
  s->problem.row_duals[0] = s->problem.costs[0];
  s->problem.columns[0] = s->row[0] = 0;
  s->taken[0] = INFINITY;
  for (int64_t known = 1; known < count; known = s->size) {
    s->size = 2 * known < count ? 2 * known : count;
    extend_duals(s, known);
    find_bounds(s);
    for (int64_t i = known; i < s->size; i++) augment(s, i);
  }
}

int32_t toygan_assign(const toygan_assignment *problem) {
  const int64_t columns = GROUPS * DOUBLE_LANES;
  const int64_t width = (problem->count + columns - 1) / columns * columns;
  const int64_t groups = width / DOUBLE_LANES;
  double *numbers = malloc(sizeof(double) * (size_t)(4 * width + problem->count * groups));
  int64_t *indices = malloc(sizeof(int64_t) * (size_t)(3 * width));
  if (numbers && indices) {
    assigner s = {
        .problem = *problem, .groups = groups, .open_dual = numbers, .distance = numbers + width,
        .taken = numbers + 2 * width, .closed_at = numbers + 3 * width,
        .bounds = numbers + 4 * width, .closed = indices, .previous = indices + width,
        .row = indices + 2 * width};
    assign(&s);
  }
  free(numbers);
  free(indices);
  return numbers && indices;
}
