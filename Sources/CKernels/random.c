#include "random.h"

#include <string.h>

#include "clones.h"

#define INLINE static inline __attribute__((always_inline))

#define LANES 16
#define ROUNDS 10
// Number of blocks computed side by side: each round depends on the
// previous one, and the other blocks hide its latency.
#define SIDE_BY_SIDE 2
// A word is stored in the low half of a 64-bit lane: a product of two words then needs no shuffling, and
// the high half is ignored by the next product.
typedef uint64_t wide __attribute__((vector_size(LANES / 2 * 8)));
typedef uint32_t words __attribute__((vector_size(LANES * 4)));
typedef int32_t ints __attribute__((vector_size(LANES * 4)));
typedef float floats __attribute__((vector_size(LANES * 4)));

static const uint32_t MULTIPLIER0 = 0xD2511F53, MULTIPLIER1 = 0xCD9E8D57;
static const uint32_t WEYL0 = 0x9E3779B9, WEYL1 = 0xBB67AE85;  // golden ratio, root of 3 less 1

// Eight counters, stored word by word.
typedef struct {
  wide word[4];
} counters;

INLINE counters counters_at(const toygan_random *stream, wide count) {
  const wide zero = {0};
  return (counters){{count, count >> 32, zero + (uint32_t)stream->position,
                     zero + (stream->position >> 32)}};
}

// Moves the upper halves of the lanes to the lower halves.
INLINE wide upper(wide x) {
  words w = (words)x;
  return (wide)__builtin_shufflevector(w, w, 1, 1, 3, 3, 5, 5, 7, 7, 9, 9, 11, 11, 13, 13, 15, 15);
}

INLINE wide product(wide x, uint32_t y) { return (x & 0xFFFFFFFFu) * y; }

// -2 ln u for u in (0, 1]. The mantissa is scaled to [sqrt 1/2, sqrt 2]; there ln(1 + f) = f - f^2/2 + f^3
// P(f), with P a least-squares fit made for this file, relative error 4e-8.
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

// Box and Muller (1958): one word gives the radius, the other the angle. The angle is drawn within an
// eighth of a turn on each side of the x axis, where Taylor series are exact to 3e-8; its two top bits then
// swap the axes and change the sign, which covers the other three quarters.
INLINE void box_muller(words a, words b, floats *x, floats *y) {
#pragma clang fp contract(fast)
  // Half a step above zero: the logarithm remains finite and the tail extends to 6.7 deviations.
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

INLINE void make_pair(words *w) {
  floats x, y;
  box_muller(w[0], w[1], &x, &y);
  w[0] = (words)x;
  w[1] = (words)y;
}

// Philox, in place, on `number` times eight counters; after each round, `pairs` pairs of previously
// generated words are converted to normal numbers. A round waits for products and a pair for its root:
// interleaving them hides both latencies.
INLINE void philox(counters *c, int number, uint64_t key, words *made, int pairs) {
  uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);
#pragma clang loop unroll(full)
  for (int round = 0; round < ROUNDS; round++, k0 += WEYL0, k1 += WEYL1) {
#pragma clang loop unroll(full)
    for (int i = 0; i < number; i++) {
      wide *w = c[i].word, p0 = product(w[0], MULTIPLIER0), p1 = product(w[2], MULTIPLIER1);
      w[0] = upper(p1) ^ w[1] ^ k0;
      w[2] = upper(p0) ^ w[3] ^ k1;
      w[1] = p1;
      w[3] = p0;
    }
    if (round < pairs) make_pair(made + 2 * round);
  }
}

// Writes `number` blocks of sixteen counters: words 0 of the first block's counters, its words 1, ...; at
// the same time `pairs` of words are converted to normal numbers.
INLINE void next_blocks(toygan_random *stream, int number, words *out, words *made, int pairs) {
  const wide even = {0, 2, 4, 6, 8, 10, 12, 14};
  counters c[2 * SIDE_BY_SIDE];
  for (int i = 0; i < 2 * number; i++)
    c[i] = counters_at(stream, even + (stream->counter + i / 2 * LANES + i % 2));
  philox(c, 2 * number, stream->key, made, pairs);
  for (int i = 0; i < number; i++)
    for (int j = 0; j < 4; j++)
      out[4 * i + j] =
          (words)((c[2 * i].word[j] & 0xFFFFFFFFu) | (c[2 * i + 1].word[j] << 32));
  stream->counter += number * LANES;
}

#define BATCH (TOYGAN_RANDOM_BLOCK * SIDE_BY_SIDE)

// There is one loop for all cases, because the compiler may round differently in a copy of it. Numbers
// generated after the last batch are discarded.
TOYGAN_CLONES
static void fill_batches(toygan_random *stream, float *out, size_t batches) {
  const uint64_t end = stream->counter + SIDE_BY_SIDE * LANES * batches;
  words made[4 * SIDE_BY_SIDE], next[4 * SIDE_BY_SIDE];
  next_blocks(stream, SIDE_BY_SIDE, made, 0, 0);
  for (; batches; batches--, out += BATCH) {
    next_blocks(stream, SIDE_BY_SIDE, next, made, 2 * SIDE_BY_SIDE);
    memcpy(out, made, sizeof made);
    memcpy(made, next, sizeof made);
  }
  stream->counter = end;
}

void toygan_random_fill_normals(toygan_random *stream, float *out, size_t count) {
  const uint64_t blocks = (count + TOYGAN_RANDOM_BLOCK - 1) / TOYGAN_RANDOM_BLOCK;
  const uint64_t end = stream->counter + LANES * blocks;
  const size_t whole = count / BATCH, rest = count % BATCH;
  if (whole) fill_batches(stream, out, whole);
  if (rest) {
    float part[BATCH];
    fill_batches(stream, part, 1);
    memcpy(out + whole * BATCH, part, rest * sizeof *out);
  }
  stream->counter = end;
}

TOYGAN_CLONES
void toygan_random_fill_uniforms(toygan_random *stream, float *out, size_t count) {
  while (count) {
    words w[4];
    next_blocks(stream, 1, w, 0, 0);
    for (int j = 0; j < 4; j++)
      w[j] = (words)(__builtin_convertvector((ints)(w[j] >> 8), floats) * 0x1p-24f);
    const size_t n = count < TOYGAN_RANDOM_BLOCK ? count : TOYGAN_RANDOM_BLOCK;
    memcpy(out, w, n * sizeof *out);
    count -= n;
    out += n;
  }
}

TOYGAN_CLONES
static void refill(toygan_random *stream) {
  words w[4];
  next_blocks(stream, 1, w, 0, 0);
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
  counters c = counters_at(&stream, (wide){0} + (counter[0] | (uint64_t)counter[1] << 32));
  philox(&c, 1, stream.key, 0, 0);
  for (int j = 0; j < 4; j++) out[j] = (uint32_t)c.word[j][0];
}

unsigned long toygan_random_next_word(void *state) {
  toygan_random *stream = state;
  if (stream->used == TOYGAN_RANDOM_BLOCK) refill(stream);
  return stream->words[stream->used++];
}

double toygan_random_next_uniform(void *state) {
  return toygan_random_next_word(state) * 0x1p-32;
}
