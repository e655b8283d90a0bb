"""Test accuracy over labels, from a sweep's trajectories.csv: accuracy.csv, accuracy-runs.csv, accuracy.md, and
accuracy.png by gnuplot.

    python3 experiments/semi-supervised/accuracy.py runs/semi-supervised
"""
import collections
import csv
import pathlib
import statistics
import subprocess
import sys

# Student's t, 97.5 %, of 1 to 29 degrees of freedom.
T = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
     2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045]

sweep = pathlib.Path(sys.argv[1])
here = pathlib.Path(__file__).parent
with open(sweep / "summary.csv") as file:
    runs = {row["run"]: row for row in csv.DictReader(file) if row["status"] == "completed"}
errors = collections.defaultdict(dict)  # by method and labels, then by seed
with open(sweep / "trajectories.csv") as file:
    for row in csv.DictReader(file):  # the last row of a run remains
        if row["run"] in runs:
            unlabelled, labels = (part.split("=")[1] for part in row["label"].split(", "))
            method = "with unlabelled samples" if unlabelled == "true" else "labels alone"
            seed = runs[row["run"]]["seed"]
            errors[method, labels][seed] = 100 * (1 - float(row["test_accuracy"]))


def interval(values):
    """Mean, and half of its interval of 95 %."""
    n = len(values)
    return statistics.mean(values), T[n - 2] * statistics.stdev(values) / n**0.5


with open(here / "accuracy.csv", "w") as file:
    file.write("method,labels,runs,error,half_interval\n")
    for (method, labels), found in errors.items():
        mean, half = interval(list(found.values()))
        file.write(f"{method},{labels},{len(found)},{mean:.3f},{half:.3f}\n")
with open(here / "accuracy-runs.csv", "w") as file:
    file.write("method,labels,seed,error\n")
    for (method, labels), found in errors.items():
        for seed, error in found.items():
            file.write(f"{method},{labels},{seed},{error:.1f}\n")
# Both methods of a seed have the same labels and are judged by the same samples.
with open(here / "accuracy.md", "w") as file:
    file.write("| labels of each class | labels alone | with unlabelled samples | saved, by seed | seeds that got worse |\n")
    file.write("|---:|---:|---:|---:|---:|\n")
    for (method, labels), found in errors.items():
        if method != "with unlabelled samples":
            continue
        alone = errors["labels alone", labels]
        saved = [alone[seed] - error for seed, error in found.items() if seed in alone]
        columns = [interval(list(alone.values())), interval(list(found.values())), interval(saved)]
        cells = " | ".join(f"{mean:.1f} ± {half:.1f}" for mean, half in columns)
        file.write(f"| {labels} | {cells} | {sum(x < 0 for x in saved)} of {len(saved)} |\n")
subprocess.run(["gnuplot", "accuracy.gp"], cwd=here, check=True)
