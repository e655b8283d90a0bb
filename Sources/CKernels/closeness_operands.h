// The memory of the pairwise kernels: matrices of the arena, copied to a
// layout in which every access is one register.
#pragma once
#include "functions.h"
#include "include/closeness.h"

#pragma clang fp contract(fast)

typedef toygan_lanes lanes;
typedef int32_t mask __attribute__((vector_size(64), aligned(4)));

// A register contains up to sixteen kernels of one row, or the kernels of several rows if there are
// fewer: with 8 kernels it contains rows 2g and 2g + 1, with 5 the same and six unused lanes. Such
// a matrix is called grouped, [groups, dimensions, 16]. For the row that is compared with the
// groups, its kernels are repeated over a separate register, [rows, dimensions, 16]. The two are
// the same memory if a register contains one row.
typedef struct {
  lanes *grouped, *repeated;
} operand;

typedef struct {
  int32_t rows, kernels, first, width;  // width: lanes of a row
  int32_t rows_at_once, groups, dimensions, directions;
  operand features, rising, falling, cotangent, direction[toygan_most_directions], sink;
  lanes *low, *high;           // of each column of the features
  mask earlier[TOYGAN_LANES];  // lanes of a group which hold rows before its first, second, ...
} work;

// The work on kernels from `first` on, as many as fit a register.
TOYGAN_INLINE work work_on(const toygan_closeness *task, int32_t first) {
  work w = {.rows = task->rows, .kernels = task->kernels, .first = first, .width = 1,
            .dimensions = task->dimensions, .directions = task->directions};
  while (w.width < w.kernels - first && w.width < TOYGAN_LANES) w.width *= 2;
  w.rows_at_once = TOYGAN_LANES / w.width;
  w.groups = (w.rows + w.rows_at_once - 1) / w.rows_at_once;
  for (int32_t r = 0; r < w.rows_at_once; r++)
    for (int32_t l = 0; l < TOYGAN_LANES; l++) w.earlier[r][l] = l < r * w.width ? -1 : 0;
  return w;
}

// The memory of a matrix at `next`, which is advanced; one register past its end may be written.
TOYGAN_INLINE operand place(const work *w, lanes **next, int32_t dimensions) {
  operand o = {*next, *next};
  *next += (int64_t)w->groups * dimensions;
  if (w->rows_at_once > 1) {
    o.repeated = *next;
    *next += (int64_t)w->rows * dimensions;
  }
  *next += 1;
  return o;
}

TOYGAN_INLINE operand zeros(const work *w, lanes **next, int32_t dimensions) {
  operand o = place(w, next, dimensions);
  memset(o.grouped, 0, sizeof(lanes) * (size_t)(*next - o.grouped));
  return o;
}

TOYGAN_INLINE int32_t kernels_of(const work *w) {
  return w->kernels - w->first < w->width ? w->kernels - w->first : w->width;
}

// This pass's kernels of one dimension of a row, at the front of a register. `from` is read past them if a
// whole register ends before `end`, and entry by entry otherwise.
TOYGAN_INLINE lanes front(const float *from, const float *end, int32_t count, mask wanted) {
  if (end - from >= TOYGAN_LANES) return (lanes)(*(const mask *)from & wanted);
  lanes x = {0};
  for (int32_t b = 0; b < count; b++) x[b] = from[b];
  return x;
}

// Copies of x next to each other, `width` lanes apart. The last copy writes past the register of `to`,
// where the following data has not been written yet.
TOYGAN_INLINE void repeat(const work *w, lanes *to, lanes x) {
  for (int32_t r = 0; r < w->rows_at_once; r++) *(lanes *)((float *)to + r * w->width) = x;
}

// Combines rows in one register: each row fills its own lanes.
TOYGAN_INLINE void group(const work *w, const operand *o, int32_t dimensions) {
  for (int32_t g = 0; g < w->groups; g++)
    for (int32_t c = 0; c < dimensions; c++) {
      mask x = {0};
      for (int32_t r = 0; r < w->rows_at_once && g * w->rows_at_once + r < w->rows; r++) {
        const lanes *row = o->repeated + (int64_t)(g * w->rows_at_once + r) * dimensions + c;
        const mask later = r + 1 < w->rows_at_once ? w->earlier[r + 1] : ~(mask){0};
        x |= (mask)*row & later & ~w->earlier[r];
      }
      o->grouped[(int64_t)g * dimensions + c] = (lanes)x;
    }
}

// Packs this pass's kernels of a matrix [rows, dimensions * kernels], scaled; unused lanes are zero.
TOYGAN_INLINE operand pack(
    const work *w, lanes **next, const float *from, int32_t dimensions, float scale) {
  const int32_t count = kernels_of(w);
  const float *end = from + (int64_t)w->rows * dimensions * w->kernels;
  operand o = place(w, next, dimensions);
  mask wanted;
  for (int32_t l = 0; l < TOYGAN_LANES; l++) wanted[l] = l < count ? -1 : 0;
  from += w->first;
  for (int64_t k = 0; k < (int64_t)w->rows * dimensions; k++, from += w->kernels)
    repeat(w, o.repeated + k, scale * front(from, end, count, wanted));
  if (w->rows_at_once > 1) group(w, &o, dimensions);
  return o;
}

// The sum of the values of row i as a member of its group and as the row compared with others.
TOYGAN_INLINE void unpack(
    const work *w, float *to, const operand *o, int32_t dimensions, float sign) {
  const int32_t count = kernels_of(w);
  to += w->first;
  for (int32_t i = 0; i < w->rows; i++)
    for (int32_t c = 0; c < dimensions; c++, to += w->kernels) {
      const int64_t k = (int64_t)(i / w->rows_at_once) * dimensions + c;
      const int32_t at = i % w->rows_at_once * w->width;
      lanes x = *(const lanes *)((const float *)(o->grouped + k) + at);
      const float *own = (const float *)(o->repeated + (int64_t)i * dimensions + c);
      for (int32_t r = 0; r < w->rows_at_once && w->rows_at_once > 1; r++)
        x += *(const lanes *)(own + r * w->width);
      x *= sign;
      if (count == TOYGAN_LANES) *(lanes *)to = x;
      else
        for (int32_t b = 0; b < count; b++) to[b] = x[b];
    }
}
