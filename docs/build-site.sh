#!/usr/bin/env bash
# Builds the guide and the reference as one static site. The layers of the library are shown as what
# `import ToyGAN` gives: one module. A warning is an error.
# usage: build-site.sh [FOLDER FOR THE SITE]
set -euo pipefail
cd "$(dirname "$0")/.."
site=${1:-.build-docs/site}
swift build --target ToyGAN
products=$(swift build --show-bin-path)
graphs=.build-docs/symbols
rm -rf "$graphs" "$site"
mkdir -p "$graphs" "$(dirname "$site")"

tools=$(dirname "$(readlink -f "$(command -v swift)")")
target=$(swift -print-target-info | sed -n 's/.*"unversionedTriple": "\(.*\)".*/\1/p')
layers=$(sed -n 's/^@_exported import //p' Sources/ToyGAN/ToyGAN/Exports.swift | paste -sd,)
modules=()
for map in Sources/*/module.modulemap "$products"/*.build/module.modulemap \
  .build/checkouts/*/Sources/*/include/module.modulemap; do
  if [ -e "$map" ]; then modules+=(-Xcc "-fmodule-map-file=$map"); fi
done

echo "== symbols of $layers =="
"$tools/swift-symbolgraph-extract" -module-name ToyGAN -I "$products/Modules" "${modules[@]}" \
  -target "$target" -minimum-access-level public -skip-inherited-docs -skip-synthesized-members \
  -omit-extension-block-symbols -experimental-allowed-reexported-modules="$layers" \
  -output-dir "$graphs"

echo "== the site =="
"$tools/docc" convert Sources/ToyGAN/ToyGAN/ToyGAN.docc --additional-symbol-graph-dir "$graphs" \
  --output-dir "$site" --fallback-bundle-identifier ToyGAN --fallback-default-module-kind Library \
  --warnings-as-errors
echo "The site is in $site. Show that folder with any web server; it starts at documentation/toygan/."
