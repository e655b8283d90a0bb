#include "random.h"

#include <string.h>

// One copy of each filling loop per level of the processor, chosen when the program is loaded.
#if defined(__x86_64__) && defined(__linux__)
#define FOR_EVERY_CPU \
  __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define FOR_EVERY_CPU
#endif
// Vectors only pass between functions that are inlined, so no calling convention is at stake.
#pragma clang diagnostic ignored "-Wpsabi"
#define INLINE static inline __attribute__((always_inline))

#define LANES 16
// A word sits in the low half of a 64-bit lane: a product of two words then needs no shuffling, and
// what is left in the high half is ignored by the next product.
typedef uint64_t wide __attribute__((vector_size(LANES / 2 * 8)));
typedef uint32_t words8 __attribute__((vector_size(LANES / 2 * 4)));
typedef uint32_t words __attribute__((vector_size(LANES * 4)));
typedef int32_t ints __attribute__((vector_size(LANES * 4)));
typedef float floats __attribute__((vector_size(LANES * 4)));

static const uint32_t MULTIPLIER0 = 0xD2511F53, MULTIPLIER1 = 0xCD9E8D57;
static const uint32_t WEYL0 = 0x9E3779B9, WEYL1 = 0xBB67AE85;  // golden ratio, root of 3 less 1

// Philox on 8 consecutive counters; out[j] takes word j of each.
INLINE void philox8(const toygan_random *stream, uint64_t first, words8 out[4]) {
  const wide low = (wide){} + 0xFFFFFFFFu;
  wide counter = (wide){0, 1, 2, 3, 4, 5, 6, 7} + first;
  wide c0 = counter, c1 = counter >> 32;
  wide c2 = (wide){} + (uint32_t)stream->position, c3 = (wide){} + (stream->position >> 32);
  uint32_t k0 = (uint32_t)stream->key, k1 = (uint32_t)(stream->key >> 32);
#pragma clang loop unroll(full)
  for (int round = 0; round < 10; round++) {
    wide p0 = (c0 & low) * MULTIPLIER0, p1 = (c2 & low) * MULTIPLIER1;
    c0 = (p1 >> 32) ^ c1 ^ k0;
    c2 = (p0 >> 32) ^ c3 ^ k1;
    c1 = p1;
    c3 = p0;
    k0 += WEYL0;
    k1 += WEYL1;
  }
  out[0] = __builtin_convertvector(c0, words8);
  out[1] = __builtin_convertvector(c1, words8);
  out[2] = __builtin_convertvector(c2, words8);
  out[3] = __builtin_convertvector(c3, words8);
}

