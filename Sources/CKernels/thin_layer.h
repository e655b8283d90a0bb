// A thin product, or a larger one that has already been computed, together with all sums over it, in one
// pass: the forward and backward computations of a layer. Entries are used while they are in a register,
// and written only if another operation needs them.
#pragma once
#include "tile.h"

// The operations to perform: flags for the parts of a `thin_layer` that are used.
enum {
  bare = 2048,         // no product of its own
  two = 1,             // an inner size of 2, not 1
  plus_row = 2,        // the same row is added to all
  plus_matrix = 4,     // a matrix is added
  rectified = 8,       // negative entries become zero
  where_positive = 16, // entries become zero but where another matrix is positive
  kept = 32,
  sum_of_rows = 64,
  left = 128, left_two = 256,    // products with one row, or two, on the left
  right = 512, right_two = 1024, // with one column, or two, on the right
  squashed = 4096,     // entries become their tanh
  tanh_slope = 8192    // entries are multiplied by 1 less the square of another matrix
};

// Addresses of a tile's first row and column.
typedef struct {
  const float *a0, *a1, *b0, *b1;  // columns and rows of the factors
  int32_t a_stride;
  const float *row, *matrix, *where;
  float *kept, *sums, *left0, *left1;
  const float *weights0, *weights1;  // of rows, for products on the left
  int32_t weights_stride;
  const float *right0, *right1;
} thin_layer;

// `n` registers of columns from j on (at most 4), all rows. The products of rows with right0 and right1 are
// stored in dots0 and dots1, sixteen partial sums per row.
TOYGAN_INLINE void strip(
    const thin_layer *shared, int32_t parts, int32_t j, int32_t rows, int32_t columns, int32_t n,
    lanes *dots0, lanes *dots1) {
  const thin_layer l = *shared;  // a copy that no store can be thought to change
  const lanes zero = {0};
  lanes u[4], v[4], start[4], sums[4], left0[4], left1[4];
  for (int32_t q = 0; q < n; q++) {
    const int32_t at = j + TOYGAN_LANES * q;
    u[q] = parts & bare ? zero : load(l.b0 + at);
    v[q] = parts & two ? load(l.b1 + at) : zero;
    start[q] = parts & plus_row ? load(l.row + at) : zero;
    sums[q] = parts & sum_of_rows ? load(l.sums + at) : zero;
    left0[q] = parts & left ? load(l.left0 + at) : zero;
    left1[q] = parts & left_two ? load(l.left1 + at) : zero;
  }
#define EACH for (int32_t q = 0; q < n; q++)
  for (int32_t i = 0; i < rows; i++) {
    const int64_t at = (int64_t)i * columns + j;
    const int64_t a = (int64_t)i * l.a_stride, w = (int64_t)i * l.weights_stride;
    lanes x[4];
    EACH x[q] = start[q];
    if (parts & plus_matrix) EACH x[q] = load(l.matrix + at + TOYGAN_LANES * q);
    if (parts & plus_matrix && parts & plus_row) EACH x[q] += start[q];
    if (parts & two) EACH x[q] = l.a1[a] * v[q] + x[q];
    if (!(parts & bare)) EACH x[q] = l.a0[a] * u[q] + x[q];
    if (parts & rectified) EACH x[q] = (lanes)((mask)x[q] & ~(mask)(x[q] < zero));
    if (parts & where_positive)
      EACH x[q] = (lanes)((mask)x[q] & (mask)(load(l.where + at + TOYGAN_LANES * q) > zero));
    if (parts & squashed) EACH x[q] = toygan_tanh_lanes(x[q]);
    if (parts & tanh_slope)
      EACH {
        const lanes w = load(l.where + at + TOYGAN_LANES * q);
        x[q] *= 1.0f - w * w;
      }
    if (parts & kept) EACH store(l.kept + at + TOYGAN_LANES * q, x[q]);
    if (parts & sum_of_rows) EACH sums[q] += x[q];
    if (parts & left) EACH left0[q] += l.weights0[w] * x[q];
    if (parts & left_two) EACH left1[q] += l.weights1[w] * x[q];
    lanes dot0 = parts & right ? dots0[i] : zero, dot1 = parts & right_two ? dots1[i] : zero;
    if (parts & right) EACH dot0 += x[q] * load(l.right0 + j + TOYGAN_LANES * q);
    if (parts & right_two) EACH dot1 += x[q] * load(l.right1 + j + TOYGAN_LANES * q);
    if (parts & right) dots0[i] = dot0;
    if (parts & right_two) dots1[i] = dot1;
  }
#undef EACH
  for (int32_t q = 0; q < n; q++) {
    const int32_t at = j + TOYGAN_LANES * q;
    if (parts & sum_of_rows) store(l.sums + at, sums[q]);
    if (parts & left) store(l.left0 + at, left0[q]);
    if (parts & left_two) store(l.left1 + at, left1[q]);
  }
}

