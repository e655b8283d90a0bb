// The same results, bit for bit, with an instruction that compilers do not generate from portable C.
#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx512f"))), apply_to = function)
#define TOYGAN_AVX512
#include "closeness_pairs.h"

void toygan_run_closeness_avx512(const toygan_closeness *task, float *arena) { run(task, arena, 0); }

void toygan_run_closeness_transpose_avx512(const toygan_closeness *task, float *arena) {
  run(task, arena, 1);
}
#pragma clang attribute pop
#endif
