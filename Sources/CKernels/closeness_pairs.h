// Sums over pairs of rows, written once for all processors; closeness.c
// and closeness_avx512.c are the compiled files.
#pragma once
#include "closeness_operands.h"

void toygan_run_closeness_avx512(const toygan_closeness *task, float *arena);
void toygan_run_closeness_transpose_avx512(const toygan_closeness *task, float *arena);

enum {
  CACHED = 24 << 10,  // bytes of a block of groups: they and what belongs to a row fit 32 kB
  SIDE_BY_SIDE = 2,   // rows compared with a group at a time
  MOST_GROUPS = CACHED / (4 * sizeof(lanes)) + 1,  // of a block, where each is four registers
  FEW = 8             // most dimensions of a row that are held in registers
};
static const float log2_of_e = 1.44269504f;

// 2^x for x <= 127. Features are already multiplied by log2(e), so that this is the required exponential.
// Adding 1.5 * 2^23 leaves the nearest whole number in the low bits, ready to be used as an exponent.
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

// y times the sign of x, zero if x is zero.
TOYGAN_INLINE lanes with_sign(lanes y, lanes x) {
  return (lanes)(((mask)y ^ ((mask)x & (int32_t)0x80000000)) & (mask)(x != 0.0f));
}

// Adds y times the sign of x to one sum, and subtracts it from another.
TOYGAN_INLINE void add_with_sign(lanes *sum, lanes *other, lanes y, lanes x) {
#ifdef TOYGAN_AVX512
  // One instruction looks up 0, 1 or -1 by the class of x, from zero in the third place to a positive
  // number in the eighth; if x is NaN, then y is also NaN.
  const mask table = (mask){0} + (int32_t)0xA9A9A8AA;
  const lanes sign = __builtin_ia32_fixupimmps512_mask(x, x, table, 0, -1, 4);
  *sum = __builtin_elementwise_fma(sign, y, *sum);
  *other = __builtin_elementwise_fma(-sign, y, *other);
#else
  const lanes share = with_sign(y, x);
  *sum += share;
  *other -= share;
#endif
}

// MARK: Exponentials of distances

// exp(-|a - b|) = e^a e^b min(e^-2a, e^-2b), and in several dimensions the product of these: with
// r = e^(sum of a) and f = e^-2a, which are computed per row, a pair takes one minimum and one product
// per dimension. Powers must neither overflow nor lose digits. Therefore r and f are computed relative
// to the middle of each column, and each group of `joined` columns has its own r; over these columns
// the distances of no two rows may sum to more than this many powers of two. Then even the least
// closeness, divided by an r, is a normal number.
static const float widest = 84.0f;

// The least and the greatest value of each column.
TOYGAN_INLINE void find_ranges(work *w, lanes **next) {
  w->low = *next;
  w->high = *next + w->dimensions;
  *next += 2 * w->dimensions;
  for (int32_t c = 0; c < w->dimensions; c++) {
    lanes low = w->features.repeated[c], high = low;
    for (int64_t i = 1; i < w->rows; i++) {
      const lanes x = w->features.repeated[i * w->dimensions + c];
      low = lesser(x, low);
      high = greater(x, high);
    }
    w->low[c] = low;
    w->high[c] = high;
  }
}

// Whether no `joined` consecutive columns are wider than that, in any kernel.
TOYGAN_INLINE int32_t can_join(const work *w, int32_t joined) {
  mask wide = {0};
  lanes sum = {0};
  for (int32_t c = 0; c < w->dimensions; c++) {
    if (c % joined == 0) sum = (lanes){0};
    sum += w->high[c] - w->low[c];
    wide |= ~(sum <= widest);  // true of a NaN
  }
  int32_t any = 0;
  for (int32_t l = 0; l < TOYGAN_LANES; l++) any |= wide[l];
  return !any;
}

// The number of columns that share one r: all of them, one, or none if even one column is too wide.
TOYGAN_INLINE int32_t columns_to_join(const work *w) {
  if (can_join(w, w->dimensions)) return w->dimensions;
  return can_join(w, 1) ? 1 : 0;
}

TOYGAN_INLINE int32_t quotient_up(int32_t a, int32_t b) { return (a + b - 1) / b; }

// Number of columns of r.
TOYGAN_INLINE int32_t rising_columns(int32_t dimensions, int32_t joined) {
  return joined ? quotient_up(dimensions, joined) : 0;
}

