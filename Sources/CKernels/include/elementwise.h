// Elementwise work on matrices of one shape, executed tile by tile so that all values between the first
// read and the last write stay in the first-level cache.
#pragma once
#include <stdint.h>

// The position of a value. Offsets are in floats from the start of the arena.
typedef struct {
  int64_t offset;
  int32_t moves;  // one of toygan_moves
} toygan_register;

enum toygan_moves {
  toygan_stays,         // scratch, the same for every tile
  toygan_with_tile,     // a matrix of the run's shape
  toygan_with_band,     // the current band's rows of such a matrix
  toygan_with_columns,  // one row, read along with the tile's columns
};

// Numbered like `Unary` in Swift.
enum toygan_unary {
  toygan_copy, toygan_negate, toygan_exp, toygan_expm1, toygan_log, toygan_square_root,
  toygan_tanh, toygan_sigmoid, toygan_softplus, toygan_relu, toygan_step, toygan_absolute,
  toygan_sign, toygan_sine, toygan_cosine, toygan_unary_count
};

// Numbered like `Binary` in Swift.
enum toygan_binary {
  toygan_add, toygan_subtract, toygan_multiply, toygan_divide, toygan_minimum, toygan_maximum,
  toygan_binary_count
};

// The function applied to an entry x of a product before it is written: a network's activation forward, or backward
// with the activation's result in the register `right`, here w.
enum toygan_ending {
  toygan_unchanged,
  toygan_rectified,         // zero if x is negative
  toygan_where_positive,    // zero unless w is positive
  toygan_squashed,          // tanh x; columns are a multiple of 16
  toygan_times_tanh_slope,  // (1 - w^2) x
};

enum toygan_kind {
  // once, before the first tile
  toygan_fill_constant,  // target = immediate
  toygan_fill_scalar,    // target = arena[source]
  toygan_repeat_row,     // target = the row at source, repeated
  toygan_transpose,      // arena[sink], [count, columns] = the matrix at source, [columns, count]
  toygan_zero,           // count floats at sink
  // for each tile
  toygan_apply_unary,            // target = f(left)
  toygan_apply_binary,           // target = f(left, right)
  toygan_apply_binary_constant,  // target = f(left, immediate)
  toygan_apply_constant_binary,  // target = f(immediate, left)
  toygan_multiply_add,           // target = left * right + addend
  toygan_multiply_constant_add,  // target = left * immediate + addend
  toygan_repeat_column,          // target = the column at source, repeated
  toygan_select,                 // target = left > 0 ? right : 0
  toygan_tanh_slope,             // target = (1 - left^2) * right
  toygan_outer,                  // target = A B + addend + row, inner size count (0: no product): A
                                 // at source, B's rows at other; no addend or row where below 0;
                                 // function: toygan_ending
  toygan_sum_rows,               // sink [1, columns] += left's rows
  toygan_sum_columns,            // sink [rows, 1] += left's columns
  toygan_sum_all,                // the double at sink += left
  toygan_product_right,          // sink [rows, count] += left Bt, B [count, columns] at other
  toygan_product_left,           // sink [count, columns] += At left, A [rows, count] at source
  // once, after the last tile
  toygan_store_sum,        // arena[sink] = the double at source
  toygan_transpose_out,    // arena[sink], [columns, count] = the matrix at source, [count, columns]
};

typedef struct {
  int32_t kind, function;
  int32_t target, left, right, addend;  // registers
  float immediate;
  int32_t count;
  int32_t row_stride, inner_stride;  // of A: entry (i, p) at i * row_stride + p * inner_stride
  int32_t other_stride;              // from one row of B to the next, of an outer product
  int64_t source, other, sink;       // offsets in the arena
  // Operations after an outer product can be joined to it and use its entries as they are computed: a sum
  // of rows, a product with few rows on the left, one with few columns on the right. In that case columns
  // are a multiple of 16, and no count is above 2.
  int32_t joined;         // how many
  int32_t is_kept;        // whether the result is also written to the target
  int32_t row;            // a register of which every row is the same, read as one
} toygan_operation;

typedef struct {
  const toygan_register *registers;
  const toygan_operation *once, *each, *last;
  int32_t register_count, once_count, each_count, last_count;
  int32_t rows, columns;            // of the whole run
  int32_t tile_rows, tile_columns;  // tile_rows is 1 where tile_columns < columns
} toygan_group;

enum {
  toygan_most_registers = 256,
  toygan_most_tile_rows = 64  // of a run with an outer product
};

// Runs the group on a band of rows, from `first` up to `end`; the bands of a run follow each other. Other groups may
// use the scratch memory of registers in between: these are filled again, but sums begin with the first band only.
void toygan_run_group(const toygan_group *group, float *arena, int32_t first, int32_t end);
