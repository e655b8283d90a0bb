// A counter-based random stream: Philox4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as
// easy as 1, 2, 3", SC 2011). Number i of sub-stream p under key k is a function of (k, p, i) alone, so
// that any position of a stream can be reached without drawing the numbers before it.
#pragma once
#include <stddef.h>
#include <stdint.h>

// Number of words generated at a time: 16 counters of 4 words, which fill AVX-512 registers.
#define TOYGAN_RANDOM_BLOCK 64

typedef struct {
  uint64_t key;
  uint64_t position;  // which independent sub-stream
  uint64_t counter;   // next unused counter in it
  uint32_t used;      // words of `words` already handed out one by one
  uint32_t words[TOYGAN_RANDOM_BLOCK];
} toygan_random;

// Starts at number 0 of sub-stream `position`; buffered words are discarded.
void toygan_random_seek(toygan_random *stream, uint64_t position);

// One block of Philox4x32-10: four words from a counter of four words and a key of two.
void toygan_random_philox(const uint32_t counter[4], const uint32_t key[2], uint32_t words[4]);

// The next 32-bit word, and the next real number in [0, 1) with 32 bits. `stream` is a toygan_random: the
// signature is that of a generator of the GNU Scientific Library.
unsigned long toygan_random_next_word(void *stream);
double toygan_random_next_uniform(void *stream);

// Independent standard normal numbers, and real numbers in [0, 1) with 24 bits.
void toygan_random_fill_normals(toygan_random *stream, float *out, size_t count);
void toygan_random_fill_uniforms(toygan_random *stream, float *out, size_t count);
