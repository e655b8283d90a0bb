// Counts what the calling thread asks the allocator for.
#pragma once
#include <stdint.h>

// Allocations that this thread has made so far, in any library. They are counted where this program
// is linked with the GNU C library, whose functions the ones here take the place of.
uint64_t toygan_allocations(void);
