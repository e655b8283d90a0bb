#include "closeness_operands.h"

enum {
  CACHED = 24 << 10,  // bytes of a block of groups: they and what belongs to a row fit 32 kB
  FEW = 8             // most dimensions of a row that are held in registers
};
static const float log2_of_e = 1.44269504f;

// 2^x for x <= 127. Features come multiplied by log2(e), so that this is the exponential wanted.
// Adding 1.5 * 2^23 leaves the nearest whole number in the low bits, ready to be an exponent.
TOYGAN_INLINE lanes power_of_two(lanes x) {
  const lanes lowest = (lanes){0} - 126.0f;
  mask below = x < lowest;
  x = (lanes)(((mask)lowest & below) | ((mask)x & ~below));
  lanes whole = x + 12582912.0f;
  lanes r = x - (whole - 12582912.0f);  // |r| <= 1/2
  lanes q = r * 1.54035304e-4f + 1.33335581e-3f;  // log(2)^k / k!, k = 6 ... 1
  q = q * r + 9.61812911e-3f;
  q = q * r + 5.55041087e-2f;
  q = q * r + 2.40226507e-1f;
  q = q * r + 6.93147181e-1f;
  return (lanes)((mask)(q * r + 1.0f) + ((mask)whole << 23));
}

TOYGAN_INLINE lanes select(mask m, lanes x, lanes y) {
  return (lanes)(((mask)x & m) | ((mask)y & ~m));
}
TOYGAN_INLINE lanes lesser(lanes x, lanes y) { return select(x < y, x, y); }
TOYGAN_INLINE lanes greater(lanes x, lanes y) { return select(x > y, x, y); }
TOYGAN_INLINE lanes absolute(lanes x) { return (lanes)((mask)x & 0x7fffffff); }

// y times the sign of x, zero where x is.
TOYGAN_INLINE lanes with_sign(lanes y, lanes x) {
  return (lanes)(((mask)y ^ ((mask)x & (int32_t)0x80000000)) & (mask)(x != 0.0f));
}

// MARK: Exponentials of distances

// exp(-|a - b|) is the lesser of e^(a - m) e^(m - b) and e^(b - m) e^(m - a): two products of
// exponentials that rows have of their own, in place of one for every pair. It asks for a middle m
// of every column from which no row is further than 2^60 is from 1, so that no product of two
// overflows or loses digits; says whether there is one.
TOYGAN_INLINE int32_t exponentials_of_rows(work *w, lanes **next, int32_t dimensions) {
  w->rising = place(w, next, dimensions);
  w->falling = place(w, next, dimensions);
  mask far = {0};
  for (int32_t c = 0; c < dimensions; c++) {
    lanes low = w->features.repeated[c], high = low;
    for (int64_t i = 1; i < w->rows; i++) {
      low = lesser(w->features.repeated[i * dimensions + c], low);
      high = greater(w->features.repeated[i * dimensions + c], high);
    }
    far |= ~(high - low <= 120.0f);
    const lanes middle = low + 0.5f * (high - low);
    const int64_t entries = w->falling.grouped - w->rising.grouped - 1;  // in both forms
    for (int64_t k = c; k < entries; k += dimensions) {
      const lanes x = w->features.grouped[k] - middle;
      w->rising.grouped[k] = power_of_two(x);
      w->falling.grouped[k] = power_of_two(-x);
    }
  }
  int32_t any = 0;
  for (int32_t l = 0; l < TOYGAN_LANES; l++) any |= far[l];
  return !any;
}

// What belongs to the row that is compared with others.
typedef struct {
  int64_t at;  // its place in a repeated matrix
  lanes features[FEW], rising[FEW], falling[FEW];
} row;

TOYGAN_INLINE row row_at(const work *w, int32_t i, int32_t dimensions, int32_t near) {
  row r;
  r.at = (int64_t)i * dimensions;
  for (int32_t c = 0; c < dimensions && dimensions <= FEW; c++) {
    r.features[c] = w->features.repeated[r.at + c];
    if (near) r.rising[c] = w->rising.repeated[r.at + c];
    if (near) r.falling[c] = w->falling.repeated[r.at + c];
  }
  return r;
}

#define OF_ROW(matrix, c) (dimensions <= FEW ? r->matrix[c] : w->matrix.repeated[r->at + (c)])

TOYGAN_INLINE lanes difference(
    const work *w, const row *r, int64_t g, int32_t c, int32_t dimensions) {
  return OF_ROW(features, c) - w->features.grouped[g * dimensions + c];
}

// The exponential of a row's distance from those of group g.
TOYGAN_INLINE lanes exponential(
    const work *w, const row *r, int64_t g, int32_t dimensions, int32_t near) {
  const int64_t b = g * dimensions;
  if (!near) {
    lanes distance = {0};
    for (int32_t c = 0; c < dimensions; c++) distance += absolute(difference(w, r, g, c, dimensions));
    return power_of_two(-distance);
  }
  // Two products side by side: what a processor waits for is half as long.
  lanes even = {0}, odd = {0};
  for (int32_t c = 0; c < dimensions; c++) {
    const lanes factor = lesser(OF_ROW(rising, c) * w->falling.grouped[b + c],
                                OF_ROW(falling, c) * w->rising.grouped[b + c]);
    if (c % 2) odd = c > 1 ? odd * factor : factor;
    else even = c > 1 ? even * factor : factor;
  }
  return dimensions > 1 ? even * odd : even;
}

