#include "include/denormals.h"

#if defined(__x86_64__)
#include <xmmintrin.h>

void toygan_flush_denormals(void) {
  const unsigned int flush_to_zero = 0x8000, denormals_are_zero = 0x0040;
  _mm_setcsr(_mm_getcsr() | flush_to_zero | denormals_are_zero);
}
#elif defined(__aarch64__)
void toygan_flush_denormals(void) {
  unsigned long control;
  __asm__ volatile("mrs %0, fpcr" : "=r"(control));
  __asm__ volatile("msr fpcr, %0" : : "r"(control | 1ul << 24));
}
#else
void toygan_flush_denormals(void) {}
#endif
