#include "include/transport.h"

#include <stdlib.h>

#include "double_lanes.h"

// Jonker and Volgenant's shortest augmenting paths (Computing 38, 1987, section 4), on twice as many
// rows and columns each time.
//
// What is solved stays solved: a new column j starts with the largest dual that all rows so far
// allow, min over i of cost[i][j] - u[i], and the duals of those rows remain what they are. So only the
// new rows look for columns, with duals that are about right already, and their paths are short. Row
// duals are not kept: of a row that has a column j, it is cost[i][j] - dual[j].
typedef struct {
  const toygan_assignment *problem;
  double *dual;       // of each column
  double *open_dual;  // the same, but minus infinity for a closed column, which thus is far away
  double *distance;   // of each open column from the free row; infinite where none is known
  int64_t *previous;  // the row from which a column was reached
  int64_t *row;       // of each column, or -1
  int64_t *column;    // of each row
  int64_t *closed;    // columns, in the order in which they were closed
  double *closed_at;  // and their distances
} assigner;

TOYGAN_INLINE const double *row_of_costs(const assigner *s, int64_t i) {
  return s->problem->costs + i * s->problem->stride;
}

TOYGAN_INLINE void extend_duals(assigner *s, int64_t known, int64_t size) {
  double *dual = s->dual;
  for (int64_t j = known; j < size; j++) dual[j] = INFINITY;
  for (int64_t i = 0; i < known; i++) {
    const double *costs = row_of_costs(s, i);
    const double u = costs[s->column[i]] - dual[s->column[i]];
    for (int64_t j = known; j < size; j++) {
      const double most = costs[j] - u;
      dual[j] = most < dual[j] ? most : dual[j];
    }
  }
}

// Where columns come nearer by way of row i, they are told so: a column of reduced cost c lies at
// offset + c. The least distance of an open column. Most lanes hold nothing new, and are left alone.
TOYGAN_INLINE double relax(assigner *s, int64_t i, double offset, int64_t size) {
  const double *costs = row_of_costs(s, i);
  double_lanes least = all_lanes(INFINITY);
  for (int64_t j = 0; j < size; j += DOUBLE_LANES) {
    const double_lanes by_row = load_doubles(costs + j) - load_doubles(s->open_dual + j) + offset;
    double_lanes distance = load_doubles(s->distance + j);
    const whole_lanes nearer = by_row < distance;
    if (__builtin_reduce_or(nearer)) {
      distance = __builtin_elementwise_min(by_row, distance);
      store_doubles(s->distance + j, distance);
      whole_lanes *previous = (whole_lanes *)(s->previous + j);
      *previous = (nearer & i) | (~nearer & *previous);
    }
    least = __builtin_elementwise_min(least, distance);
  }
  return __builtin_reduce_min(least);
}

// The first column at a distance that has no row, or else the first: among many equals, as of
// samples that lie in one place, the search ends at once.
TOYGAN_INLINE int64_t column_at(const assigner *s, double distance, int64_t size) {
  int64_t first = -1;
  for (int64_t j = 0; j < size; j += DOUBLE_LANES) {
    const whole_lanes found = load_doubles(s->distance + j) == distance;
    if (!__builtin_reduce_or(found)) continue;
    for (int64_t lane = 0; lane < DOUBLE_LANES; lane++) {
      if (!found[lane]) continue;
      if (s->row[j + lane] < 0) return j + lane;
      if (first < 0) first = j + lane;
    }
  }
  return first;
}

TOYGAN_INLINE void hand_on(assigner *s, int64_t j, int64_t free_row) {
  for (int64_t i = -1; i != free_row;) {
    i = s->previous[j];
    const int64_t given_up = s->column[i];
    s->row[j] = i;
    s->column[i] = j;
    j = given_up;
  }
}

// Dijkstra's search from a row without a column to a column without a row, both below `size`.
TOYGAN_INLINE void augment(assigner *s, int64_t free_row, int64_t size) {
  const int64_t padded = (size + DOUBLE_LANES - 1) / DOUBLE_LANES * DOUBLE_LANES;
  for (int64_t j = 0; j < padded; j++) {
    s->open_dual[j] = j < size ? s->dual[j] : -INFINITY;
    s->distance[j] = INFINITY;
  }
  double distance = relax(s, free_row, 0, padded);
  int64_t j = column_at(s, distance, padded), count = 0;
  while (s->row[j] >= 0) {
    const int64_t i = s->row[j];
    s->closed[count] = j;
    s->closed_at[count++] = distance;
    s->open_dual[j] = -INFINITY;
    s->distance[j] = INFINITY;
    distance = relax(s, i, distance - (row_of_costs(s, i)[j] - s->dual[j]), padded);
    j = column_at(s, distance, padded);
  }
  for (int64_t k = 0; k < count; k++) s->dual[s->closed[k]] += s->closed_at[k] - distance;
  hand_on(s, j, free_row);
}

TOYGAN_CLONES
static void assign(assigner *s) {
  const int64_t count = s->problem->count;
  for (int64_t j = 0; j < s->problem->stride; j++) s->row[j] = -1;
  s->row[0] = s->column[0] = 0;
  s->dual[0] = 0;
  for (int64_t known = 1; known < count;) {
    const int64_t size = 2 * known < count ? 2 * known : count;
    extend_duals(s, known, size);
    for (int64_t i = known; i < size; i++) augment(s, i, size);
    known = size;
  }
  for (int64_t i = 0; i < count; i++) {
    const int64_t j = s->column[i];
    s->problem->row_duals[i] = row_of_costs(s, i)[j] - s->dual[j];
  }
}

int32_t toygan_assign(const toygan_assignment *problem) {
  const int64_t stride = problem->stride;
  double *numbers = malloc(sizeof(double) * (size_t)(3 * stride));
  int64_t *indices = malloc(sizeof(int64_t) * (size_t)(3 * stride));
  if (numbers && indices) {
    assigner s = {
        .problem = problem, .dual = problem->column_duals, .column = problem->columns,
        .open_dual = numbers, .distance = numbers + stride, .closed_at = numbers + 2 * stride,
        .previous = indices, .row = indices + stride, .closed = indices + 2 * stride};
    assign(&s);
  }
  free(numbers);
  free(indices);
  return numbers && indices;
}
