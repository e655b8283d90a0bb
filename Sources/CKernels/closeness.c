#include "include/closeness.h"
#include "functions.h"

#pragma clang fp contract(fast)

typedef toygan_lanes lanes;
typedef int32_t mask __attribute__((vector_size(64), aligned(4)));

// A register holds up to sixteen kernels of one row, or the kernels of several rows where there are
// fewer: with 8 kernels it holds rows 2g and 2g + 1, with 5 the same and six lanes idle. Operands are
// copied into that form, [groups, dimensions, 16], so that every access is one register; and, for
// the row that is compared with them, repeated over a register of its own, [rows, dimensions, 16].
enum {
  GROUP_BLOCK = 32,  // groups of a block of pairs: an operand and a result fit 32 kB
  FEW = 8            // most dimensions held in registers
};
static const float log2_of_e = 1.44269504f;

// A matrix in both forms; they are one where a register holds one row.
typedef struct {
  lanes *grouped, *repeated;
} operand;

typedef struct {
  int32_t rows, kernels, first, width;  // width: lanes of a row
  int32_t rows_at_once, groups, dimensions, directions;
  operand features, cotangent, direction[toygan_most_directions], sink;
} work;

int64_t toygan_closeness_scratch(const toygan_closeness *w) {
  int64_t matrices = 2 + w->directions;  // features, directions, a result of the same size
  return 2 * (w->rows + 1) * (matrices * w->dimensions + 1) * TOYGAN_LANES;
}

// 2^x for x <= 0. Features come multiplied by log2(e), so that this is the exponential wanted.
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

TOYGAN_INLINE lanes absolute(lanes x) { return (lanes)((mask)x & 0x7fffffff); }

// y times the sign of x, zero where x is.
TOYGAN_INLINE lanes with_sign(lanes y, lanes x) {
  return (lanes)(((mask)y ^ ((mask)x & (int32_t)0x80000000)) & (mask)(x != 0.0f));
}

// The exponential of the distance of row i from those of group g, times the directions' t, and the
// differences in each dimension where there are few enough to keep.
TOYGAN_INLINE lanes pair(const work *w, int64_t i, int64_t g, int32_t dimensions, lanes *kept) {
  const int64_t a = i * dimensions, b = g * dimensions;
  lanes distance = {0};
  for (int32_t c = 0; c < dimensions; c++) {
    lanes d = w->features.repeated[a + c] - w->features.grouped[b + c];
    if (dimensions <= FEW) kept[c] = d;
    distance += absolute(d);
  }
  lanes f = power_of_two(-distance);
  for (int32_t k = 0; k < w->directions; k++) {
    lanes t = {0};
    for (int32_t c = 0; c < dimensions; c++)
      t += with_sign(w->direction[k].repeated[a + c] - w->direction[k].grouped[b + c],
                     w->features.repeated[a + c] - w->features.grouped[b + c]);
    f *= t;
  }
  return f;
}

// Lanes of the group that row i is in which hold earlier rows.
TOYGAN_INLINE mask earlier(const work *w, int32_t i) {
  mask m;
  for (int32_t l = 0; l < TOYGAN_LANES; l++)
    m[l] = l / w->width < i % w->rows_at_once ? -1 : 0;
  return m;
}

TOYGAN_INLINE void sum_row(
    const work *w, int32_t i, int32_t first, int32_t whole, int32_t end, int32_t dimensions) {
  lanes kept[FEW], sum = {0};
  lanes *restrict sink = w->sink.grouped;
  for (int32_t g = first; g < whole; g++) {
    lanes f = pair(w, i, g, dimensions, kept);
    sum += f;
    sink[g] += f;
  }
  if (whole < end) {
    lanes f = (lanes)((mask)pair(w, i, whole, dimensions, kept) & earlier(w, i));
    sum += f;
    sink[whole] += f;
  }
  w->sink.repeated[i] += sum;
}

