// A random stream with sub-streams that are reached without drawing the numbers before them. Sixteen generators
// xoshiro128++ (Blackman and Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47(4), 2021) run side by
// side; the states in which they begin are sixteen blocks of Philox4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel
// random numbers: as easy as 1, 2, 3", SC 2011), which are functions of key, sub-stream and number of the generator.
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "clones.h"

typedef struct {
  uint64_t key;
  uint32_t state[4][TOYGAN_LANES];  // words of the generators' states
  uint32_t used;                    // words of `words` already handed out one by one
  uint32_t words[TOYGAN_LANES];     // of a step, one of each generator
} toygan_random;

// Starts sub-stream `position`; buffered words are discarded.
void toygan_random_seek(toygan_random *stream, uint64_t position);

// One block of Philox4x32-10: four words from a counter of four words and a key of two.
void toygan_random_philox(const uint32_t counter[4], const uint32_t key[2], uint32_t words[4]);

// Words that are drawn one by one come from a buffer, which the functions that fill arrays do not change.
//
// The next 32-bit word, and the next real number in [0, 1) with 32 bits. `stream` is a toygan_random: the
// signature is that of a generator of the GNU Scientific Library.
unsigned long toygan_random_next_word(void *stream);
double toygan_random_next_uniform(void *stream);

// Independent standard normal numbers, and real numbers in [0, 1) with 24 bits.
void toygan_random_fill_normals(toygan_random *stream, float *out, size_t count);
void toygan_random_fill_uniforms(toygan_random *stream, float *out, size_t count);
