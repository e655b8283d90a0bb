#include "include/closeness.h"
#include "functions.h"

#pragma clang fp contract(fast)

typedef toygan_lanes lanes;
typedef int32_t mask __attribute__((vector_size(64), aligned(4)));

// Kernels are handled sixteen at a time. Each block of sixteen has its own padded copy of the
// operands, [rows, dimensions, 16], so that every access is one register.
enum { PAIR_BLOCK = 32 };  // rows of a block of pairs: two operands and a result fit 32 kB

typedef struct {
  int32_t rows, dimensions, directions;
  const lanes *features, *cotangent, *direction[toygan_most_directions];
  lanes *sink;
} block;


int64_t toygan_closeness_scratch(const toygan_closeness *w) {
  int64_t matrices = 2 + w->directions;  // features, directions, a result of the same size
  return w->rows * (matrices * w->dimensions + 2) * TOYGAN_LANES;
}

TOYGAN_INLINE lanes exp_of_negative(lanes x) {
  const lanes floor = (lanes){0} - 87.0f;
  mask low = x < floor;
  x = (lanes)(((mask)floor & low) | ((mask)x & ~low));
  lanes n = (x * 1.44269504f + 12582912.0f) - 12582912.0f;
  lanes r = (x - n * 0.693359375f) + n * 2.12194440e-4f;
  lanes q = r * (1.0f / 5040) + (1.0f / 720);
  q = q * r + (1.0f / 120);
  q = q * r + (1.0f / 24);
  q = q * r + (1.0f / 6);
  q = q * r + 0.5f;
  lanes p = q * r * r + r;
  lanes scale = (lanes)((__builtin_convertvector(n, mask) + 127) << 23);
  return scale * p + scale;
}

TOYGAN_INLINE lanes absolute(lanes x) { return (lanes)((mask)x & 0x7fffffff); }

// y times the sign of x, zero where x is.
TOYGAN_INLINE lanes with_sign(lanes y, lanes x) {
  return (lanes)(((mask)y ^ ((mask)x & (int32_t)0x80000000)) & (mask)(x != 0.0f));
}

// The exponential of a pair's distance, times the directions' t.
TOYGAN_INLINE lanes pair(const block *w, int64_t i, int64_t j, int32_t dimensions) {
  lanes distance = {0};
  for (int32_t c = 0; c < dimensions; c++)
    distance += absolute(w->features[i + c] - w->features[j + c]);
  lanes f = exp_of_negative(-distance);
  for (int32_t k = 0; k < w->directions; k++) {
    lanes t = {0};
    for (int32_t c = 0; c < dimensions; c++)
      t += with_sign(w->direction[k][i + c] - w->direction[k][j + c],
                     w->features[i + c] - w->features[j + c]);
    f *= t;
  }
  return f;
}

// Every pair j < i once, in blocks that stay in the nearest cache.
#define FOR_ALL_PAIRS(w)                                                            \
  for (int32_t j0 = 0; j0 < (w)->rows; j0 += PAIR_BLOCK)                            \
    for (int32_t i = j0 + 1; i < (w)->rows; i++)                                    \
      for (int32_t j = j0, end = i < j0 + PAIR_BLOCK ? i : j0 + PAIR_BLOCK; j < end; j++)

TOYGAN_INLINE void sum_pairs(const block *w, int32_t dimensions) {
  FOR_ALL_PAIRS(w) {
    lanes f = pair(w, (int64_t)i * dimensions, (int64_t)j * dimensions, dimensions);
    w->sink[i] += f;
    w->sink[j] += f;
  }
}

TOYGAN_INLINE void spread_pairs(const block *w, int32_t dimensions) {
  FOR_ALL_PAIRS(w) {
    int64_t a = (int64_t)i * dimensions, b = (int64_t)j * dimensions;
    lanes f = pair(w, a, b, dimensions) * (w->cotangent[i] + w->cotangent[j]);
    for (int32_t c = 0; c < dimensions; c++) {
      lanes share = with_sign(f, w->features[a + c] - w->features[b + c]);
      w->sink[a + c] += share;
      w->sink[b + c] -= share;
    }
  }
}

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

// Copies sixteen kernels, from `first` on, of a matrix [rows, dimensions * kernels]; zeros beyond.
TOYGAN_INLINE void gather(
    float *to, const float *from, int32_t rows, int32_t dimensions, int32_t kernels, int32_t first) {
  int32_t here = kernels - first < TOYGAN_LANES ? kernels - first : TOYGAN_LANES;
  for (int64_t i = 0; i < (int64_t)rows * dimensions; i++, to += TOYGAN_LANES)
    for (int32_t b = 0; b < TOYGAN_LANES; b++) to[b] = b < here ? from[i * kernels + first + b] : 0;
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
    gather(next, arena + w->features, w->rows, w->dimensions, w->kernels, first);
    b.features = (const lanes *)next;
    next += matrix;
    for (int32_t k = 0; k < w->directions; k++, next += matrix) {
      gather(next, arena + w->direction[k], w->rows, w->dimensions, w->kernels, first);
      b.direction[k] = (const lanes *)next;
    }
    if (transposed) gather(next, arena + w->cotangent, w->rows, 1, w->kernels, first);
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
