#include "closeness_pairs.h"

int64_t toygan_closeness_scratch(const toygan_closeness *w) {
  // Features and two exponentials of them, directions, a result of the same size.
  int64_t matrices = 4 + w->directions;
  return 2 * (w->rows + 2) * (matrices * w->dimensions + 1) * TOYGAN_LANES;
}

#if defined(__x86_64__)
#define BETTER(with_avx512, without) (__builtin_cpu_supports("avx512f") ? with_avx512 : without)
#define FOR_OTHER_CPUS __attribute__((target_clones("arch=x86-64-v3", "default")))
#else
#define BETTER(with_avx512, without) without
#define FOR_OTHER_CPUS
#endif

FOR_OTHER_CPUS
static void run_anywhere(const toygan_closeness *task, float *arena) { run(task, arena, 0); }

FOR_OTHER_CPUS
static void run_transpose_anywhere(const toygan_closeness *task, float *arena) {
  run(task, arena, 1);
}

void toygan_run_closeness(const toygan_closeness *task, float *arena) {
  BETTER(toygan_run_closeness_avx512, run_anywhere)(task, arena);
}

void toygan_run_closeness_transpose(const toygan_closeness *task, float *arena) {
  BETTER(toygan_run_closeness_transpose_avx512, run_transpose_anywhere)(task, arena);
}
