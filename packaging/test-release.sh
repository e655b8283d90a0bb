#!/usr/bin/env bash
# Tries packaging/release.sh on a copy of this repository, whose tests are a stub.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
copy=$folder/toygan
mkdir "$copy"
(cd "$root" && git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do
  if [ -e "$file" ]; then printf '%s\0' "$file"; fi
done | tar --create --null --files-from=-) | tar --extract --directory "$copy"
cd "$copy"
export GIT_AUTHOR_NAME=test GIT_AUTHOR_EMAIL=test@localhost
export GIT_COMMITTER_NAME=test GIT_COMMITTER_EMAIL=test@localhost
# Counts how often it runs; fails if there is a file that says so.
cat >Makefile <<'MAKE'
test:
	@echo run >>../tests
	@test ! -e ../tests-fail
	@packaging/tested.sh --record "$$(packaging/tested.sh)"
MAKE
git init --quiet
git add --all
git commit --quiet --message "a state"
now=$(sed -n 's/^ *public static let current = "\(.*\)"$/\1/p' Sources/ToyGAN/Studies/Runs/RunRecords.swift)
next=$(awk -F. '{ print $1 "." $2 + 1 ".0" }' <<<"$now")
after=$(awk -F. '{ print $1 "." $2 + 2 ".0" }' <<<"$now")

state() { git rev-parse HEAD && git tag && git status --porcelain; }
commit() { git commit --quiet --all --message "$1"; }
# refused WORDS ARGUMENTS...: a release that is refused, with these words, and changes nothing.
refused() {
  local words=$1 before said
  shift
  before=$(state)
  if said=$(packaging/release.sh "$@" 2>&1); then fail "release.sh $*: not refused"; fi
  grep -qF "$words" <<<"$said" || fail "release.sh $*: $said"
  [ "$(state)" = "$before" ] || fail "release.sh $*: something has changed"
}

echo "== a dry run changes nothing and says what would be done =="
before=$(state)
packaging/release.sh "$next" >"$folder/said"
[ "$(state)" = "$before" ] || fail "a dry run has changed something"
for words in "+  public static let current = \"$next\"" "+version: $next" "+## $next, " "make test" \
  "git tag --annotate $next"; do
  grep -qF -- "$words" "$folder/said" || fail "a dry run does not say '$words'"
done

echo "== the first release may have the version of the source =="
git clone --quiet . "$folder/first"
(cd "$folder/first" && packaging/release.sh "$now" --go >/dev/null && git cat-file tag "$now" | grep '^- ' >/dev/null) ||
  fail "the version of the source cannot be released"
: >../tests

echo "== what is in the way is said =="
refused "'1.2' is not allowed" 1.2
refused "'' is not allowed"
refused "'01.2.3' is not allowed" 01.2.3
refused "not an option" "$next" --yes
refused "older than the version of the source" 0.0.1
touch stray
refused "not clean: 1 files" "$next" --go
rm stray
sed -i 's/^version: .*/version: 9.9.9/' CITATION.cff
commit "another version"
refused "CITATION.cff has version 9.9.9" "$next" --go
git reset --quiet --hard HEAD~
sed -i '/^## Unreleased$/,$ { /^- /d }' CHANGELOG.md
commit "nothing new"
refused "nothing is under Unreleased" "$next" --go
git reset --quiet --hard HEAD~
git checkout --quiet --detach
refused "on no branch" "$next"
git checkout --quiet -

echo "== tests that fail leave all as before =="
touch ../tests-fail
refused "is not released; the files are as before" "$next" --go
rm ../tests-fail

echo "== a release =="
packaging/release.sh "$next" --go >"$folder/said"
[ -z "$(git status --porcelain)" ] || fail "a release leaves changes"
[ "$(git log -1 --format=%s)" = "Version $next" ] || fail "the commit has another message"
[ "$(git rev-parse "$next^{commit}")" = "$(git rev-parse HEAD)" ] || fail "the tag is elsewhere"
[ "$(git diff --name-only HEAD~ | wc -l)" = 3 ] || fail "other files have changed"
grep -q "^version: $next$" CITATION.cff
grep -q '^date-released: ' CITATION.cff
grep -q "current = \"$next\"" Sources/ToyGAN/Studies/Runs/RunRecords.swift
grep -q '^## Unreleased$' CHANGELOG.md
git cat-file tag "$next" | grep -q '^- ' || fail "the tag does not say what is new"
# Without grep -q, which would end the pipe before tar does.
tar --list --file ".build-package/toygan-$next.tar.gz" | grep -x "toygan-$next/GPL-3" >/dev/null ||
  fail "the archive has no licence"
runs=$(wc -l <../tests)

echo "== after a release =="
refused "the tag $next exists" "$next"
refused "nothing is under Unreleased" "$after"
refused "is not newer than the release" "$now"
sed -i 's/^## Unreleased$/## Unreleased\n\n- Something new./' CHANGELOG.md
commit "something new"
# Tests that passed for this commit are not run again.
make --quiet test
packaging/release.sh "$after" | grep -F 'they passed for this commit' >/dev/null || fail "tests are forgotten"
packaging/release.sh "$after" --go >/dev/null
[ "$(wc -l <../tests)" = $((runs + 1)) ] || fail "tests ran again"
[ "$(git cat-file tag "$after" | grep -c '^- ')" = 1 ] || fail "the tag says what was new before"
grep -c '^date-released: ' CITATION.cff | grep -qx 1 || fail "two dates"
echo "== release.sh: all right =="
