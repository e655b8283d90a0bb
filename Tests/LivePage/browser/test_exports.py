"""What the page writes: PNG, SVG, GIF, CSV, command line and YAML."""

import csv
import io
import pathlib
import re
import struct
import xml.etree.ElementTree
import zlib

from playwright.sync_api import expect

from steps import (first_picture, go_to, open_menu, pane, pause, play, press, rests, save_dialog, shown_step, trains, until)
from support import SMALL


def downloaded(page, dialog, name):
    with page.expect_download() as waiting:
        dialog.get_by_role("button", name=name, exact=True).click()
    download = waiting.value
    return download.suggested_filename, open(download.path(), "rb").read()


def paused_page(live, **options):
    page = live.open(live.server(), **options)
    trains(page, steps=300)
    pause(page)
    go_to(page, 200)
    return page


def test_png(live):
    page = paused_page(live)
    name, data = downloaded(page, save_dialog(page), "PNG")
    assert name.endswith(".png") and data[:8] == b"\x89PNG\r\n\x1a\n", name
    width, height = struct.unpack_from(">II", data, 16)
    assert width == height == 1280
    place, pixels, kinds = 8, b"", []
    while place < len(data):
        length, kind = struct.unpack_from(">I4s", data, place)
        body = data[place + 8:place + 8 + length]
        assert zlib.crc32(kind + body) == struct.unpack_from(">I", data, place + 8 + length)[0]
        kinds.append(kind)
        pixels += body if kind == b"IDAT" else b""
        place += 12 + length
    assert kinds[-1] == b"IEND"
    assert len(set(zlib.decompress(pixels))) > 20, "a picture of several colours"


def test_svg(live):
    page = paused_page(live)
    name, data = downloaded(page, save_dialog(page), "SVG")
    root = xml.etree.ElementTree.fromstring(data)
    assert name.endswith(".svg") and root.tag == "{http://www.w3.org/2000/svg}svg"
    kinds = {each.tag.split("}")[1] for each in root.iter()}
    assert "script" not in kinds and "foreignObject" not in kinds
    assert {"path"} & kinds and {"text"} & kinds, kinds
    live.figure(f"SVG of {len(data) / 1000:.0f} kB, well-formed, elements: {', '.join(sorted(kinds))}")


def gif_frames(data):
    """Sizes of the pictures of a GIF, read by its definition; every block must be whole."""
    assert data[:6] == b"GIF89a"
    width, height, flags = struct.unpack_from("<HHB", data, 6)
    place = 13 + (3 << ((flags & 7) + 1) if flags & 128 else 0)
    pictures = []

    def skip_blocks(place):
        while data[place]:
            place += 1 + data[place]
        return place + 1
    while data[place] != 0x3B:
        if data[place] == 0x21:
            place = skip_blocks(place + 2)
            continue
        assert data[place] == 0x2C, f"byte {data[place]} at {place}"
        x, y, wide, high, local = struct.unpack_from("<HHHHB", data, place + 1)
        assert x + wide <= width and y + high <= height
        pictures.append((wide, high))
        place = skip_blocks(place + 11 + (3 << ((local & 7) + 1) if local & 128 else 0))
    assert place == len(data) - 1
    return (width, height), pictures


def test_gif(live):
    page = paused_page(live)
    dialog = save_dialog(page)
    for label, value in (("From step", 0), ("To step", 200), ("Pictures", 11), ("Pixels", 240)):
        dialog.get_by_label(label, exact=True).fill(str(value))
    name, data = downloaded(page, dialog, "Make GIF")
    size, pictures = gif_frames(data)
    assert name.endswith(".gif") and size == (240, 240)
    assert len(pictures) == 11, len(pictures)
    expect(dialog.get_by_role("status")).to_contain_text("The film was written")
    live.figure(f"GIF of {len(pictures)} pictures, {len(data) / 1000:.0f} kB")
    dialog.get_by_role("button", name="Close").click()
    assert shown_step(page) == 200


def test_a_film_can_be_stopped(live):
    page = paused_page(live)
    dialog = save_dialog(page)
    dialog.get_by_label("Pictures").fill("300")
    dialog.get_by_label("To step", exact=True).fill("299")
    dialog.get_by_role("button", name="Make GIF").click()
    dialog.get_by_role("button", name="Stop").click()
    expect(dialog.get_by_role("status")).to_contain_text("stopped")


