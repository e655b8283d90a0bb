"""Times a study, eight seeds of one recipe on all cores, in ToyGAN, JAX and PyTorch, and writes a table.

python3 Benchmarks/seeds.py TOYGAN PEER_PYTHON [--seconds 5] [--rounds 3] [--check] [--out FOLDER]

Each system trains the seeds in every way that may be its best: `toygan sweep` with a worker for each
core; vmap over all seeds or groups of them in one process on all cores; a process with one thread for
each core, its seeds one after another or together by vmap. What counts is wall time by steps and seeds,
without start, compilation and evaluation. ToyGAN is timed before and after every way of a peer, because on
a shared machine the same program can take twice as long a minute later; a ratio is the way's time by the
mean of the two, and the median over rounds is reported. --check only compares steps by vmap with those of
single seeds, which is otherwise done first. Results: seeds.md and seeds.csv in Benchmarks/results, or in
FOLDER.
"""
import datetime
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time
from typing import NamedTuple

from compare import HERE, importable, markdown, options, processor, run, write, write_rows

RECIPE = HERE / "recipes" / "gan.yaml"
SEEDS = 8
STUDY = 25_000  # steps of a run in experiments/mode-collapse
CORES = sorted(os.sched_getaffinity(0))
ALL_CORES = ",".join(map(str, CORES))
# Cores that get a process; more processes than seeds would have nothing to do.
WORKERS = CORES[:SEEDS]


class Way(NamedTuple):
    """How a peer trains the seeds: in one process or one for each core, and how many of them by vmap."""

    together: int
    each_core: bool = False
    sleeping: bool = False  # whether OpenMP's threads sleep while they wait for work, and do not spin

    def __str__(self):
        return ", ".join(filter(None, [
            "a process for each core" if self.each_core else "one process",
            f"vmap over {self.together}" if self.together > 1 else "",
            "OMP_WAIT_POLICY=passive" if self.sleeping else ""]))

    def processes(self):
        """The cores and the seeds of each process."""
        if not self.each_core:
            return [(ALL_CORES, list(range(SEEDS)))]
        return [(str(core), list(range(SEEDS))[i::len(WORKERS)]) for i, core in enumerate(WORKERS)]


