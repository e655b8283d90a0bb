"""Run folders and sweeps: saved, resumed, opened."""

import re
import subprocess

import frames
from playwright.sync_api import expect

from steps import (first_picture, go_to, pane, pause, pixels, save_dialog, shown_step, trains, until)
from support import SMALL, arguments

RUN = {**SMALL, "steps": "400", "evaluation.every": "100", "evaluation.storeEvery": "100"}


def at_the_end(page, steps=400):
    first_picture(page)
    until(page, lambda: shown_step(page) == steps, "the end of the training")


def test_a_saved_run_is_resumed_to_the_same_bytes(live):
    server = live.server(RUN)
    page = live.open(server)
    at_the_end(page)
    go_to(page, 230)
    dialog = save_dialog(page)
    dialog.get_by_role("button", name="Save as run folder").click()
    expect(dialog.get_by_role("status")).to_contain_text("Saved as")
    folder = server.root / "live-gan-seed-0"
    assert (folder / "config.yaml").exists()
    command = dialog.locator("code").inner_text()
    assert command.startswith("toygan train --resume --out "), command
    done = live.toygan_run("train", "--resume", "--out", folder, "--quiet")
    assert done.returncode == 0, done.stderr
    whole = live.folder / "whole"
    done = live.toygan_run("train", *arguments(RUN), "--out", whole, "--quiet")
    assert done.returncode == 0, done.stderr
    saved, trained = ((each / "checkpoint.safetensors").read_bytes() for each in (folder, whole))
    assert saved == trained
    live.figure(f"checkpoints of {len(trained):,} bytes are equal: saved at step 230 and resumed, and never interrupted")


def test_a_run_folder_is_scrubbed(live):
    root = live.folder
    done = live.toygan_run("train", *arguments(RUN), "--out", root / "mine", "--quiet")
    assert done.returncode == 0, done.stderr
    page = live.open(live.server(RUN, root=root))
    at_the_end(page)
    page.get_by_role("button", name="Open run").click()
    dialog = page.get_by_role("dialog", name="Open a run or a sweep")
    dialog.get_by_label("Find a folder").fill("mine")
    dialog.get_by_role("button", name=re.compile("Open the run .*mine")).click()
    expect(page.get_by_role("article")).to_have_count(2)
    expect(pane(page, 1).get_by_text("Opened from")).to_be_visible()
    first_picture(page, 1)
    pictures = {}
    for step in (100, 150, 300, 100, 377, 150, 0, 400):
        go_to(page, step, 1)
        until(page, lambda: frames.state(page.frames_of[2])["step"] == step, f"step {step}")
        pictures.setdefault(step, set()).add(pixels(page, 1))
    assert all(len(found) == 1 for found in pictures.values())
    for step in (150, 377):
        for place in (0, 1):
            go_to(page, step, place)
        first, second = (frames.samples(page.frames_of[number]) for number in (1, 2))
        assert first == second, "a step that is not stored is the same in a run folder and in a pane"
    go_to(page, 100, 1)
    assert frames.state(page.frames_of[2])["stored"] is True
    stored = (root / "mine/samples/step-00000100.csv").read_text().splitlines()
    assert len(frames.samples(page.frames_of[2])) == len(stored) - 1, "a stored step shows the stored samples"


def test_a_run_folder_on_the_command_line(live):
    done = live.toygan_run("train", *arguments(RUN), "--out", "mine", "--quiet")
    assert done.returncode == 0, done.stderr
    page = live.open(live.server({}, place=live.folder / "mine"))
    first_picture(page)
    go_to(page, 250)
    expect(pane(page).get_by_text("Opened from")).to_be_visible()


SWEEP = """
target: ring8
generator: {latent: 8, hidden: [16]}
discriminator: {hidden: [16]}
batch: 32
steps: 200
evaluation: {every: 100, samples: 500, storeEvery: 100, final: [modes_covered]}
seeds: 2
variants:
  - label: plain
    method: gan
  - label: "unrolled, <b>K = 5</b>"
    method: {name: unrolled, steps: 5}
"""


def test_a_sweep_is_a_grid(live):
    (live.folder / "tiny.yaml").write_text(SWEEP)
    done = live.toygan_run("sweep", "tiny.yaml", "--out", "study", "-j", "1", "--no-plots", "--quiet")
    assert done.returncode == 0, done.stderr
    page = live.open(live.server({}, place=live.folder / "study"))
    sweep = page.get_by_role("region", name=re.compile("^Sweep "))
    expect(sweep.get_by_text("4 of 4 runs are done")).to_be_visible()
    for label in ("plain", "unrolled, <b>K = 5</b>"):
        row = sweep.get_by_role("region", name=label, exact=True)
        expect(row.get_by_role("button")).to_have_count(2)
        for seed in (0, 1):
            button = row.get_by_role("button", name=f"Open {label}, seed {seed}: done, step 200")
            expect(button).to_be_visible()
    table = sweep.get_by_role("region", name="Table of the sweep")
    expect(table.get_by_role("row")).to_have_count(4)
    expect(table.get_by_role("rowheader")).to_have_text(
        ["plain", "unrolled, <b>K = 5</b>", "the target itself"])
    page.get_by_role("button", name="Open plain, seed 1: done, step 200").click()
    expect(page.get_by_role("article")).to_have_count(1)
    first_picture(page)
    go_to(page, 120)


def test_a_sweep_is_live_while_it_trains(live):
    (live.folder / "tiny.yaml").write_text(SWEEP.replace("steps: 200", "steps: 1500").replace("[16]", "[64, 64]"))
    process = subprocess.Popen(
        [live.toygan, "sweep", "tiny.yaml", "--out", "study", "-j", "1", "--no-plots", "--quiet"],
        cwd=live.folder, stdout=subprocess.DEVNULL)
    try:
        until_planned(live.folder / "study", process)
        page = live.open(live.server({}, place=live.folder / "study"))
        sweep = page.get_by_role("region", name=re.compile("^Sweep "))
        seen = set()
        def look():
            text = sweep.inner_text()
            seen.add(re.search(r"(\d) of 4 runs are done", text).group(1))
            return "4 of 4 runs are done" in text
        expect(sweep).to_be_visible()
        until(page, look, "the end of the sweep")
        assert len(seen) > 1, f"the page followed the sweep: {seen}"
        expect(sweep.get_by_role("button", name=re.compile(": done"))).to_have_count(4)
        live.figure(f"runs that were done at the looks: {', '.join(sorted(seen))}")
    finally:
        process.kill()
        process.wait()


def until_planned(folder, process):
    import time
    while not list(folder.glob("*plan*")) or not (folder / "runs").exists():
        assert process.poll() is None, "the sweep ended early"
        time.sleep(0.02)
