#!/usr/bin/env bash
# Stops a training at a system call, lets another process take the run over and end it, wakes the first one, and
# compares every file with those of a run that nobody disturbed.
# usage: run.sh TOYGAN [POINTS]; needs strace, unshare (as root) and Linux.
set -euo pipefail
toygan=$(realpath "$1")
points=${2:-200}
folder=$(mktemp -d)
trap 'kill -KILL $(jobs -p) 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
export XDG_CACHE_HOME=$folder/cache
settings=(--set batch=8 --set 'generator.hidden=[8]' --set 'discriminator.hidden=[8]' --set generator.latent=2
  --set evaluation.every=2 --set evaluation.storeEvery=4 --set evaluation.samples=20
  --set 'evaluation.metrics=[modes_covered]' --set 'evaluation.final=[modes_covered]' --steps 12 --quiet)
calls=openat,rename,unlink,link,write,fsync,mkdir,utimensat,access,stat,newfstatat,close,futex,read
"$toygan" train "${settings[@]}" --out whole >/dev/null
# How many such calls a run makes.
strace -f -q -o calls -E PATH=/nowhere -e "trace=$calls" "$toygan" train "${settings[@]}" --out counted >/dev/null
first=$(grep -n 'claim-0.json' calls | head -1 | cut -d: -f1)
total=$(wc -l <calls)
echo "$total calls, from $first on the run is claimed"

bad=0 taken=0
for ((point = 0; point < points; point++)); do
  call=$((first + (total - first) * point / points))
  run=run-$point
  # Of the call at this place, which one of its kind it is.
  name=$(sed -n "${call}p" calls | sed -E 's/^[0-9]+ +//; s/[^a-z0-9_].*//')
  number=$(head -n "$call" calls | grep -cE "^[0-9]+ +$name\(" || true)
  [ "$number" -gt 0 ] || continue
  # Without gnuplot, which strace would stop too.
  strace -f -q -o /dev/null -E PATH=/nowhere -e trace="$name" -e inject="$name":signal=SIGSTOP:when="$number" \
    "$toygan" train "${settings[@]}" --out "$run" >/dev/null 2>"$run.log" &
  tracer=$!
  # A traced process stands for a moment at each of its calls: it is stopped if it stands for longer.
  stopped=0 seen=0
  while kill -0 $tracer 2>/dev/null; do
    child=$(pgrep -P $tracer || true)
    state=$(awk '/^State/ {print $2}' "/proc/${child:-0}/status" 2>/dev/null || true)
    if [ "$state" = t ] || [ "$state" = T ]; then seen=$((seen + 1)); else seen=0; fi
    if [ $seen = 15 ]; then stopped=1; break; fi
    sleep 0.01
  done
  if [ $stopped = 1 ]; then
    # To a process elsewhere the first one has given no sign of life for two minutes.
    touch --no-create -d '-2 minutes' "$run"/.claim-*.json 2>/dev/null || true
    if unshare --pid --fork --mount-proc "$toygan" train "${settings[@]}" --out "$run" --resume \
      >/dev/null 2>"$run.other"; then taken=$((taken + 1)); fi
    # strace counts the calls of each thread, so that it may stop the process again.
    while kill -0 "$child" 2>/dev/null && kill -0 $tracer 2>/dev/null; do
      kill -CONT "$child" 2>/dev/null || true
      sleep 0.05
    done
  fi
  status=0; wait $tracer || status=$?
  # Whoever was first: what is there afterwards is a whole run, or is continued to one.
  "$toygan" train "${settings[@]}" --out "$run" --resume >/dev/null 2>"$run.last" || { echo "$call $name: $(tail -1 "$run.last")"; bad=$((bad + 1)); continue; }
  for file in trajectory.csv checkpoint.safetensors config.yaml samples surfaces; do
    if ! diff -rq "$run/$file" "whole/$file" >/dev/null; then
      echo "$call $name $number: $file differs (first ended with $status)"; bad=$((bad + 1))
    fi
  done
  if ! diff -q <(sed '/"seconds"/d' "$run/summary.json") <(sed '/"seconds"/d' whole/summary.json) >/dev/null; then
    echo "$call $name $number: summary.json differs"; bad=$((bad + 1))
  fi
  if ls -A "$run" "$run/samples" | grep -q '^\.'; then
    echo "$call $name: left behind: $(ls -A "$run" "$run/samples" | grep '^\.' | tr '\n' ' ')"; bad=$((bad + 1))
  fi
  rm -rf "$run" "$run".*
done
echo "$points points, $taken take-overs, $bad wrong"
[ $bad = 0 ]
