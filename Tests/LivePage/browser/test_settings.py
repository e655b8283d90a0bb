"""The panel of settings, made from the declarations that the server sends."""

import re

from playwright.sync_api import expect

from steps import open_settings, pane, pause, shown_step, trains, until


def test_a_value_is_changed_and_taken_back(live):
    page = live.open(live.server())
    trains(page)
    panel = open_settings(page)
    panel.get_by_label("Find a setting").fill("generator.optimizer.learningRate")
    row = panel.get_by_label("optimizer.learningRate", exact=True).first
    row.fill("0.0005")
    row.press("Enter")
    expect(panel.get_by_text("Changed. ").first).to_be_visible()
    expect(pane(page).get_by_role("listitem")).to_have_count(1)
    panel.get_by_role("button", name="Reset generator.optimizer.learningRate to its default").click()
    expect(row).to_have_value("0.0001")
    trains(page)


def test_a_wrong_value_has_the_words_of_the_command_line(live):
    page = live.open(live.server())
    trains(page)
    panel = open_settings(page)
    for key, value in (("batch", "0"), ("batch", "many"), ("generator.hidden", "[0]"), ("steps", "-1"),
                       ("generator.optimizer.beta1", "1")):
        label = key if "." not in key else key.split(".", 1)[1]
        panel.get_by_label("Find a setting").fill(key)
        field = panel.get_by_label(label, exact=True).first
        before = field.input_value()
        field.fill(value)
        field.press("Enter")
        done = live.toygan_run("train", "--set", f"{key}={value}", "--out", "never")
        words = re.search(rf"{re.escape(key)}.*(must be .*, not|; expected).*", done.stderr).group(0).strip()
        expect(panel.get_by_text(words)).to_be_visible()
        expect(field).to_have_attribute("aria-invalid", "true")
        field.fill(before)
        field.press("Enter")
        expect(field).not_to_have_attribute("aria-invalid", "true")
    trains(page)  # nothing of this has stopped the training


def test_penalties_are_boxes(live):
    page = live.open(live.server())
    trains(page)
    panel = open_settings(page)
    panel.get_by_label("Find a setting").fill("penal")
    group = panel.get_by_role("group", name="penalties", exact=True).last
    panel.locator("summary", has_text="none").click()
    group.get_by_label("r1", exact=True).check()
    expect(panel.get_by_label("r1.weight", exact=True)).to_have_value("10")
    expect(group.get_by_label("r1", exact=True)).to_be_focused()
    panel.get_by_label("r1.weight", exact=True).fill("5")
    panel.get_by_label("r1.weight", exact=True).press("Enter")
    until(page, lambda: pane(page).get_by_role("listitem").count() >= 1, "a mark")
    trains(page)
    group.get_by_label("r2", exact=True).check()
    expect(panel.get_by_label("r2.weight", exact=True)).to_have_value("10")
    expect(panel.get_by_label("r1.weight", exact=True)).to_have_value("5")
    group.get_by_label("r1", exact=True).uncheck()
    expect(panel.get_by_label("r1.weight", exact=True)).to_have_count(0)
    expect(group.get_by_label("r2", exact=True)).to_be_checked()
    trains(page)


def test_metrics_are_boxes_with_all(live):
    page = live.open(live.server())
    trains(page)
    panel = open_settings(page)
    panel.get_by_label("Find a setting").fill("evaluation.metrics")
    panel.locator("details.multiple summary:visible").first.click()
    group = panel.get_by_role("group", name="metrics", exact=True).last
    group.get_by_label("high_quality", exact=True).uncheck()
    summary = panel.locator("details.multiple summary:visible").first
    expect(summary).to_have_text("modes_by_mass, modes_covered, reverse_kl, deviation_ratio")
    charts = page.get_by_role("region", name="Curves").get_by_label("What this chart shows").first
    group.get_by_label("all", exact=True).check()
    until(page, lambda: charts.locator("option").count() > 12, "the curves of all metrics")
    expect(group.get_by_label("reverse_kl", exact=True)).to_be_checked()
    trains(page)
    group.get_by_label("all", exact=True).uncheck()
    expect(summary).to_have_text("modes_by_mass, modes_covered, high_quality, reverse_kl, deviation_ratio")
    trains(page)


def test_a_part_is_switched_on_and_off(live):
    page = live.open(live.server())
    trains(page)
    panel = open_settings(page)
    panel.get_by_label("Find a setting").fill("instanceNoise")
    switch = panel.get_by_label("instanceNoise", exact=True)
    switch.check()
    expect(panel.get_by_label("instanceNoise.deviation", exact=True)).to_have_value("0.1")
    expect(switch).to_be_focused()
    trains(page)
    switch.uncheck()
    expect(panel.get_by_label("instanceNoise.deviation", exact=True)).to_have_count(0)
    trains(page)


def test_a_target_of_a_family_is_an_entry_of_its_own(live):
    page = live.open(live.server())
    trains(page)
    target = "{ring: {modes: 5, radius: 2, deviation: 0.1}}"
    other = live.open(live.server({"target": target, "batch": "32"}))
    trains(other)
    panel = open_settings(other)
    panel.get_by_label("Find a setting").fill("target")
    expect(panel.get_by_label("target", exact=True).locator("option:checked")).to_have_text("custom ring")
    expect(panel.get_by_label("target", exact=True).locator("option")).not_to_have_count(1)
    modes = panel.get_by_label("ring.modes", exact=True)
    expect(modes).to_have_value("5")
    modes.fill("7")
    modes.press("Enter")
    expect(pane(other).get_by_text("of 7 modes")).to_be_visible()
    trains(other)


def test_settings_are_found_by_words(live):
    page = live.open(live.server())
    trains(page)
    panel = open_settings(page)
    find = panel.get_by_label("Find a setting")
    count = panel.locator(".control:visible").count
    everything = count()
    assert everything > 40
    find.fill("learning rate that nobody has")
    expect(panel.get_by_text("No setting contains these words.")).to_be_visible()
    find.fill("optimizer beta")
    until(page, lambda: 0 < count() <= 4, "four settings")
    find.fill("")
    panel.get_by_label("Only changed ones").check()
    until(page, lambda: 0 < count() < everything, "changed ones")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    pause(page)
    assert shown_step(page) > 0
