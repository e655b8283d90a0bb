"""Targets: drawn with the mouse, loaded from a file, chosen, and typed with the keyboard."""

import frames
from playwright.sync_api import expect

from steps import choose_method, first_picture, go_to, pane, pause, shown_step, trains, until
from support import SMALL


def editor(page):
    pane(page).get_by_role("button", name="Draw target").click()
    dialog = page.get_by_role("dialog", name="Draw a target")
    expect(dialog).to_be_visible()
    return dialog


def use(dialog):
    dialog.get_by_role("button", name="Use this target").click()
    expect(dialog).to_be_hidden()


def test_modes_are_drawn_with_the_mouse(live):
    page = live.open(live.server())
    trains(page)
    dialog = editor(page)
    dialog.get_by_label("Start from").select_option(label="Nothing")
    canvas = dialog.locator("canvas")
    box = canvas.bounding_box()
    # Upper right, then lower left.
    for right, down in ((0.75, 0.25), (0.3, 0.7)):
        page.mouse.click(box["x"] + right * box["width"], box["y"] + down * box["height"])
    x, y = (float(dialog.get_by_label(f"{name} of mode 1").input_value()) for name in "xy")
    assert x > 0.5 and y > 0.5, (x, y)
    page.mouse.move(box["x"] + 0.75 * box["width"], box["y"] + 0.25 * box["height"])
    page.mouse.down()
    page.mouse.move(box["x"] + 0.85 * box["width"], box["y"] + 0.25 * box["height"], steps=8)
    page.mouse.up()
    moved = float(dialog.get_by_label("x of mode 1").input_value())
    assert moved > x + 0.2, "a mode that is dragged to the right has a larger x"
    dialog.get_by_label("deviation of mode 1").fill("0.2")
    dialog.get_by_label("deviation of mode 1").press("Enter")
    use(dialog)
    expect(pane(page).get_by_label("Target", exact=True)).to_have_value("(own)")
    expect(pane(page).get_by_text("of 2 modes")).to_be_visible()
    expect(pane(page).get_by_role("listitem").first).to_contain_text("target was ring8 and is now")
    trains(page)


def test_double_click_adds_a_mode_and_delete_removes_it(live):
    """The dialog stays where it is: what is below the mouse does not move while modes are added."""
    page = live.open(live.server(), viewport={"width": 1366, "height": 768})
    trains(page)
    dialog = editor(page)
    expect(dialog.get_by_text("press Delete to remove the selected one")).to_be_visible()
    canvas, rows = dialog.locator("canvas"), dialog.get_by_role("region", name="Modes").locator("tbody tr")
    expect(rows).to_have_count(8)
    box, add = canvas.bounding_box(), dialog.get_by_role("button", name="Add a mode").bounding_box()
    for count, (right, down) in enumerate(((0.5, 0.5), (0.6, 0.35), (0.35, 0.6)), start=9):
        page.mouse.dblclick(box["x"] + right * box["width"], box["y"] + down * box["height"])
        expect(rows).to_have_count(count)
    assert canvas.bounding_box() == box
    assert dialog.get_by_role("button", name="Add a mode").bounding_box() == add
    page.keyboard.press("Delete")
    expect(rows).to_have_count(10)
    # Also when the focus is on a button, but not while a number is typed.
    dialog.get_by_role("button", name="Add a mode").focus()
    page.keyboard.press("Delete")
    expect(rows).to_have_count(9)
    dialog.get_by_label("x of mode 1").focus()
    page.keyboard.press("Delete")
    expect(rows).to_have_count(9)
    dialog.get_by_label("Start from").select_option(label="Nothing")
    assert canvas.bounding_box() == box
    expect(dialog.get_by_role("button", name="Use this target")).to_have_attribute("title", "Add at least one mode.")


def test_a_target_is_used_in_all_panes_of_a_comparison(live):
    page = live.open(live.server())
    trains(page)
    page.get_by_role("button", name="Add pane").click()
    first_picture(page, 1)
    targets = [pane(page, place).get_by_label("Target", exact=True) for place in range(2)]
    dialog = open_editor(page, 1)
    expect(dialog.get_by_label("In all 2 panes")).to_be_checked()
    dialog.get_by_label("Start from").select_option(label="Two modes")
    use(dialog)
    for place in range(2):
        expect(targets[place]).to_have_value("(own)")
        expect(pane(page, place).get_by_text("of 2 modes")).to_be_visible()
    dialog = open_editor(page, 1)
    dialog.get_by_label("In all 2 panes").uncheck()
    dialog.get_by_label("Start from").select_option(label="Ring of 5")
    use(dialog)
    expect(pane(page, 1).get_by_text("of 5 modes")).to_be_visible()
    expect(pane(page, 0).get_by_text("of 2 modes")).to_be_visible()
    dialog = open_editor(page, 0)
    expect(dialog.get_by_label("In all 2 panes")).not_to_be_checked()
    dialog.get_by_label("In all 2 panes").check()
    dialog.get_by_label("Load lines of x,y from a CSV file").set_input_files(
        {"name": "mine.csv", "mimeType": "text/csv", "buffer": b"1,2\n3,4\n5,6\n"})
    expect(dialog.get_by_text("mine.csv: 3 points.")).to_be_visible()
    use(dialog)
    for target in targets:
        expect(target.locator("option:checked")).to_have_text("custom points")


