// Products of matrices that are too small for a library, whose
// overhead would exceed the multiplication itself.
#pragma once
#include <stdint.h>

// Largest number of entries of a right factor that can be transposed.
enum { toygan_most_turned_entries = 64 * 64 };

// C [m, n] = op(A) op(B), row-major and without gaps; op transposes A, which is then [k, m], or B, which is
// then [n, k]. n is a multiple of 16, and a B to be transposed has at most the number of entries above. The product
// is added to C if `add` is not 0.
void toygan_small_product(
    const float *a, const float *b, float *c, int32_t m, int32_t n, int32_t k, int32_t turn_a,
    int32_t turn_b, int32_t add);
