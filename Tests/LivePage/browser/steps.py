"""What a person does on the page, by the labels and roles that they see."""

import re
import time

from playwright.sync_api import expect

from support import PATIENCE


def pane(page, place=0):
    return page.get_by_role("article").nth(place)


def picture(page, place=0):
    return pane(page, place).get_by_role("img", name=re.compile("^Samples of"))


def number(text):
    return int(text.replace(",", ""))


def shown_step(page, place=0):
    """The number in "Step 1,234"; -1 before the first picture."""
    found = re.search(r"Step ([\d,]+)", pane(page, place).inner_text())
    return number(found.group(1)) if found else -1


def until(page, condition, what):
    """Waits until a condition holds, as long as it takes on a slow machine."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"it did not happen: {what}")
        page.wait_for_timeout(40)


def first_picture(page, place=0):
    expect(picture(page, place)).to_be_visible()
    until(page, lambda: shown_step(page, place) >= 0, "the first picture")


def trains(page, place=0, steps=1):
    """Waits until the pane has made some more steps."""
    first_picture(page, place)
    before = shown_step(page, place)
    until(page, lambda: shown_step(page, place) >= before + steps, "training")


def transport(page, place=0):
    return pane(page, place).get_by_role("group", name="Training")


def press(page, name, place=0):
    transport(page, place).get_by_role("button", name=name, exact=True).click()


def pause(page, place=0):
    """Pauses, and waits until the picture stands."""
    press(page, "Pause", place)
    rests(page, place)
    return shown_step(page, place)


def play(page, place=0):
    press(page, "Play", place)


def rests(page, place=0):
    expect(transport(page, place).get_by_role("button", name="Play", exact=True)).to_be_visible()


def go_to(page, step, place=0):
    """Go to a step by its number, and wait until its picture has come."""
    form = transport(page, place)
    form.locator("summary", has_text="Go to").click()
    form.get_by_label("Go to step").fill(str(step))
    form.get_by_label("Go to step").press("Enter")
    until(page, lambda: shown_step(page, place) == step, f"step {step}")
    rests(page, place)


def pixels(page, place=0):
    """The picture as it stands, byte for byte."""
    return picture(page, place).evaluate("canvas => canvas.toDataURL()")


# Reading a canvas makes a browser draw it more slowly from then on: a copy is read.
DATA_OF_CANVAS = """const copy = new OffscreenCanvas(canvas.width, canvas.height);
      const inner = copy.getContext("2d", { willReadFrequently: true });
      inner.drawImage(canvas, 0, 0);
      const { data } = inner.getImageData(0, 0, canvas.width, canvas.height);"""


def centre_of(page, colour, place=0, tolerance=12):
    """The middle of the pixels of a colour, from the left and from the TOP, and how many there are."""
    script = """(canvas, [red, green, blue, tolerance]) => {
      const { width, height } = canvas;
      COPY
      const found = { x: 0, y: 0, count: 0 };
      for (let place = 0; place < data.length; place += 4) {
        const size = Math.abs(data[place] - red) + Math.abs(data[place + 1] - green)
          + Math.abs(data[place + 2] - blue);
        if (size > tolerance) continue;
        found.x += (place / 4) % width;
        found.y += Math.floor(place / 4 / width);
        found.count += 1;
      }
      return { x: found.x / found.count, y: found.y / found.count, count: found.count,
        width, height };
    }"""
    return picture(page, place).evaluate(script.replace("COPY", DATA_OF_CANVAS), [*colour, tolerance])


def show(page, **wanted):
    """Sets the boxes of the row Show: show(page, Samples=True, Surface=False)."""
    row = page.get_by_role("group", name="Show")
    for name, is_on in wanted.items():
        row.get_by_label(name.replace("_", " "), exact=True).set_checked(is_on)


def choose_method(page, name, place=0):
    pane(page, place).get_by_label("Method", exact=True).select_option(name)


def open_settings(page, place=0):
    pane(page, place).get_by_role("button", name="Settings", exact=True).click()
    return page.get_by_role("complementary", name="Settings")


def open_menu(page, name, place=0):
    pane(page, place).locator("summary", has_text=name).click()


def save_dialog(page, place=0):
    open_menu(page, "More", place)
    pane(page, place).get_by_role("button", name="Save and export").click()
    return page.get_by_role("dialog", name="Save and export")
