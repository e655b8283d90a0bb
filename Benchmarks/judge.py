"""Times the slowest judgements in ToyGAN, POT and prdc, in turn and on one core, and writes a table.

python3 Benchmarks/judge.py TOYGAN PEER_PYTHON [--rounds 3] [--repetitions 3]

What is compared: exact squared W2 of 2,048 against 2,048 samples, its matrix of costs included
(POT's `emd2`), and precision, recall, density and coverage of 10,000 against 10,000 (`prdc`, which
starts as many workers as it always does, all on that one core). Samples are planar: a ring of
eight Gaussians, deviation 0.02 and 0.03, each system with random numbers of its own. Beside these,
ToyGAN's default evaluation of 2,500 samples. Ratios are taken within a round, of its medians, and
the median over rounds is reported. Result: Benchmarks/results/judge.md.
"""
import argparse
import contextlib
import datetime
import json
import pathlib
import statistics
import sys
import time

from compare import markdown, processor, run, write

HERE = pathlib.Path(__file__).parent
WORK = {  # ToyGAN's key: what it is, the peer, and what the peer calls it
    "exact_w2_2048_seconds": ("exact W2, 2,048 samples", "POT", "emd2"),
    "prdc_10000_seconds": ("precision, recall, density, coverage, 10,000 samples", "prdc", "prdc"),
    "evaluation_2500_seconds": ("default evaluation, 2,500 samples", None, None),
}


def ring(random, count, deviation):
    """Draws of the target ring8, or of one that is somewhat wider, [count, 2]."""
    import numpy
    angles = 2 * numpy.pi * random.integers(8, size=count) / 8
    means = 2 * numpy.stack([numpy.cos(angles), numpy.sin(angles)], axis=1)
    return means + deviation * random.standard_normal((count, 2))


def judge_by_peer(name, repetitions):
    """Prints the version of a peer and the seconds of each repetition; the first, unrecorded, warms up."""
    import numpy
    random = numpy.random.default_rng(1)
    if name == "emd2":
        import ot as module
        count, weights = 2048, module.unif(2048)
        judge = lambda a, b: module.emd2(weights, weights, module.dist(a, b, metric="sqeuclidean"))
    else:
        import importlib.metadata
        import prdc as module
        count = 10_000
        judge = lambda a, b: module.compute_prdc(a, b, nearest_k=5)
    version = getattr(module, "__version__", None) or importlib.metadata.version(name)
    seconds = []
    for _ in range(repetitions + 1):
        real, generated = ring(random, count, 0.02), ring(random, count, 0.03)
        start = time.perf_counter()
        with contextlib.redirect_stdout(sys.stderr):
            judge(real, generated)
        seconds.append(time.perf_counter() - start)
    print(json.dumps(dict(version=version, seconds=seconds[1:])))


def measure(arguments):
    """A list of rounds, each the seconds of ToyGAN and of the peers by ToyGAN's keys, and versions."""
    rounds, versions, missing = [], {}, set()
    for number in range(arguments.rounds):
        ours = run([arguments.toygan, "bench", "--judge", "--json"])
        if ours is None:
            sys.exit("ToyGAN cannot be timed")
        theirs = {}
        for key, (_, peer, name) in WORK.items():
            if name is None or name in missing:
                continue
            result = run([arguments.python, __file__, "--peer", name, arguments.repetitions])
            if result is None:
                print(f"{peer} is left out", file=sys.stderr)
                missing.add(name)
                continue
            theirs[key], versions[key] = result["seconds"], result["version"]
        rounds.append((ours, theirs))
        print(f"round {number + 1} of {arguments.rounds} is done", file=sys.stderr)
    return rounds, versions


def milliseconds(times):
    """Median and best of all repetitions."""
    return f"{1e3 * statistics.median(times):.2f} ({1e3 * min(times):.2f})"


def table(rounds, versions):
    """A line for each kind of work, in Markdown."""
    head = ["what", "ToyGAN, ms (best)", "peer", "peer's, ms (best)", "ratio (of the best)"]
    lines = [head, ["---", "---:", "---", "---:", "---:"]]
    for key, (what, peer, name) in WORK.items():
        ours = sum((o[key] for o, _ in rounds), [])
        line = [what, milliseconds(ours), "none", "", ""]
        both = [(o[key], t[key]) for o, t in rounds if key in t]
        if both:
            theirs = sum((t for _, t in both), [])
            ratio = statistics.median(statistics.median(t) / statistics.median(o) for o, t in both)
            line[2:] = [f"{peer} {versions[key]}", milliseconds(theirs),
                        f"{ratio:.2f} ({min(theirs) / min(ours):.2f})"]
        elif name:
            line[2] = f"{peer} is not there"
        lines.append(line)
    return markdown(lines)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("toygan")
    parser.add_argument("python")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--repetitions", type=int, default=3)
    arguments = parser.parse_args()
    rounds, versions = measure(arguments)
    text = table(rounds, versions) + (
        f"\nOne core of {processor()}, {datetime.date.today()}; {arguments.rounds} rounds, in each of "
        f"which ToyGAN and then the peers did everything. Ratio: the peer's time by ToyGAN's.\n")
    (HERE / "results").mkdir(exist_ok=True)
    write(HERE / "results" / "judge.md", text)
    print(text, end="")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--peer"]:
        judge_by_peer(sys.argv[2], int(sys.argv[3]))
    else:
        main()
