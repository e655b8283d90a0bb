#include "include/elementwise.h"
#include "functions.h"

#pragma clang fp contract(fast)

typedef toygan_lanes lanes;
typedef int32_t mask __attribute__((vector_size(64), aligned(4)));

// One tile of the run: where it starts, how large it is, and every register's place in it.
typedef struct {
  float *arena;
  float *registers[toygan_most_registers];
  int32_t row, rows, columns, stride;  // stride: columns of the whole run
  int32_t column;
} tile;

// A result lies where an operand does, entry for entry, or nowhere near it: there is never anything
// between one entry and the next for a compiler to respect.
#define ENTRIES _Pragma("clang loop vectorize(assume_safety)") for (int32_t i = 0; i < n; i++)

#define FOR_EACH(expression) \
  ENTRIES {                  \
    float x = a[i];          \
    y[i] = (expression);     \
  }                          \
  break

TOYGAN_INLINE void unary(int32_t function, float *y, const float *a, int32_t n) {
  switch (function) {
    case toygan_copy: FOR_EACH(x);
    case toygan_negate: FOR_EACH(-x);
    case toygan_exp: FOR_EACH(toygan_expf(x));
    case toygan_expm1: FOR_EACH(toygan_expm1f(x));
    case toygan_log:  // a call of the library for each entry, which no vector can make
      for (int32_t i = 0; i < n; i++) y[i] = logf(a[i]);
      break;
    case toygan_square_root: FOR_EACH(__builtin_elementwise_sqrt(x));
    case toygan_tanh: FOR_EACH(toygan_tanhf(x));
    case toygan_sigmoid: FOR_EACH(toygan_sigmoidf(x));
    case toygan_softplus: FOR_EACH(toygan_softplusf(x));
    case toygan_relu: FOR_EACH(0 > x ? 0 : x);  // one instruction, and not-a-number stays
    case toygan_step: FOR_EACH(x > 0 ? 1.0f : 0.0f);
    case toygan_absolute: FOR_EACH(fabsf(x));
    case toygan_sign: FOR_EACH(x > 0 ? 1.0f : (x < 0 ? -1.0f : 0.0f));
  }
}

#define FOR_PAIRS(left, right, expression) \
  ENTRIES {                                \
    float u = (left), v = (right);         \
    y[i] = (expression);                   \
  }                                        \
  break

#define BINARY(left, right)                                            \
  switch (function) {                                                  \
    case toygan_add: FOR_PAIRS(left, right, u + v);                    \
    case toygan_subtract: FOR_PAIRS(left, right, u - v);               \
    case toygan_multiply: FOR_PAIRS(left, right, u * v);               \
    case toygan_divide: FOR_PAIRS(left, right, u / v);                 \
    case toygan_minimum: FOR_PAIRS(left, right, u < v ? u : v);        \
    case toygan_maximum: FOR_PAIRS(left, right, u > v ? u : v);        \
  }

TOYGAN_INLINE void binary(int32_t function, float *y, const float *a, const float *b, int32_t n) {
  BINARY(a[i], b[i])
}
TOYGAN_INLINE void binary_constant(int32_t function, float *y, const float *a, float k, int32_t n) {
  BINARY(a[i], k)
}
TOYGAN_INLINE void constant_binary(int32_t function, float *y, float k, const float *a, int32_t n) {
  BINARY(k, a[i])
}

TOYGAN_INLINE lanes load(const float *a) { return *(const lanes *)a; }
TOYGAN_INLINE void store(float *a, lanes x) { *(lanes *)a = x; }

// Halves added to halves: the order is the same on every processor.
TOYGAN_INLINE float add_lanes(lanes x) {
  typedef float half __attribute__((vector_size(32)));
  typedef float quarter __attribute__((vector_size(16)));
  half h = __builtin_shufflevector(x, x, 0, 1, 2, 3, 4, 5, 6, 7) +
           __builtin_shufflevector(x, x, 8, 9, 10, 11, 12, 13, 14, 15);
  quarter q = __builtin_shufflevector(h, h, 0, 1, 2, 3) + __builtin_shufflevector(h, h, 4, 5, 6, 7);
  return (q[0] + q[2]) + (q[1] + q[3]);
}

TOYGAN_INLINE float sum(const float *a, int32_t n) {
  lanes s = {0};
  int32_t i = 0;
  for (; i + TOYGAN_LANES <= n; i += TOYGAN_LANES) s += load(a + i);
  float total = add_lanes(s);
  for (; i < n; i++) total += a[i];
  return total;
}

TOYGAN_INLINE float dot(const float *a, const float *b, int32_t n) {
  lanes s = {0};
  int32_t i = 0;
  for (; i + TOYGAN_LANES <= n; i += TOYGAN_LANES) s += load(a + i) * load(b + i);
  float total = add_lanes(s);
  for (; i < n; i++) total += a[i] * b[i];
  return total;
}

