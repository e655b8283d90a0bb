#!/bin/sh
# Writes page.c, which embeds every file of page/. Run it after a file was added or removed.
set -eu
cd "$(dirname "$0")"
files=$(cd page && LC_ALL=C ls)
{
  echo '// Written by list-files.sh; a test compares it with the folder.'
  echo '#include "live_page.h"'
  echo
  echo '#if !defined(__has_embed)'
  echo '#error "the live page needs a compiler with #embed, as that of Swift 6.2 and newer"'
  echo '#endif'
  echo '#pragma clang diagnostic ignored "-Wc23-extensions"'
  echo
  for file in $files; do
    name=$(echo "$file" | tr '.-' '__')
    printf 'static const unsigned char %s[] = {\n#embed "page/%s"\n};\n' "$name" "$file"
  done
  echo
  echo 'const struct live_page_file live_page_files[] = {'
  for file in $files; do
    name=$(echo "$file" | tr '.-' '__')
    echo "    {\"$file\", $name, sizeof $name},"
  done
  echo '};'
  echo 'const size_t live_page_file_count = sizeof live_page_files / sizeof live_page_files[0];'
} > page.c
