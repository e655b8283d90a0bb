// Numbers too small for a full mantissa slow a processor down a hundredfold, and gradients that
// vanish pass through them on their way to zero.
#pragma once
#include <stdint.h>

// Makes the calling thread take them, and give them, as zero; returns how it was before.
uint64_t toygan_flush_denormals(void);
void toygan_restore_denormals(uint64_t before);
