#!/usr/bin/env bash
# Installs the files of a stage below a prefix, or removes what it has installed.
# usage: PREFIX=/usr/local DESTDIR= install.sh STAGE | install.sh --uninstall
# What was installed, and which folders were made for it, stands in PREFIX/share/toygan/installed.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
prefix=${PREFIX-/usr/local}
case $prefix in
/*) ;;
*) fail "PREFIX: '$prefix' is not allowed; expected a path that begins with /" ;;
esac
case $prefix${DESTDIR-} in
*$'\n'*) fail "PREFIX and DESTDIR: a line break is not allowed" ;;
esac
while [ "$prefix" != "${prefix%/}" ]; do prefix=${prefix%/}; done
place=${DESTDIR-}$prefix
list=$place/share/toygan/installed
umask 022

# remove LIST [KEEP]: removes the files of a list that are not in another one, then folders that became empty.
remove() {
  local kind path
  while IFS=' ' read -r kind path; do
    [ "$kind" = file ] || continue
    if [ -n "${2:-}" ] && grep -qxF "file $path" "$2"; then continue; fi
    rm -f "$place/$path"
  done <"$1"
  # The longest first: a folder is empty only after those in it are gone.
  while IFS=' ' read -r kind path; do
    if [ "$kind" = folder ] && [ -d "$place/$path" ]; then
      rmdir --ignore-fail-on-non-empty "$place/$path"
    fi
  done < <(sort -r "$1")
}

if [ "${1:-}" = --uninstall ]; then
  [ -e "$list" ] || fail "nothing is installed in $place: $list is not there"
  installed=$(mktemp)
  trap 'rm -f "$installed"' EXIT
  cp "$list" "$installed"
  remove "$installed"
  # The folders above the prefix that were made for it.
  while IFS=' ' read -r kind path; do
    if [ "$kind" = above ] && [ -d "${DESTDIR-}$path" ]; then
      rmdir --ignore-fail-on-non-empty "${DESTDIR-}$path"
    fi
  done < <(sort -r "$installed")
  echo "ToyGAN is removed from $place"
  exit
fi

stage=$(realpath "$1")
[ -x "$stage/bin/toygan" ] || fail "$stage has no program; 'make program' makes it"
new=$(mktemp)
trap 'rm -f "$new"' EXIT

# Folders that are made now are removed one day; those of an earlier installation stay in the list.
folders() { (cd "$stage" && find . -mindepth 1 -type d -printf '%P\n' && echo share/toygan) | sort; }
{
  above=$prefix
  while [ -n "$above" ]; do
    if [ ! -d "${DESTDIR-}$above" ]; then echo "above $above"; fi
    above=${above%/*}
  done
  folders | while IFS= read -r folder; do
    if [ ! -d "$place/$folder" ]; then echo "folder $folder"; fi
  done
  (cd "$stage" && find . -type f -printf 'file %P\n')
  echo "file share/toygan/installed"
  if [ -e "$list" ]; then grep -E '^(folder|above) ' "$list" || true; fi
} | sort -u >"$new"

{ mkdir -p "$place" && [ -w "$place" ]; } 2>/dev/null ||
  fail "$place cannot be written; 'sudo make install' may do it"
folders | while IFS= read -r folder; do mkdir -p "$place/$folder"; done
old=
if [ -e "$list" ]; then
  old=$(mktemp)
  cp "$list" "$old"
fi
# The list first: what an interruption leaves can be removed.
{ cat "$new"; if [ -n "$old" ]; then cat "$old"; fi; } | sort -u >"$list.new"
mv "$list.new" "$list"
(cd "$stage" && find . -type f -printf '%P\n' | sort) | while IFS= read -r file; do
  mode=644
  if [ -x "$stage/$file" ]; then mode=755; fi
  # Beside its place, then renamed: a program that runs at the moment is not disturbed.
  install -m $mode "$stage/$file" "$place/$file.new"
  mv -f "$place/$file.new" "$place/$file"
done
if [ -n "$old" ]; then
  remove "$old" "$new"
  rm -f "$old"
fi
install -m 644 "$new" "$list.new"
mv "$list.new" "$list"
echo "ToyGAN $("$stage/bin/toygan" --version 2>/dev/null || true) is installed in $place"