def ways(peer):
    """The ways of a peer, without those that come to the same on this machine."""
    share = -(-SEEDS // len(WORKERS))
    found = [Way(SEEDS)]
    if peer == "JAX":
        found += [Way(SEEDS // 2), Way(SEEDS // 4)]
    elif len(CORES) > 1:
        # Its threads spin, which helps on a quiet machine, and costs most of the time on a busy one.
        found.append(Way(SEEDS, sleeping=True))
    found.append(Way(1, each_core=True))
    return found + ([Way(share, each_core=True)] if 1 < share < SEEDS else [])


class Failed(Exception):
    pass


class Processes:
    """The processes of one way, which make steps when they are told to."""

    def __init__(self, python, script, way):
        self.running, self.errors = [], tempfile.TemporaryFile("w+")
        environment = dict(os.environ, OMP_WAIT_POLICY="passive") if way.sleeping else None
        for cores, seeds in way.processes():
            command = ["taskset", "-c", cores, python, script, RECIPE, "--together", way.together,
                       "--seeds", ",".join(map(str, seeds))]
            self.running.append(subprocess.Popen(
                [str(c) for c in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=self.errors, text=True, env=environment))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in self.running:
            process.kill()
            process.communicate()
        self.errors.close()

    def advance(self, steps, calls=1):
        """The seconds until every seed has made that many steps that many times."""
        start = time.perf_counter()
        try:
            for process in self.running:
                print(steps, calls, file=process.stdin, flush=True)
        except BrokenPipeError:
            pass  # The missing answer says it.
        if any(process.stdout.readline() != "done\n" for process in self.running):
            self.errors.seek(0)
            raise Failed((self.errors.read().strip().splitlines() or ["no reason given"])[-1])
        return time.perf_counter() - start


def time_peer(python, script, way, seconds):
    """Seconds of a step of one seed."""
    groups = max(-(-len(seeds) // way.together) for _, seeds in way.processes())
    with Processes(python, script, way) as processes:
        processes.advance(1)
        block = max(1, int(0.1 * groups / processes.advance(1)))
        processes.advance(block)  # JAX compiles once more for this many steps
        calls = max(1, round(seconds / processes.advance(block)))
        return processes.advance(block, calls) / (calls * block * SEEDS)


def steps_of_sweep(toygan, seconds):
    """The number of steps that keeps a sweep busy for so long."""
    pilot = run([toygan, "bench", RECIPE, "--seconds", 0.5, "--json"], str(CORES[0]))
    if pilot is None:
        sys.exit("ToyGAN cannot be timed")
    turns = -(-SEEDS // len(WORKERS))
    return max(10, int(seconds / (turns * pilot[0]["median"])))


def time_toygan(toygan, steps):
    """Seconds of a step of one seed: what a long sweep takes more than a short one; start and end cancel."""
    short = max(1, steps // 10)
    # A short one before and one after, because the machine's speed drifts.
    before, long, after = (time_sweep(toygan, n) for n in (short, short + steps, short))
    taken = long - (before + after) / 2
    if taken <= 0:
        raise Failed("a long sweep took no longer than a short one: the machine was disturbed")
    return taken / (steps * SEEDS)


def time_sweep(toygan, steps):
    with tempfile.TemporaryDirectory() as folder:
        # Evaluations before the first step and after the last one only, which both lengths have.
        settings = [f"steps={steps}", f"evaluation.every={10 * STUDY}", "evaluation.storeEvery=0",
                    "evaluation.final=[modes_by_mass]"]
        command = ["taskset", "-c", ALL_CORES, toygan, "sweep", RECIPE, "--seeds", SEEDS,
                   "-j", len(WORKERS), "--no-plots", "--quiet", "--out", f"{folder}/study"]
        command += [word for setting in settings for word in ("--set", setting)]
        start = time.perf_counter()
        done = subprocess.run([str(c) for c in command], capture_output=True, text=True)
        seconds = time.perf_counter() - start
    if done.returncode != 0:
        raise Failed((done.stderr.strip().splitlines() or [f"status {done.returncode}"])[-1])
    return seconds


def check(python, peers):
    """Error of a step by vmap, by name of the peer; ends the program if a group steps differently."""
    errors = {}
    for name, _, script in peers:
        found = run([python, HERE / "peers" / "check.py", RECIPE, script.stem, SEEDS], ALL_CORES)
        if found is None:
            sys.exit(f"{name}: seeds by vmap are not trained as single seeds are")
        errors[name] = found["error"]
        print(f"{name}: a step by vmap and a step of each seed alone change the same, up to "
              f"{found['error']:.0e} of the largest change (another seed's: {found['otherSeed']:.1f}); "
              f"no two seeds begin alike", file=sys.stderr)
    return errors


def contenders(arguments, peers):
    """System, way and what times a step of a seed, of all peers."""
    return [(f"{name} {version}", str(way), lambda script=script, way=way: time_peer(
                arguments.python, script, way, arguments.seconds))
            for name, version, script in peers for way in ways(name)]


def measured(number, system, way, timed):
    """A row of the results, or None with the reason on the error stream."""
    try:
        row = dict(round=number, system=system, way=way, milliseconds=1e3 * timed())
    except Failed as reason:
        print(f"failed: {system}, {way}: {reason}", file=sys.stderr)
        return None
    print(f"round {number + 1}  {system:18} {way:50} {row['milliseconds']:8.3f} ms", file=sys.stderr)
    return row


def measure(arguments, peers):
    """Rows in the order in which they were timed; those of peers with the ratio to ToyGAN."""
    steps, rows = steps_of_sweep(arguments.toygan, arguments.seconds), []
    for number in range(arguments.rounds):
        ours = lambda: measured(number, "ToyGAN", f"sweep -j {len(WORKERS)}",
                                lambda: time_toygan(arguments.toygan, steps))
        before = ours()
        rows.append(before)
        for contender in contenders(arguments, peers):
            theirs, after = measured(number, *contender), ours()
            if theirs and before and after:
                beside = (before["milliseconds"] + after["milliseconds"]) / 2
                theirs["ratio"] = theirs["milliseconds"] / beside
            rows += [theirs, after]
            before = after
    return [row for row in rows if row]


def line(name, way, rows):
    """A line of the table."""
    times = [row["milliseconds"] for row in rows]
    ratios = [row["ratio"] for row in rows if "ratio" in row]
    middle = statistics.median(times)
    return [name, way, f"{middle:.3f}", f"{min(times):.3f} to {max(times):.3f}",
            f"{statistics.median(ratios):.2f}" if ratios else "",
            f"{min(ratios):.2f} to {max(ratios):.2f}" if ratios else "",
            f"{middle * SEEDS * STUDY / 60e3:.1f} min"]


def table(rows):
    """A line for each way, and one for the best of the others in each round, in Markdown."""
    head = ["system", "way", "ms a step of one seed", "range", "ratio", "range",
            f"{SEEDS} seeds of {STUDY:,} steps"]
    lines = [head, ["---", "---"] + ["---:"] * (len(head) - 2)]
    for name in dict.fromkeys((row["system"], row["way"]) for row in rows):
        lines.append(line(*name, [row for row in rows if (row["system"], row["way"]) == name]))
    best = {}
    for row in sorted((row for row in rows if "ratio" in row), key=lambda row: row["ratio"]):
        best.setdefault(row["round"], row)
    if best:
        lines.append(line("best of the others", "in each round", list(best.values())))
    return markdown(lines)


def main():
    parser = options()
    parser.add_argument("--check", action="store_true", help="only check the steps by vmap")
    parser.add_argument("--out", type=pathlib.Path, default=HERE / "results")
    arguments = parser.parse_args()
    peers = importable(arguments.python)
    errors = check(arguments.python, peers)
    if arguments.check:
        return
    rows = measure(arguments, peers)
    if not rows:
        sys.exit("nothing could be timed")
    version = subprocess.run(
        [arguments.toygan, "--version"], capture_output=True, text=True).stdout.strip()
    text = table(rows) + (
        f"\n{SEEDS} seeds of `{RECIPE.stem}` on {len(CORES)} cores of {processor()}, "
        f"{datetime.date.today()}; ToyGAN {version}; {arguments.rounds} rounds of "
        f"{arguments.seconds:g} s each. Wall time by steps and seeds, without start, compilation and "
        f"evaluation: the median and the range. Ratio: the time of a peer by the mean of ToyGAN's just "
        f"before and just after it, the median of the rounds and their range; the best of the others is the "
        f"least ratio of each round.")
    if errors:
        text += (" Difference between a step by vmap and a step of each seed alone, as a share of the "
                 "largest change: " + ", ".join(
                     f"{name} {error:.0e}" for name, error in errors.items()) + ".")
    arguments.out.mkdir(parents=True, exist_ok=True)
    write(arguments.out / "seeds.md", text + "\n")
    write_rows(arguments.out / "seeds.csv", rows)
    print(text)


if __name__ == "__main__":
    main()
