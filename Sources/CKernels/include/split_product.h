// Products of single precision on a processor that multiplies matrices of bfloat16.
#pragma once
#include <stdint.h>

// Whether this processor has such instructions and the system lets this process use them.
int32_t toygan_ask_for_split_products(void);

// Floats of memory that a product needs to lay its factors out.
enum { toygan_split_product_scratch = (512 + 32) * 256 * 3 / 2 };

// C [m, n] = op(A) op(B), row-major and without gaps; op turns A, which is then [k, m], or B, which
// is then [n, k]. Scratch, from the start of a cache line on, is as large as said above.
//
// Every number is split into three of bfloat16, x = x₁ + x₂ + x₃ exactly, and of the nine products
// the six are summed that reach into single precision, x₁y₁ + x₁y₂ + x₂y₁ + x₂y₂ + x₁y₃ + x₃y₁:
// what is left out is below 2⁻²³ of |x y|, twice what rounding the product may lose. Henry, Tang and
// Heinecke 2019, arXiv:1904.06376. An infinity, and what is above 3.396e38, becomes not a number; parts
// below 2⁻¹²⁶ count as zero, as such numbers do all through a program.
void toygan_split_product(
    const float *a, const float *b, float *c, int64_t m, int64_t n, int64_t k, int32_t turn_a,
    int32_t turn_b, float *scratch);
