// Elementary functions in single precision that a compiler can vectorize: no branches, no calls. Errors
// against the C library in double precision, in units of the last place, are tested (KernelTests).
#pragma once
#include <math.h>
#include <stdint.h>
#include <string.h>
#include "include/clones.h"

#pragma clang fp contract(fast)

TOYGAN_INLINE float toygan_from_bits(uint32_t bits) {
  float x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

// 1.5 * 2^23: adding it rounds to a whole number, which is then in the last bits of the sum.
static const float toygan_magic = 12582912.0f;

// The whole number n in the sum n + toygan_magic, modulo 2^32. It is defined for every sum, also for NaN, where a
// conversion of the float to an integer would not be.
TOYGAN_INLINE uint32_t toygan_whole(float sum) {
  uint32_t bits;
  memcpy(&bits, &sum, sizeof bits);
  return bits - 0x4b400000u;
}

// exp(x) = 2 half (1 + p) with half a power of two and p = exp(r) - 1 for |r| <= log(2) / 2. Cody and
// Waite's two-part log(2) keeps r exact; p is the Taylor series of degree 7. Half the power is used because
// the whole power overflows slightly before exp(x) does.
TOYGAN_INLINE float toygan_reduced_expm1(float x, float *half) {
  float sum = x * 1.44269504f + toygan_magic, n = sum - toygan_magic;
  float r = (x - n * 0.693359375f) + n * 2.12194440e-4f;
  float q = 1.0f / 5040;
  q = q * r + 1.0f / 720;
  q = q * r + 1.0f / 120;
  q = q * r + 1.0f / 24;
  q = q * r + 1.0f / 6;
  q = q * r + 0.5f;
  *half = toygan_from_bits((toygan_whole(sum) + 126) << 23);
  return q * r * r + r;
}

TOYGAN_INLINE float toygan_expf(float x) {
  float half;
  x = x < -86.6f ? -86.6f : x;  // where `half` would no longer be normal: 2.5e-38 for all below
  x = x > 88.8f ? 88.8f : x;    // all above are infinite, as this one is
  float p = toygan_reduced_expm1(x, &half);
  return (half * p + half) * 2;
}

TOYGAN_INLINE float toygan_expm1f(float x) {
  float half;
  x = x < -20.0f ? -20.0f : x;
  x = x > 88.8f ? 88.8f : x;
  float p = toygan_reduced_expm1(x, &half);
  return half * p * 2 + (half * 2 - 1);
}

// e / (e + 2) with e = exp(2 |x|) - 1, of sixteen numbers. Complete hidden layers use this function: it has as few
// operations as an error of 2.5 units allows, and its series is evaluated in pairs because operations that wait for
// each other take most of its time. The series is a least-squares fit made for this file, relative error 1.4e-8; 127,
// the exponent of 1, is added to the whole number together with the constant that rounds.
TOYGAN_INLINE toygan_lanes toygan_tanh_lanes(toygan_lanes x) {
  typedef int32_t bits __attribute__((vector_size(64), aligned(4)));
  const float magic = toygan_magic + 127;
  const toygan_lanes most = (toygan_lanes){0} + 10.0f;
  toygan_lanes y = (toygan_lanes)((bits)x & 0x7fffffff);
  bits beyond = most < y;  // false of not-a-number, which stays
  y = (toygan_lanes)(((bits)most & beyond) | ((bits)y & ~beyond));
  toygan_lanes sum = y * 2.88539008f + magic, n = sum - magic;
  toygan_lanes r = y * 2.0f - n * 0.693147181f, square = r * r;  // where n is large, tanh hardly moves
  toygan_lanes middle = r * 8.36651400e-3f + 4.16672006e-2f;
  toygan_lanes low = r * 1.66665435e-1f + 0.5f;
  toygan_lanes p = ((1.38825225e-3f * square + middle) * square + low) * square + r;
  toygan_lanes power = (toygan_lanes)((bits)sum << 23);
  toygan_lanes e = power * p + (power - 1.0f);
  return (toygan_lanes)((bits)(e / (e + 2.0f)) | ((bits)x & (int32_t)0x80000000));
}

TOYGAN_INLINE float toygan_tanhf(float x) { return toygan_tanh_lanes((toygan_lanes){x})[0]; }

TOYGAN_INLINE float toygan_sigmoidf(float x) { return 1 / (1 + toygan_expf(-x)); }

// log(1 + u) for 0 <= u <= 1, as twice the series of the inverse hyperbolic tangent.
TOYGAN_INLINE float toygan_unit_log1pf(float u) {
  float s = u / (2 + u), t = s * s;
  float q = 1.0f / 15;
  q = q * t + 1.0f / 13;
  q = q * t + 1.0f / 11;
  q = q * t + 1.0f / 9;
  q = q * t + 1.0f / 7;
  q = q * t + 1.0f / 5;
  q = q * t + 1.0f / 3;
  return 2 * (s + s * t * q);
}

TOYGAN_INLINE float toygan_softplusf(float x) {
  return (x > 0 ? x : (x != x ? x : 0)) + toygan_unit_log1pf(toygan_expf(-fabsf(x)));
}

// sin(x + quarters π / 2), to 1e-7 for |x| < 1e4; for larger |x| the angle is no longer exact.
//
// x minus n quarter turns, pi / 2 in three parts, of which the first two have spare bits for n; then one of
// two Taylor series, whose error is half a unit in the last place on |r| <= pi / 4.
TOYGAN_INLINE float toygan_turned_sinf(float x, uint32_t quarters) {
  float sum = x * 0.636619772f + toygan_magic, n = sum - toygan_magic;
  float r = ((x - n * 1.5703125f) - n * 4.83751297e-4f) - n * 7.54978995e-8f;
  r = r > 0.8f ? 0.8f : (r < -0.8f ? -0.8f : r);
  float t = r * r;
  float sine = ((t * (1.0f / 362880) - 1.0f / 5040) * t + 1.0f / 120) * t - 1.0f / 6;
  sine = sine * t * r + r;
  float cosine = ((t * (1.0f / 40320) - 1.0f / 720) * t + 1.0f / 24) * t - 0.5f;
  cosine = cosine * t + 1;
  uint32_t quarter = toygan_whole(sum) + quarters;
  float y = quarter & 1 ? cosine : sine;
  return quarter & 2 ? -y : y;
}
