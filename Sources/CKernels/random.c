#include "random.h"

#include <string.h>

#include "clones.h"

typedef uint32_t words __attribute__((vector_size(TOYGAN_LANES * 4)));
typedef int32_t ints __attribute__((vector_size(TOYGAN_LANES * 4)));
typedef float floats __attribute__((vector_size(TOYGAN_LANES * 4)));

#define PHILOX_ROUNDS 10
static const uint32_t MULTIPLIER0 = 0xD2511F53, MULTIPLIER1 = 0xCD9E8D57;
static const uint32_t WEYL0 = 0x9E3779B9, WEYL1 = 0xBB67AE85;  // golden ratio, root of 3 less 1

TOYGAN_INLINE void philox(const uint32_t counter[4], uint32_t k0, uint32_t k1, uint32_t out[4]) {
  uint32_t w0 = counter[0], w1 = counter[1], w2 = counter[2], w3 = counter[3];
  for (int round = 0; round < PHILOX_ROUNDS; round++, k0 += WEYL0, k1 += WEYL1) {
    const uint64_t p0 = (uint64_t)w0 * MULTIPLIER0, p1 = (uint64_t)w2 * MULTIPLIER1;
    w0 = (uint32_t)(p1 >> 32) ^ w1 ^ k0;
    w2 = (uint32_t)(p0 >> 32) ^ w3 ^ k1;
    w1 = (uint32_t)p1;
    w3 = (uint32_t)p0;
  }
  out[0] = w0;
  out[1] = w1;
  out[2] = w2;
  out[3] = w3;
}

void toygan_random_philox(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]) {
  philox(counter, key[0], key[1], out);
}

// Philox turns key, position and number of the lane into four words: the first state of the lane's xoshiro128++. A state
// of zeros, which xoshiro never leaves, has probability 2^-128.
TOYGAN_CLONES
void toygan_random_seek(toygan_random *stream, uint64_t position) {
  for (uint32_t lane = 0; lane < TOYGAN_LANES; lane++) {
    const uint32_t counter[4] = {lane, 0, (uint32_t)position, (uint32_t)(position >> 32)};
    uint32_t state[4];
    philox(counter, (uint32_t)stream->key, (uint32_t)(stream->key >> 32), state);
    for (int j = 0; j < 4; j++) stream->state[j][lane] = state[j];
  }
  stream->used = TOYGAN_LANES;
}

// Four words of sixteen generators, lane by lane.
typedef struct {
  words word[4];
} generators;

TOYGAN_INLINE void load(generators *g, const toygan_random *stream) {
  memcpy(g, stream->state, sizeof *g);
}

TOYGAN_INLINE void store(const generators *g, toygan_random *stream) {
  memcpy(stream->state, g, sizeof *g);
}

TOYGAN_INLINE words rotated(words x, int bits) { return x << bits | x >> (32 - bits); }

// One step of xoshiro128++ in every lane.
TOYGAN_INLINE words next(generators *g) {
  words *s = g->word;
  const words result = rotated(s[0] + s[3], 7) + s[0], shifted = s[1] << 9;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= shifted;
  s[3] = rotated(s[3], 11);
  return result;
}

// -2 ln u for u in (0, 1]. The mantissa is scaled to [sqrt 1/2, sqrt 2]; there ln(1 + f) = f - f^2/2 + f^3
// P(f), with P a least-squares fit made for this file, relative error 4e-8.
TOYGAN_INLINE floats minus_two_log(floats u) {
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

// Box and Muller (1958): one word gives the radius, the other the angle. The angle is drawn within an
// eighth of a turn on each side of the x axis, where Taylor series are exact to 3e-8; its two top bits then
// swap the axes and change the sign, which covers the other three quarters.
TOYGAN_INLINE void normal_pair(generators *g, float *out) {
#pragma clang fp contract(fast)
  const words a = next(g), b = next(g);
  // 31 bits, because processors without AVX-512 convert signed numbers only. Half a step above zero: the logarithm
  // remains finite and the tail extends to 6.66 deviations.
  floats u = __builtin_convertvector((ints)(a >> 1), floats) * 0x1p-31f + 0x1p-32f;
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
  floats pair[2] = {radius * (floats)((words)cosine ^ differ), radius * (floats)((words)sine ^ differ)};
  memcpy(out, pair, sizeof pair);
}

#define PAIR (2 * TOYGAN_LANES)

// There is one loop for all cases, because the compiler may round differently in a copy of it.
TOYGAN_CLONES
static void fill_pairs(toygan_random *stream, float *out, size_t pairs) {
  generators g;
  load(&g, stream);
  for (; pairs; pairs--, out += PAIR) normal_pair(&g, out);
  store(&g, stream);
}

// Numbers generated after the last one asked for are discarded, here and below.
void toygan_random_fill_normals(toygan_random *stream, float *out, size_t count) {
  const size_t rest = count % PAIR;
  fill_pairs(stream, out, count / PAIR);
  if (rest) {
    float part[PAIR];
    fill_pairs(stream, part, 1);
    memcpy(out + count - rest, part, rest * sizeof *out);
  }
}

TOYGAN_INLINE void uniforms(generators *g, float *out) {
  const floats u = __builtin_convertvector((ints)(next(g) >> 8), floats) * 0x1p-24f;
  memcpy(out, &u, sizeof u);
}

TOYGAN_CLONES
void toygan_random_fill_uniforms(toygan_random *stream, float *out, size_t count) {
  generators g;
  load(&g, stream);
  for (; count >= TOYGAN_LANES; count -= TOYGAN_LANES, out += TOYGAN_LANES) uniforms(&g, out);
  if (count) {
    float part[TOYGAN_LANES];
    uniforms(&g, part);
    memcpy(out, part, count * sizeof *out);
  }
  store(&g, stream);
}

TOYGAN_INLINE void next_words(generators *g, uint32_t *out) {
  const words w = next(g);
  memcpy(out, &w, sizeof w);
}

TOYGAN_CLONES
static void refill(toygan_random *stream) {
  generators g;
  load(&g, stream);
  next_words(&g, stream->words);
  store(&g, stream);
  stream->used = 0;
}

unsigned long toygan_random_next_word(void *state) {
  toygan_random *stream = state;
  if (stream->used == TOYGAN_LANES) refill(stream);
  return stream->words[stream->used++];
}

double toygan_random_next_uniform(void *state) {
  return toygan_random_next_word(state) * 0x1p-32;
}
