// The cache of the tests: a new folder, so that they neither read nor write that of the user.
//
// The variable must be set before the first test reads it, also in the processes that tests start.
#define _XOPEN_SOURCE 700
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char folder[4096];
static pid_t owner;

__attribute__((constructor)) static void make_cache(void) {
  const char *parent = getenv("TMPDIR");
  int length =
      snprintf(folder, sizeof folder, "%s/toygan-tests-XXXXXX", parent && *parent ? parent : "/tmp");
  if (length < 0 || (size_t)length >= sizeof folder || !mkdtemp(folder)) {
    folder[0] = 0;
    return;
  }
  owner = getpid();
  setenv("XDG_CACHE_HOME", folder, 1);
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place) {
  (void)status, (void)kind, (void)place;
  return remove(path);
}

__attribute__((destructor)) static void remove_cache(void) {
  // A process that the tests made by fork leaves the folder to them.
  if (folder[0] && owner == getpid()) nftw(folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}