TOYGAN_INLINE float ended(float x, int32_t ending, const float *where) {
  if (ending == toygan_rectified) return 0 > x ? 0 : x;
  if (ending == toygan_where_positive) return *where > 0 ? x : 0;
  return x;
}

// A product with an inner size of 1 or 2, its addend and its ending, for the columns from `first` on
// that fill whole registers, four at a time: B's rows stay in registers while A's go by.
TOYGAN_INLINE int32_t outer_in_registers(
    float *y, const float *a, int32_t row_stride, int32_t inner_stride, const float *b0,
    const float *b1, const float *c, const float *where, int32_t rows, int32_t columns,
    int32_t count, int32_t ending) {
  const lanes zero = {0};
  int32_t j = 0;
  for (; j + 4 * TOYGAN_LANES <= columns; j += 4 * TOYGAN_LANES) {
    lanes u[4], v[4];
    for (int32_t q = 0; q < 4; q++) {
      u[q] = load(b0 + j + 16 * q);
      v[q] = count > 1 ? load(b1 + j + 16 * q) : zero;
    }
    for (int32_t i = 0; i < rows; i++) {
      const float k0 = a[(int64_t)i * row_stride];
      const float k1 = count > 1 ? a[(int64_t)i * row_stride + inner_stride] : 0;
      const int64_t at = (int64_t)i * columns + j;
#pragma clang loop unroll(full)
      for (int32_t q = 0; q < 4; q++) {
        lanes x = c ? load(c + at + 16 * q) : zero;
        if (count > 1) x = k1 * v[q] + x;
        x = count > 1 || c ? k0 * u[q] + x : k0 * u[q];
        if (ending == toygan_rectified) x = (lanes)((mask)x & ~(mask)(x < zero));
        if (ending == toygan_where_positive)
          x = (lanes)((mask)x & (mask)(load(where + at + 16 * q) > zero));
        store(y + at + 16 * q, x);
      }
    }
  }
  return j;
}

// One row of A B + C, from column j on, whatever the inner size.
TOYGAN_INLINE void outer_row(
    float *y, const float *a, int32_t a_stride, const float *b, int32_t b_stride, const float *c,
    const float *where, int32_t count, int32_t ending, int32_t j, int32_t n) {
  for (; j < n; j++) {
    float x = c ? c[j] : 0;
    for (int32_t p = count - 1; p >= 0; p--) x = a[p * a_stride] * b[(int64_t)p * b_stride + j] + x;
    y[j] = ended(x, ending, where + j);
  }
}

TOYGAN_INLINE void outer_rows(
    const tile *t, const toygan_operation *o, const float *c, int32_t count, int32_t ending) {
  float *y = t->registers[o->target];
  const float *b = t->arena + o->other + t->column;
  const float *a = t->arena + o->source + (int64_t)t->row * o->row_stride;
  const float *where = t->registers[o->right];
  const int32_t n = t->columns;
  int32_t j = 0;
  if (count <= 2)
    j = outer_in_registers(y, a, o->row_stride, o->inner_stride, b, b + t->stride, c, where,
                           t->rows, n, count, ending);
  if (j == n) return;
  for (int32_t i = 0; i < t->rows; i++)
    outer_row(y + (int64_t)i * n, a + (int64_t)i * o->row_stride, o->inner_stride, b, t->stride,
              c ? c + (int64_t)i * n : 0, where + (int64_t)i * n, count, ending, j, n);
}

// y[i, j] = sum over p of A[i, p] B[p, j] + C[i, j], the rows of B at `stride` from one another.
TOYGAN_INLINE void outer(const tile *t, const toygan_operation *o) {
  const float *c = o->addend < 0 ? 0 : t->registers[o->addend];
  // Loops that know what they do are several times as fast, so the common cases are spelled out: a
  // small network's first layer, with and without its activation, and gradients on their way back.
  const int32_t known = (o->count << 8) + (c ? 16 : 0) + o->function;
  switch (known) {
    case (1 << 8) + toygan_as_it_is: outer_rows(t, o, 0, 1, toygan_as_it_is); break;
    case (1 << 8) + toygan_where_positive: outer_rows(t, o, 0, 1, toygan_where_positive); break;
    case (2 << 8) + toygan_as_it_is: outer_rows(t, o, 0, 2, toygan_as_it_is); break;
    case (2 << 8) + toygan_where_positive: outer_rows(t, o, 0, 2, toygan_where_positive); break;
    case (2 << 8) + 16 + toygan_as_it_is: outer_rows(t, o, c, 2, toygan_as_it_is); break;
    case (2 << 8) + 16 + toygan_rectified: outer_rows(t, o, c, 2, toygan_rectified); break;
    case (2 << 8) + 16 + toygan_where_positive:
      outer_rows(t, o, c, 2, toygan_where_positive);
      break;
    default: outer_rows(t, o, c, o->count, o->function);
  }
}