// Adds row i's share in each dimension to `sum`, and takes it from group g.
TOYGAN_INLINE void spread_pair(
    const work *w, lanes f, int64_t i, int64_t g, int32_t dimensions, const lanes *kept,
    lanes *sum) {
  const int64_t a = i * dimensions, b = g * dimensions;
  for (int32_t c = 0; c < dimensions; c++) {
    lanes share = with_sign(
        f, dimensions <= FEW ? kept[c] : w->features.repeated[a + c] - w->features.grouped[b + c]);
    sum[c] += share;
    w->sink.grouped[b + c] -= share;
  }
}

TOYGAN_INLINE void spread_row(
    const work *w, int32_t i, int32_t first, int32_t whole, int32_t end, int32_t dimensions) {
  lanes kept[FEW], few[FEW] = {{0}};
  lanes *into = w->sink.repeated + (int64_t)i * dimensions;
  lanes *sum = dimensions <= FEW ? few : into;
  const lanes own = w->cotangent.repeated[i];
  for (int32_t g = first; g < whole; g++) {
    lanes f = pair(w, i, g, dimensions, kept) * (own + w->cotangent.grouped[g]);
    spread_pair(w, f, i, g, dimensions, kept, sum);
  }
  if (whole < end) {
    lanes f = pair(w, i, whole, dimensions, kept) * (own + w->cotangent.grouped[whole]);
    spread_pair(w, (lanes)((mask)f & earlier(w, i)), i, whole, dimensions, kept, sum);
  }
  if (dimensions <= FEW)
    for (int32_t c = 0; c < dimensions; c++) into[c] += few[c];
}

// Every pair j < i once, in blocks of j that stay in the nearest cache.
TOYGAN_INLINE void all_pairs(const work *shared, int32_t dimensions, int32_t transposed) {
  const work w = *shared;  // a copy that no store can be thought to change
  for (int32_t first = 0; first < w.groups; first += GROUP_BLOCK)
    for (int32_t i = first * w.rows_at_once + 1; i < w.rows; i++) {
      int32_t whole = i / w.rows_at_once, end = (i + w.rows_at_once - 1) / w.rows_at_once;
      if (whole > first + GROUP_BLOCK) whole = first + GROUP_BLOCK;
      if (end > first + GROUP_BLOCK) end = first + GROUP_BLOCK;
      if (transposed) spread_row(&w, i, first, whole, end, dimensions);
      else sum_row(&w, i, first, whole, end, dimensions);
    }
}

TOYGAN_INLINE void sum_pairs(const work *w, int32_t dimensions) { all_pairs(w, dimensions, 0); }
TOYGAN_INLINE void spread_pairs(const work *w, int32_t dimensions) { all_pairs(w, dimensions, 1); }

// A number of dimensions known while compiling lets the loops over them unroll.
#define FOR_DIMENSIONS(f, w)         \
  switch ((w)->dimensions) {         \
    case 1: f(w, 1); break;          \
    case 2: f(w, 2); break;          \
    case 3: f(w, 3); break;          \
    case 4: f(w, 4); break;          \
    case 5: f(w, 5); break;          \
    case 8: f(w, 8); break;          \
    default: f(w, (w)->dimensions);  \
  }

// Where entry (row i, dimension c, kernel b of this pass) lies in a packed matrix, in floats.
TOYGAN_INLINE int64_t packed(const work *w, int32_t i, int32_t c, int32_t b, int32_t dimensions) {
  return ((int64_t)(i / w->rows_at_once) * dimensions + c) * TOYGAN_LANES +
         i % w->rows_at_once * w->width + b;
}

// A matrix's memory at `next`, which moves on; all zeros.
TOYGAN_INLINE operand place(const work *w, lanes **next, int32_t dimensions) {
  operand o = {*next, *next};
  *next += (int64_t)w->groups * dimensions;
  if (w->rows_at_once > 1) {
    o.repeated = *next;
    *next += (int64_t)w->rows * dimensions;
  }
  memset(o.grouped, 0, sizeof(lanes) * (size_t)(*next - o.grouped));
  return o;
}

