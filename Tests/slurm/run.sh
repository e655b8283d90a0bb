#!/usr/bin/env bash
# Runs a sweep of 24 runs on a real Slurm, as an array of 8 tasks of which three are stopped in mid-run, and
# compares what comes of it, byte for byte, with the sweep that one process makes.
#
#   Tests/slurm/run.sh [TOYGAN]
#
# Needs root, for slurmd. Everything it starts ends with it, and it leaves nothing behind but packages.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
toygan=$(realpath "${1:-$here/../../.build/release/toygan}")
if [ "$(id -u)" -ne 0 ]; then
  echo "== slurmd wants root: going on with sudo =="
  exec sudo "$0" "$toygan"
fi
# shellcheck source-path=SCRIPTDIR source=cluster.sh
. "$here/cluster.sh"

packages=(slurm-wlm munge shellcheck python3)
if ! dpkg -s "${packages[@]}" >/dev/null 2>&1; then
  echo "== installing ${packages[*]} =="
  apt-get update -q
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${packages[@]}"
fi

work=$(mktemp -d)
finish() {
  status=$?
  trap - EXIT
  stop_cluster
  if [ "$status" -ne 0 ]; then
    echo "== failed; the ends of the logs =="
    tail -n 15 "$work"/*.log "$work"/*.out "$work/sweep 1"/slurm/*.log 2>/dev/null || true
  fi
  rm -rf "$work"
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

echo "== $(slurmd -V) on $(hostname -s), in a folder of its own =="
start_cluster "$work"
cd "$work"
cp "$here/experiment.yaml" .

echo "== one process =="
"$toygan" sweep experiment.yaml --out whole -j 1 --quiet >/dev/null

echo "== what is refused leaves nothing behind =="
if said=$("$toygan" sweep experiment.yaml --on slurm --out refused --runs-per-task 3 --memory 512 \
  --partition nowhere 2>&1); then
  fail "a partition that does not exist was accepted"
fi
[ "$(wc -l <<<"$said")" -eq 1 ] || fail "more than one line: $said"
[ -z "$(squeue --noheader)" ] || fail "something is in the queue"
echo "$said"

echo "== eight tasks =="
# A folder with a blank, for the sake of the quotes.
"$toygan" sweep experiment.yaml --on slurm --out "sweep 1" --runs-per-task 3 --memory 512 \
  >submitted 2>&1 || fail "$(cat submitted)"
cat submitted
shellcheck -x "sweep 1/slurm/array.sbatch" "sweep 1/slurm/merge.sbatch" "$here"/*.sh
array=$(sed -n 's/.*job \([0-9]*\), then [0-9]*$/\1/p' submitted)
merge=$(sed -n 's/.*job [0-9]*, then \([0-9]*\)$/\1/p' submitted)

# state JOB FIELD
field() { scontrol show job "$1" 2>/dev/null | tr ' ' '\n' | sed -n "s/^$2=//p" | head -n 1; }
is_running() { [ "$(field "$1" JobState)" = RUNNING ]; }
is_over() { [[ "$(field "$1" JobState)" =~ ^(COMPLETED|FAILED|CANCELLED|TIMEOUT|NODE_FAIL) ]]; }
restarts() { [ "$(field "$1" Restarts)" -ge 1 ]; }

# A run has a trajectory and no summary: it is being trained.
runs=$(sed -n 's/.*"run":"\([0-9a-f]*\)".*/\1/p' "sweep 1/plan.jsonl")
trains() { [ -e "$1/trajectory.csv" ] && [ ! -e "$1/summary.json" ]; }

# stands PROGRAM: each of its threads is stopped.
stands() { ! grep -L '^State:.T' "/proc/$1/task/"*/status | grep -q .; }

# hold PLACE: stops the program that trains the run at a place of the plan, if it still does once it stands.
hold() {
  local folder
  folder="sweep 1/runs/$(sed -n "$1p" <<<"$runs")"
  trains "$folder" || return
  program=$(sed -n 's/.*"pid":\([0-9]*\).*/\1/p' "$folder"/.claim-*.json | tail -n 1)
  kill -STOP "$program" || return
  until stands "$program"; do sleep 0.01; done
  if trains "$folder"; then return; fi
  kill -CONT "$program"
  return 1
}

# hears PROGRAM: SIGTERM, number 15, waits for it to go on.
hears() { ((16#$(sed -n 's/^ShdPnd:\t//p' "/proc/$1/status") & 1 << 14)); }

# signal TASK: the signal that Slurm sends before a time limit, to a task whose program stands.
signal() {
  # It thinks that it has to try again, every few seconds, and would hit the next attempt as well.
  scancel --signal=TERM --batch "$1" &
  local canceller=$!
  wait_until "the signal" hears "$program"
  kill "$canceller" 2>/dev/null || true
  wait "$canceller" || true
  kill -CONT "$program"
}

wait_until "the first task's second run" hold 9
echo "== task 1: the signal that Slurm sends before a time limit =="
signal "${array}_1"
wait_until "task 1 to put itself back" restarts "${array}_1"
wait_until "the third task's first run" hold 3
echo "== task 3: stopped and put back by the administrator =="
scontrol requeue "${array}_3"
kill -CONT "$program" 2>/dev/null || true
wait_until "task 3 to be put back" restarts "${array}_3"
wait_until "the last task's first run" hold 8
echo "== task 8, whose job number is the array's own: the signal again =="
signal "${array}_8"
wait_until "task 8 to put itself back" restarts "${array}_8"
[ "$(field "${array}_2" Restarts)" -eq 0 ] || fail "task 8 put others back as well"
is_over "$merge" && fail "the merge did not wait"

wait_until "the merge" is_over "$merge"
[ "$(field "$merge" JobState)" = COMPLETED ] || fail "the merge ended as $(field "$merge" JobState)"
for task in 1 2 3 4 5 6 7 8; do
  [ "$(field "${array}_$task" ExitCode)" = 0:0 ] || fail "task $task: $(field "${array}_$task" ExitCode)"
done
grep -q '^toygan: interrupted' "sweep 1/slurm/${array}_1.log" || fail "task 1 was not interrupted"

for file in summary.csv trajectories.csv table.md; do
  cmp "whole/$file" "sweep 1/$file" || fail "$file differs"
done
[ "$(wc -l <"sweep 1/summary.csv")" -eq 25 ] || fail "not 24 runs"
echo "== the same bytes: summary.csv, trajectories.csv, table.md; $SECONDS s =="
