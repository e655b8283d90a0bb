#include "include/small_product.h"
#include "tile.h"

typedef struct {
  const float *a, *b;
  float *c;
  int32_t m, n, k;
  int64_t row_stride, inner_stride;  // of A: entry (i, p) at i * row_stride + p * inner_stride
} product;

// Rows i to i + rows of C, `registers` of columns from j on, all held in registers.
TOYGAN_INLINE void block(
    const product *p, int32_t i, int32_t j, int32_t rows, int32_t registers) {
  lanes sums[8][4] = {{{0}}};
  const float *a = p->a + i * p->row_stride, *b = p->b + j;
  for (int32_t q = 0; q < p->k; q++, a += p->inner_stride, b += p->n)
    for (int32_t r = 0; r < rows; r++)
      for (int32_t v = 0; v < registers; v++)
        sums[r][v] += a[r * p->row_stride] * load(b + TOYGAN_LANES * v);
  for (int32_t r = 0; r < rows; r++)
    for (int32_t v = 0; v < registers; v++)
      store(p->c + (int64_t)(i + r) * p->n + j + TOYGAN_LANES * v, sums[r][v]);
}

// `rows` at a time, known while compiling, as `registers` is; then one by one.
TOYGAN_INLINE void columns(const product *p, int32_t j, int32_t rows, int32_t registers) {
  int32_t i = 0;
  for (; i + rows <= p->m; i += rows) block(p, i, j, rows, registers);
  for (; i < p->m; i++) block(p, i, j, 1, registers);
}

TOYGAN_CLONES
void toygan_small_product(
    const float *a, const float *b, float *c, int32_t m, int32_t n, int32_t k, int32_t turn_a,
    int32_t turn_b) {
  float turned[toygan_most_turned_entries];
  product p = {.a = a, .b = b, .c = c, .m = m, .n = n, .k = k,
               .row_stride = turn_a ? 1 : k, .inner_stride = turn_a ? m : 1};
  if (turn_b) {
    for (int32_t j = 0; j < n; j++)
      for (int32_t q = 0; q < k; q++) turned[q * n + j] = b[j * k + q];
    p.b = turned;
  }
  int32_t j = 0;
  for (; j + 4 * TOYGAN_LANES <= n; j += 4 * TOYGAN_LANES) columns(&p, j, 6, 4);
  for (; j + 2 * TOYGAN_LANES <= n; j += 2 * TOYGAN_LANES) columns(&p, j, 8, 2);
  for (; j < n; j += TOYGAN_LANES) columns(&p, j, 8, 1);
}
