"""Compares what two processors made of the same command: folders of a sweep, or two JSON files.

python3 compare.py same FIRST SECOND            # the same bytes, but for times and names of processors
python3 compare.py near TOLERANCE FIRST SECOND  # the same shape, and no number farther away than that

The distance of two numbers is their difference by the largest magnitude in their column of the table; in JSON it is
the difference by the larger one, or the difference itself where that is less. Prints the largest distance, and ends
with status 1 if the two differ.
"""
import csv
import json
import math
import pathlib
import sys

# Times, processor and checksums; a checkpoint that only a run of many seconds leaves; pictures of the tables.
LEFT_OUT = ("run.json", "checkpoint.previous.safetensors", "plots")


def files(folder):
    """Paths in a folder, in order, without what is left out."""
    found = (p.relative_to(folder) for p in folder.rglob("*") if p.is_file())
    return sorted(p for p in found if not set(p.parts) & set(LEFT_OUT))


def number(text):
    """The number in a cell, or its text."""
    try:
        return float(text)
    except ValueError:
        return text


def columns(path):
    """Name and cells of each column of a table."""
    with open(path, newline="") as file:
        rows = [row for row in csv.reader(file) if row]  # grids have empty lines between rows
    return {name: [number(row[k]) for row in rows[1:]] for k, name in enumerate(rows[0])}


def leaves(value, name=""):
    """Each number or text of a JSON value by the keys that lead to it."""
    if isinstance(value, (dict, list)):
        keys = value if isinstance(value, dict) else range(len(value))
        return {k: v for key in keys for k, v in leaves(value[key], f"{name}/{key}").items()}
    return {name: value}


def is_number(x):
    return isinstance(x, (int, float)) and not isinstance(x, bool)


def distance(a, b, scale):
    """Infinite if only one is a finite number, or if they are different texts."""
    if is_number(a) and is_number(b) and math.isfinite(a) and math.isfinite(b):
        return abs(a - b) / scale if a != b else 0
    return 0 if a == b or (a != a and b != b) else math.inf


def apart_in_columns(first, second):
    """The largest distance in each column of two tables."""
    a, b = columns(first), columns(second)
    if a.keys() != b.keys() or any(len(a[k]) != len(b[k]) for k in a):
        return {"shape": math.inf}
    found = {}
    for name in a:
        finite = [abs(x) for x in a[name] + b[name] if is_number(x) and math.isfinite(x)]
        scale = max(finite, default=0) or 1
        found[name] = max((distance(x, y, scale) for x, y in zip(a[name], b[name])), default=0)
    return found


def apart_in_json(first, second):
    """The distance of each number of two JSON files."""
    a, b = (leaves(json.loads(p.read_text())) for p in (first, second))
    if a.keys() != b.keys():
        return {"keys": math.inf}
    scale = lambda x, y: max([1] + [abs(v) for v in (x, y) if is_number(v) and math.isfinite(v)])
    return {k: distance(a[k], b[k], scale(a[k], b[k])) for k in a}


def pairs(first, second):
    """The files to compare, or None if the folders do not have the same ones."""
    if first.is_file():
        return [(first, second)]
    names = files(first)
    if not names or names != files(second):
        return None
    return [(first / name, second / name) for name in names]


def differing(first, second):
    """Files whose bytes differ."""
    together = pairs(first, second)
    if together is None:
        return [f"{first} and {second} do not have the same files"]
    return [str(a) for a, b in together if a.read_bytes() != b.read_bytes()]


def apart(first, second):
    """The distances in all that was generated, learned about it, and judged, by file and column."""
    together = pairs(first, second)
    if together is None:
        return {f"{first} and {second} do not have the same files": math.inf}
    found = {}
    for a, b in together:
        if first.is_file():
            found |= apart_in_json(a, b)
        elif a.parent.name in ("samples", "surfaces"):
            found |= {f"{a}, {name}": x for name, x in apart_in_columns(a, b).items()}
        elif a.name == "trajectory.csv":
            losses = apart_in_columns(a, b).items()
            found |= {f"{a}, {name}": x for name, x in losses if name.startswith("loss_")}
    return found


def main():
    mode, *rest = sys.argv[1:]
    first, second = map(pathlib.Path, rest[-2:])
    if mode == "same":
        wrong = differing(first, second)
        print(f"{len(wrong)} files differ" if wrong else "the same bytes")
        for line in wrong[:5]:
            print(f"   {line}")
        return 1 if wrong else 0
    found, tolerance = apart(first, second), float(rest[0])
    farthest = max(found, key=found.get, default=None)
    if farthest is None:
        print("nothing was compared")
        return 1
    print(f"{len(found)} columns or values, at most {found[farthest]:.1e} apart ({tolerance:g} allowed)")
    if found[farthest] > tolerance:
        print(f"   {farthest}")
    return 1 if found[farthest] > tolerance else 0


if __name__ == "__main__":
    sys.exit(main())
