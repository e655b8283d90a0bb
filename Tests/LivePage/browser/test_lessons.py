"""Every lesson opens, trains, and says what to look for."""

import re

from playwright.sync_api import expect

from steps import first_picture, open_menu, pane, picture, rests, show, shown_step, trains, until
from support import PATIENCE

FOUR_PANES = "Two players that circle"
HINTS = "Three hints"


def lesson_rows(page):
    page.get_by_role("button", name="Lessons", exact=True).click()
    dialog = page.get_by_role("dialog", name="Lessons")
    expect(dialog).to_be_visible()
    return dialog


def boxes(page):
    row = page.get_by_role("group", name="Show")
    labels = ["Samples", "Real data", "Surface", "Arrows", "Trails", "Manifold", "Counts"]
    return [name for name in labels if row.get_by_label(name, exact=True).is_checked()]


def test_every_lesson_opens_and_trains(live):
    page = live.open(live.server())
    first_picture(page)
    dialog = lesson_rows(page)
    titles = dialog.get_by_role("heading", level=3).all_inner_texts()
    assert len(titles) == 18 and len(set(titles)) == 18
    shown = set()
    for title in titles:
        if not dialog.is_visible():
            dialog = lesson_rows(page)
        row = dialog.get_by_role("article").filter(has=page.get_by_role("heading", name=title, exact=True))
        count = int(re.search(r"(\d+) panes?, [\d,]+ steps", row.inner_text()).group(1))
        row.get_by_role("button", name=f"Open the lesson {title}").click()
        card = page.get_by_role("region", name=title, exact=True)
        expect(card).to_contain_text("Look for:")
        panes = page.locator("main").get_by_role("article")
        expect(panes).to_have_count(count)
        for place in range(count):
            first_picture(page, place)
            until(page, lambda: shown_step(page, place) >= 20, f"training in pane {place + 1} of {title}")
            expect(panes.nth(place).get_by_role("heading", level=2)).not_to_be_empty()
        expect(page.get_by_label("In step")).to_be_checked(checked=count > 1)
        shown.add(",".join(boxes(page)))
        comes_back(page, card, count)
    assert len(shown) > 4, "lessons choose what is shown"
    live.figure(f"{len(titles)} lessons; {len(shown)} choices of what is shown")
    card.get_by_role("button", name="Close the lesson's text").click()
    expect(card).to_be_hidden()


def comes_back(page, card, count):
    """The address of every lesson can be read: a reload shows the same lesson, panes and parts."""
    wanted = boxes(page)
    page.reload()
    expect(page.locator("main").get_by_role("article")).to_have_count(count)
    first_picture(page, count - 1)
    expect(card).to_contain_text("Look for:")
    assert boxes(page) == wanted
    notice = page.locator("#notice")
    assert not notice.is_visible(), notice.inner_text()


def test_a_lesson_leads_to_the_next_one(live):
    page = live.open(live.server())
    first_picture(page)
    dialog = lesson_rows(page)
    titles = dialog.get_by_role("heading", level=3).all_inner_texts()
    dialog.get_by_role("button", name=re.compile("^Open the lesson")).first.click()
    page.get_by_role("button", name=f"Next: {titles[1]}").click()
    expect(page.get_by_role("region", name=titles[1], exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name=titles[1], exact=True)).to_be_focused()
    trains(page, 1)


def test_collapse_is_seen(live):
    """What the first lesson promises: the first pane loses modes that the second one keeps."""
    page = live.open(live.server())
    first_picture(page)
    lesson_rows(page).get_by_role("button", name="Open the lesson Mode collapse, and a remedy").click()
    panes = page.locator("main").get_by_role("article")
    expect(panes).to_have_count(2)
    first_picture(page, 1)
    page.get_by_role("group", name="All panes").get_by_role("button", name="Pause all").click()
    page.get_by_role("group", name="Training").first.locator("summary", has_text="Go to").click()
    page.get_by_label("Go to step").first.fill("3000")
    page.get_by_label("Go to step").first.press("Enter")
    until(page, lambda: shown_step(page, 0) == shown_step(page, 1) == 3000, f"step 3000 within {PATIENCE} s")
    found = [int(re.search(r"(\d) with a sample", panes.nth(place).inner_text()).group(1)) for place in (0, 1)]
    assert found[0] <= 3 and found[1] >= 5, found
    live.figure(f"modes at step 3,000: minimax {found[0]}, unrolled {found[1]}")


def open_lesson(page, title):
    lesson_rows(page).get_by_role("button", name=f"Open the lesson {title}").click()
    card = page.get_by_role("region", name=title, exact=True)
    expect(card).to_be_visible()
    return card


def panes_of_lesson(page, count):
    expect(page.locator("main").get_by_role("article")).to_have_count(count)
    for place in range(count):
        first_picture(page, place)


def in_window(page, locator):
    """The bounding box, which must be inside the window without scrolling."""
    box, size = locator.bounding_box(), page.viewport_size
    assert box["x"] >= 0 and box["x"] + box["width"] <= size["width"], (box, size)
    assert box["y"] >= 0 and box["y"] + box["height"] <= size["height"], (box, size)
    return box


