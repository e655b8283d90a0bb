// Memory for an arena of floats.
#pragma once
#include <stddef.h>

// Zero-initialized memory that starts at a cache line; large arenas use large pages if the
// system has them, because the page table entries of small pages would not fit the
// processor's buffers. Null if there is not enough memory.
float *toygan_make_arena(size_t count);
void toygan_free_arena(float *arena);
