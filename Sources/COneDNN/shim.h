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

// Whether products use oneDNN's kernels for AVX2 on this processor. Each bit of the value is a set of instructions; 0x20
// stands for those of AVX-512 in servers, in versions 2 and 3.
static inline int toygan_products_use_avx2(void) {
  const int isa = (int)dnnl_get_effective_cpu_isa();
  return (isa & dnnl_cpu_isa_avx2) == dnnl_cpu_isa_avx2 && !(isa & 0x20);
}
