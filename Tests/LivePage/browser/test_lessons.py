"""Every lesson opens, trains, and says what to look for."""

import re

from playwright.sync_api import expect

from steps import first_picture, shown_step, trains, until
from support import PATIENCE


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
    assert len(shown) > 4, "lessons choose what is shown"
    live.figure(f"{len(titles)} lessons; {len(shown)} choices of what is shown")
    card.get_by_role("button", name="Close the lesson's text").click()
    expect(card).to_be_hidden()


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
    found = [int(re.search(r"(\d) of 8 modes", panes.nth(place).inner_text()).group(1)) for place in (0, 1)]
    assert found[0] <= 3 and found[1] >= 5, found
    live.figure(f"modes at step 3,000: minimax {found[0]}, unrolled {found[1]}")
