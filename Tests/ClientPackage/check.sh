#!/usr/bin/env bash
# Uses ToyGAN as another package does: builds this one, and trains, kills, resumes, samples, sweeps and
# compares with a target, a method, an objective, a penalty, an optimizer, a metric and a topic that it brings.
# usage: check.sh [--by-url] [FOLDER FOR THE BUILD]
# With --by-url the dependency is a repository with a version, as other packages have it: a copy of the files here.
set -euo pipefail
cd "$(dirname "$0")"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
if [ "${1:-}" = --by-url ]; then
  shift
  mkdir "$folder/toygan"
  (cd ../.. && git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do
    if [ -e "$file" ]; then printf '%s\0' "$file"; fi
  done | tar --create --null --files-from=-) | tar --extract --directory "$folder/toygan"
  git -C "$folder/toygan" init --quiet
  git -C "$folder/toygan" add --all
  git -C "$folder/toygan" -c user.name=test -c user.email=test@localhost commit --quiet --message "a version"
  git -C "$folder/toygan" tag 0.1.0
  export TOYGAN_URL=file://$folder/toygan
fi
scratch=${1:-.build}
# It names the place where ToyGAN was the last time.
rm -f Package.resolved
# Modules as a whole and without debug information: half the time.
options=(--scratch-path "$scratch" -debug-info-format none -Xswiftc -whole-module-optimization
  -Xswiftc -num-threads -Xswiftc 2 -Xswiftc -disable-batch-mode)
swift build "${options[@]}" --product my-toygan
toygan=$(swift build "${options[@]}" --show-bin-path)/my-toygan
echo "== its method obeys the laws =="
swift test "${options[@]}"
export XDG_CACHE_HOME=$folder/cache

echo "== every part has its name =="
for part in "targets half-moon" "targets arc" "methods inverted" "objectives exponential" \
  "penalties leash" "metrics mean_radius" "settings generator.optimizer.decay"; do
  set -- $part
  "$toygan" list "$1" | grep "^$2 " >/dev/null || { echo "list $1: no $2"; exit 1; }
done
"$toygan" theory | grep '^two-springs ' >/dev/null
"$toygan" theory two-springs --out "$folder/theory" | grep 1.0198 >/dev/null
test -s "$folder/theory/two-springs.png"

echo "== a run that is killed twice has the bytes of one that is not =="
settings=(--set method=inverted --set penalties.leash.weight=0.02 --set optimizer=sign
  --set method.objective=exponential --set target=half-moon --set batch=32 --set generator.latent=4
  --set 'generator.hidden=[16]' --set 'discriminator.hidden=[16]' --set evaluation.every=50
  --set evaluation.storeEvery=50 --set evaluation.samples=100 --set 'evaluation.metrics=[mean_radius]'
  --set 'evaluation.final=[mean_radius]' --quiet)
# Without an end, so that nothing depends on how fast this machine is.
"$toygan" train "${settings[@]}" --steps 1000000000 --out "$folder/killed" >/dev/null &
for step in 100 200; do
  while [ ! -s "$folder/killed/surfaces/step-00000$step.csv" ]; do sleep 0.05; done
  kill -KILL $! && wait $! 2>/dev/null || true
  if [ $step = 100 ]; then
    "$toygan" train --resume --out "$folder/killed" --quiet >/dev/null &
  fi
done
"$toygan" train "${settings[@]}" --steps 200 --out "$folder/whole" >/dev/null
for step in 050 100 150 200; do
  cmp "$folder/killed/samples/step-00000$step.csv" "$folder/whole/samples/step-00000$step.csv"
  cmp "$folder/killed/surfaces/step-00000$step.csv" "$folder/whole/surfaces/step-00000$step.csv"
done
cmp <(head -n 5 "$folder/killed/trajectory.csv") <(head -n 5 "$folder/whole/trajectory.csv")
head -n 1 "$folder/whole/trajectory.csv" | grep 'mean_radius.*inversion' >/dev/null

echo "== its samples are judged by its metric =="
"$toygan" sample "$folder/whole" --count 500 --out "$folder/samples.npy" >/dev/null
"$toygan" score "$folder/samples.npy" --target half-moon --metrics mean_radius | grep mean_radius >/dev/null

echo "== a study in YAML is swept, compared and asked =="
"$toygan" sweep experiment.yaml -j 2 --out "$folder/study" --quiet >/dev/null
"$toygan" compare "$folder/study" --metric mean_radius | grep inverted >/dev/null
"$toygan" runs "$folder/study" --where method=inverted --sort mean_radius | grep '3 of 6 runs' >/dev/null
test -s "$folder/study/table.md"
ls "$folder"/study/plots/*.png >/dev/null
echo "== the commands of the guide that name parts of this package =="
if command -v python3 >/dev/null; then
  python3 ../Tutorials/run.py --client "$toygan"
else
  echo "skipped: python3 is not installed"
fi
echo "== the client package: all right =="
