"""How categories and modes belong together in each label of the sweep, from the categories.csv of its runs: categories.md.

    python3 experiments/infogan/categories.py runs/infogan

Nats are the mutual information of category and nearest mode, as the samples are counted.
"""
import collections
import csv
import math
import pathlib
import sys

sweep = pathlib.Path(sys.argv[1])
here = pathlib.Path(__file__).parent


def rows(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def categories(run):
    """Mutual information in nats, and the number of modes that some category has most of its samples at."""
    counts = {(row["category"], row["mode"]): int(row["samples"]) for row in rows(run / "categories.csv")}
    total = sum(counts.values())
    of_category, of_mode = collections.Counter(), collections.Counter()
    for (category, mode), count in counts.items():
        of_category[category] += count
        of_mode[mode] += count
    nats = sum(
        count / total * math.log(count * total / (of_category[category] * of_mode[mode]))
        for (category, mode), count in counts.items() if count)
    found = {max(of_mode, key=lambda mode: counts[category, mode]) for category in of_category}
    return nats, len(found)


def span(values, form):
    least, greatest = (form % value for value in (min(values), max(values)))
    return least if least == greatest else f"{least} to {greatest}"


found = collections.defaultdict(list)  # by label, seeds in order
for row in sorted(rows(sweep / "summary.csv"), key=lambda row: int(row["seed"])):
    run = sweep / "runs" / row["run"]
    rebuilt = float(rows(run / "trajectory.csv")[-1]["reconstruction_x"])
    found[row["label"]].append((*categories(run), rebuilt))
with open(here / "categories.md", "w") as file:
    file.write("| | nats that category and mode share | modes that a category has most of its samples at, by seed "
               "| distance² of x, rebuilt |\n|---|---:|---:|---:|\n")
    for label, runs in found.items():
        nats, modes, rebuilt = zip(*runs)
        file.write(f"| {label} | {span(nats, '%.2f')} | {', '.join(map(str, modes))} | {span(rebuilt, '%.3f')} |\n")
