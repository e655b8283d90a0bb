"""Test accuracy over labels, from a sweep's trajectories.csv: accuracy.csv, and accuracy.png by gnuplot.

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
last = {}
with open(sweep / "trajectories.csv") as file:
    for row in csv.DictReader(file):
        last[row["run"]] = (row["label"], float(row["test_accuracy"]))
accuracies = collections.defaultdict(list)
for label, accuracy in last.values():
    accuracies[label].append(accuracy)
with open(here / "accuracy.csv", "w") as file:
    file.write("method,labels,runs,error,half_interval\n")
    for label, values in accuracies.items():
        unlabelled, labels = (part.split("=")[1] for part in label.split(", "))
        method = "with unlabelled samples" if unlabelled == "true" else "labels alone"
        n = len(values)
        half = T[n - 2] * statistics.stdev(values) / n**0.5
        error = 100 * (1 - statistics.mean(values))
        file.write(f"{method},{labels},{n},{error:.3f},{100 * half:.3f}\n")
subprocess.run(["gnuplot", "accuracy.gp"], cwd=here, check=True)
