#!/usr/bin/env bash
# Runs the program on emulated processors without AVX-512, without AVX2 and without AVX, and compares what it makes
# with what it makes on this one.
#
#   Tests/processors/run.sh [TOYGAN]
#
# What must be equal, and why:
# - Networks with small matrix products (small.yaml) are computed by our own kernels alone. They sum in one order at
#   any width, so that all processors with fused multiply-adds give the same bytes, and so do all without them.
# - Wide networks (wide.yaml) have products of oneDNN, which sums in another order with other instructions. Restricted
#   to AVX2 on this processor (ONEDNN_MAX_CPU_ISA), they give the bytes of an emulated processor with AVX2.
# - All else differs by rounding: no sample, surface, loss or metric by more than the tolerances below.
# The emulator is qemu's, of Debian's package qemu-user, which has AVX2 since 7.2 and has no AVX-512: that is tested
# where this processor has it. As root or with sudo if packages are missing. Takes a few minutes.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
toygan=$(realpath "${1:-$here/../../.build/release/toygan}")
SUDO=$([ "$(id -u)" = 0 ] || echo sudo)
# Ten times the largest distances that were measured, 1.8e-6 after some steps of training and 2.2e-16 for a metric.
trained=2e-5
judged=2e-15

packages=(qemu-user binutils python3)
if ! dpkg -s "${packages[@]}" >/dev/null 2>&1; then
  echo "== installing ${packages[*]} =="
  $SUDO apt-get update -q
  $SUDO env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${packages[@]}"
fi