def test_a_lesson_fits_on_one_screen(live):
    page = live.open(live.server(), viewport={"width": 1366, "height": 768})
    first_picture(page)
    for title, count, least in ((FOUR_PANES, 4, 230), ("Penalties that let the game come to rest", 3, 250),
                                ("Mode collapse, and a remedy", 2, 250)):
        card = open_lesson(page, title)
        panes_of_lesson(page, count)
        for width, height in ((1366, 768), (1280, 720), (1920, 1080)):
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate("scrollTo(0, 0)")
            page.wait_for_timeout(100)
            group = page.get_by_role("group", name="All panes")
            in_window(page, group.get_by_role("button", name=re.compile("^(Pause|Play) all")))
            in_window(page, card.get_by_text("Look for:"))
            in_window(page, card.locator(".look-for"))
            boxes = [in_window(page, picture(page, place)) for place in range(count)]
            assert len({round(box["y"]) for box in boxes}) == 1, boxes
            side = min(min(box["width"], box["height"]) for box in boxes)
            assert side >= least, (title, width, side)
            if width == 1366:
                live.figure(f"{count} panes at {width} x {height}: pictures of {side:.0f} pixels")


def test_the_long_text_of_a_lesson_unfolds(live):
    page = live.open(live.server(), viewport={"width": 1366, "height": 768})
    first_picture(page)
    card = open_lesson(page, FOUR_PANES)
    text, unfold = card.get_by_text("The critic is linear"), card.get_by_role("button", name="What happens")
    expect(text).to_be_hidden()
    unfold.click()
    expect(unfold).to_have_attribute("aria-expanded", "true")
    expect(text).to_be_visible()
    # What was unfolded by hand stays, also in a lower window.
    page.set_viewport_size({"width": 1280, "height": 700})
    page.wait_for_timeout(100)
    expect(text).to_be_visible()
    expect(card.get_by_text("arXiv:1711.00141")).to_be_visible()
    unfold.click()
    expect(text).to_be_hidden()


def test_a_lesson_is_still_open_after_a_reload(live):
    page = live.open(live.server(), hints=True)
    first_picture(page)
    expect(page.get_by_role("region", name=HINTS)).to_be_visible()
    card = open_lesson(page, FOUR_PANES)
    expect(page.get_by_role("region", name=HINTS)).to_be_hidden()
    panes_of_lesson(page, 4)
    show(page, Arrows=False, Counts=True)
    wanted = boxes(page)
    page.reload()
    panes_of_lesson(page, 4)
    expect(card).to_contain_text("Look for:")
    assert boxes(page) == wanted == ["Samples", "Real data", "Trails", "Counts"]
    expect(page.get_by_role("region", name=HINTS)).to_be_hidden()
    page.wait_for_timeout(500)
    assert not page.locator("#notice").is_visible()
    # One of its panes is closed: the text would speak of what is not there.
    open_menu(page, "More", 3)
    pane(page, 3).get_by_role("button", name="Close this pane").click()
    expect(card).to_be_hidden()
    page.reload()
    panes_of_lesson(page, 3)
    expect(card).to_be_hidden()


def test_a_lesson_that_was_closed_stays_closed(live):
    page = live.open(live.server(), hints=True)
    first_picture(page)
    card = open_lesson(page, FOUR_PANES)
    panes_of_lesson(page, 4)
    card.get_by_role("button", name="Close the lesson's text").click()
    page.reload()
    panes_of_lesson(page, 4)
    expect(card).to_be_hidden()
    expect(page.get_by_role("region", name=HINTS)).to_be_hidden()


def test_a_pane_of_a_lesson_says_what_it_trains(live):
    page = live.open(live.server())
    first_picture(page)
    open_lesson(page, FOUR_PANES)
    panes_of_lesson(page, 4)
    expect(pane(page, 2).get_by_role("heading", name="extragradient")).to_be_visible()
    trained = pane(page, 2).get_by_text(re.compile(r"^gan, \d+ settings changed$"))
    expect(trained).to_be_visible()
    expect(trained).to_have_attribute("title", re.compile("schedule: extragradient"))


def test_a_divergence_is_said_once(live):
    settings = {"generator.optimizer": "{name: sgd, learningRate: 1e30}",
                "discriminator.optimizer": "{name: sgd, learningRate: 1e30}"}
    page = live.open(live.server(settings))
    box = pane(page).get_by_text("Diverged at step")
    expect(box).to_be_visible()
    pane(page).get_by_role("button", name="Restart", exact=True).last.click()
    expect(box).to_be_hidden()
    pane(page).get_by_role("button", name="Play", exact=True).click()
    expect(box).to_be_visible()
    rests(page)
    expect(page.locator("[aria-live=polite]")).to_contain_text("Diverged at step")
    page.wait_for_timeout(1500)
    assert not page.locator("#notice").is_visible()
    expect(page.locator("main").get_by_text("Diverged").locator("visible=true")).to_have_count(1)
