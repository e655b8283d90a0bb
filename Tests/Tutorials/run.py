#!/usr/bin/env python3
"""Runs the commands that the README and the guide show, and compares what they print with what is shown.

usage: run.py --toygan PROGRAM [--client PROGRAM] [--root FOLDER] [FILE.md ...]

Without files: README.md, docs/*.md and the articles of the guide. Each document has a separate folder, in
which its blocks of commands (```sh) run in order with the program as `toygan`. Comments before a block say how:

    <!-- run: skip (reason) -->              it is not run
    <!-- run: needs parallel -->             it is run where this program is installed
    <!-- run: needs python:numpy -->         it is run where Python has this module
    <!-- run: status 2 -->                   it ends with this status; without it, with 0
    <!-- run: with --set steps=200 -->       further arguments of train and sweep
    <!-- run: with bench: --seconds 0.1 -->  further arguments of another command
    <!-- setup: toygan sample first ... -->  a command that is run before it, and is not shown
    <!-- file: mine.yaml -->                 a block of any language is written to this file

A block without a language directly below commands, or below <!-- output -->, is what they print: its lines
stand in this order in what was printed. Any number stands for any number: they differ between processors.
With --client, the documents are run whose commands use my-toygan, a program with further parts, by this program.
"""
import argparse
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MARKER = re.compile(r"<!--\s*(run|setup|file|output)\b:?\s*(.*?)\s*-->")
FENCE = re.compile(r"^( *)```(.*)$")
NUMBER = re.compile(r"(?<![A-Za-z_])[-+]?\d[\d.,]*(e[-+]?\d+)?")
RUN_NAME = re.compile(r"\b[0-9a-f]{12}\b")


class DocumentError(Exception):
    """A document that cannot be run: its line, and what is wrong with it."""


class Block:
    """A fenced block of a document with the markers before it, or what commands print."""

    def __init__(self, language, text, line, markers):
        self.language, self.text, self.line, self.markers = language, text, line, markers

    def values(self, kind):
        return [value for name, value in self.markers if name == kind]

    @property
    def is_output(self):
        return bool(self.values("output"))


def blocks(document):
    """The fenced blocks of a Markdown text, in order."""
    found, markers, fence, lines = [], [], None, []
    since_block = 0
    for number, line in enumerate(document.splitlines(), 1):
        match = FENCE.match(line)
        if fence is not None:
            if match and not match.group(2).strip():
                indent, language, start, own = fence
                text = "\n".join(part[len(indent):] for part in lines) + "\n"
                found.append(Block(language, text, start, own))
                fence, since_block = None, 0
            else:
                lines.append(line)
            continue
        if match:
            language = match.group(2).strip()
            below = found and found[-1].language == "sh" and since_block == 0
            if not language and not markers and below:
                markers = [("output", "")]
            fence, lines, markers = (match.group(1), language, number, markers), [], []
            continue
        if marked := MARKER.fullmatch(line.strip()):
            markers.append((marked.group(1), marked.group(2)))
        elif line.strip():
            if markers:
                raise DocumentError(f"line {number}: no block follows <!-- {markers[-1][0]} -->")
            since_block += 1
    if fence is not None:
        raise DocumentError(f"line {fence[2]}: a block without an end")
    return found


def plain(line):
    """A line in which numbers, names of runs and the width of gaps do not matter."""
    return " ".join(NUMBER.sub("#", RUN_NAME.sub("RUN", line)).split())


def missing_line(shown, printed):
    """The first line of `shown` that does not stand in this order in `printed`; None if all do."""
    rest = iter([plain(line) for line in printed.splitlines()])
    for line in shown.splitlines():
        if line.strip() and not any(plain(line) == other for other in rest):
            return line
    return None


class Rules:
    """How a block is run, from its markers."""

    def __init__(self, block):
        self.skipped, self.status, self.extra, self.needs = None, 0, {}, []
        for text in block.values("run"):
            word, _, rest = text.partition(" ")
            if word == "skip" and re.fullmatch(r"\(.+\)", rest):
                self.skipped = rest[1:-1]
            elif word == "needs" and rest:
                self.needs.append(rest)
            elif word == "status" and rest.isdigit():
                self.status = int(rest)
            elif word == "with" and rest:
                command, colon, arguments = rest.partition(": ")
                named = colon and command.isalpha()
                for name in [command] if named else ["train", "sweep"]:
                    self.extra[name] = arguments if named else rest
            else:
                raise DocumentError(f"line {block.line}: <!-- run: {text} --> has no meaning")

    def lacking(self):
        """What this machine lacks for the block; None if it lacks nothing."""
        for need in self.needs:
            kind, _, module = need.partition(":")
            has = importlib.util.find_spec(module) if kind == "python" else shutil.which(need)
            if not has:
                return need
        return None