work=$(mktemp -d)
finish() {
  status=$?
  trap - EXIT
  # shellcheck disable=SC2046
  kill $(jobs -p) 2>/dev/null || true
  wait
  rm -rf "$work"
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
cd "$work"

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

has() { grep -m 1 '^flags' /proc/cpuinfo | grep -qw "$1"; }
same() { python3 "$here/compare.py" same "$@"; }
near() { python3 "$here/compare.py" near "$@"; }

# on PROCESSOR COMMAND...: "this" is the processor of this machine. Warnings are of features that no kernel asks for.
on() {
  local processor=$1
  shift
  if [ "$processor" = this ]; then "$@"; else qemu-x86_64 -cpu "$processor" "$@"; fi
}

# logged LOG COMMAND...: shows the end of what a command said only if it fails.
logged() {
  local log=$1
  shift
  "$@" 2>"$log" || { tail -n 5 "$log" >&2; return 1; }
}

# train NAME PROCESSOR EXPERIMENT: noise floors are computed anew, not found in a cache.
train() {
  XDG_CACHE_HOME=$work/cache-$1 logged "$1-$3.log" on "$2" "$toygan" sweep "$here/$3.yaml" --out "$1-$3" \
    -j 1 --quiet --no-plots >/dev/null
}

# judge NAME PROCESSOR: every metric of the same samples.
judge() {
  XDG_CACHE_HOME=$work/cache-$1 logged "$1-score.log" on "$2" "$toygan" score samples.csv --target ring8 \
    --json >"$1.json"
}

echo "== $(qemu-x86_64 --version | head -n 1); this processor: $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1) =="
has fma || fail "this processor has no fused multiply-add: there is nothing to compare AVX2 with"
has avx512f || echo "it has no AVX-512, so that AVX2 is compared with itself only"

echo "== the emulator refuses what a processor does not have =="
cat >wide.c <<'C'
#include <immintrin.h>
int main(int count, char **arguments) {
  __m256 x = _mm256_set1_ps((float)count);
  x = _mm256_fmadd_ps(x, x, x);
  return _mm256_cvtss_f32(x) == 2 ? 0 : 1;
}
C
clang -O1 -mavx2 -mfma wide.c -o wide
on Haswell ./wide 2>/dev/null || fail "AVX2 does not run on an emulated Haswell"
for processor in Nehalem SandyBridge qemu64; do
  # In a shell that does not report what ended its child.
  if bash -c 'qemu-x86_64 -cpu "$0" ./wide; exit $?' "$processor" >/dev/null 2>&1; then
    fail "AVX2 runs on an emulated $processor"
  fi
done

echo "== instructions of AVX and newer are in clones only =="
objdump -d --no-show-raw-insn "$toygan" | awk '
  /^[0-9a-f]+ </ { name = $2 }
  /%[yz]mm|%k[0-7]|\tv[a-z0-9]+ .*%xmm|\t(andn|bextr|blsi|blsr|blsmsk|bzhi|pext|pdep|rorx|sarx|shlx|shrx|mulx|lzcnt)[lq]? / {
    if (name ~ /\.(avx512f|arch_x86-64-v[34])\.|_avx512>/) inside++; else { outside++; print name, $0 }
  }
  END { print inside + 0 " in clones, " outside + 0 " elsewhere"; exit outside > 0 }' >instructions.log || fail "elsewhere"
tail -n 1 instructions.log
if has avx2; then [ "$(sed -n 's/ in clones.*//p' instructions.log)" -gt 0 ] || fail "no clone was found"; fi

echo "== training here, on 5 emulated processors, and judging =="
train this this small
train this this wide
ONEDNN_MAX_CPU_ISA=AVX2 train narrow this wide
cp "$(find this-small -path '*samples/step-*8.csv' | sort | head -n 1)" samples.csv
judge this this
# begin COMMAND...: as many at a time as there are cores.
begin() {
  while [ "$(jobs -rp | wc -l)" -ge "$(nproc)" ]; do sleep 0.2; done
  { "$@" || echo "$*" >>failed; } &
}
begin train Haswell Haswell wide
begin train Haswell Haswell small
begin train EPYC EPYC small
for processor in Nehalem SandyBridge qemu64; do begin train $processor $processor small; done
for processor in Nehalem qemu64; do begin train $processor $processor wide; done
for processor in Haswell Nehalem qemu64; do begin judge $processor $processor; done
wait
if [ -e failed ]; then fail "it did not end well: $(cat failed)"; fi

echo "== the comparison can fail =="
cp -r this-small moved-small
moved=$(find moved-small -path '*samples/step-*8.csv' | sort | head -n 1)
python3 - "$moved" <<'PYTHON'
import sys
*rows, last = open(sys.argv[1]).read().split()
x, y = last.split(",")
open(sys.argv[1], "w").write("\n".join(rows + [f"{float(x) + 1e-4},{y}"]) + "\n")
PYTHON
same this-small moved-small >/dev/null && fail "a sample was moved, and the bytes were found to be the same"
near $trained this-small moved-small >/dev/null && fail "a sample was moved by 1e-4, and was found to be near"
# Other clones ran: without fused multiply-adds other bytes are right.
same this-small Nehalem-small >/dev/null && fail "an emulated Nehalem gives the bytes of fused multiply-adds"

echo "== the same bytes =="
expect() { printf '%-36s ' "$1:"; shift; "$@" || fail "see the line above"; }
expect "Haswell, small" same this-small Haswell-small
expect "EPYC, small" same this-small EPYC-small
expect "Haswell, wide, oneDNN with AVX2" same narrow-wide Haswell-wide
expect "SandyBridge as Nehalem, small" same Nehalem-small SandyBridge-small
expect "qemu64 as Nehalem, small" same Nehalem-small qemu64-small
expect "Haswell, metrics" same this.json Haswell.json
expect "qemu64 as Nehalem, metrics" same Nehalem.json qemu64.json

echo "== near =="
expect "Nehalem, small" near $trained this-small Nehalem-small
expect "Haswell, wide" near $trained this-wide Haswell-wide
expect "Nehalem, wide" near $trained this-wide Nehalem-wide
expect "qemu64, wide" near $trained this-wide qemu64-wide
expect "Nehalem, metrics" near $judged this.json Nehalem.json
echo "== all right; $SECONDS s =="