// Packs this pass's kernels of a matrix [rows, dimensions * kernels], scaled; idle lanes are zero.
TOYGAN_INLINE operand pack(
    const work *w, lanes **next, const float *from, int32_t dimensions, float scale) {
  const int32_t here = w->kernels - w->first < w->width ? w->kernels - w->first : w->width;
  operand o = place(w, next, dimensions);
  for (int32_t i = 0; i < w->rows; i++)
    for (int32_t c = 0; c < dimensions; c++, from += w->kernels)
      for (int32_t b = 0; b < here; b++) {
        const float x = scale * from[w->first + b];
        ((float *)o.grouped)[packed(w, i, c, b, dimensions)] = x;
        if (w->rows_at_once == 1) continue;
        float *repeated = (float *)(o.repeated + (int64_t)i * dimensions + c);
        for (int32_t r = 0; r < w->rows_at_once; r++) repeated[r * w->width + b] = x;
      }
  return o;
}

// What row i got as a member of its group and as the row compared with others.
TOYGAN_INLINE void unpack(
    const work *w, float *to, const operand *o, int32_t dimensions, float sign) {
  const int32_t here = w->kernels - w->first < w->width ? w->kernels - w->first : w->width;
  for (int32_t i = 0; i < w->rows; i++)
    for (int32_t c = 0; c < dimensions; c++, to += w->kernels)
      for (int32_t b = 0; b < here; b++) {
        float x = ((const float *)o->grouped)[packed(w, i, c, b, dimensions)];
        const float *repeated = (const float *)(o->repeated + (int64_t)i * dimensions + c);
        for (int32_t r = 0; r < w->rows_at_once && w->rows_at_once > 1; r++)
          x += repeated[r * w->width + b];
        to[w->first + b] = sign * x;
      }
}

TOYGAN_INLINE int32_t lanes_for(int32_t kernels) {
  int32_t width = 1;
  while (width < kernels && width < TOYGAN_LANES) width *= 2;
  return width;
}

// Lays out one pass's operands from `next` on.
TOYGAN_INLINE void set_up(
    work *w, const toygan_closeness *task, const float *arena, lanes *next, int32_t transposed) {
  w->features = pack(w, &next, arena + task->features, w->dimensions, log2_of_e);
  for (int32_t k = 0; k < w->directions; k++)
    w->direction[k] = pack(w, &next, arena + task->direction[k], w->dimensions, 1);
  if (transposed) w->cotangent = pack(w, &next, arena + task->cotangent, 1, 1);
  w->sink = place(w, &next, transposed ? w->dimensions : 1);
}

TOYGAN_INLINE void run(const toygan_closeness *task, float *arena, int32_t transposed) {
  const float sign = (task->directions + transposed) % 2 ? -1 : 1;
  work w = {.rows = task->rows, .kernels = task->kernels, .dimensions = task->dimensions,
            .directions = task->directions};
  for (; w.first < w.kernels; w.first += w.width) {
    w.width = lanes_for(w.kernels - w.first);
    w.rows_at_once = TOYGAN_LANES / w.width;
    w.groups = (w.rows + w.rows_at_once - 1) / w.rows_at_once;
    set_up(&w, task, arena, (lanes *)(arena + task->scratch), transposed);
    if (transposed) { FOR_DIMENSIONS(spread_pairs, &w) } else { FOR_DIMENSIONS(sum_pairs, &w) }
    unpack(&w, arena + task->sink, &w.sink, transposed ? w.dimensions : 1, sign);
  }
}

TOYGAN_CLONES
void toygan_run_closeness(const toygan_closeness *task, float *arena) { run(task, arena, 0); }

TOYGAN_CLONES
void toygan_run_closeness_transpose(const toygan_closeness *task, float *arena) {
  run(task, arena, 1);
}
