#!/usr/bin/env bash
# Gathers what is installed, as it stands below a prefix: program, manual pages, completions, documents.
# usage: stage.sh PROGRAM CHECKOUTS FOLDER
# CHECKOUTS is SwiftPM's folder with the sources of the libraries that the program contains.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
program=$(realpath "$1")
checkouts=$(realpath "$2")
mkdir -p "$(dirname "$3")"
stage=$(realpath -m "$3")
umask 022

version=$("$program" --version)
[ "$version" = "$(source_version)" ] ||
  fail "the program is $version and the source is $(source_version): build it again"
rm -rf "$stage.new"
doc=$stage.new/share/doc/toygan
mkdir -p "$stage.new/bin" "$doc/guide" "$doc/libraries" "$stage.new/share/man/man1" \
  "$stage.new/share/bash-completion/completions" "$stage.new/share/zsh/site-functions" \
  "$stage.new/share/fish/vendor_completions.d"

install -m 755 "$program" "$stage.new/bin/toygan"
if command -v strip >/dev/null; then strip --strip-unneeded "$stage.new/bin/toygan"; fi

# The pages and the completions are what the program says of itself.
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
swiftc -swift-version 6 -o "$tools/manual-pages" "$root/packaging/ManualPages.swift"
"$program" --experimental-dump-help |
  "$tools/manual-pages" "$stage.new/share/man/man1" "ToyGAN $version" "$(source_time)"
# Bash reads the file and never runs it: without the line that names a program.
"$program" --generate-completion-script bash | sed '1{/^#!/d}' \
  >"$stage.new/share/bash-completion/completions/toygan"
"$program" --generate-completion-script zsh >"$stage.new/share/zsh/site-functions/_toygan"
"$program" --generate-completion-script fish \
  >"$stage.new/share/fish/vendor_completions.d/toygan.fish"

install -m 644 "$root"/{README.md,CHANGELOG.md,CITATION.cff,LICENSE} "$root"/docs/*.md "$doc"
install -m 644 "$root"/Sources/ToyGAN/ToyGAN/ToyGAN.docc/*.md "$doc/guide"
# The article introduces what the program lists.
{ printf '\n```\n' && COLUMNS=100 "$program" list settings && printf '```\n'; } >>"$doc/guide/AllSettings.md"
(cd "$root" && find experiments Benchmarks/recipes -name '*.yaml' | sort) | while IFS= read -r file; do
  install -D -m 644 "$root/$file" "$doc/examples/${file#experiments/}"
done
# The licence that the file LICENSE names, from the system that builds.
if [ -e /usr/share/common-licenses/GPL-3 ]; then
  install -m 644 /usr/share/common-licenses/GPL-3 "$doc/GPL-3"
else
  echo "stage.sh: /usr/share/common-licenses/GPL-3 is not there; the text of the licence is left out" >&2
fi

# Licences and notices of the libraries inside the program.
for library in "$checkouts"/*/; do
  name=$(basename "$library")
  found=0
  while IFS= read -r file; do
    install -m 644 "$library$file" "$doc/libraries/$name-$(tr / - <<<"${file#Sources/}")"
    found=1
  done < <(cd "$library" && find . -path './.*' -prune -o -type f \( -iname 'LICENSE*' -o -iname 'NOTICE*' \) \
    -printf '%P\n' | sort)
  [ $found = 1 ] || fail "$library has no licence"
done
# Its licence stands in the source alone.
sha1=$checkouts/swift-nio/Sources/CNIOSHA1/c_nio_sha1.c
if [ -e "$sha1" ]; then
  sed -n '/^\/\*-$/,/^ \*\/$/s/^[ /]\*[-/]\{0,1\} \{0,1\}//p' "$sha1" >"$doc/libraries/swift-nio-CNIOSHA1-LICENSE"
  grep -q 'Redistributions in binary form' "$doc/libraries/swift-nio-CNIOSHA1-LICENSE" ||
    fail "the licence of CNIOSHA1 is not where it was"
fi

rm -rf "$stage"
mv "$stage.new" "$stage"
echo "== $(find "$stage" -type f | wc -l) files for installation in ${stage#"$root"/} =="