// y[j] += sum over the tile's rows of k[i] x[i, j], a piece of y at a time in registers.
TOYGAN_INLINE void add_weighted_rows(
    float *restrict y, const float *k, int32_t k_stride, const float *restrict x, int32_t rows,
    int32_t columns) {
  int32_t j = 0;
  for (; j + 4 * TOYGAN_LANES <= columns; j += 4 * TOYGAN_LANES) {
    lanes s0 = load(y + j), s1 = load(y + j + 16), s2 = load(y + j + 32), s3 = load(y + j + 48);
    const float *r = x + j;
    for (int32_t i = 0; i < rows; i++, r += columns) {
      float w = k ? k[(int64_t)i * k_stride] : 1;
      s0 += w * load(r);
      s1 += w * load(r + 16);
      s2 += w * load(r + 32);
      s3 += w * load(r + 48);
    }
    store(y + j, s0);
    store(y + j + 16, s1);
    store(y + j + 32, s2);
    store(y + j + 48, s3);
  }
  for (; j + TOYGAN_LANES <= columns; j += TOYGAN_LANES) {
    lanes s = load(y + j);
    for (int32_t i = 0; i < rows; i++)
      s += (k ? k[(int64_t)i * k_stride] : 1) * load(x + (int64_t)i * columns + j);
    store(y + j, s);
  }
  for (; j < columns; j++)
    for (int32_t i = 0; i < rows; i++)
      y[j] += (k ? k[(int64_t)i * k_stride] : 1) * x[(int64_t)i * columns + j];
}

TOYGAN_INLINE void repeat_column(const tile *t, const toygan_operation *o) {
  float *y = t->registers[o->target];
  const float *x = t->arena + o->source + t->row;
  for (int32_t i = 0; i < t->rows; i++, y += t->columns)
    for (int32_t j = 0; j < t->columns; j++) y[j] = x[i];
}

TOYGAN_INLINE void sum_rows(const tile *t, const toygan_operation *o) {
  const float *x = t->registers[o->left];
  add_weighted_rows(t->arena + o->sink + t->column, 0, 0, x, t->rows, t->columns);
}

TOYGAN_INLINE void sum_columns(const tile *t, const toygan_operation *o) {
  const float *x = t->registers[o->left];
  float *y = t->arena + o->sink + t->row;
  for (int32_t i = 0; i < t->rows; i++, x += t->columns) y[i] += sum(x, t->columns);
}

TOYGAN_INLINE void sum_all(const tile *t, const toygan_operation *o) {
  double total;
  memcpy(&total, t->arena + o->sink, sizeof total);
  total += sum(t->registers[o->left], t->rows * t->columns);
  memcpy(t->arena + o->sink, &total, sizeof total);
}

// The products of four rows with b, each added up in the order of `dot`.
TOYGAN_INLINE void four_dots(
    float *y, int32_t y_stride, const float *x, const float *b, int32_t n) {
  lanes s0 = {0}, s1 = {0}, s2 = {0}, s3 = {0};
  int32_t i = 0;
  for (; i + TOYGAN_LANES <= n; i += TOYGAN_LANES) {
    const lanes w = load(b + i);
    s0 += load(x + i) * w;
    s1 += load(x + n + i) * w;
    s2 += load(x + 2 * (int64_t)n + i) * w;
    s3 += load(x + 3 * (int64_t)n + i) * w;
  }
  float sums[4] = {add_lanes(s0), add_lanes(s1), add_lanes(s2), add_lanes(s3)};
  for (int32_t r = 0; r < 4; r++) {
    for (int32_t j = i; j < n; j++) sums[r] += x[(int64_t)r * n + j] * b[j];
    y[(int64_t)r * y_stride] += sums[r];
  }
}

TOYGAN_INLINE void product_right(const tile *t, const toygan_operation *o) {
  const int32_t n = t->columns;
  for (int32_t p = 0; p < o->count; p++) {
    const float *x = t->registers[o->left];
    const float *b = t->arena + o->other + t->column + (int64_t)p * t->stride;
    float *y = t->arena + o->sink + (int64_t)t->row * o->count + p;
    int32_t i = 0;
    for (; i + 4 <= t->rows; i += 4) four_dots(y + i * o->count, o->count, x + i * n, b, n);
    for (; i < t->rows; i++) y[i * o->count] += dot(x + i * n, b, n);
  }
}