TOYGAN_INLINE void strips(
    const thin_layer *l, int32_t parts, int32_t rows, int32_t columns, lanes *dots0, lanes *dots1) {
  int32_t j = 0;
  for (; j + 4 * TOYGAN_LANES <= columns; j += 4 * TOYGAN_LANES)
    strip(l, parts, j, rows, columns, 4, dots0, dots1);
  for (; j < columns; j += TOYGAN_LANES) strip(l, parts, j, rows, columns, 1, dots0, dots1);
}

// Specialized loops are up to twice as fast, so that common layers are listed here.
TOYGAN_INLINE void all_strips(
    const thin_layer *l, int32_t parts, int32_t rows, int32_t columns, lanes *d0, lanes *d1) {
#define KNOWN(p) \
  case (p): strips(l, p, rows, columns, d0, d1); break
#define KNOWN_WITH_BOTH_ACTIVATIONS(p) \
  KNOWN((p) | rectified);              \
  KNOWN((p) | squashed)
#define KNOWN_WITH_BOTH_SLOPES(p) \
  KNOWN((p) | where_positive);    \
  KNOWN((p) | tanh_slope)
  switch (parts) {
    KNOWN(kept);
    KNOWN(kept | two);
    KNOWN(kept | two | plus_row);
    // Backward: with the sums that belong to its bias and to the weights beside it.
    KNOWN_WITH_BOTH_SLOPES(kept);
    KNOWN_WITH_BOTH_SLOPES(kept | sum_of_rows);
    KNOWN_WITH_BOTH_SLOPES(two | kept);
    KNOWN_WITH_BOTH_SLOPES(two | kept | sum_of_rows);
    KNOWN_WITH_BOTH_SLOPES(plus_matrix | kept | sum_of_rows);
    KNOWN_WITH_BOTH_SLOPES(two | plus_matrix | kept);
    KNOWN_WITH_BOTH_SLOPES(bare | plus_matrix | kept);
    KNOWN_WITH_BOTH_SLOPES(bare | plus_matrix | kept | sum_of_rows);
    KNOWN_WITH_BOTH_SLOPES(bare | plus_matrix | kept | sum_of_rows | left | left_two);
    KNOWN_WITH_BOTH_SLOPES(bare | plus_matrix | sum_of_rows | left | left_two);
    KNOWN_WITH_BOTH_SLOPES(bare | plus_matrix | sum_of_rows | left | left_two | right | right_two);
    KNOWN_WITH_BOTH_SLOPES(bare | plus_matrix | left | right);
    KNOWN_WITH_BOTH_SLOPES(bare | plus_matrix | right | right_two);
    // A later layer, forward.
    KNOWN(bare | plus_row | plus_matrix | kept);
    KNOWN_WITH_BOTH_ACTIVATIONS(bare | plus_row | plus_matrix | kept);
    KNOWN_WITH_BOTH_ACTIVATIONS(bare | plus_row | plus_matrix | right);
    KNOWN_WITH_BOTH_ACTIVATIONS(bare | plus_row | plus_matrix | right | right_two);
    KNOWN_WITH_BOTH_ACTIVATIONS(bare | plus_row | plus_matrix | kept | right);
    KNOWN_WITH_BOTH_ACTIVATIONS(bare | plus_row | plus_matrix | kept | right | right_two);
    KNOWN(bare | plus_row | plus_matrix | rectified | left);
    KNOWN(bare | plus_row | plus_matrix | rectified | left | left_two);
    // A first layer: forward, for its values and for a derivative along a direction of its weights.
    KNOWN_WITH_BOTH_ACTIVATIONS(two | plus_row | kept);
    KNOWN(two | plus_row | rectified | right);
    KNOWN(two | plus_row | rectified | kept | right);
    KNOWN(two | plus_row | where_positive | right);
    // Backward to the weights of the next layer.
    KNOWN(two | plus_row | rectified | kept | left);
    KNOWN(two | plus_row | rectified | kept | left | right);
    KNOWN(two | plus_row | where_positive | left);
    KNOWN(two | where_positive | left);
    // Backward to its own weights.
    KNOWN(where_positive | sum_of_rows | left | left_two);
    KNOWN(two | where_positive | sum_of_rows | left | left_two);
    KNOWN(where_positive | left | left_two);
    // Backward to its input.
    KNOWN(where_positive | right | right_two);
    KNOWN(two | where_positive | right | right_two);
    default: strips(l, parts, rows, columns, d0, d1);
  }
#undef KNOWN_WITH_BOTH_SLOPES
#undef KNOWN_WITH_BOTH_ACTIVATIONS
#undef KNOWN
}

