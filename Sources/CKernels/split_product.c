#include "include/split_product.h"

#include "include/clones.h"

#if defined(__x86_64__) && defined(__linux__)
#include <immintrin.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

#pragma clang attribute push( \
    __attribute__((target("amx-tile,amx-bf16,avx512f,avx512bw,avx512vl,avx512bf16"))), \
    apply_to = function)

// A register of the matrix unit holds 16 lines of 16 pairs of bfloat16: sixteen rows of A, or the
// same number of columns of B, at 32 places of the sum.
enum {
  LINES = 16,
  DEPTH = 2 * LINES,
  TILE = LINES * DEPTH,
  PARTS = 3,
  BLOCK = 2 * LINES,  // rows and columns of C that are summed at a time
  STRIP = 256,        // places of the sum laid out at a time, a multiple of DEPTH
  COLUMNS = 512,      // columns of B laid out at a time, a multiple of BLOCK
};
_Static_assert(
    toygan_split_product_scratch == (COLUMNS + BLOCK) * STRIP * PARTS / 2, "sizes of scratch");

typedef uint16_t bfloat16;

// A factor as rows (or columns, of B) of numbers to be summed along.
typedef struct {
  const float *entries;
  int64_t stride;
  bool along;  // whether the numbers of a row are neighbours in memory
} factor;

// MARK: Laying out

// Thirty-two numbers as parts of bfloat16, in their order.
TOYGAN_INLINE void split(__m512 first, __m512 second, __m512i parts[PARTS]) {
  for (int32_t p = 0;; p++) {
    parts[p] = (__m512i)_mm512_cvtne2ps_pbh(second, first);
    if (p == PARTS - 1) return;
    const __m256i low = _mm512_castsi512_si256(parts[p]);
    const __m256i high = _mm512_extracti64x4_epi64(parts[p], 1);
    first -= (__m512)_mm512_slli_epi32(_mm512_cvtepu16_epi32(low), 16);
    second -= (__m512)_mm512_slli_epi32(_mm512_cvtepu16_epi32(high), 16);
  }
}

// The transpose of 16 lines of 16 pairs.
TOYGAN_INLINE void turn(__m512i tile[LINES]) {
  __m512i x[LINES], y[LINES];
  for (int32_t i = 0; i < LINES; i++) x[i] = tile[i];
  for (int32_t i = 0; i < LINES; i += 2) {
    y[i] = _mm512_unpacklo_epi32(x[i], x[i + 1]);
    y[i + 1] = _mm512_unpackhi_epi32(x[i], x[i + 1]);
  }
  for (int32_t i = 0; i < LINES; i += 4)
    for (int32_t h = 0; h < 2; h++) {
      x[i + 2 * h] = _mm512_unpacklo_epi64(y[i + h], y[i + h + 2]);
      x[i + 2 * h + 1] = _mm512_unpackhi_epi64(y[i + h], y[i + h + 2]);
    }
  for (int32_t i = 0; i < LINES; i += 8)
    for (int32_t q = 0; q < 4; q++) {
      y[i + q] = _mm512_shuffle_i32x4(x[i + q], x[i + q + 4], 0x88);
      y[i + q + 4] = _mm512_shuffle_i32x4(x[i + q], x[i + q + 4], 0xdd);
    }
  for (int32_t i = 0; i < LINES / 2; i++) {
    tile[i] = _mm512_shuffle_i32x4(y[i], y[i + 8], 0x88);
    tile[i + 8] = _mm512_shuffle_i32x4(y[i], y[i + 8], 0xdd);
  }
}

TOYGAN_INLINE __mmask16 first(int64_t count) {
  return (__mmask16)(count <= 0 ? 0 : count >= LINES ? 0xffff : (1 << count) - 1);
}

