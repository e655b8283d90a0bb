// Minibatch closeness and its derivatives (`Tensor.closeness` in Swift has the formulas), in one pass over
// the pairs of rows: memory is linear in the number of rows, not quadratic.
#pragma once
#include <stdint.h>

enum { toygan_most_directions = 6 };

typedef struct {
  int32_t rows, kernels, dimensions, directions;
  // Offsets in the arena, in floats: matrices [rows, dimensions * kernels], except for the cotangent and
  // the result of `toygan_run_closeness`, which are [rows, kernels].
  int64_t features, cotangent, direction[toygan_most_directions], sink, scratch;
} toygan_closeness;

// Number of floats needed at `scratch`.
int64_t toygan_closeness_scratch(const toygan_closeness *work);

void toygan_run_closeness(const toygan_closeness *work, float *arena);
void toygan_run_closeness_transpose(const toygan_closeness *work, float *arena);

// The version for processors without AVX-512; its results are identical bit
// for bit to those with AVX-512, which is tested.
void toygan_run_closeness_portable(const toygan_closeness *work, float *arena);
void toygan_run_closeness_transpose_portable(const toygan_closeness *work, float *arena);
