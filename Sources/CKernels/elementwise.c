#include "thin_products.h"

// A result is at the same place as an operand, entry for entry, or does not overlap it: entries are
// independent of one another, and the compiler may vectorize.
#define INTERLEAVED(options) _Pragma(options) for (int32_t i = 0; i < n; i++)
#define ENTRIES INTERLEAVED("clang loop vectorize(assume_safety)")

#define FOR_EACH(expression) \
  ENTRIES {                  \
    float x = a[i];          \
    y[i] = (expression);     \
  }                          \
  break

// Each step of a series depends on the previous result; four registers side by side hide that latency.
#define FOR_EACH_SERIES(expression)                                      \
  INTERLEAVED("clang loop vectorize(assume_safety) interleave_count(4)") { \
    float x = a[i];                                                      \
    y[i] = (expression);                                                 \
  }                                                                      \
  break

TOYGAN_INLINE void tanh_of_all(float *y, const float *a, int32_t n) {
  int32_t i = 0;
#pragma clang loop unroll_count(4)
  for (; i + TOYGAN_LANES <= n; i += TOYGAN_LANES) store(y + i, toygan_tanh_lanes(load(a + i)));
  for (; i < n; i++) y[i] = toygan_tanhf(a[i]);
}

TOYGAN_INLINE void unary(int32_t function, float *y, const float *a, int32_t n) {
  switch (function) {
    case toygan_copy: FOR_EACH(x);
    case toygan_negate: FOR_EACH(-x);
    case toygan_exp: FOR_EACH_SERIES(toygan_expf(x));
    case toygan_expm1: FOR_EACH_SERIES(toygan_expm1f(x));
    case toygan_log:  // a call of the library for each entry, which no vector can make
      for (int32_t i = 0; i < n; i++) y[i] = logf(a[i]);
      break;
    case toygan_square_root: FOR_EACH(__builtin_elementwise_sqrt(x));
    case toygan_tanh: tanh_of_all(y, a, n); break;
    case toygan_sigmoid: FOR_EACH_SERIES(toygan_sigmoidf(x));
    case toygan_softplus: FOR_EACH_SERIES(toygan_softplusf(x));
    case toygan_relu: FOR_EACH(0 > x ? 0 : x);  // one instruction, and not-a-number stays
    case toygan_step: FOR_EACH(x > 0 ? 1.0f : 0.0f);
    case toygan_absolute: FOR_EACH(fabsf(x));
    case toygan_sign: FOR_EACH(x > 0 ? 1.0f : (x < 0 ? -1.0f : 0.0f));
    case toygan_sine: FOR_EACH_SERIES(toygan_turned_sinf(x, 0));
    case toygan_cosine: FOR_EACH_SERIES(toygan_turned_sinf(x, 1));
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

TOYGAN_INLINE void repeat_column(const tile *t, const toygan_operation *o) {
  float *y = t->registers[o->target];
  const float *x = t->arena + o->source + t->row;
  for (int32_t i = 0; i < t->rows; i++, y += t->columns)
    for (int32_t j = 0; j < t->columns; j++) y[j] = x[i];
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
    case toygan_tanh_slope:
      ENTRIES y[i] = (1 - a[i] * a[i]) * b[i];
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
    const int32_t moves = g->registers[i].moves;
    if (moves == toygan_with_tile) moved = (int64_t)t->row * t->stride + t->column;
    if (moves == toygan_with_band) moved = (int64_t)(t->row - t->band) * t->stride + t->column;
    if (moves == toygan_with_columns) moved = t->column;
    t->registers[i] = t->arena + g->registers[i].offset + moved;
  }
}

TOYGAN_CLONES
void toygan_run_group(const toygan_group *g, float *arena, int32_t first, int32_t end) {
  if (end > g->rows) end = g->rows;
  for (int32_t i = 0; i < g->once_count; i++)
    if (first == 0 || g->once[i].kind != toygan_zero) run_once(g, arena, g->once + i);
  tile t;
  t.arena = arena;
  t.stride = g->columns;
  t.band = first;
  for (t.row = first; t.row < end; t.row += g->tile_rows) {
    t.rows = end - t.row < g->tile_rows ? end - t.row : g->tile_rows;
    for (t.column = 0; t.column < g->columns; t.column += g->tile_columns) {
      t.columns = g->columns - t.column < g->tile_columns ? g->columns - t.column : g->tile_columns;
      place_registers(g, &t);
      for (int32_t i = 0; i < g->each_count; i += 1 + g->each[i].joined)
        run_on_tile(&t, g->each + i);
    }
  }
  if (end < g->rows) return;
  for (int32_t i = 0; i < g->last_count; i++) run_once(g, arena, g->last + i);
}