// Adds an operation joined to a product; returns the flags of the parts that it uses.
TOYGAN_INLINE int32_t join(thin_layer *l, const tile *t, const toygan_operation *o) {
  float *sink = t->arena + o->sink + t->column;
  const int32_t pair = o->count > 1;
  switch (o->kind) {
    case toygan_sum_rows: l->sums = sink; return sum_of_rows;
    case toygan_product_left:
      l->left0 = sink;
      l->left1 = sink + t->stride;
      l->weights0 = t->arena + o->source + (int64_t)t->row * o->row_stride;
      l->weights1 = l->weights0 + o->inner_stride;
      l->weights_stride = o->row_stride;
      return pair ? left | left_two : left;
    default:
      l->right0 = t->arena + o->other + t->column;
      l->right1 = l->right0 + t->stride;
      return pair ? right | right_two : right;
  }
}

TOYGAN_INLINE void add_dots(float *y, int32_t stride, const lanes *dots, int32_t rows) {
  int32_t i = 0;
  for (; i + 4 <= rows; i += 4) {
    float sums[4];
    add_lanes_of_four(dots + i, sums);
    for (int32_t r = 0; r < 4; r++) y[(int64_t)(i + r) * stride] += sums[r];
  }
  for (; i < rows; i++) y[(int64_t)i * stride] += add_lanes(dots[i]);
}

// An outer product and the operations joined to it, if columns fill complete registers.
TOYGAN_INLINE void run_thin_layer(const tile *t, const toygan_operation *o) {
  thin_layer l = {.a0 = t->arena + o->source + (int64_t)t->row * o->row_stride,
                  .b0 = t->arena + o->other + t->column, .a_stride = o->row_stride,
                  .where = t->registers[o->right], .kept = t->registers[o->target]};
  l.a1 = l.a0 + o->inner_stride;
  l.b1 = l.b0 + o->other_stride;
  int32_t parts = o->count > 1 ? two : o->count > 0 ? 0 : bare;
  if (!o->joined || o->is_kept) parts |= kept;
  if (o->function == toygan_rectified) parts |= rectified;
  if (o->function == toygan_where_positive) parts |= where_positive;
  if (o->function == toygan_squashed) parts |= squashed;
  if (o->function == toygan_times_tanh_slope) parts |= tanh_slope;
  if (o->addend >= 0) {
    parts |= plus_matrix;
    l.matrix = t->registers[o->addend];
  }
  if (o->row >= 0) {
    parts |= plus_row;
    l.row = t->registers[o->row];
  }
  for (int32_t k = 1; k <= o->joined; k++) parts |= join(&l, t, o + k);
  lanes dots[2][toygan_most_tile_rows];
  if (parts & right)
    for (int32_t i = 0; i < t->rows; i++) dots[0][i] = dots[1][i] = (lanes){0};
  all_strips(&l, parts, t->rows, t->columns, dots[0], dots[1]);
  for (const toygan_operation *with = o + 1; with <= o + o->joined; with++)
    if (with->kind == toygan_product_right)
      for (int32_t p = 0; p < with->count; p++)
        add_dots(t->arena + with->sink + (int64_t)t->row * with->count + p, with->count, dots[p],
                 t->rows);
}
