"""Trains one run of each study and search again and compares it with the stored row of summary.csv or trials.csv.

python3 experiments/verify.py TOYGAN [--only NAME ...] [--number N]

The run is the one whose turn it is today (days since 1970-01-01, modulo the number of runs), or run N of the plan.
On a kind of processor that made the stored rows (made-by.json) every number must be the same. On another one the
last digits of training differ, and after thousands of steps so does the run: its numbers must then lie among those
of the label's stored seeds, give or take the distance between the least and the greatest of these.
"""
import argparse
import csv
import datetime
import json
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).parent


def rows(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def number(text):
    try:
        return float(text)
    except ValueError:
        return None


def spread(row, column, stored):
    """Whether a value is among the stored ones, or near them."""
    value = number(row[column])
    seeds = [number(other[column]) for other in stored if other["label"] == row["label"]]
    seeds = [seed for seed in seeds if seed is not None]
    if value is None or not seeds:
        return row[column] in {other[column] for other in stored if other["label"] == row["label"]}
    least, greatest = min(seeds), max(seeds)
    return least - (greatest - least) <= value <= greatest + (greatest - least)


def verify(folder, toygan, turn, out):
    stored = rows(folder / "summary.csv")
    made_by = json.loads((folder / "made-by.json").read_text())
    place = turn % len(stored) + 1
    shutil.rmtree(out, ignore_errors=True)
    command = [toygan, "sweep", folder / "experiment.yaml", "--out", out, "--quiet"]
    subprocess.run([*command, "--shard", f"{place}/{len(stored)}"], check=True, stdout=subprocess.DEVNULL)
    # Its status says that the other runs have not ended.
    subprocess.run([*command, "--resume", "--merge-only", "--no-plots"], capture_output=True)
    row = next(row for row in rows(out / "summary.csv") if row["status"] in ("completed", "diverged"))
    record = json.loads((out / "runs" / row["run"] / "run.json").read_text())
    is_same_kind = record["processor"] in made_by["processors"]
    old = next((old for old in stored if old["run"] == row["run"]), None)
    name = f"{folder.name}: {row['label']}, seed {row['seed']}"
    if old is None:
        print(f"{name}: WRONG, the stored rows have no run {row['run']}")
        return False
    if is_same_kind:
        wrong = [column for column in old if old[column] != row.get(column)]
    else:
        wrong = [column for column in old if not spread(row, column, stored)]
    kind = "the same kind of processor" if is_same_kind else f"{record['processor']}, another kind of processor"
    if not wrong:
        print(f"{name}: right, {kind}")
    for column in wrong:
        print(f"{name}: WRONG, {column} is {row.get(column)}, stored {old[column]} ({kind})")
    return not wrong


def verify_search(folder, toygan, turn, out):
    trials = [trial for trial in rows(folder / "trials.csv") if trial["runs"]]
    made_by = json.loads((folder / "made-by.json").read_text())
    runs = len({run for trial in trials for run in trial["runs"].split()})
    shutil.rmtree(out, ignore_errors=True)
    file = folder / "experiment.yaml"
    file = file if file.exists() else folder.parent / "experiment.yaml"
    settings = [word for setting in made_by["settings"] for word in ("--set", setting)]
    shard = ["--shard", f"{turn % runs + 1}/{runs}", "--out", out, "--quiet"]
    subprocess.run([toygan, "tune", file, *settings, *shard], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    name = "/".join(folder.parts[-2:])
    summaries = list((out / "search" / "runs").glob("*/summary.json"))
    if len(summaries) != 1:
        print(f"{name}: WRONG, {len(summaries)} runs were trained in place of one")
        return False
    run = summaries[0].parent.name
    trial = next((trial for trial in trials if trial["runs"] == run), None)
    if trial is None:
        print(f"{name}: WRONG, no trial has the run {run}")
        return False
    name = f"{name}: {trial['label']}, trial {trial['trial']}"
    record = json.loads((summaries[0].parent / "run.json").read_text())
    if record["processor"] not in made_by["processors"]:
        print(f"{name}: not compared, {record['processor']} is another kind of processor, and a trial has one seed")
        return True
    found = {metric["name"]: metric["value"] for metric in json.loads(summaries[0].read_text())["metrics"]}
    wrong = [key for key, value in found.items() if trial.get(key) and float(trial[key]) != value]
    for key in wrong:
        print(f"{name}: WRONG, {key} is {found[key]}, stored {trial[key]}")
    if not wrong:
        print(f"{name}: right, the same kind of processor")
    return not wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("toygan")
    parser.add_argument("--only", nargs="*")
    today = (datetime.date.today() - datetime.date(1970, 1, 1)).days
    parser.add_argument("--number", type=int, default=today, help="which run (default: by date)")
    arguments = parser.parse_args()
    folders = sorted(path.parent for path in HERE.rglob("made-by.json"))
    folders = [folder for folder in folders if not arguments.only or folder.name in arguments.only]
    if not folders:
        sys.exit("verify.py: no study with made-by.json")
    results = []
    for folder in folders:
        check = verify if (folder / "summary.csv").exists() else verify_search
        out = HERE.parent / "runs" / "verify" / folder.relative_to(HERE)
        results.append(check(folder, arguments.toygan, arguments.number, out))
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
