#include "closeness_pairs.h"

int64_t toygan_closeness_scratch(const toygan_closeness *w) {
  // Features and two exponentials of them, directions, and a result of the same size; the two additional
  // rows contain what every matrix may write past its end, and the ranges of columns.
  int64_t matrices = 4 + w->directions;
  return 2 * (w->rows + 2) * (matrices * w->dimensions + 1) * TOYGAN_LANES;
}

#if defined(TOYGAN_SELECTS_AVX512)
#define BETTER(with_avx512, without) (__builtin_cpu_supports("avx512f") ? with_avx512 : without)
#else
#define BETTER(with_avx512, without) without
#endif

TOYGAN_CLONES_BELOW_AVX512
void toygan_run_closeness_portable(const toygan_closeness *task, float *arena) {
  run(task, arena, 0);
}

TOYGAN_CLONES_BELOW_AVX512
void toygan_run_closeness_transpose_portable(const toygan_closeness *task, float *arena) {
  run(task, arena, 1);
}

void toygan_run_closeness(const toygan_closeness *task, float *arena) {
  BETTER(toygan_run_closeness_avx512, toygan_run_closeness_portable)(task, arena);
}

void toygan_run_closeness_transpose(const toygan_closeness *task, float *arena) {
  BETTER(toygan_run_closeness_transpose_avx512, toygan_run_closeness_transpose_portable)
  (task, arena);
}