TOYGAN_INLINE void product_left(const tile *t, const toygan_operation *o) {
  const float *x = t->registers[o->left];
  const float *a = t->arena + o->source + (int64_t)t->row * o->row_stride;
  for (int32_t p = 0; p < o->count; p++)
    add_weighted_rows(
        t->arena + o->sink + t->column + (int64_t)p * t->stride, a + p * o->inner_stride,
        o->row_stride, x, t->rows, t->columns);
}

TOYGAN_INLINE void run_on_tile(const tile *t, const toygan_operation *o) {
  int32_t n = t->rows * t->columns;
  float *y = t->registers[o->target];
  const float *a = t->registers[o->left], *b = t->registers[o->right];
  const float *c = t->registers[o->addend < 0 ? 0 : o->addend];
  float k = o->immediate;
  switch (o->kind) {
    case toygan_apply_unary: unary(o->function, y, a, n); break;
    case toygan_apply_binary: binary(o->function, y, a, b, n); break;
    case toygan_apply_binary_constant: binary_constant(o->function, y, a, k, n); break;
    case toygan_apply_constant_binary: constant_binary(o->function, y, k, a, n); break;
    case toygan_multiply_add:
      ENTRIES y[i] = a[i] * b[i] + c[i];
      break;
    case toygan_multiply_constant_add:
      ENTRIES y[i] = a[i] * k + c[i];
      break;
    case toygan_select:
      ENTRIES y[i] = a[i] > 0 ? b[i] : 0;
      break;
    case toygan_repeat_column: repeat_column(t, o); break;
    case toygan_outer: outer(t, o); break;
    case toygan_sum_rows: sum_rows(t, o); break;
    case toygan_sum_columns: sum_columns(t, o); break;
    case toygan_sum_all: sum_all(t, o); break;
    case toygan_product_right: product_right(t, o); break;
    case toygan_product_left: product_left(t, o); break;
  }
}

TOYGAN_INLINE void run_once(const toygan_group *g, float *arena, const toygan_operation *o) {
  float *y = arena + g->registers[o->target].offset;
  const float *x = arena + o->source;
  int32_t n = g->tile_rows * g->tile_columns;
  switch (o->kind) {
    case toygan_fill_constant:
      for (int32_t i = 0; i < n; i++) y[i] = o->immediate;
      break;
    case toygan_fill_scalar:
      for (int32_t i = 0; i < n; i++) y[i] = x[0];
      break;
    case toygan_repeat_row:
      for (int32_t i = 0; i < g->tile_rows; i++)
        memcpy(y + (int64_t)i * g->columns, x, sizeof(float) * (size_t)g->columns);
      break;
    case toygan_transpose:
      for (int32_t p = 0; p < o->count; p++)
        for (int32_t j = 0; j < g->columns; j++)
          arena[o->sink + (int64_t)p * g->columns + j] = x[(int64_t)j * o->count + p];
      break;
    case toygan_zero: memset(arena + o->sink, 0, sizeof(float) * (size_t)o->count); break;
    case toygan_store_sum: {
      double total;
      memcpy(&total, x, sizeof total);
      arena[o->sink] = (float)total;
      break;
    }
    case toygan_transpose_out:
      for (int32_t p = 0; p < o->count; p++)
        for (int32_t j = 0; j < g->columns; j++)
          arena[o->sink + (int64_t)j * o->count + p] = x[(int64_t)p * g->columns + j];
      break;
  }
}

TOYGAN_INLINE void place_registers(const toygan_group *g, tile *t) {
  for (int32_t i = 0; i < g->register_count; i++) {
    int64_t moved = 0;
    if (g->registers[i].moves == toygan_with_tile) moved = (int64_t)t->row * t->stride + t->column;
    if (g->registers[i].moves == toygan_with_columns) moved = t->column;
    t->registers[i] = t->arena + g->registers[i].offset + moved;
  }
}

TOYGAN_CLONES
void toygan_run_group(const toygan_group *g, float *arena) {
  for (int32_t i = 0; i < g->once_count; i++) run_once(g, arena, g->once + i);
  tile t;
  t.arena = arena;
  t.stride = g->columns;
  for (t.row = 0; t.row < g->rows; t.row += g->tile_rows) {
    t.rows = g->rows - t.row < g->tile_rows ? g->rows - t.row : g->tile_rows;
    for (t.column = 0; t.column < g->columns; t.column += g->tile_columns) {
      t.columns = g->columns - t.column < g->tile_columns ? g->columns - t.column : g->tile_columns;
      place_registers(g, &t);
      for (int32_t i = 0; i < g->each_count; i++) run_on_tile(&t, g->each + i);
    }
  }
  for (int32_t i = 0; i < g->last_count; i++) run_once(g, arena, g->last + i);
}
