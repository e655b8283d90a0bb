// Subnormal numbers slow a processor down a hundredfold, and vanishing
// gradients pass through them before they become zero.
#pragma once
#include <stdint.h>

// Makes the calling thread treat subnormal inputs and results as zero; returns the previous state.
uint64_t toygan_flush_denormals(void);
void toygan_restore_denormals(uint64_t before);
