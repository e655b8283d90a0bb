// Minibatch closeness and its derivatives (`Tensor.closeness` in Swift has the formulas), as one
// pass over the pairs of rows: memory grows with rows, never with their square.
#pragma once
#include <stdint.h>

enum { toygan_most_directions = 6 };

typedef struct {
  int32_t rows, kernels, dimensions, directions;
  // Offsets in the arena, in floats: matrices [rows, dimensions * kernels], but for the cotangent
  // and for what `toygan_run_closeness` writes, which are [rows, kernels].
  int64_t features, cotangent, direction[toygan_most_directions], sink, scratch;
} toygan_closeness;

// Floats needed at `scratch`.
int64_t toygan_closeness_scratch(const toygan_closeness *work);

void toygan_run_closeness(const toygan_closeness *work, float *arena);
void toygan_run_closeness_transpose(const toygan_closeness *work, float *arena);

// The same where there is no AVX-512, and bit for bit the same where there is: tests hold them to it.
void toygan_run_closeness_portable(const toygan_closeness *work, float *arena);
void toygan_run_closeness_transpose_portable(const toygan_closeness *work, float *arena);
