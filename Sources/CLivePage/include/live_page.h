#ifndef LIVE_PAGE_H
#define LIVE_PAGE_H

#include <stddef.h>

/// A file of the live page, as it was when the program was compiled.
struct live_page_file {
  const char *name;
  const unsigned char *bytes;
  size_t count;
};

/// The files of the page, in alphabetical order.
extern const struct live_page_file live_page_files[];
extern const size_t live_page_file_count;

/// The first file: Swift does not import an array of unknown length.
static inline const struct live_page_file *live_page_files_start(void) { return live_page_files; }

#endif
