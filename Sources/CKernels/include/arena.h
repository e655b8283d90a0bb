// Memory for an arena of floats.
#pragma once
#include <stddef.h>

// Zeros, starting at a cache line; large ones on large pages where the system has them, since the
// tables of small pages would not fit the processor's own. Null where there is no memory.
float *toygan_make_arena(size_t count);
void toygan_free_arena(float *arena);
