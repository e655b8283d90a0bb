// oneDNN's single-precision matrix product, restricted to the calling thread.
#pragma once
#include <dlfcn.h>
#include <oneapi/dnnl/dnnl.h>

// oneDNN distributes a product over OpenMP's threads. Here runs are parallel instead, with one core each;
// therefore every thread that multiplies calls this function once. libgomp is installed with libdnnl but
// has no development link on Debian, hence the look-up by name.
static inline int toygan_multiply_on_one_thread(void) {
  void (*set_threads)(int) = (void (*)(int))dlsym(RTLD_DEFAULT, "omp_set_num_threads");
  if (set_threads) set_threads(1);
  return set_threads != 0;
}
