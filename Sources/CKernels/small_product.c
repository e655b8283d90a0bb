#include "include/small_product.h"
#include "tile.h"

typedef struct {
  const float *a, *b;
  float *c;
  int32_t m, n, add;
} product;

// Parameters known at compile time, so that the offsets of A are constants in the instructions.
typedef struct {
  int32_t k;       // or known only at run time
  int32_t turned;  // whether A is given transposed
} form;

// Rows i to i + rows of C, and `registers` registers of columns from j on, all kept in registers.
TOYGAN_INLINE void block(
    const product *p, form f, int32_t i, int32_t j, int32_t rows, int32_t registers) {
  lanes sums[16][4] = {{{0}}};
  const int64_t row_stride = f.turned ? 1 : f.k, inner_stride = f.turned ? p->m : 1;
  const float *a = p->a + i * row_stride, *b = p->b + j;
  if (p->add)
    for (int32_t r = 0; r < rows; r++)
      for (int32_t v = 0; v < registers; v++)
        sums[r][v] = load(p->c + (int64_t)(i + r) * p->n + j + TOYGAN_LANES * v);
  for (int32_t q = 0; q < f.k; q++, a += inner_stride, b += p->n)
    for (int32_t r = 0; r < rows; r++)
      for (int32_t v = 0; v < registers; v++)
        sums[r][v] += a[r * row_stride] * load(b + TOYGAN_LANES * v);
  for (int32_t r = 0; r < rows; r++)
    for (int32_t v = 0; v < registers; v++)
      store(p->c + (int64_t)(i + r) * p->n + j + TOYGAN_LANES * v, sums[r][v]);
}

// `rows` rows at a time, a compile-time constant like `registers`; then one by one.
TOYGAN_INLINE void columns(
    const product *p, form f, int32_t j, int32_t rows, int32_t registers) {
  int32_t i = 0;
  for (; i + rows <= p->m; i += rows) block(p, f, i, j, rows, registers);
  for (; i < p->m; i++) block(p, f, i, j, 1, registers);
}

// The same for 16 rows of B and one register of columns, which stay in registers for all of C: a number of A is then
// the only one read for a multiplication.
TOYGAN_INLINE void sixteen_by_sixteen(const product *p) {
  enum { K = 16, ROWS = 8 };
  lanes b[K];
  for (int32_t q = 0; q < K; q++) b[q] = load(p->b + q * p->n);
  int32_t i = 0;
  for (; i + ROWS <= p->m; i += ROWS) {
    lanes sums[ROWS] = {{0}};
    for (int32_t q = 0; q < K; q++)
      for (int32_t r = 0; r < ROWS; r++) sums[r] += p->a[(i + r) * K + q] * b[q];
    for (int32_t r = 0; r < ROWS; r++) store(p->c + (i + r) * K, sums[r]);
  }
  for (; i < p->m; i++) block(p, (form){.k = K}, i, 0, 1, 1);
}

TOYGAN_INLINE void multiply(const product *p, form f) {
  int32_t j = 0;
  for (; j + 4 * TOYGAN_LANES <= p->n; j += 4 * TOYGAN_LANES) columns(p, f, j, 6, 4);
  for (; j + 2 * TOYGAN_LANES <= p->n; j += 2 * TOYGAN_LANES) columns(p, f, j, 8, 2);
  for (; j < p->n; j += TOYGAN_LANES) columns(p, f, j, f.turned ? 16 : 8, 1);
}

TOYGAN_CLONES
void toygan_small_product(
    const float *a, const float *b, float *c, int32_t m, int32_t n, int32_t k, int32_t turn_a,
    int32_t turn_b, int32_t add) {
  float turned[toygan_most_turned_entries];
  product p = {.a = a, .b = b, .c = c, .m = m, .n = n, .add = add};
  if (turn_b) {
    for (int32_t j = 0; j < n; j++)
      for (int32_t q = 0; q < k; q++) turned[q * n + j] = b[j * k + q];
    p.b = turned;
  }
  if (turn_a) multiply(&p, (form){.k = k, .turned = 1});
  else if (k == 16 && n == 16 && !add) sixteen_by_sixteen(&p);
  else if (k == 16) multiply(&p, (form){.k = 16});
  else if (k == 32) multiply(&p, (form){.k = 32});
  else multiply(&p, (form){.k = k});
}
