// Products of matrices too small for a library, which takes longer to begin than to multiply.
#pragma once
#include <stdint.h>

// Most entries of a right factor that is to be turned.
enum { toygan_most_turned_entries = 64 * 64 };

// C [m, n] = op(A) op(B), row-major and without gaps; op turns A, which is then [k, m], or B, which
// is then [n, k]. n is a multiple of 16, and a B to be turned has at most the entries above.
void toygan_small_product(
    const float *a, const float *b, float *c, int32_t m, int32_t n, int32_t k, int32_t turn_a,
    int32_t turn_b);