class Folder:
    """The folder of a document, in which its commands run."""

    def __init__(self, scratch, root, programs):
        self.place, self.programs = scratch / "work", programs
        self.bin = scratch / "bin"
        self.place.mkdir(parents=True)
        self.bin.mkdir()
        for name in ["experiments", "Benchmarks", "docs"]:
            if (root / name).is_dir():
                (self.place / name).symlink_to(root / name)
        self.environment = dict(os.environ, XDG_CACHE_HOME=str(scratch.parent / "cache"), NO_COLOR="1")
        self.environment["PATH"] = f"{self.bin}:{self.environment['PATH']}"
        self.environment.pop("COLUMNS", None)

    def run(self, script, extra):
        """Status and output of commands, of which some have further arguments."""
        for name, program in self.programs.items():
            wrapper = self.bin / name
            wrapper.write_text(WRAPPER.format(
                program=program,
                cases="".join(f'  {command}) exec "$program" "$@" {more};;\n'
                              for command, more in extra.items())))
            wrapper.chmod(0o755)
        result = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script], cwd=self.place, env=self.environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=900)
        return result.returncode, result.stdout.decode(errors="replace")


# A page is served until it is interrupted: here, once its address was printed.
WRAPPER = """#!/usr/bin/env bash
program='{program}'
case "${{1:-}}" in
{cases}  live)
    set -m
    address=$(mktemp)
    "$program" "$@" --no-open >"$address" &
    until grep -q 'http://127.0.0.1' "$address" || ! kill -0 $! 2>/dev/null; do sleep 0.1; done
    kill -INT $!
    wait $!
    sed 's/token=.*/token=TOKEN/' "$address"
    exit;;
esac
exec "$program" "$@"
"""


def run_document(path, root, programs, scratch):
    """Runs a document; prints a line for each block that is not run, and returns the faults."""
    document = path.read_text(encoding="utf-8")
    faults, counts, printed, start = [], {"run": 0, "skipped": 0}, None, time.monotonic()
    name = path.relative_to(root) if path.is_relative_to(root) else path
    folder = Folder(scratch / re.sub(r"\W", "-", str(name)), root, programs)
    for block in blocks(document):
        place = f"{name}:{block.line}"
        for file in block.values("file"):
            target = folder.place / file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block.text)
        if block.is_output:
            if printed is not None and (line := missing_line(block.text, printed)) is not None:
                faults.append(f"{place}: not printed: {line}\nprinted was:\n{printed}")
            continue
        if block.language != "sh":
            continue
        rules, printed = Rules(block), None
        reason = rules.skipped or (lack := rules.lacking()) and f"{lack} is not installed"
        unknown = [word for word in ["toygan", "my-toygan"] if word not in programs
                   and re.search(rf"(?<![\w./-]){word} ", block.text)]
        if not reason and unknown:
            reason = f"{unknown[0]} is run with the client package"
        if reason:
            counts["skipped"] += 1
            print(f"{place}: skipped: {reason}")
            continue
        script = "\n".join(block.values("setup") + [block.text])
        status, printed = folder.run(script, rules.extra)
        counts["run"] += 1
        if status != rules.status:
            faults.append(
                f"{place}: status {status} instead of {rules.status}\n{block.text}\nprinted:\n{printed}")
            break
    seconds = time.monotonic() - start
    print(f"{name}: {counts['run']} blocks run, {counts['skipped']} skipped, {seconds:.1f} s", flush=True)
    return faults


def commands(file):
    """The blocks of commands in a document."""
    return re.findall(r"^```sh\n(.*?)^```", file.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def documents(root):
    """The documents whose commands users type."""
    guide = root / "Sources/ToyGAN/ToyGAN/ToyGAN.docc"
    return [root / "README.md"] + sorted((root / "docs").glob("*.md")) + sorted(guide.glob("*.md"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--toygan", help="the program that is called toygan")
    parser.add_argument("--client", help="a program with further parts, called my-toygan")
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[2])
    parser.add_argument("--list", action="store_true", help="print the documents and run nothing")
    parser.add_argument("files", nargs="*", type=Path)
    arguments = parser.parse_args()
    root = arguments.root.resolve()
    files = [file.resolve() for file in arguments.files] or documents(root)
    if arguments.client:
        files = [file for file in files if "my-toygan " in "".join(commands(file))]
    if arguments.list:
        print("\n".join(str(file.relative_to(root)) for file in files if commands(file)))
        return 0
    programs = {name: Path(program).resolve() for name, program in
                [("toygan", arguments.toygan or arguments.client), ("my-toygan", arguments.client)]
                if program}
    faults = []
    with tempfile.TemporaryDirectory(prefix="toygan-guide-") as scratch:
        for file in files:
            try:
                faults += run_document(file, root, programs, Path(scratch))
            except DocumentError as error:
                faults.append(f"{file}: {error}")
            except subprocess.TimeoutExpired as error:
                faults.append(f"{file}: does not end: {error.cmd[-1]}")
    for fault in faults:
        print(f"FAULT {fault}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