TOYGAN_INLINE void exponentials_of_rows(work *w, lanes **next, int32_t joined) {
  const int32_t d = w->dimensions, rising = rising_columns(d, joined);
  w->falling = place(w, next, d);
  w->rising = place(w, next, rising);
  const int64_t rows = (*next - w->rising.grouped - 1) / rising;  // in both forms
  for (int32_t first = 0; first < d; first += joined) {
    lanes *r = w->rising.grouped + first / joined;
    for (int64_t i = 0; i < rows; i++) r[i * rising] = (lanes){0};
    for (int32_t c = first; c < d && c < first + joined; c++) {
      const lanes middle = w->low[c] + 0.5f * (w->high[c] - w->low[c]);
      for (int64_t i = 0; i < rows; i++) {
        const lanes x = w->features.grouped[i * d + c] - middle;
        w->falling.grouped[i * d + c] = power_of_two(-2.0f * x);
        r[i * rising] += x;
      }
    }
    for (int64_t i = 0; i < rows; i++) r[i * rising] = power_of_two(r[i * rising]);
  }
}

// The data of a row that is compared with others.
typedef struct {
  int64_t number;
  lanes features[FEW], falling[FEW], rising[FEW];
} row;

TOYGAN_INLINE row row_at(const work *w, int32_t i, int32_t dimensions, int32_t joined) {
  row r;
  r.number = i;
  if (dimensions > FEW) return r;
  const int32_t rising = rising_columns(dimensions, joined);
  for (int32_t c = 0; c < dimensions; c++) {
    r.features[c] = w->features.repeated[r.number * dimensions + c];
    if (joined) r.falling[c] = w->falling.repeated[r.number * dimensions + c];
    if (c < rising) r.rising[c] = w->rising.repeated[r.number * rising + c];
  }
  return r;
}

#define OF_ROW(matrix, c, columns) \
  (dimensions <= FEW ? r->matrix[c] : w->matrix.repeated[r->number * (columns) + (c)])

TOYGAN_INLINE lanes difference(
    const work *w, const row *r, int64_t g, int32_t c, int32_t dimensions) {
  return OF_ROW(features, c, dimensions) - w->features.grouped[g * dimensions + c];
}

// The exponential of the distances of a row from those of group g.
TOYGAN_INLINE lanes exponential(
    const work *w, const row *r, int64_t g, int32_t dimensions, int32_t joined) {
  if (!joined) {
    lanes distance = {0};
    for (int32_t c = 0; c < dimensions; c++)
      distance += absolute(difference(w, r, g, c, dimensions));
    return power_of_two(-distance);
  }
  const int32_t rising = rising_columns(dimensions, joined);
  lanes all = {0};
  for (int32_t k = 0; k < rising; k++) {
    // Two products side by side halve the latency of the dependency chain.
    lanes even = {0}, odd = OF_ROW(rising, k, rising) * w->rising.grouped[g * rising + k];
    for (int32_t c = k * joined; c < dimensions && c < (k + 1) * joined; c++) {
      const lanes factor = lesser(OF_ROW(falling, c, dimensions),
                                  w->falling.grouped[g * dimensions + c]);
      if ((c - k * joined) % 2) odd *= factor;
      else even = c > k * joined ? even * factor : factor;
    }
    all = k ? all * even * odd : even * odd;
  }
  return all;
}

// The exponential, multiplied by the directions' t.
TOYGAN_INLINE lanes pair(
    const work *w, const row *r, int64_t g, int32_t dimensions, int32_t joined,
    int32_t directions) {
  lanes f = exponential(w, r, g, dimensions, joined);
  for (int32_t k = 0; k < directions; k++) {
    lanes t = {0};
    for (int32_t c = 0; c < dimensions; c++)
      t += with_sign(w->direction[k].repeated[r->number * dimensions + c] -
                         w->direction[k].grouped[g * dimensions + c],
                     difference(w, r, g, c, dimensions));
    f *= t;
  }
  return f;
}

// MARK: Sums over pairs

// Groups of rows: complete ones from `first`, and a part of one group if `whole` is not the end.
typedef struct {
  int32_t first, whole, end;
} span;

// Values that may be known at compile time.
typedef struct {
  int32_t dimensions, joined, directions, transposed;
} shape;

// Number of groups that fit the first-level cache: for each, the features and their exponentials, the
// directions, the cotangent, the sink and the pairs.
TOYGAN_INLINE int32_t block_of_groups(shape known) {
  const int32_t matrices = 1 + (known.joined ? 1 : 0) + known.directions + known.transposed;
  const int32_t registers = matrices * known.dimensions + 1 + SIDE_BY_SIDE +
                            rising_columns(known.dimensions, known.joined);
  return CACHED / (registers * (int32_t)sizeof(lanes)) + 1;
}

