# What the scripts of this folder share; each sets -euo pipefail and sources it.
# shellcheck shell=bash
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
version_file=$root/Sources/ToyGAN/Studies/Runs/RunRecords.swift

fail() {
  echo "${0##*/}: $*" >&2
  exit 1
}

# The version in the Swift source.
source_version() {
  sed -n 's/^ *public static let current = "\(.*\)"$/\1/p' "$version_file"
}

# The version of CITATION.cff.
citation_version() {
  sed -n 's/^version: *"\{0,1\}\([^"]*\)"\{0,1\}$/\1/p' "$root/CITATION.cff"
}

# The newest version that has a section in CHANGELOG.md; empty before the first release.
changelog_version() {
  sed -n 's/^## \([0-9][^ ,]*\).*$/\1/p' "$root/CHANGELOG.md" | head -n 1
}

# section NAME FILE: the text of a section of the changelog.
section() {
  awk -v name="$1" '
    /^## / { inside = ($2 == name || $2 == name ",") ; next }
    inside { print }' "$2"
}

# The time that packages and pages bear: of the last commit, or else of the changelog.
source_time() {
  if [ -n "${SOURCE_DATE_EPOCH:-}" ]; then
    echo "$SOURCE_DATE_EPOCH"
  else
    git -C "$root" log -1 --format=%ct 2>/dev/null || stat -c %Y "$root/CHANGELOG.md"
  fi
}

# As root or with sudo.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# need COMMAND=PACKAGE...: installs the packages of the commands that are missing, and says so.
need() {
  local pair missing=()
  for pair in "$@"; do
    command -v "${pair%%=*}" >/dev/null || missing+=("${pair#*=}")
  done
  if [ ${#missing[@]} -gt 0 ]; then
    echo "== installing ${missing[*]} =="
    as_root apt-get update -q
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
  fi
}
