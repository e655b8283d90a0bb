#!/usr/bin/env python3
"""Runs the cells of a notebook without Jupyter, and compares what they print with what the notebook shows.

usage: notebook.py [--write] --toygan PROGRAM NOTEBOOK

Any number stands for any number, as in run.py. A cell that imports PyTorch may print something else: its output is
not compared. With --write, what the cells print is stored in the notebook.
"""
import argparse
import contextlib
import io
import json
import os
import sys
import tempfile
import traceback
from pathlib import Path

from run import missing_line


def shown(cell):
    """What the notebook shows below a cell."""
    return "".join("".join(output.get("text", [])) for output in cell["outputs"])


def run_cells(notebook):
    """The cells of code with what each printed; raises what a cell raises."""
    names = {"__name__": "__main__"}
    for number, cell in enumerate(notebook["cells"], 1):
        if cell["cell_type"] != "code":
            continue
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile("".join(cell["source"]), f"cell {number}", "exec"), names)
        yield number, cell, printed.getvalue()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--toygan", type=Path, required=True, help="the program that is called toygan")
    parser.add_argument("--write", action="store_true", help="store what the cells print")
    parser.add_argument("notebook", type=Path)
    arguments = parser.parse_args()
    notebook = json.loads(arguments.notebook.read_text(encoding="utf-8"))
    count, faults = 0, []
    with tempfile.TemporaryDirectory(prefix="toygan-notebook-") as scratch:
        (Path(scratch) / "toygan").symlink_to(arguments.toygan.resolve())
        os.environ["PATH"] = f"{scratch}:{os.environ['PATH']}"
        os.environ["XDG_CACHE_HOME"] = f"{scratch}/cache"
        os.environ["TMPDIR"] = tempfile.tempdir = scratch
        os.environ.pop("COLUMNS", None)
        try:
            for number, cell, printed in run_cells(notebook):
                count += 1
                uses_torch = "import torch" in "".join(cell["source"])
                if arguments.write:
                    text = {"name": "stdout", "output_type": "stream", "text": printed.splitlines(True)}
                    cell["outputs"] = [text] if printed else []
                    cell["execution_count"] = count
                elif not uses_torch and (line := missing_line(shown(cell), printed)) is not None:
                    faults.append(f"cell {number} does not print: {line}\nprinted was:\n{printed}")
        except Exception:
            faults.append(traceback.format_exc())
    if arguments.write and not faults:
        arguments.notebook.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for fault in faults:
        print(f"FAULT {arguments.notebook}: {fault}", file=sys.stderr)
    print(f"{arguments.notebook.name}: {count} cells run")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