// Sixteen rows, of which `rows` exist, at `depth` places: parts of tiles, one after another.
//
// Neighbours along a row make the lines of a left factor, neighbours across rows those of a right
// one; a factor that is given the other way is turned.
TOYGAN_INLINE void lay_out_as(
    const float *x, int64_t stride, bool along, bool turned, int64_t rows, int64_t depth,
    bfloat16 *tiles) {
  const __m512i pairs = _mm512_set_epi16(
      31, 15, 30, 14, 29, 13, 28, 12, 27, 11, 26, 10, 25, 9, 24, 8, 23, 7, 22, 6, 21, 5, 20, 4, 19,
      3, 18, 2, 17, 1, 16, 0);
  for (int64_t q = 0; q < depth; q += DEPTH, tiles += PARTS * TILE) {
    for (int32_t i = 0; i < LINES; i++) {
      __m512i parts[PARTS];
      if (along) {
        const int64_t left = i < rows ? depth - q : 0;
        const float *from = x + i * stride + q;
        split(
            _mm512_maskz_loadu_ps(first(left), from),
            _mm512_maskz_loadu_ps(first(left - LINES), from + LINES), parts);
      } else {
        const int64_t left = depth - q - 2 * i;
        const float *from = x + (q + 2 * i) * stride;
        split(
            _mm512_maskz_loadu_ps(left > 0 ? first(rows) : 0, from),
            _mm512_maskz_loadu_ps(left > 1 ? first(rows) : 0, from + stride), parts);
      }
      for (int32_t p = 0; p < PARTS; p++)
        _mm512_store_si512(
            tiles + p * TILE + i * DEPTH,
            along ? parts[p] : _mm512_permutexvar_epi16(pairs, parts[p]));
    }
    if (turned)
      for (int32_t p = 0; p < PARTS; p++) turn((__m512i *)(tiles + p * TILE));
  }
}

static void lay_out(
    factor f, bool is_left, int64_t row, int64_t rows, int64_t place, int64_t depth,
    bfloat16 *tiles) {
  const float *x = f.entries + (f.along ? row * f.stride + place : row + place * f.stride);
  if (f.along && is_left) lay_out_as(x, f.stride, true, false, rows, depth, tiles);
  else if (f.along) lay_out_as(x, f.stride, true, true, rows, depth, tiles);
  else if (is_left) lay_out_as(x, f.stride, false, true, rows, depth, tiles);
  else lay_out_as(x, f.stride, false, false, rows, depth, tiles);
}

// MARK: Multiplying

typedef struct {
  uint8_t palette, first_row, reserved[14];
  uint16_t bytes[16];
  uint8_t rows[16];
} tile_shapes;

// Sums of 2 x 2 tiles of C, over `depth` tiles of two rows of A and two columns of B. Of two
// neighbouring products one factor stays, so that each takes two loads.
TOYGAN_INLINE void block(
    const bfloat16 *a, const bfloat16 *b, int64_t depth, float *c, int64_t stride, bool begins) {
#define C(do, i, j) do(2 * i + j, c + i * LINES * stride + j * LINES, stride * sizeof(float))
#define LOAD(register, from, part) \
  _tile_loadd(register, from + part * TILE, DEPTH * sizeof(bfloat16)); \
  _tile_loadd(register + 1, from + depth * PARTS * TILE + part * TILE, DEPTH * sizeof(bfloat16));
#define MULTIPLY \
  _tile_dpbf16ps(0, 4, 6); \
  _tile_dpbf16ps(1, 4, 7); \
  _tile_dpbf16ps(2, 5, 6); \
  _tile_dpbf16ps(3, 5, 7);
  if (begins) {
    _tile_zero(0);
    _tile_zero(1);
    _tile_zero(2);
    _tile_zero(3);
  } else {
    C(_tile_loadd, 0, 0);
    C(_tile_loadd, 0, 1);
    C(_tile_loadd, 1, 0);
    C(_tile_loadd, 1, 1);
  }
  for (int64_t q = 0; q < depth; q++, a += PARTS * TILE, b += PARTS * TILE) {
    LOAD(4, a, 0) LOAD(6, b, 2) MULTIPLY
    LOAD(6, b, 1) MULTIPLY
    LOAD(4, a, 1) MULTIPLY
    LOAD(6, b, 0) MULTIPLY
    LOAD(4, a, 2) MULTIPLY
    LOAD(4, a, 0) MULTIPLY
  }
  C(_tile_stored, 0, 0);
  C(_tile_stored, 0, 1);
  C(_tile_stored, 1, 0);
  C(_tile_stored, 1, 1);
#undef C
#undef LOAD
#undef MULTIPLY
}

