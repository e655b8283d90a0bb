// Products with a side of a few entries, computed tile by tile.
#pragma once
#include "thin_layer.h"

TOYGAN_INLINE float ended(float x, int32_t ending, const float *where) {
  if (ending == toygan_rectified) return 0 > x ? 0 : x;
  if (ending == toygan_where_positive) return *where > 0 ? x : 0;
  if (ending == toygan_times_tanh_slope) return (1 - *where * *where) * x;
  return x;
}

// One row of A B + C + row from column j on, for any inner size.
TOYGAN_INLINE void outer_row(
    float *y, const float *a, const float *b, const float *c, const float *row, const float *where,
    const toygan_operation *o, int32_t n) {
  for (int32_t j = 0; j < n; j++) {
    float x = (c ? c[j] : 0) + (row ? row[j] : 0);
    for (int32_t p = o->count - 1; p >= 0; p--)
      x = a[p * o->inner_stride] * b[(int64_t)p * o->other_stride + j] + x;
    y[j] = ended(x, o->function, where + j);
  }
}

// y[i, j] = sum over p of A[i, p] B[p, j] + C[i, j] + row[j], with the rows of B at other_stride.
TOYGAN_INLINE void outer(const tile *t, const toygan_operation *o) {
  if (o->count <= 2 && t->columns % TOYGAN_LANES == 0 && t->rows <= toygan_most_tile_rows) {
    run_thin_layer(t, o);
    return;
  }
  const float *a = t->arena + o->source + (int64_t)t->row * o->row_stride;
  const float *b = t->arena + o->other + t->column;
  const float *c = o->addend < 0 ? 0 : t->registers[o->addend];
  const float *row = o->row < 0 ? 0 : t->registers[o->row];
  for (int32_t i = 0; i < t->rows; i++) {
    const int64_t at = (int64_t)i * t->columns;
    outer_row(t->registers[o->target] + at, a + (int64_t)i * o->row_stride, b, c ? c + at : 0, row,
              t->registers[o->right] + at, o, t->columns);
  }
}

// y[j] += sum over the tile's rows of k[i] x[i, j], with a part of y at a time in registers.
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

TOYGAN_INLINE void sum_rows(const tile *t, const toygan_operation *o) {
  const float *x = t->registers[o->left];
  add_weighted_rows(t->arena + o->sink + t->column, 0, 0, x, t->rows, t->columns);
}

// The products of four rows with b, each summed in the order of `dot`.
TOYGAN_INLINE void four_dots(
    float *y, int32_t y_stride, const float *x, const float *b, int32_t n) {
  lanes s[4] = {{0}};
  int32_t i = 0;
  for (; i + TOYGAN_LANES <= n; i += TOYGAN_LANES)
    for (int32_t r = 0; r < 4; r++) s[r] += load(x + (int64_t)r * n + i) * load(b + i);
  float sums[4];
  add_lanes_of_four(s, sums);
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
