"""How much does watching cost, and how many pictures does a page get?

usage: live.py TOYGAN [SECONDS] [ROUNDS]      (needs PyPI's playwright and Debian's chromium)

In each round gan trains unwatched for some seconds, then watched in a browser: one pane, then two. Ratios are taken
within a round, because the speed of a shared machine changes.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time

from playwright.sync_api import sync_playwright

SETTINGS = ["--set", "steps=1000000"]

# Counts pictures of each pane by their step, which the page shows, once per drawn frame of the browser.
COUNT = """
() => {
  window.pictures = {};
  const last = {};
  const look = () => {
    for (const pane of document.querySelectorAll("article[id^='pane-']")) {
      const text = pane.querySelector(".step")?.textContent ?? "";
      if (text !== last[pane.id]) {
        last[pane.id] = text;
        window.pictures[pane.id] = (window.pictures[pane.id] ?? 0) + 1;
      }
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
"""


def number(text):
    return int("".join(digit for digit in text if digit.isdigit()) or 0)


def unwatched(toygan, seconds):
    """Steps a second of `toygan train`, without evaluations."""
    with tempfile.TemporaryDirectory() as folder:
        settings = SETTINGS + ["--set", "evaluation.every=1000000", "--set", "evaluation.storeEvery=0"]
        command = [toygan, "train", "--quiet", "--out", f"{folder}/run"] + settings
        start = time.time()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        process.send_signal(2)
        process.wait()
        spent = time.time() - start
        with open(f"{folder}/run/run.json") as record:
            return json.load(record)["step"] / spent


def watched(page, address, panes, seconds):
    """Steps and pictures a second of each pane."""
    page.goto(address)
    page.get_by_role("button", name="Pause", exact=True).first.wait_for()
    if panes == 2:
        page.get_by_role("button", name="Add pane").click()
        page.locator("#pane-2").wait_for()
        page.locator("#pane-2").get_by_role("button", name="Play", exact=True).click()
    page.evaluate(COUNT)
    time.sleep(3)
    articles = page.locator("article[id^='pane-']")

    def steps():
        return [number(articles.nth(i).locator(".step").inner_text()) for i in range(panes)]

    before, pictures, start = steps(), page.evaluate("() => ({...window.pictures})"), time.time()
    time.sleep(seconds)
    after, later, spent = steps(), page.evaluate("() => ({...window.pictures})"), time.time() - start
    rates = [(b - a) / spent for a, b in zip(before, after)]
    return rates, [(later[name] - pictures.get(name, 0)) / spent for name in sorted(later)]


def serve(toygan, browser, panes, seconds):
    server = subprocess.Popen([toygan, "live", "--no-open"] + SETTINGS, stdout=subprocess.PIPE, text=True)
    try:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        result = watched(page, server.stdout.readline().strip(), panes, seconds)
        page.close()
        return result
    finally:
        server.send_signal(2)
        server.wait()


def main():
    toygan = sys.argv[1]
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 10
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    shares = []
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--headless=new", "--no-sandbox"])
        for round in range(1, rounds + 1):
            alone = unwatched(toygan, seconds)
            (rate,), (pictures,) = serve(toygan, browser, 1, seconds)
            rates, both = serve(toygan, browser, 2, seconds)
            shares.append(rate / alone)
            print(
                f"round {round}: unwatched {alone:.0f} steps/s; one pane {rate:.0f} steps/s "
                f"({rate / alone:.2f}) and {pictures:.0f} pictures/s; two panes "
                f"{' and '.join(f'{r:.0f}' for r in rates)} steps/s, "
                f"{' and '.join(f'{p:.0f}' for p in both)} pictures/s", flush=True)
        browser.close()
    print(f"watched speed, median share of the unwatched: {statistics.median(shares):.2f}")


main()
