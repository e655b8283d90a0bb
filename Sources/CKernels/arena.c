#include "include/arena.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { CACHE_LINE = 64, LARGE_PAGE = 2 << 20 };

float *toygan_make_arena(size_t count) {
  const size_t bytes = (count ? count : 1) * sizeof(float);
  const size_t unit = bytes > LARGE_PAGE / 2 ? LARGE_PAGE : CACHE_LINE;
  const size_t whole = (bytes + unit - 1) / unit * unit;
  float *arena = aligned_alloc(unit, whole);
  if (!arena) return NULL;
#ifdef MADV_HUGEPAGE
  if (unit == LARGE_PAGE) madvise(arena, whole, MADV_HUGEPAGE);  // a wish: failing changes nothing
#endif
  memset(arena, 0, whole);
  return arena;
}

void toygan_free_arena(float *arena) { free(arena); }
