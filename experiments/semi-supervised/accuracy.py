"""Test accuracy over labels, from a sweep's trajectories.csv: accuracy.csv, accuracy-runs.csv, and accuracy.png by gnuplot;
paired differences are printed.

    python3 experiments/semi-supervised/accuracy.py runs/semi-supervised
"""
import collections
import csv
import pathlib
import statistics
import subprocess
import sys

# Student's t, 97.5 %, of one to nine degrees of freedom.
T = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262]

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
print("labels, error saved by unlabelled samples: mean, half interval, seeds that got worse")
for (method, labels), found in errors.items():
    if method == "with unlabelled samples":
        alone = errors["labels alone", labels]
        saved = [alone[seed] - error for seed, error in found.items() if seed in alone]
        mean, half = interval(saved)
        print(f"{labels}: {mean:.1f} ± {half:.1f}, {sum(x < 0 for x in saved)} of {len(saved)}")
subprocess.run(["gnuplot", "accuracy.gp"], cwd=here, check=True)
