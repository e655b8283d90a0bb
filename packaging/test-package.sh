#!/usr/bin/env bash
# Installs a Debian package in a bare Debian without Swift, and works with it there as an ordinary user.
# usage: test-package.sh FILE.deb
# As root or with sudo. Needs the mirrors of Debian.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source-path=SCRIPTDIR source=bare-root.sh
. "$(dirname "$0")/bare-root.sh"
package=$(realpath "$1")
need lintian=lintian curl=curl mandoc=mandoc
work=$(mktemp -d)
bare=$work/bare
finish() {
  status=$?
  trap - EXIT
  if [ -n "${live:-}" ]; then
    as_root touch "$home/stop"
    wait "$live" || true
  fi
  remove_root "$bare"
  rm -rf "$work"
  exit $status
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

echo "== lintian =="
lintian --allow-root --fail-on error,warning "$package"

bare_root "$bare"
as_root cp "$package" "$bare/home/student/toygan.deb"
if in_root "$bare" sh -c 'command -v swift || command -v gnuplot || command -v toygan'; then
  fail "the root is not bare"
fi

echo "== without what is only recommended =="
in_root "$bare" sh -c 'apt-get update -q && apt-get install -y -q --no-install-recommends /home/student/toygan.deb' \
  >"$work/log" 2>&1 || { tail "$work/log"; fail "the package cannot be installed"; }
small="--set batch=64 --set 'generator.hidden=[32]' --set 'discriminator.hidden=[32]'"
as_student "$bare" "toygan --version; toygan list methods >/dev/null
  toygan train $small --steps 200 --out bare --quiet >/dev/null && test -s bare/summary.json"
if as_student "$bare" 'toygan plot bare' >"$work/said" 2>&1; then fail "plot works without gnuplot"; fi
grep -q 'gnuplot was not found' "$work/said" || fail "$(cat "$work/said")"

echo "== with it =="
in_root "$bare" apt-get purge -y -q toygan >>"$work/log" 2>&1
in_root "$bare" apt-get install -y -q /home/student/toygan.deb >>"$work/log" 2>&1 ||
  { tail "$work/log"; fail "the package cannot be installed"; }
in_root "$bare" gnuplot --version

echo "== train, sample, score, list, theory, sweep, plot, compare =="
as_student "$bare" "set -e
  toygan train $small --steps 300 --out first --quiet | tail -n 1
  test -s first/trajectory.csv
  toygan sample first --count 500 --out samples.csv
  toygan score samples.csv --target ring8 >score && grep -q modes_covered score
  toygan list methods | grep -q '^unrolled'
  toygan list settings | grep -q 'optimizer'
  toygan theory dirac-gan --out theory >/dev/null && ls theory/*.png >/dev/null
  toygan plot first >/dev/null && file=\$(ls first/plots/*.png | head -n 1) && test -s \"\$file\"
  cp -r /usr/share/doc/toygan/examples examples
  printf '%s\n' 'steps: 200' 'batch: 64' 'generator: {hidden: [32]}' 'discriminator: {hidden: [32]}' \
    'seeds: 2' 'variants:' '  - {label: one, method: gan}' '  - {label: two, method: lsgan}' >study.yaml
  toygan sweep study.yaml -j 2 --out study --quiet >/dev/null
  test -s study/table.md && ls study/plots/*.png >/dev/null
  toygan compare study >compared && grep -q two compared
  toygan status study >/dev/null"

echo "== the pictures have fonts =="
in_root "$bare" sh -c 'ls /usr/share/fonts/truetype/*/*.ttf' | head -n 1

echo "== live =="
# shellcheck disable=SC2016
as_student "$bare" 'toygan live --no-open >address 2>said & live=$!
  until [ -e stop ]; do sleep 0.1; done; kill $live; wait $live' &
live=$!
home=$bare/home/student
for _ in $(seq 600); do
  if as_root test -s "$home/address" || as_root test -s "$home/said"; then break; fi
  sleep 0.1
done
address=$(as_root head -n 1 "$home/address")
[ -n "$address" ] || fail "live: $(as_root cat "$home/said")"
curl --silent --show-error --fail --location --cookie-jar "$work/cookies" "$address" >"$work/page"
grep -qi '<title>.*ToyGAN' "$work/page" || fail "live serves: $(head -c 200 "$work/page")"
if curl --silent --fail "${address%%\?*}" >/dev/null; then fail "live serves without the token"; fi
echo "served: $(wc -c <"$work/page") bytes"
as_root touch "$home/stop"
wait "$live" || fail "live ends with status $?"
live=

echo "== manual pages and completions =="
in_root "$bare" sh -c 'dpkg -L toygan' >"$work/files"
for file in /usr/share/man/man1/toygan.1.gz /usr/share/man/man1/toygan-train.1.gz \
  /usr/share/bash-completion/completions/toygan /usr/share/zsh/vendor-completions/_toygan \
  /usr/share/fish/vendor_completions.d/toygan.fish /usr/share/doc/toygan/copyright; do
  grep -qx "$file" "$work/files" || fail "$file is not in the package"
done

echo "== it leaves nothing behind =="
in_root "$bare" apt-get purge -y -q toygan >>"$work/log" 2>&1
while IFS= read -r file; do
  if [ -f "$bare$file" ]; then fail "$file is left behind"; fi
done <"$work/files"
if [ -e "$bare/usr/share/doc/toygan" ]; then fail "/usr/share/doc/toygan is left behind"; fi
echo "== package: all right =="
