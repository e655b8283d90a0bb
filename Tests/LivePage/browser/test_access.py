"""Keyboard alone, less motion, a narrow window, dark rooms, presentation, and names for everything."""

import re
import time

from playwright.sync_api import expect

from steps import (first_picture, open_settings, pane, pause, picture, pixels, rests, shown_step, trains, transport,
                   until)


def tab_to(page, name, limit=120):
    """Presses Tab until the element with a name has the focus."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        text = page.evaluate("""() => {
          const focused = document.activeElement;
          const label = focused.labels?.[0]?.textContent ?? "";
          return focused.getAttribute("aria-label") ?? (label || focused.textContent.trim());
        }""")
        if text == name:
            return
    raise AssertionError(f"Tab does not reach {name}")


def test_with_the_keyboard_alone(live):
    page = live.open(live.server())
    trains(page)
    page.keyboard.press("Space")
    rests(page)
    step = shown_step(page)
    page.keyboard.press("ArrowRight")
    until(page, lambda: shown_step(page) == step + 1, "a step by the arrow")
    page.keyboard.press("ArrowLeft")
    until(page, lambda: shown_step(page) == step, "a step back")
    page.keyboard.press("Home")
    until(page, lambda: shown_step(page) == 0, "step 0")
    page.keyboard.press("End")
    until(page, lambda: shown_step(page) == step + 1, "the last step")
    tab_to(page, "Method")
    page.keyboard.type("hinge")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="hinge, seed 0")).to_be_visible()
    page.keyboard.press("Escape")
    tab_to(page, "Settings")
    page.keyboard.press("Enter")
    panel = page.get_by_role("complementary", name="Settings")
    expect(panel).to_be_visible()
    tab_to(page, "batch")
    page.keyboard.press("Control+a")
    page.keyboard.type("0")
    page.keyboard.press("Enter")
    expect(panel.get_by_text("batch must be a whole number from 1 to 1048576, not 0")).to_be_visible()
    page.keyboard.press("Control+a")
    page.keyboard.type("48")
    page.keyboard.press("Enter")
    expect(panel.get_by_text("batch must be a whole number")).to_be_hidden()
    expect(pane(page).get_by_role("listitem").last).to_contain_text("batch was 32 and is now 48.")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page.get_by_role("button", name="Settings", exact=True)).to_be_focused()
    tab_to(page, "Play")
    page.keyboard.press("Space")
    trains(page)
    page.keyboard.press("Space")
    rests(page)


def test_every_key_of_the_list(live):
    page = live.open(live.server())
    trains(page)
    page.keyboard.press("Space")
    rests(page)
    for key, name in (("l", "Lessons"), ("o", "Open a run or a sweep"), ("e", "Save and export"),
                      ("t", "Draw a target"), ("?", "Keys")):
        page.keyboard.press(key)
        dialog = page.get_by_role("dialog", name=name)
        expect(dialog).to_be_visible()
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
    before = pixels(page)
    for key in "dg":
        page.keyboard.press(key)
        until(page, lambda: pixels(page) != before, f"a change by {key}")
        before = pixels(page)
    page.keyboard.press("b")
    expect(page.get_by_role("article")).to_have_count(2)
    page.keyboard.press("1")
    expect(pane(page, 0).get_by_role("heading")).to_be_focused()
    page.keyboard.press("c")
    expect(pane(page, 0).get_by_role("button", name="Branch from this step")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    until(page, lambda: shown_step(page, 0) == 0, "a restart")
    page.keyboard.press("p")
    expect(page.get_by_role("button", name="Leave presentation")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Leave presentation")).to_be_hidden()
    page.keyboard.press("s")
    expect(page.get_by_role("complementary", name="Settings")).to_be_visible()


def test_less_motion(live):
    page = live.open(live.server(), reduced_motion="reduce")
    trains(page)
    page.evaluate("""() => {
      window.changes = 0;
      const count = new MutationObserver(() => (window.changes += 1));
      count.observe(document.querySelector(".step"), { childList: true, characterData: true, subtree: true });
    }""")
    start = time.monotonic()
    page.wait_for_timeout(4000)
    rate = page.evaluate("window.changes") / (time.monotonic() - start)
    live.figure(f"pictures a second with less motion: {rate:.1f}")
    assert rate <= 2.5
    trains(page)
    assert page.evaluate("document.getAnimations().length") == 0


def overflow(page):
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def test_360_pixels(live):
    page = live.open(live.server(), viewport={"width": 360, "height": 740}, hints=True)
    trains(page)
    assert overflow(page) <= 0
    panel = open_settings(page)
    assert overflow(page) <= 0
    panel.get_by_role("button", name="Close settings").click()
    for name, title in (("Lessons", "Lessons"), ("Open run", "Open a run or a sweep"), ("Keys", "Keys"),
                        ("Draw target", "Draw a target")):
        page.get_by_role("button", name=name, exact=True).first.click()
        dialog = page.get_by_role("dialog", name=title)
        expect(dialog).to_be_visible()
        box = dialog.bounding_box()
        assert overflow(page) <= 0 and box["x"] >= 0 and box["x"] + box["width"] <= 360, title
        dialog.get_by_role("button", name="Close").click()
    pane(page).locator("summary", has_text="Compare").click()
    page.get_by_role("button", name="What does unrolling change?").click()
    trains(page, 1)
    assert overflow(page) <= 0
    box = picture(page, 1).bounding_box()
    assert box["width"] > 250 and box["height"] > 200
    pause(page)


def test_every_width_without_overflow(live):
    page = live.open(live.server())
    trains(page)
    pane(page).locator("summary", has_text="Compare").click()
    page.get_by_role("button", name="Another seed").click()
    trains(page, 1)
    for width in (320, 480, 640, 800, 1000, 1300, 1700, 2400):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(150)
        assert overflow(page) <= 0, width


def test_menus_stay_in_the_window(live):
    page = live.open(live.server(), viewport={"width": 1366, "height": 768})
    trains(page)
    for count in (1, 2):
        which = "Both panes" if count == 1 else "All panes"
        for width, height in ((1366, 768), (1280, 720), (360, 640)):
            page.set_viewport_size({"width": width, "height": height})
            for name in ("Compare", "More", "Go to"):
                opener = pane(page).locator("summary", has_text=name)
                opener.scroll_into_view_if_needed()
                opener.click()
                menu = pane(page).locator("details[open] > .menu-list")
                expect(menu).to_be_visible()
                box = menu.bounding_box()
                assert box["y"] >= 0 and box["y"] + box["height"] <= height, (name, width, box)
                assert box["x"] >= 0 and box["x"] + box["width"] <= width, (name, width, box)
                if name == "Compare":
                    expect(menu).to_contain_text(f"{which} start again at step 0; a branch keeps what was trained.")
                    menu.get_by_role("button", name="Compare", exact=True).scroll_into_view_if_needed()
                    expect(menu.get_by_role("button", name="Compare", exact=True)).to_be_in_viewport()
                page.keyboard.press("Escape")
                expect(menu).to_be_hidden()
        if count == 1:
            pane(page).locator("summary", has_text="Compare").click()
            pane(page).locator("details[open]").get_by_role("button", name="Branch from this step").click()
            first_picture(page, 1)


def test_long_names_are_whole(live):
    page = live.open(live.server(), viewport={"width": 1366, "height": 768})
    trains(page)
    page.get_by_label("Method", exact=True).select_option("minibatch-discrimination")
    expect(page.get_by_role("heading", name="minibatch-discrimination, seed 0")).to_be_visible()
    method = page.get_by_label("Method", exact=True)
    expect(method).to_have_attribute("title", re.compile("^minibatch-discrimination: "))
    room = method.evaluate("""select => {
      const context = document.createElement("canvas").getContext("2d");
      context.font = getComputedStyle(select).font;
      return select.clientWidth - context.measureText(select.value).width;
    }""")
    assert room >= 25, room  # the arrow, and the space around the text


def test_dark(live):
    page = live.open(live.server(), color_scheme="dark")
    trains(page)
    def ground():
        numbers = re.findall(r"[\d.]+", page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
        return sum(map(float, numbers[:3]))
    assert ground() < 120
    pause(page)
    dark = pixels(page)
    page.get_by_label("Colours").select_option("light")
    until(page, lambda: ground() > 600 and pixels(page) != dark, "light colours")
    page.get_by_label("Colours").select_option("system")
    until(page, lambda: pixels(page) == dark, "dark colours again")


def test_presentation(live):
    page = live.open(live.server(), viewport={"width": 1600, "height": 900})
    trains(page)
    before = picture(page).bounding_box()
    page.get_by_role("button", name="Present").click()
    until(page, lambda: picture(page).bounding_box()["height"] > 1.1 * before["height"], "a larger picture")
    expect(page.get_by_role("button", name="Lessons", exact=True)).to_be_hidden()
    bar = page.get_by_role("group", name="Presentation")
    bar.get_by_role("button", name="Pause").click()
    expect(bar.get_by_role("button", name="Play")).to_be_visible()
    step = shown_step(page)
    page.wait_for_timeout(400)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Lessons", exact=True)).to_be_visible()
    assert shown_step(page) == step


def test_everything_has_a_name(live):
    page = live.open(live.server(), hints=True)
    trains(page)
    open_settings(page)
    nameless = page.evaluate("""() => [...document.querySelectorAll("button, select, input, textarea, canvas, summary")]
      .filter(each => each.checkVisibility())
      .filter(each => !(each.getAttribute("aria-label") || each.labels?.length || each.textContent.trim()))
      .map(each => each.outerHTML)""")
    assert nameless == []
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(each => each.id)")
    assert len(ids) == len(set(ids))
    expect(page.locator("main")).to_have_count(1)
    expect(page.locator("h1")).to_have_count(1)


def test_what_happens_is_said(live):
    page = live.open(live.server())
    trains(page)
    region = page.locator("[aria-live=polite]")
    pause(page)
    expect(region).to_contain_text("Paused at step")
    transport(page).get_by_role("button", name="Play", exact=True).click()
    expect(region).to_contain_text("Training from step")
