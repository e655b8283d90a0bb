"""Tests of the live page in a real browser, against the real server.

    python Tests/LivePage/browser/run.py --toygan .build/release/toygan

It needs PyPI's playwright and a chromium. --only WORD runs the tests whose names contain it; --page FOLDER takes
scripts and style sheets from a folder in place of those in the binary, so that an edit needs no build.
"""

import argparse
import importlib
import pathlib
import sys
import time
import traceback

from playwright.sync_api import expect, sync_playwright

from support import PATIENCE, Live

FOLDER = pathlib.Path(__file__).parent


def found_tests(word):
    """Every function test_* of every module test_*, in the order of files and lines."""
    for file in sorted(FOLDER.glob("test_*.py")):
        module = importlib.import_module(file.stem)
        for name, function in list(vars(module).items()):
            if name.startswith("test_") and word in f"{file.stem}.{name}":
                yield f"{file.stem}.{name}", function


def run_one(name, function, browser, options):
    live = Live(options.toygan, browser, options.page)
    start = time.monotonic()
    try:
        try:
            function(live)
        finally:
            live.close()
        live.check()
        problem = None
    except Exception:
        problem = traceback.format_exc(limit=6)
    seconds = time.monotonic() - start
    print(f"{'FAILED' if problem else 'passed'}  {name}  {seconds:.1f} s", flush=True)
    for line in live.figures:
        print(f"        {line}", flush=True)
    if problem:
        print(problem, flush=True)
    return problem is None


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--toygan", required=True, type=pathlib.Path)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--only", default="")
    parser.add_argument("--page", type=pathlib.Path)
    options = parser.parse_args()
    options.toygan = options.toygan.resolve()
    expect.set_options(timeout=1000 * PATIENCE)
    results = []
    with sync_playwright() as playwright:
        for name, function in found_tests(options.only):
            # A new browser for each test: none sees what another one left in it.
            browser = playwright.chromium.launch(
                executable_path=options.chromium, args=["--headless=new", "--no-sandbox"])
            try:
                results.append(run_one(name, function, browser, options))
            finally:
                browser.close()
    passed = sum(results)
    print(f"{passed} passed, {len(results) - passed} failed")
    sys.exit(0 if results and all(results) else 1)


if __name__ == "__main__":
    main()