// `count` rows from i on, compared with the same groups: the data of a group is read and written once for
// all of them. Only a single row may be compared with a part of a group.
TOYGAN_INLINE void sum_rows(const work *w, int32_t i, int32_t count, span s, shape known) {
  row r[SIDE_BY_SIDE];
  for (int32_t k = 0; k < count; k++) r[k] = row_at(w, i + k, known.dimensions, known.joined);
  lanes sum[SIDE_BY_SIDE] = {{0}};
  lanes *restrict sink = w->sink.grouped;
  for (int32_t g = s.first; g < s.end; g++) {
    lanes all = sink[g];
    for (int32_t k = 0; k < count; k++) {
      lanes f = pair(w, &r[k], g, known.dimensions, known.joined, known.directions);
      if (count == 1 && g == s.whole) f = (lanes)((mask)f & w->earlier[i % w->rows_at_once]);
      sum[k] += f;
      all += f;
    }
    sink[g] = all;
  }
  for (int32_t k = 0; k < count; k++) w->sink.repeated[i + k] += sum[k];
}

// There are two loops because a pair is the result of a long dependency chain: the first loop has many
// independent chains in progress at a time, the second one has none.
TOYGAN_INLINE void spread_rows(const work *w, int32_t i, int32_t count, span s, shape known) {
  const int32_t d = known.dimensions;
  row r[SIDE_BY_SIDE];
  for (int32_t k = 0; k < count; k++) r[k] = row_at(w, i + k, d, known.joined);
  _Alignas(sizeof(lanes)) lanes pairs[MOST_GROUPS][SIDE_BY_SIDE];
  for (int32_t g = s.first; g < s.end; g++)
    for (int32_t k = 0; k < count; k++)
      pairs[g - s.first][k] = pair(w, &r[k], g, d, known.joined, known.directions) *
                              (w->cotangent.repeated[i + k] + w->cotangent.grouped[g]);
  if (count == 1 && s.whole < s.end) {
    lanes *part = pairs[s.whole - s.first];
    *part = (lanes)((mask)*part & w->earlier[i % w->rows_at_once]);
  }
  lanes few[SIDE_BY_SIDE][FEW] = {{{0}}};
  for (int32_t g = s.first; g < s.end; g++)
    for (int32_t c = 0; c < d; c++) {
      lanes *sink = w->sink.grouped + (int64_t)g * d + c, all = *sink;
      for (int32_t k = 0; k < count; k++) {
        lanes *sum = d <= FEW ? &few[k][c] : w->sink.repeated + r[k].number * d + c;
        add_with_sign(sum, &all, pairs[g - s.first][k], difference(w, &r[k], g, c, d));
      }
      *sink = all;
    }
  for (int32_t k = 0; k < count && d <= FEW; k++)
    for (int32_t c = 0; c < d; c++) w->sink.repeated[r[k].number * d + c] += few[k][c];
}

TOYGAN_INLINE void compare(const work *w, int32_t i, int32_t count, span s, shape known) {
  if (s.first >= s.end) return;
  if (known.transposed) spread_rows(w, i, count, s, known);
  else sum_rows(w, i, count, s, known);
}

TOYGAN_INLINE int32_t smaller(int32_t a, int32_t b) { return a < b ? a : b; }

// Every pair j < i once, in blocks of j that stay in the first-level cache.
TOYGAN_INLINE void all_pairs(const work *shared, shape known) {
  const work w = *shared;  // a copy that no store can be thought to change
  const int32_t block = block_of_groups(known);
  for (int32_t first = 0; first < w.groups; first += block) {
    const int32_t last = smaller(first + block, w.groups);
    for (int32_t i = first * w.rows_at_once; i < w.rows; i += SIDE_BY_SIDE) {
      const int32_t end = smaller(i + SIDE_BY_SIDE, w.rows);
      int32_t together = first;  // groups before this one are compared with all these rows
      if (end == i + SIDE_BY_SIDE) together = smaller(i / w.rows_at_once, last);
      compare(&w, i, SIDE_BY_SIDE, (span){first, together, together}, known);
      for (int32_t k = i; k < end; k++) {
        const span own = {together, smaller(k / w.rows_at_once, last),
                          smaller(quotient_up(k, w.rows_at_once), last)};
        compare(&w, k, 1, own, known);
      }
    }
  }
}

// For the common numbers of dimensions, without directions, loops can be unrolled.
TOYGAN_INLINE void some_pairs(const work *w, int32_t joined, int32_t transposed) {
#define USUAL(d)                                                    \
  case d:                                                           \
    if (joined == d) all_pairs(w, (shape){d, d, 0, transposed});    \
    else all_pairs(w, (shape){d, 1, 0, transposed});                \
    break
  switch (joined && !w->directions ? w->dimensions : 0) {
    USUAL(1);
    USUAL(2);
    USUAL(3);
    USUAL(4);
    USUAL(5);
    USUAL(8);
    default: all_pairs(w, (shape){w->dimensions, joined, w->directions, transposed});
  }
#undef USUAL
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
    find_ranges(&w, &next);
    const int32_t joined = columns_to_join(&w);
    if (joined) exponentials_of_rows(&w, &next, joined);
    some_pairs(&w, joined, transposed);
    unpack(&w, arena + task->sink, &w.sink, transposed ? w.dimensions : 1, sign);
  }
}
