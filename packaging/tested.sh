#!/usr/bin/env bash
# Names the contents of the working tree, all files that git does not ignore, and remembers for which of them the
# tests have passed.
# usage: tested.sh                 prints the name of the contents; nothing outside a repository
#        tested.sh --record NAME   remembers that the tests passed, if the contents still have that name
#        tested.sh --is NAME       whether the tests passed for these contents
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
record=$root/.build-release-tests/passed

tree() {
  local objects work
  objects=$(git -C "$root" rev-parse --path-format=absolute --git-path objects 2>/dev/null) || return 0
  # An index and objects of the moment: the repository is only read.
  work=$(mktemp -d)
  mkdir "$work/objects"
  cp "$(git -C "$root" rev-parse --path-format=absolute --git-path index)" "$work/index" 2>/dev/null || true
  (
    export GIT_INDEX_FILE=$work/index GIT_OBJECT_DIRECTORY=$work/objects
    export GIT_ALTERNATE_OBJECT_DIRECTORIES=$objects
    git -C "$root" add --all 2>/dev/null
    git -C "$root" write-tree
  )
  rm -rf "$work"
}

case ${1:-} in
--record)
  if [ -n "${2:-}" ] && [ "$2" = "$(tree)" ]; then
    mkdir -p "${record%/*}"
    echo "$2" >>"$record"
  fi
  ;;
--is) [ -e "$record" ] && grep -qxF -- "$2" "$record" ;;
*) tree ;;
esac
