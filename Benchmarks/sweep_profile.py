"""Where the processor time of a whole sweep goes, from its start to its last picture.

python3 Benchmarks/sweep_profile.py TOYGAN [--sweep EXPERIMENT.yaml] [--seeds 1] [--workers 2] [SETTING=VALUE ...]

Needs perf. A sample of the profile belongs to the first kind below whose functions are among its callers. The
matrix library's generated code, and C without frame pointers, hide their callers: such samples are listed as products and
draws. Nearly all of them are training; the rest are the samples that evaluations generate.
Writes Benchmarks/results/sweep.md.
"""
import argparse
import collections
import pathlib
import re
import subprocess
import tempfile

from compare import write

HERE = pathlib.Path(__file__).parent
# Patterns of symbols, demangled or not.
KINDS = [
    ("pictures: data and gnuplot", r"Plots|gnuplot|ToyGANFigures"),
    ("final scores and noise floors", r"finalMeasurements|NoiseFloor|Judge"),
    ("samples and surfaces for pictures", r"targetSamples|[. ]?surface|RunTrainer.*samples"),
    ("evaluations on the way", r"evaluate|TrajectoryPoint"),
    ("checkpoints", r"[cC]heckpoint"),
    ("tables, records and other files", r"RunFolder|AtomicFile|TrajectoryFile|SweepTables"),
    ("compilation of the steps", r"CompiledGame.*init|OperationCount|Passes"),
    ("training", r"advance|Program.*run|Trainer"),
]
PRODUCTS, OTHER = "training: products and draws", "other"


def kind(command, stack):
    if "gnuplot" in command:
        return KINDS[0][0]
    for name, pattern in KINDS:
        if re.search(pattern, stack):
            return name
    frames = [line.split(maxsplit=1)[-1] for line in stack.splitlines()]
    hidden = r"\[unknown\]|gsl_ran|gsl_rng|mt_get|dnnl|omp_|__itt|sgemm|_exp_|malloc|free|memalign|sig"
    return PRODUCTS if frames and re.match(hidden, frames[0]) else OTHER


def shares(data):
    text = subprocess.run(["perf", "script", "-i", data, "-F", "comm,tid,ip,sym"],
                          capture_output=True, text=True, check=True).stdout
    counts = collections.Counter()
    for sample in text.split("\n\n"):
        command, _, stack = sample.strip().partition("\n")
        if stack:
            counts[kind(command, stack)] += 1
    return counts


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("toygan")
    parser.add_argument("settings", nargs="*")
    parser.add_argument("--sweep", default=HERE.parent / "experiments/mode-collapse/experiment.yaml")
    parser.add_argument("--seeds", default=1)
    parser.add_argument("--workers", default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = f"{folder}/perf.data"
        command = ["perf", "record", "--quiet", "-F", 99, "-g", "-o", data, options.toygan, "sweep",
                   options.sweep, "--seeds", options.seeds, "-j", options.workers,
                   "--out", f"{folder}/sweep", "--quiet"]
        for setting in options.settings:
            command += ["--set", setting]
        subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL)
        counts = shares(data)
    total = sum(counts.values())
    training = counts["training"] + counts[PRODUCTS]
    lines = ["| of the processor time | share |", "| --- | ---: |"]
    lines += [f"| {name} | {100 * count / total:.2f} % |" for name, count in counts.most_common()]
    lines += ["", f"Outside of training: {100 * (1 - training / total):.1f} % of {total / 99:.0f} s."]
    write(HERE / "results/sweep.md", "\n".join(lines) + "\n")
    print("\n".join(lines))


main()