// A block of which only `rows` and `columns` lie in C.
static void edge(
    const bfloat16 *a, const bfloat16 *b, int64_t depth, float *c, int64_t stride, bool begins,
    int64_t rows, int64_t columns) {
  float whole[BLOCK * BLOCK] = {0};
  if (!begins)
    for (int64_t i = 0; i < rows; i++)
      for (int64_t j = 0; j < columns; j++) whole[i * BLOCK + j] = c[i * stride + j];
  block(a, b, depth, whole, BLOCK, begins);
  for (int64_t i = 0; i < rows; i++)
    for (int64_t j = 0; j < columns; j++) c[i * stride + j] = whole[i * BLOCK + j];
}

static int64_t smaller(int64_t a, int64_t b) { return a < b ? a : b; }

// Two tiles of rows, the second of which may lie beyond the end.
static void lay_out_pair(
    factor f, bool is_left, int64_t row, int64_t rows, int64_t place, int64_t depth,
    bfloat16 *tiles) {
  const int64_t size = (depth + DEPTH - 1) / DEPTH * PARTS * TILE;
  lay_out(f, is_left, row, smaller(rows, LINES), place, depth, tiles);
  lay_out(f, is_left, row + LINES, rows - LINES, place, depth, tiles + size);
}

void toygan_split_product(
    const float *a, const float *b, float *c, int64_t m, int64_t n, int64_t k, int32_t turn_a,
    int32_t turn_b, float *scratch) {
  const factor left = {a, turn_a ? m : k, !turn_a}, right = {b, turn_b ? k : n, turn_b};
  bfloat16 *right_tiles = (bfloat16 *)scratch;
  bfloat16 *left_tiles = right_tiles + COLUMNS * STRIP * PARTS;
  tile_shapes shapes = {.palette = 1};
  for (int32_t i = 0; i < 8; i++) shapes.bytes[i] = 64, shapes.rows[i] = LINES;
  _tile_loadconfig(&shapes);
  for (int64_t place = 0; place < k; place += STRIP) {
    const int64_t depth = smaller(STRIP, k - place), tiles = (depth + DEPTH - 1) / DEPTH;
    for (int64_t j0 = 0; j0 < n; j0 += COLUMNS) {
      const int64_t end = smaller(n, j0 + COLUMNS);
      for (int64_t j = j0; j < end; j += BLOCK)
        lay_out_pair(
            right, false, j, end - j, place, depth,
            right_tiles + (j - j0) / LINES * tiles * PARTS * TILE);
      for (int64_t i = 0; i < m; i += BLOCK) {
        lay_out_pair(left, true, i, m - i, place, depth, left_tiles);
        for (int64_t j = j0; j < end; j += BLOCK) {
          const bfloat16 *columns = right_tiles + (j - j0) / LINES * tiles * PARTS * TILE;
          float *to = c + i * n + j;
          if (i + BLOCK <= m && j + BLOCK <= n)
            block(left_tiles, columns, tiles, to, n, place == 0);
          else
            edge(
                left_tiles, columns, tiles, to, n, place == 0, smaller(BLOCK, m - i),
                smaller(BLOCK, n - j));
        }
      }
    }
  }
  _tile_release();
}
#pragma clang attribute pop

// Linux hands the matrix unit's registers, which are large, only to those who ask.
int32_t toygan_ask_for_split_products(void) {
  const long request_permission = 0x1023, tile_data = 18;
  return __builtin_cpu_supports("amx-tile") && __builtin_cpu_supports("amx-bf16") &&
         __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bf16") &&
         syscall(SYS_arch_prctl, request_permission, tile_data) == 0;
}
#else
int32_t toygan_ask_for_split_products(void) { return 0; }

void toygan_split_product(
    const float *a, const float *b, float *c, int64_t m, int64_t n, int64_t k, int32_t turn_a,
    int32_t turn_b, float *scratch) {
  __builtin_trap();
}
#endif