def test_csv_agrees_with_the_table(live):
    page = live.open(live.server())
    trains(page)
    page.wait_for_timeout(1500)  # time for some rows
    last = pause(page)
    curves = page.get_by_role("region", name="Curves")
    chart = curves.get_by_label("What this chart shows").first
    chart.select_option("loss_discriminator")
    curves.locator("summary", has_text="Table").first.click()
    table = curves.get_by_role("table").first
    expect(table.get_by_role("row").nth(3)).to_be_visible()
    until(page, lambda: table.locator("caption").inner_text() == "loss discriminator", "the table of the loss")
    shown = {}
    for row in table.locator("tbody tr").all():
        step, value = row.locator("th, td").all_inner_texts()
        shown[int(step.replace(",", ""))] = value
    _, data = downloaded(page, save_dialog(page), "CSV of the curves")
    rows = list(csv.DictReader(io.StringIO(data.decode())))
    steps = [int(row["step"]) for row in rows]
    assert steps == sorted(set(steps)) and steps[-1] <= last
    written = {int(row["step"]): float(row["loss_discriminator"]) for row in rows if row["loss_discriminator"]}
    assert len(shown) >= 4
    for step, text in shown.items():
        if step not in written:  # the first row has no loss yet
            assert text in ("", "NaN"), text
            continue
        value = float(text.replace("−", "-"))
        assert abs(value - written[step]) <= 0.51 * 10 ** -len(text.partition(".")[2]), (step, text)
    live.figure(f"{len(shown)} numbers of the table equal those of {len(rows)} rows of CSV")


def test_curves_start_again_with_a_restart(live):
    """Twice, because the second restart must not be taken for the first."""
    page = live.open(live.server())
    trains(page)
    for _ in range(2):
        page.wait_for_timeout(700)  # time for some rows
        pause(page)
        open_menu(page, "More")
        pane(page).get_by_role("button", name="Restart").first.click()
        until(page, lambda: shown_step(page) == 0, "step 0")
        play(page)
        trains(page)
    pause(page)
    open_menu(page, "More")
    pane(page).get_by_role("button", name="Restart").first.click()
    until(page, lambda: shown_step(page) == 0, "step 0")
    press(page, "Step")
    until(page, lambda: shown_step(page) == 1, "step 1")
    page.wait_for_timeout(500)
    step = 1
    _, data = downloaded(page, save_dialog(page), "CSV of the curves")
    steps = [int(row["step"]) for row in csv.DictReader(io.StringIO(data.decode()))]
    assert steps == sorted(set(steps)), steps
    assert steps[-1] <= step, (steps[-1], step)


def test_command_line_and_yaml_lead_to_the_same_run(live):
    page = live.open(live.server({**SMALL, "steps": "120"}), permissions=["clipboard-read", "clipboard-write"])
    first_picture(page)
    until(page, lambda: shown_step(page) == 120, "the end")
    dialog = save_dialog(page)
    texts = []
    for name in ("Copy command line", "Copy YAML"):
        dialog.get_by_role("button", name=name).click()
        expect(dialog.get_by_role("status")).to_contain_text("clipboard")
        texts.append(page.evaluate("navigator.clipboard.readText()"))
    assert re.match(r"toygan train --set ", texts[0])
    import shlex
    (live.folder / "copied.yaml").write_text(texts[1])
    for name, words in (("a", shlex.split(texts[0])[1:]), ("b", ["train", "copied.yaml"])):
        done = live.toygan_run(*words, "--out", name, "--quiet")
        assert done.returncode == 0, done.stderr
    first, second = ((live.folder / name / "checkpoint.safetensors").read_bytes() for name in "ab")
    assert first == second


def test_saving_says_one_full_path_and_which_pane(live):
    server = live.server()
    page = live.open(server)
    trains(page)
    page.get_by_role("button", name="Add pane").click()
    first_picture(page, 1)
    pause(page)
    dialog = save_dialog(page, 1)
    expect(dialog.get_by_text("Saves only pane 2")).to_be_visible()
    dialog.get_by_role("button", name="Close").click()
    dialog = save_dialog(page)
    expect(dialog.get_by_text("Saves only pane 1")).to_be_visible()
    dialog.get_by_role("button", name="Save as run folder").click()
    message = page.get_by_text(re.compile("^Saved as"))
    expect(message).to_have_count(1)
    path = pathlib.Path(message.inner_text().removeprefix("Saved as "))
    assert path.is_absolute() and path.parent == server.root.resolve(), path
    assert (path / "checkpoint.safetensors").exists()
    expect(dialog.get_by_text(re.compile("^toygan train --resume --out "))).to_have_count(1)
    expect(dialog.get_by_role("button", name="Copy the command that continues it")).to_be_visible()
