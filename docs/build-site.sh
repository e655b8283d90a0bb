#!/usr/bin/env bash
# Builds the guide and the reference as one static site. The layers of the library are shown as what
# `import ToyGAN` gives: one module. The other two products are modules beside it. A warning is an error.
# usage: build-site.sh [FOLDER FOR THE SITE]
set -euo pipefail
cd "$(dirname "$0")/.."
site=${1:-.build-docs/site}
swift build --product toygan
swift build --target ToyGANLaws
products=$(swift build --show-bin-path)
graphs=.build-docs/symbols
guide=.build-docs/ToyGAN.docc
rm -rf "$graphs" "$guide" "$site"
mkdir -p "$graphs" "$(dirname "$site")"
cp -r Sources/ToyGAN/ToyGAN/ToyGAN.docc "$guide"

tools=$(dirname "$(readlink -f "$(command -v swift)")")
platform=$(swift -print-target-info | sed -n 's/.*"unversionedTriple": "\(.*\)".*/\1/p')
layers=$(sed -n 's/^@_exported import //p' Sources/ToyGAN/ToyGAN/Exports.swift | paste -sd,)
maps=()
for map in Sources/*/module.modulemap "$products"/*.build/module.modulemap \
  .build/checkouts/*/Sources/*/include/module.modulemap; do
  if [ -e "$map" ]; then maps+=(-Xcc "-fmodule-map-file=$map"); fi
done
symbols() {
  "$tools/swift-symbolgraph-extract" -module-name "$@" -I "$products/Modules" "${maps[@]}" \
    -target "$platform" -minimum-access-level public -skip-synthesized-members \
    -omit-extension-block-symbols -output-dir "$graphs"
}

echo "== symbols =="
symbols ToyGAN "-experimental-allowed-reexported-modules=$layers"
symbols ToyGANCommands
symbols ToyGANLaws

echo "== settings =="
# The article has its introduction; the tables are what the program says.
"$products/toygan" list settings --json |
  sed -n 's/^ *"\(name\|standard\|summary\)" : "\(.*[^,]\)",\{0,1\}$/\1\t\2/p' |
  sed 's/\\"/"/g; s/\\\//\//g; s/[|*<]/\\&/g' |
  awk -F '\t' '
    $1 == "name" {
      split($2, path, "."); name = $2; standard = ""
      if (path[1] != section) {
        section = path[1]
        print "\n### " section "\n\n| setting | standard value | meaning, and what is allowed |\n|---|---|---|"
      }
    }
    $1 == "standard" { standard = "`" $2 "`" }
    $1 == "summary" { print "| `" name "` | " standard " | " $2 " |" }
  ' >> "$guide/AllSettings.md"

echo "== the site =="
"$tools/docc" convert "$guide" --additional-symbol-graph-dir "$graphs" \
  --output-dir "$site" --fallback-bundle-identifier ToyGAN --fallback-default-module-kind Library \
  --warnings-as-errors
echo "The site is in $site. Show that folder with any web server; it starts at documentation/toygan/."
