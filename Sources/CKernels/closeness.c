#include "include/closeness.h"
#include "functions.h"

#pragma clang fp contract(fast)

typedef toygan_lanes lanes;
typedef int32_t mask __attribute__((vector_size(64), aligned(4)));

// Kernels are handled sixteen at a time. Each block of sixteen has its own padded copy of the
// operands, [rows, dimensions, 16], so that every access is one register.
enum {
  PAIR_BLOCK = 32,  // rows of a block of pairs: an operand and a result fit 32 kB
  REGISTERS = 8     // most dimensions of a row held in registers
};
static const float log2_of_e = 1.44269504f;

typedef struct {
  int32_t rows, dimensions, directions;
  const lanes *features, *cotangent, *direction[toygan_most_directions];
  lanes *sink;
} block;


int64_t toygan_closeness_scratch(const toygan_closeness *w) {
  int64_t matrices = 2 + w->directions;  // features, directions, a result of the same size
  return w->rows * (matrices * w->dimensions + 2) * TOYGAN_LANES;
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

// One row against the others, its own operands in registers where there are few enough.
typedef struct {
  const block *work;
  int32_t row, dimensions;
  lanes features[REGISTERS], sum[REGISTERS];
} row;

TOYGAN_INLINE lanes feature(const row *r, int32_t c) {
  if (r->dimensions <= REGISTERS) return r->features[c];
  return r->work->features[(int64_t)r->row * r->dimensions + c];
}

// The exponential of the distance from row j, times the directions' t.
TOYGAN_INLINE lanes pair(const row *r, int32_t j) {
  const block *w = r->work;
  int64_t a = (int64_t)r->row * r->dimensions, b = (int64_t)j * r->dimensions;
  lanes distance = {0};
  for (int32_t c = 0; c < r->dimensions; c++)
    distance += absolute(feature(r, c) - w->features[b + c]);
  lanes f = power_of_two(-distance);
  for (int32_t k = 0; k < w->directions; k++) {
    lanes t = {0};
    for (int32_t c = 0; c < r->dimensions; c++)
      t += with_sign(w->direction[k][a + c] - w->direction[k][b + c],
                     feature(r, c) - w->features[b + c]);
    f *= t;
  }
  return f;
}

TOYGAN_INLINE void sum_row(row *r, int32_t first, int32_t end) {
  const block *w = r->work;
  lanes sum = {0};
  for (int32_t j = first; j < end; j++) {
    lanes f = pair(r, j);
    sum += f;
    w->sink[j] += f;
  }
  w->sink[r->row] += sum;
}

TOYGAN_INLINE void spread_row(row *r, int32_t first, int32_t end) {
  const block *w = r->work;
  const lanes own = w->cotangent[r->row];
  lanes *sink = w->sink + (int64_t)r->row * r->dimensions;
  int32_t kept = r->dimensions <= REGISTERS;
  for (int32_t j = first; j < end; j++) {
    int64_t b = (int64_t)j * r->dimensions;
    lanes f = pair(r, j) * (own + w->cotangent[j]);
    for (int32_t c = 0; c < r->dimensions; c++) {
      lanes share = with_sign(f, feature(r, c) - w->features[b + c]);
      if (kept) r->sum[c] += share; else sink[c] += share;
      w->sink[b + c] -= share;
    }
  }
  if (kept)
    for (int32_t c = 0; c < r->dimensions; c++) sink[c] += r->sum[c];
}

// Every pair j < i once, in blocks of j that stay in the nearest cache.
TOYGAN_INLINE void all_pairs(const block *w, int32_t dimensions, int32_t transposed) {
  for (int32_t first = 0; first < w->rows; first += PAIR_BLOCK)
    for (int32_t i = first + 1; i < w->rows; i++) {
      int32_t end = i < first + PAIR_BLOCK ? i : first + PAIR_BLOCK;
      row r = {.work = w, .row = i, .dimensions = dimensions};
      if (dimensions <= REGISTERS)
        for (int32_t c = 0; c < dimensions; c++) {
          r.features[c] = w->features[(int64_t)i * dimensions + c];
          r.sum[c] = (lanes){0};
        }
      if (transposed) spread_row(&r, first, end); else sum_row(&r, first, end);
    }
}

TOYGAN_INLINE void sum_pairs(const block *w, int32_t dimensions) { all_pairs(w, dimensions, 0); }
TOYGAN_INLINE void spread_pairs(const block *w, int32_t dimensions) { all_pairs(w, dimensions, 1); }

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

// Copies sixteen kernels, from `first` on, of `count` groups of `kernels`, scaled; zeros beyond.
TOYGAN_INLINE void gather(
    float *to, const float *from, int64_t count, int32_t kernels, int32_t first,
    float scale) {
  int32_t here = kernels - first < TOYGAN_LANES ? kernels - first : TOYGAN_LANES;
  for (int64_t i = 0; i < count; i++, to += TOYGAN_LANES)
    for (int32_t b = 0; b < TOYGAN_LANES; b++)
      to[b] = b < here ? scale * from[i * kernels + first + b] : 0;
}

TOYGAN_INLINE void scatter(
    float *to, const float *from, int64_t count, int32_t kernels, int32_t first, float sign) {
  int32_t here = kernels - first < TOYGAN_LANES ? kernels - first : TOYGAN_LANES;
  for (int64_t i = 0; i < count; i++)
    for (int32_t b = 0; b < here; b++) to[i * kernels + first + b] = sign * from[i * TOYGAN_LANES + b];
}

TOYGAN_INLINE void run(const toygan_closeness *w, float *arena, int32_t transposed) {
  int64_t vectors = (int64_t)w->rows * w->dimensions, matrix = vectors * TOYGAN_LANES;
  int64_t written = transposed ? vectors : w->rows;
  float sign = (w->directions + transposed) % 2 ? -1 : 1;
  for (int32_t first = 0; first < w->kernels; first += TOYGAN_LANES) {
    float *next = arena + w->scratch;
    block b = {.rows = w->rows, .dimensions = w->dimensions, .directions = w->directions};
    gather(next, arena + w->features, vectors, w->kernels, first, log2_of_e);
    b.features = (const lanes *)next;
    next += matrix;
    for (int32_t k = 0; k < w->directions; k++, next += matrix) {
      gather(next, arena + w->direction[k], vectors, w->kernels, first, 1);
      b.direction[k] = (const lanes *)next;
    }
    if (transposed) gather(next, arena + w->cotangent, w->rows, w->kernels, first, 1);
    b.cotangent = (const lanes *)next;
    next += (int64_t)w->rows * TOYGAN_LANES;
    memset(next, 0, sizeof(float) * TOYGAN_LANES * (size_t)written);
    b.sink = (lanes *)next;
    if (transposed) { FOR_DIMENSIONS(spread_pairs, &b) } else { FOR_DIMENSIONS(sum_pairs, &b) }
    scatter(arena + w->sink, next, written, w->kernels, first, sign);
  }
}

TOYGAN_CLONES
void toygan_run_closeness(const toygan_closeness *w, float *arena) { run(w, arena, 0); }

TOYGAN_CLONES
void toygan_run_closeness_transpose(const toygan_closeness *w, float *arena) { run(w, arena, 1); }
