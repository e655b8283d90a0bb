"""The address holds the state of the page, and does no harm, wherever it comes from."""

import re
import urllib.parse

from playwright.sync_api import expect

from steps import (choose_method, first_picture, go_to, open_menu, pane, pause, pixels, rests, save_dialog, show,
                   shown_step, trains, until)
from support import ENDLESS


def copied_address(page):
    dialog = save_dialog(page)
    dialog.get_by_role("button", name="Copy address").click()
    text = dialog.get_by_label("Text to copy")
    expect(dialog.get_by_role("status")).not_to_be_empty()
    address = text.input_value() if text.is_visible() else page.evaluate("navigator.clipboard.readText()")
    dialog.get_by_role("button", name="Close").click()
    return address


def with_hash(server, address):
    return server.address + "#" + address.split("#", 1)[1]


def test_an_address_leads_to_the_same_picture(live):
    page = live.open(live.server(), permissions=["clipboard-read", "clipboard-write"])
    trains(page)
    pause(page)
    open_menu(page, "More")
    pane(page).get_by_role("button", name="New seed").click()
    expect(page.get_by_role("heading", name="gan, seed 1")).to_be_visible()
    choose_method(page, "lsgan")  # at step 0, so that the settings alone lead to the picture
    expect(page.get_by_role("heading", name="lsgan, seed 1")).to_be_visible()
    go_to(page, 321)
    show(page, Counts=False)
    picture = pixels(page)
    address = copied_address(page)
    assert "method=lsgan" in address and "seed=1" in address and "step=321" in address, address
    other = live.server()
    again = live.open(other, with_hash(other, address))
    expect(again.get_by_role("heading", name="lsgan, seed 1")).to_be_visible()
    until(again, lambda: shown_step(again) == 321, "step 321")
    rests(again)
    expect(again.get_by_label("Counts")).not_to_be_checked()
    until(again, lambda: pixels(again) == picture, "the same picture")
    trains_after_play(again)


def trains_after_play(page):
    step = shown_step(page)
    pane(page).get_by_role("button", name="Play", exact=True).click()
    until(page, lambda: shown_step(page) > step, "training from the step of the address")


def test_two_panes_and_hidden_parts(live):
    server = live.server()
    small = "".join(f"&set={key}:{urllib.parse.quote(value)}" for key, value in ENDLESS.items())
    page = live.open(server, server.address + f"#v=1&pane=1&method=gan{small}&step=40&pane=2&method=wgan-gp{small}"
                     "&step=20&show=samples&hide=header,menu&inStep=0&present=0")
    expect(page.get_by_role("article")).to_have_count(2)
    until(page, lambda: (shown_step(page, 0), shown_step(page, 1)) == (40, 20), "both steps")
    expect(page.get_by_role("button", name="Lessons", exact=True)).to_be_hidden()
    expect(page.get_by_label("Surface")).not_to_be_checked()


def test_a_page_that_is_loaded_again_keeps_everything(live):
    """The page has its state in its own address; that must not throw away what the server has."""
    page = live.open(live.server())
    trains(page)
    choose_method(page, "unrolled")
    trains(page)
    pause(page)
    until(page, lambda: "method=unrolled" in page.url, "the state in the address")
    step = shown_step(page)
    page.reload()
    first_picture(page)
    expect(pane(page).get_by_role("listitem")).to_have_count(1)
    assert shown_step(page) == step
    page.wait_for_timeout(500)
    assert not page.locator("#notice").is_visible()


def test_a_pane_that_only_watched_trains_on_over_a_reload(live):
    """Nobody has touched the server's pane: its own address must not start it again."""
    page = live.open(live.server())
    trains(page)
    until(page, lambda: "step=" in page.url, "the state in the address")
    trains(page, steps=20)
    step = shown_step(page)
    show(page, Counts=False, Trails=True)
    page.get_by_role("button", name="Present").click()
    page.reload()
    first_picture(page)
    assert shown_step(page) >= step
    expect(page.get_by_role("button", name="Leave presentation")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_label("Counts")).not_to_be_checked()
    expect(page.get_by_label("Trails")).to_be_checked()


HOSTILE = {
    "markup": "v=1&method=<img src=x onerror=alert(1)>",
    "markup that is escaped": "v=1&set=target:" + urllib.parse.quote("<script>alert(1)</script>"),
    "markup as a key": "v=1&set=" + urllib.parse.quote("<b>x</b>") + ":1",
    "a huge step": "v=1&method=gan&step=99999999999999999999",
    "a large step": "v=1&method=gan&step=1000000000",
    "a huge batch": "v=1&set=batch:1048576&set=discriminator.hidden:" + urllib.parse.quote("[65536, 65536]"),
    "a huge number": "v=1&set=batch:" + "9" * 4000,
    "an exponent": "v=1&set=generator.optimizer.learningRate:1e999",
    "a file of points": "v=1&set=target:" + urllib.parse.quote("{points: {file: /etc/passwd}}"),
    "a file of points by its key": "v=1&set=target.points.file:%2Fetc%2Fpasswd",
    "YAML tags": "v=1&set=target:" + urllib.parse.quote("!!python/object:os.system [ls]"),
    "seven panes": "v=1" + "".join(f"&pane={number}&method=gan" for number in range(1, 8)),
    "a damaged escape": "v=1&set=target:%E0%A4%A",
    "another version": "v=2&method=gan",
    "all parts hidden": "v=1&hide=header,transport,timeline,curves,show,method,settings",
    "100,000 characters": "v=1&set=target:" + "a" * 100_000,
}


def test_hostile_addresses_do_no_harm(live):
    server = live.server()
    for name, text in HOSTILE.items():
        page = live.open(server, server.address + "#" + text)
        page.on("dialog", lambda dialog: live.problems.append(f"a dialog by {name}"))
        first_picture(page)
        page.wait_for_timeout(300)
        assert page.locator("img, script:not([src])").count() == 0, name
        assert page.locator("b").count() == 0, name
        main = page.inner_text("body")
        assert "root:" not in main, name
        # Whatever else is hidden, there is a way to pause, and it works.
        button = page.get_by_role("button", name=re.compile("^(Pause|Play)")).first
        expect(button).to_be_visible()
        page.context.close()
        live.contexts.remove(page.context)
    page = live.open(server)
    first_picture(page)
    assert server.process.poll() is None
    live.figure(f"{len(HOSTILE)} hostile addresses")
