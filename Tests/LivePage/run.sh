#!/usr/bin/env bash
# Checks the types of the live page, runs the tests of its modules, and tests it in Chromium against the program.
# usage: run.sh TOYGAN
set -euo pipefail
toygan=$(realpath "$1")
cd "$(dirname "$0")/../.."
SUDO=$([ "$(id -u)" = 0 ] || echo sudo)
venv=.build-live/venv

missing=()
command -v chromium >/dev/null || missing+=(chromium)
command -v node >/dev/null || missing+=(nodejs)
command -v tsc >/dev/null || missing+=(node-typescript)
python3 -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)
if [ ${#missing[@]} -gt 0 ]; then
  echo "== installing ${missing[*]} =="
  $SUDO apt-get update -q
  $SUDO env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
fi
if [ ! -x $venv/bin/python ]; then
  echo "== playwright from PyPI, into $venv =="
  python3 -m venv $venv
  $venv/bin/pip install -q playwright==1.65.2
fi

echo "== types =="
tsc --noEmit --checkJs --allowJs --strict --target es2020 --module es2020 \
  --lib es2020,dom,dom.iterable Sources/CLivePage/page/main.js
echo "== modules =="
node --test Tests/LivePage/*.test.mjs
echo "== browser =="
$venv/bin/python Tests/LivePage/browser/run.py --toygan "$toygan"