INLINE void next_block(toygan_random *stream, words out[4]) {
  words8 a[4], b[4];
  philox8(stream, stream->counter, a);
  philox8(stream, stream->counter + LANES / 2, b);
  stream->counter += LANES;
  for (int j = 0; j < 4; j++)
    out[j] = __builtin_shufflevector(
        a[j], b[j], 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
}

// -2 ln u for u in (0, 1]. The mantissa is brought to [sqrt 1/2, sqrt 2]; there
// ln(1 + f) = f - f^2/2 + f^3 P(f), P a least-squares fit made for this file, relative error 4e-8.
INLINE floats minus_two_log(floats u) {
#pragma clang fp contract(fast)
  ints bits = (ints)u;
  ints exponent = (bits - 0x3F3504F3) >> 23;  // bits of sqrt 1/2
  floats f = (floats)(bits - (exponent << 23)) - 1.0f;
  floats p = (floats){} + 8.64891167e-2f;
  p = p * f - 1.42649621e-1f;
  p = p * f + 1.49329621e-1f;
  p = p * f - 1.65786351e-1f;
  p = p * f + 1.99612343e-1f;
  p = p * f - 2.50012736e-1f;
  p = p * f + 3.33339656e-1f;
  floats log = f + f * f * (p * f - 0.5f);
  return -2.0f * (log + __builtin_convertvector(exponent, floats) * 0.693147181f);
}

// Box and Muller (1958): one word gives the radius, the other the angle. The angle is drawn in an
// eighth of a turn either side of the x axis, where Taylor series are exact to 3e-8; its two top
// bits then swap the axes and turn the sign, which reaches the other three quarters.
INLINE void box_muller(words a, words b, floats *x, floats *y) {
#pragma clang fp contract(fast)
  // Half a step above zero: the logarithm stays finite and the tail reaches 6.7 deviations.
  floats u = __builtin_convertvector(a, floats) * 0x1p-32f + 0x1p-33f;
  floats radius = __builtin_elementwise_sqrt(minus_two_log(u));
  radius = (floats)((words)radius ^ (b & 0x80000000u));
  floats t = __builtin_convertvector((ints)(b << 2), floats) * (1.57079633f * 0x1p-32f);
  floats t2 = t * t;
  floats sine = t + t * t2 * (-1.66666667e-1f + t2 * (8.33333333e-3f
      + t2 * (-1.98412698e-4f + t2 * 2.75573192e-6f)));
  floats cosine = 1.0f + t2 * (-0.5f + t2 * (4.16666667e-2f
      + t2 * (-1.38888889e-3f + t2 * 2.48015873e-5f)));
  words swap = (words)((ints)(b << 1) >> 31);
  words differ = ((words)sine ^ (words)cosine) & swap;
  *x = radius * (floats)((words)cosine ^ differ);
  *y = radius * (floats)((words)sine ^ differ);
}

INLINE void normals_block(toygan_random *stream, float *out) {
  words w[4];
  floats n[4];
  next_block(stream, w);
  box_muller(w[0], w[1], &n[0], &n[1]);
  box_muller(w[2], w[3], &n[2], &n[3]);
  memcpy(out, n, sizeof n);
}

INLINE void uniforms_block(toygan_random *stream, float *out) {
  words w[4];
  floats u[4];
  next_block(stream, w);
  for (int j = 0; j < 4; j++) u[j] = __builtin_convertvector((ints)(w[j] >> 8), floats) * 0x1p-24f;
  memcpy(out, u, sizeof u);
}

FOR_EVERY_CPU
void toygan_random_fill_normals(toygan_random *stream, float *out, size_t count) {
  for (; count >= TOYGAN_RANDOM_BLOCK; count -= TOYGAN_RANDOM_BLOCK, out += TOYGAN_RANDOM_BLOCK)
    normals_block(stream, out);
  float rest[TOYGAN_RANDOM_BLOCK];
  if (count) normals_block(stream, rest);
  memcpy(out, rest, count * sizeof *out);
}

FOR_EVERY_CPU
void toygan_random_fill_uniforms(toygan_random *stream, float *out, size_t count) {
  for (; count >= TOYGAN_RANDOM_BLOCK; count -= TOYGAN_RANDOM_BLOCK, out += TOYGAN_RANDOM_BLOCK)
    uniforms_block(stream, out);
  float rest[TOYGAN_RANDOM_BLOCK];
  if (count) uniforms_block(stream, rest);
  memcpy(out, rest, count * sizeof *out);
}

FOR_EVERY_CPU
static void refill(toygan_random *stream) {
  words w[4];
  next_block(stream, w);
  memcpy(stream->words, w, sizeof w);
  stream->used = 0;
}

void toygan_random_seek(toygan_random *stream, uint64_t position) {
  stream->position = position;
  stream->counter = 0;
  stream->used = TOYGAN_RANDOM_BLOCK;
}

void toygan_random_philox(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]) {
  toygan_random stream = {.key = key[0] | (uint64_t)key[1] << 32,
                          .position = counter[2] | (uint64_t)counter[3] << 32};
  words8 w[4];
  philox8(&stream, counter[0] | (uint64_t)counter[1] << 32, w);
  for (int j = 0; j < 4; j++) out[j] = w[j][0];
}

unsigned long toygan_random_next_word(void *state) {
  toygan_random *stream = state;
  if (stream->used == TOYGAN_RANDOM_BLOCK) refill(stream);
  return stream->words[stream->used++];
}

double toygan_random_next_uniform(void *state) {
  return toygan_random_next_word(state) * 0x1p-32;
}
