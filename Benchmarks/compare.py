"""Times every recipe in ToyGAN, PyTorch and JAX, in turn and on one core, and writes a table.

python3 Benchmarks/compare.py TOYGAN PEER_PYTHON [--seconds 5] [--rounds 3] [--only RECIPE ...]

Ratios are taken within a round, where what is compared ran minutes apart at most, and the median
over rounds is reported. Results: Benchmarks/results/table.md and timings.csv.
"""
import argparse
import csv
import datetime
import io
import json
import pathlib
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
PEERS = {"PyTorch": ("torch", "pytorch_peer.py"), "JAX": ("jax", "jax_peer.py")}


def run(command, cores="0"):
    """The JSON that a command prints, or None with the reason on the error stream."""
    done = subprocess.run(["taskset", "-c", cores, *map(str, command)], capture_output=True, text=True)
    if done.returncode != 0:
        reason = done.stderr.strip().splitlines()[-1:] or [f"status {done.returncode}"]
        print(f"failed: {' '.join(map(str, command))}: {reason[0]}", file=sys.stderr)
        return None
    return json.loads(done.stdout)


def importable(python):
    """Name, version and script of the peers that this Python can import; the others are named."""
    found = []
    for name, (module, script) in PEERS.items():
        try:
            probe = subprocess.run(
                [python, "-c", f"import {module}; print({module}.__version__)"],
                capture_output=True, text=True)
            version = probe.stdout.strip() if probe.returncode == 0 else None
        except OSError:
            version = None
        if version is None:
            print(f"{name} is left out: it cannot be imported by {python}", file=sys.stderr)
        else:
            found.append((name, version, HERE / "peers" / script))
    return found


def contenders(toygan, python, seconds):
    """Name and command of all that can run here."""
    found = {"ToyGAN": lambda recipe: [toygan, "bench", recipe, "--seconds", seconds, "--json"]}
    for name, version, path in importable(python):
        found[f"{name} {version}"] = lambda r, path=path: [python, path, r, seconds]
    return found


def measure(arguments):
    """Rows of round, recipe, contender and what it printed."""
    commands = contenders(arguments.toygan, arguments.python, arguments.seconds)
    recipes = sorted((HERE / "recipes").glob("*.yaml"))
    if arguments.only:
        recipes = [r for r in recipes if r.stem in arguments.only]
    rows = []
    for number in range(arguments.rounds):
        for recipe in recipes:
            for name, command in commands.items():
                result = run(command(recipe))
                result = result[0] if isinstance(result, list) else result
                if result is None:
                    continue
                print(f"round {number + 1}  {recipe.stem:28} {name:16} "
                      f"{1e3 * result['median']:10.3f} ms a step", file=sys.stderr)
                rows.append(result | dict(round=number, recipe=recipe.stem, contender=name))
    return rows, list(commands)


def middle(rows, key):
    return statistics.median(row[key] for row in rows)


def ratio(ours, theirs):
    """Their time by ours, in rounds that have both."""
    times = {row["round"]: row["median"] for row in ours}
    shared = [row["median"] / times[row["round"]] for row in theirs if row["round"] in times]
    return statistics.median(shared) if shared else None


def best(rows):
    """Of all rounds, the block that was disturbed least."""
    return min(row["best"] for row in rows)


def table(rows, names):
    """A line a recipe, in Markdown; in brackets what the fastest blocks give."""
    peers = names[1:]
    head = ["recipe", "ToyGAN, ms a step (best)", "range", "GFLOP/s (of sgemm's peak)", "memory",
            "first step"]
    for peer in peers:
        head += [f"{peer}, ms (best)", "ratio (of the best)", "memory", "first step"]
    lines = [head, ["---"] + ["---:"] * (len(head) - 1)]
    for recipe in dict.fromkeys(row["recipe"] for row in rows):
        of = lambda name: [r for r in rows if r["recipe"] == recipe and r["contender"] == name]
        ours = of("ToyGAN")
        if not ours:
            continue
        rate = statistics.median(r["operations"] / r["median"] for r in ours)
        share = statistics.median(
            r["operations"] / r["median"] / r["productPeak"] for r in ours)
        line = [recipe, f"{1e3 * middle(ours, 'median'):.3f} ({1e3 * best(ours):.3f})",
                f"{1e3 * min(r['lowerQuartile'] for r in ours):.3f} to "
                f"{1e3 * max(r['upperQuartile'] for r in ours):.3f}",
                f"{rate / 1e9:.0f} ({100 * share:.0f} %)",
                f"{middle(ours, 'peakMemory') / 1e6:.0f} MB", f"{middle(ours, 'firstStep'):.2f} s"]
        for peer in peers:
            theirs = of(peer)
            if theirs:
                line += [f"{1e3 * middle(theirs, 'median'):.2f} ({1e3 * best(theirs):.2f})",
                         f"{ratio(ours, theirs):.2f} ({best(theirs) / best(ours):.2f})",
                         f"{middle(theirs, 'peakMemory') / 1e6:.0f} MB",
                         f"{middle(theirs, 'firstStep'):.1f} s"]
            else:
                line += ["failed", "", "", ""]
        lines.append(line)
    return markdown(lines)


def markdown(lines):
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def processor():
    return next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo")
                 if line.startswith("model name")), "unknown")


def write(path, text):
    """Beside, then renamed: never half a file."""
    beside = path.with_suffix(".partial")
    beside.write_text(text)
    beside.rename(path)


def write_rows(path, rows):
    """A CSV file of rows that may have different columns."""
    text = io.StringIO()
    columns = list(dict.fromkeys(key for row in rows for key in row))
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    write(path, text.getvalue())


def options():
    """What every comparison asks for: the program, the peers' Python, and how long."""
    parser = argparse.ArgumentParser()
    parser.add_argument("toygan")
    parser.add_argument("python")
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    return parser


def main():
    parser = options()
    parser.add_argument("--only", nargs="*")
    arguments = parser.parse_args()
    rows, names = measure(arguments)
    text = table(rows, names)
    peak = statistics.median(r["productPeak"] for r in rows if "productPeak" in r)
    note = (f"One core of {processor()}, {datetime.date.today()}; {arguments.rounds} rounds of "
            f"{arguments.seconds:g} s each; sgemm's peak in the same session "
            f"{peak / 1e9:.0f} GFLOP/s. Ratio: the peer's time by ToyGAN's; in brackets with "
            f"the fastest tenth of a second of each, the one that other work disturbed least.\n")
    results = HERE / "results"
    results.mkdir(exist_ok=True)
    write(results / "table.md", text + "\n" + note)
    write_rows(results / "timings.csv", rows)
    print(text + "\n" + note, end="")


if __name__ == "__main__":
    main()
