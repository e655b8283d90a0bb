#include "include/denormals.h"

#if defined(__x86_64__)
#include <xmmintrin.h>

uint64_t toygan_flush_denormals(void) {
  const unsigned int flush_to_zero = 0x8000, denormals_are_zero = 0x0040, before = _mm_getcsr();
  _mm_setcsr(before | flush_to_zero | denormals_are_zero);
  return before;
}
void toygan_restore_denormals(uint64_t before) { _mm_setcsr((unsigned int)before); }

#elif defined(__aarch64__)
uint64_t toygan_flush_denormals(void) {
  const uint64_t flush_to_zero = 1ull << 24;
  uint64_t before;
  __asm__ volatile("mrs %0, fpcr" : "=r"(before));
  __asm__ volatile("msr fpcr, %0" : : "r"(before | flush_to_zero));
  return before;
}
void toygan_restore_denormals(uint64_t before) {
  __asm__ volatile("msr fpcr, %0" : : "r"(before));
}

#else
uint64_t toygan_flush_denormals(void) { return 0; }
void toygan_restore_denormals(uint64_t before) { (void)before; }
#endif
