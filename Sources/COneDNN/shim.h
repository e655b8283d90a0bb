// oneDNN's single-precision matrix product, which runs on the calling thread alone.
#pragma once
#include <dlfcn.h>
#include <oneapi/dnnl/dnnl.h>

// oneDNN spreads a product over OpenMP's threads. Runs go in parallel instead, one core each, so
// every thread that multiplies says once that it wants no helpers. libgomp comes with libdnnl but
// has no development link of its own on Debian, hence the look-up by name.
static inline int toygan_multiply_on_one_thread(void) {
  void (*set_threads)(int) = (void (*)(int))dlsym(RTLD_DEFAULT, "omp_set_num_threads");
  if (set_threads) set_threads(1);
  return set_threads != 0;
}