// The exponential, times the directions' t.
TOYGAN_INLINE lanes pair(
    const work *w, const row *r, int64_t g, int32_t dimensions, int32_t near, int32_t directions) {
  lanes f = exponential(w, r, g, dimensions, near);
  for (int32_t k = 0; k < directions; k++) {
    lanes t = {0};
    for (int32_t c = 0; c < dimensions; c++)
      t += with_sign(w->direction[k].repeated[r->at + c] -
                         w->direction[k].grouped[g * dimensions + c],
                     difference(w, r, g, c, dimensions));
    f *= t;
  }
  return f;
}

// MARK: Sums over pairs

TOYGAN_INLINE void sum_row(
    const work *w, int32_t i, int32_t first, int32_t whole, int32_t end, int32_t dimensions,
    int32_t near, int32_t directions) {
  const row r = row_at(w, i, dimensions, near);
  lanes sum = {0};
  lanes *restrict sink = w->sink.grouped;
  for (int32_t g = first; g < whole; g++) {
    lanes f = pair(w, &r, g, dimensions, near, directions);
    sum += f;
    sink[g] += f;
  }
  if (whole < end) {
    lanes f = (lanes)((mask)pair(w, &r, whole, dimensions, near, directions) & w->earlier[i % w->rows_at_once]);
    sum += f;
    sink[whole] += f;
  }
  w->sink.repeated[i] += sum;
}

// Adds a row's share in each dimension to `sum`, and takes it from group g.
TOYGAN_INLINE void spread_pair(
    const work *w, const row *r, lanes f, int64_t g, int32_t dimensions, lanes *sum) {
  for (int32_t c = 0; c < dimensions; c++) {
    lanes share = with_sign(f, difference(w, r, g, c, dimensions));
    sum[c] += share;
    w->sink.grouped[g * dimensions + c] -= share;
  }
}

TOYGAN_INLINE void spread_row(
    const work *w, int32_t i, int32_t first, int32_t whole, int32_t end, int32_t dimensions,
    int32_t near, int32_t directions) {
  const row r = row_at(w, i, dimensions, near);
  lanes few[FEW] = {{0}};
  lanes *into = w->sink.repeated + r.at;
  lanes *sum = dimensions <= FEW ? few : into;
  const lanes own = w->cotangent.repeated[i];
  for (int32_t g = first; g < whole; g++) {
    lanes f = pair(w, &r, g, dimensions, near, directions) * (own + w->cotangent.grouped[g]);
    spread_pair(w, &r, f, g, dimensions, sum);
  }
  if (whole < end) {
    lanes f = pair(w, &r, whole, dimensions, near, directions) * (own + w->cotangent.grouped[whole]);
    spread_pair(w, &r, (lanes)((mask)f & w->earlier[i % w->rows_at_once]), whole, dimensions, sum);
  }
  if (dimensions <= FEW)
    for (int32_t c = 0; c < dimensions; c++) into[c] += few[c];
}

// Every pair j < i once, in blocks of j that stay in the nearest cache.
TOYGAN_INLINE void all_pairs(
    const work *shared, int32_t dimensions, int32_t near, int32_t directions,
    int32_t transposed) {
  const work w = *shared;  // a copy that no store can be thought to change
  const int32_t matrices = 2 * near + 1 + directions + transposed;
  const int32_t block = CACHED / ((matrices * dimensions + 1) * (int32_t)sizeof(lanes)) + 1;
  for (int32_t first = 0; first < w.groups; first += block)
    for (int32_t i = first * w.rows_at_once + 1; i < w.rows; i++) {
      int32_t whole = i / w.rows_at_once, end = (i + w.rows_at_once - 1) / w.rows_at_once;
      if (whole > first + block) whole = first + block;
      if (end > first + block) end = first + block;
      if (transposed) spread_row(&w, i, first, whole, end, dimensions, near, directions);
      else sum_row(&w, i, first, whole, end, dimensions, near, directions);
    }
}

// What is known while compiling lets loops unroll: the usual numbers of dimensions, no directions.
TOYGAN_INLINE void some_pairs(const work *w, int32_t near, int32_t transposed) {
  switch (near && !w->directions ? w->dimensions : 0) {
    case 1: all_pairs(w, 1, 1, 0, transposed); break;
    case 2: all_pairs(w, 2, 1, 0, transposed); break;
    case 3: all_pairs(w, 3, 1, 0, transposed); break;
    case 4: all_pairs(w, 4, 1, 0, transposed); break;
    case 5: all_pairs(w, 5, 1, 0, transposed); break;
    case 8: all_pairs(w, 8, 1, 0, transposed); break;
    default: all_pairs(w, w->dimensions, near, w->directions, transposed);
  }
}

// One pass for every sixteen kernels.
TOYGAN_INLINE void run(const toygan_closeness *task, float *arena, int32_t transposed) {
  const float sign = (task->directions + transposed) % 2 ? -1 : 1;
  for (int32_t first = 0; first < task->kernels; first += TOYGAN_LANES) {
    work w = work_on(task, first);
    lanes *next = (lanes *)(arena + task->scratch);
    w.features = pack(&w, &next, arena + task->features, w.dimensions, log2_of_e);
    for (int32_t k = 0; k < w.directions; k++)
      w.direction[k] = pack(&w, &next, arena + task->direction[k], w.dimensions, 1);
    if (transposed) w.cotangent = pack(&w, &next, arena + task->cotangent, 1, 1);
    w.sink = zeros(&w, &next, transposed ? w.dimensions : 1);
    some_pairs(&w, exponentials_of_rows(&w, &next, w.dimensions), transposed);
    unpack(&w, arena + task->sink, &w.sink, transposed ? w.dimensions : 1, sign);
  }
}

TOYGAN_CLONES
void toygan_run_closeness(const toygan_closeness *task, float *arena) { run(task, arena, 0); }

TOYGAN_CLONES
void toygan_run_closeness_transpose(const toygan_closeness *task, float *arena) {
  run(task, arena, 1);
}