def open_editor(page, place):
    """By its key, for the button of a narrow pane is in a menu."""
    pane(page, place).get_by_role("heading").first.click()
    page.keyboard.press("t")
    dialog = page.get_by_role("dialog", name="Draw a target")
    expect(dialog).to_be_visible()
    return dialog


def test_points_are_drawn_with_the_mouse(live):
    page = live.open(live.server())
    trains(page)
    dialog = editor(page)
    dialog.get_by_label("Points", exact=True).check()
    box = dialog.locator("canvas").bounding_box()
    page.mouse.move(box["x"] + 0.3 * box["width"], box["y"] + 0.3 * box["height"])
    page.mouse.down()
    page.mouse.move(box["x"] + 0.7 * box["width"], box["y"] + 0.4 * box["height"], steps=30)
    page.mouse.up()
    expect(dialog.get_by_text("points.")).to_be_visible()
    use(dialog)
    expect(pane(page).get_by_label("Target", exact=True)).to_have_value("(own)")
    expect(pane(page).get_by_label("Target", exact=True).locator("option:checked")).to_have_text("custom points")
    trains(page)


def test_points_come_from_a_csv_file(live):
    server = live.server({**SMALL, "steps": "20000", "batch": "128", "generator.hidden": "[32, 32]",
                          "discriminator.hidden": "[32, 32]", "method": "wgan-gp"})
    page = live.open(server)
    trains(page)
    lines = [f"{3 + 0.1 * (index % 10)},{-2 - 0.1 * (index // 10)}" for index in range(100)]
    dialog = editor(page)
    dialog.get_by_label("Load lines of x,y from a CSV file").set_input_files(
        {"name": "mine.csv", "mimeType": "text/csv", "buffer": "\n".join(["x,y", *lines]).encode()})
    expect(dialog.get_by_text("mine.csv: 100 points.")).to_be_visible()
    use(dialog)
    trains(page, steps=500)
    until(page, lambda: frames.mean(x for x, _ in frames.samples(page.frames_of[1])) > 1,
          "samples that follow the file to the right")
    assert frames.mean(y for _, y in frames.samples(page.frames_of[1])) < 0


def test_a_wrong_file_is_refused_in_words(live):
    page = live.open(live.server())
    trains(page)
    dialog = editor(page)
    wrong = {"x,y\n": "no line", "1,2\nc,d\n": "Line 2", "1,2\n3,nan\n": "Line 2", "1,2\n<script>": "Line 2"}
    for text, words in wrong.items():
        dialog.get_by_label("Load lines of x,y from a CSV file").set_input_files(
            {"name": "wrong.csv", "mimeType": "text/csv", "buffer": text.encode()})
        expect(dialog.get_by_role("status")).to_contain_text(words)
    dialog.get_by_role("button", name="Close").click()
    expect(pane(page).get_by_label("Target", exact=True)).to_have_value("ring8")


def test_a_target_is_chosen_from_the_list(live):
    page = live.open(live.server())
    trains(page)
    target = pane(page).get_by_label("Target", exact=True)
    for name, modes in (("grid25", "of 25 modes"), ("ring8", "of 8 modes")):
        target.select_option(name)
        expect(pane(page).get_by_text(modes)).to_be_visible()
        trains(page)
    names = target.locator("option").all_inner_texts()
    for name in [*names, *reversed(names)]:
        target.select_option(name)
        expect(page.get_by_role("alert")).to_be_hidden()
        trains(page)
        expect(target).to_have_value(name)
    live.figure(f"{len(names)} named targets train")


def test_every_method_trains(live):
    page = live.open(live.server({**SMALL, "steps": "100000000", "batch": "64"}))
    trains(page)
    names = pane(page).get_by_label("Method", exact=True).locator("option").all_inner_texts()
    for name in names:
        choose_method(page, name)
        expect(page.get_by_role("heading", name=f"{name}, seed 0", exact=True)).to_be_visible()
        trains(page, steps=2)
    pause(page)
    go_to(page, max(1, shown_step(page) - 100))
    live.figure(f"{len(names)} methods train, one after another in one pane")


def test_modes_are_set_with_the_keyboard(live):
    page = live.open(live.server())
    trains(page)
    page.keyboard.press("t")
    dialog = page.get_by_role("dialog", name="Draw a target")
    dialog.get_by_label("Start from").focus()
    page.keyboard.type("Nothing")
    dialog.locator("canvas").focus()
    page.keyboard.press("Enter")
    for _ in range(6):
        page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    dialog.get_by_role("button", name="Use this target").focus()
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(pane(page).get_by_text("of 1 modes")).to_be_visible()
