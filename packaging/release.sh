#!/usr/bin/env bash
# Cuts a release: checks, sets the version in the Swift source, CITATION.cff and CHANGELOG.md, commits, tags, and
# makes an archive of the sources with the text of the licence.
# usage: release.sh VERSION        says what is in the way and what would be done; changes nothing
#        release.sh VERSION --go   does it; nothing is pushed
# The tests must have passed for what is released ('make test' remembers it); else --go runs them.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
cd "$root"
version=${1:-}
[[ $version =~ ^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$ ]] ||
  fail "VERSION: '$version' is not allowed; expected three numbers, such as 0.2.0"
case ${2:-} in '' | --go) ;; *) fail "$2: not an option; expected --go" ;; esac
go=${2:-}
today=$(date -u +%F)
version_path=${version_file#"$root"/}
files=("$version_path" CITATION.cff CHANGELOG.md)

problems=0
problem() {
  echo "in the way: $*"
  problems=$((problems + 1))
}
# is_newer A B: whether version A is larger than B.
is_newer() { [ "$1" != "$2" ] && [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | tail -n 1)" = "$1" ]; }

check_repository() {
  git rev-parse --git-dir >/dev/null 2>&1 || fail "this is not a git repository"
  git var GIT_COMMITTER_IDENT >/dev/null 2>&1 || problem "git has no user.name and user.email"
  git symbolic-ref -q HEAD >/dev/null || problem "HEAD is on no branch"
  if [ -n "$(git status --porcelain)" ]; then
    problem "the working tree is not clean: $(git status --porcelain | wc -l) files"
  fi
  local tags newest
  tags=$(git tag --list | grep -E '^[0-9]+\.[0-9]+\.[0-9]+$' || true)
  newest=$(sort -V <<<"$tags" | tail -n 1)
  if grep -qxF "$version" <<<"$tags"; then
    problem "the tag $version exists"
  elif [ -n "$newest" ] && ! is_newer "$version" "$newest"; then
    problem "$version is not newer than the release $newest"
  elif is_newer "$(source_version)" "$version"; then
    problem "$version is older than the version of the source, $(source_version)"
  fi
}

check_files() {
  local newest entries
  [ -n "$(source_version)" ] || problem "$version_path has no version"
  [ "$(citation_version)" = "$(source_version)" ] ||
    problem "CITATION.cff has version $(citation_version), the Swift source $(source_version)"
  newest=$(changelog_version)
  if [ -n "$newest" ] && [ "$newest" != "$version" ] && [ "$newest" != "$(source_version)" ]; then
    problem "the newest release in CHANGELOG.md is $newest, the Swift source has $(source_version)"
  fi
  grep -q "^license: $(sed -n 's/^SPDX-License-Identifier: //p' LICENSE)$" CITATION.cff ||
    problem "LICENSE and CITATION.cff name different licences"
  entries=$(section Unreleased CHANGELOG.md | grep -c '^- ' || true)
  if [ "$newest" != "$version" ]; then
    [ "$entries" -gt 0 ] || problem "CHANGELOG.md has no section for $version, and nothing is under Unreleased"
  elif [ "$entries" -gt 0 ]; then
    problem "CHANGELOG.md has entries both under $version and under Unreleased"
  fi
}

# set_version FOLDER: in the three files of a folder.
set_version() {
  sed -i "s/^\( *public static let current = \)\".*\"$/\1\"$version\"/" "$1/$version_path"
  sed -i -e '/^date-released:/d' -e "s/^version:.*/version: $version\ndate-released: $today/" "$1/CITATION.cff"
  if ! grep -qE "^## $version(,| |$)" "$1/CHANGELOG.md"; then
    sed -i "s/^## Unreleased$/## Unreleased\n\n## $version, $today/" "$1/CHANGELOG.md"
  fi
}

# The name that the working tree will have, once the version is set.
preview=$(mktemp -d)
trap 'rm -rf "$preview"' EXIT
for file in "${files[@]}"; do install -D -m 644 "$file" "$preview/$file"; done

check_repository
check_files
set_version "$preview"
tested=no
if packaging/tested.sh --is "$(git rev-parse 'HEAD^{tree}' 2>/dev/null)"; then tested=yes; fi

if [ "$problems" -gt 0 ]; then
  echo "$version cannot be released."
  exit 1
fi
if [ -z "$go" ]; then
  echo "== what a release of $version would change =="
  for file in "${files[@]}"; do
    diff -U 1 --label "$file" --label "$file" "$file" "$preview/$file" || true
  done
  echo "== what it would do =="
  if [ $tested = no ]; then echo "make test, with these changes"; else echo "no tests: they passed for this commit"; fi
  cat <<TEXT
git commit --message "Version $version"
git tag --annotate $version
.build-package/toygan-$version.tar.gz, the sources with the text of the licence
Nothing was changed. 'packaging/release.sh $version --go' does it.
TEXT
  exit 0
fi

restore() {
  git checkout --quiet HEAD -- "${files[@]}"
  echo "$version is not released; the files are as before." >&2
}
trap 'rm -rf "$preview"; restore' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
set_version "$root"
if [ $tested = no ] && ! packaging/tested.sh --is "$(packaging/tested.sh)"; then
  echo "== make test =="
  make test
fi
changed=$(git status --porcelain | cut -c 4- | grep -vxF "$(printf '%s\n' "${files[@]}")" || true)
[ -z "$changed" ] || fail "other files have changed meanwhile: $changed"
git commit --quiet --message "Version $version" -- "${files[@]}"
trap 'rm -rf "$preview"' EXIT
{
  printf 'ToyGAN %s\n\n' "$version"
  section "$version" CHANGELOG.md
} >"$preview/message"
git tag --annotate --cleanup=whitespace --file "$preview/message" "$version"

mkdir -p .build-package
archive=.build-package/toygan-$version.tar.gz
licence=/usr/share/common-licenses/GPL-3
if [ -e $licence ]; then
  git archive --format=tar.gz --prefix="toygan-$version/" --add-file=$licence --output="$archive" "$version"
  echo "== $archive =="
else
  echo "No archive: $licence, the text of the licence, is not there." >&2
fi
echo "== $version is committed and tagged; push it with =="
echo "git push --atomic origin $(git symbolic-ref --short HEAD) $version"
