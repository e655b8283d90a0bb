"""Right is right and up is up: samples, surface and arrows, by their pixels and by the frames."""

import struct

import frames
from playwright.sync_api import expect

from steps import (DATA_OF_CANVAS, centre_of, first_picture, go_to, pane, pause, picture, pixels, rests, show, shown_step, trains,
                   until)
from support import SMALL

FAR = {
    **SMALL, "target": "{mixture: {means: [[2, 2]], deviations: [0.8]}}", "generator.hidden": "[32]",
    "discriminator.hidden": "[32]", "batch": "128", "steps": "100000",
    "generator.optimizer.learningRate": "1e-4", "discriminator.optimizer.learningRate": "2e-3",
}


def paused_after(live, steps):
    page = live.open(live.server(FAR), viewport={"width": 1200, "height": 1000}, color_scheme="light",
                     device_scale_factor=2)
    first_picture(page)
    until(page, lambda: shown_step(page) > 0, "training")
    pause(page)
    go_to(page, steps)
    return page


def colours(page, *names):
    """The page's own colours, as a browser computes them."""
    script = """names => names.map(name => {
      const text = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
      return [1, 3, 5].map(place => parseInt(text.slice(place, place + 2), 16));
    })"""
    return page.evaluate(script, list(names))


def box_of(page):
    """Where the surface lies: x0, x1, y0, y1."""
    return struct.unpack_from("<4f", frames.sections(page.frames_of[1])[3], 4)


def test_real_samples_are_right_and_above(live):
    """Only the target's samples are shown, so that every pixel of their colour is one of them."""
    page = paused_after(live, 60)
    show(page, Samples=False, Surface=False, Counts=False, Real_data=True)
    page.wait_for_timeout(300)
    real, generated = colours(page, "--plot-real", "--plot-generated")
    found = centre_of(page, real, tolerance=60)
    assert found["count"] > 20, found
    show(page, Samples=True, Real_data=False)
    page.wait_for_timeout(300)
    made = centre_of(page, generated, tolerance=90)
    assert made["count"] > 20, made
    assert found["x"] > made["x"] + 20, "the mode at (2, 2) is right of the samples that begin at the middle"
    assert found["y"] < made["y"] - 20, "and above them"
    xs, ys = zip(*frames.samples(page.frames_of[1]))
    assert frames.mean(xs) < 1.5 and frames.mean(ys) < 1.5


def test_arrows_point_from_samples_to_the_mode(live):
    page = paused_after(live, 150)
    show(page, Arrows=True)
    until(page, lambda: 4 in frames.sections(page.frames_of[1]), "arrows")
    arrows = [arrow for arrow in frames.arrows(page.frames_of[1]) if all(abs(part) < 1e6 for part in arrow)]
    assert len(arrows) > 10
    dx, dy = frames.mean(arrow[2] for arrow in arrows), frames.mean(arrow[3] for arrow in arrows)
    to_x = frames.mean(2 - arrow[0] for arrow in arrows)
    to_y = frames.mean(2 - arrow[1] for arrow in arrows)
    cosine = (dx * to_x + dy * to_y) / ((dx * dx + dy * dy) * (to_x * to_x + to_y * to_y)) ** 0.5
    live.figure(f"cosine of the mean arrow with the direction to the mode: {cosine:.2f} at step 150")
    assert cosine > 0.7
    # As pixels: an arrow begins at its sample, so that arrows lie further to the mode than samples do.
    arrow_colour, generated = colours(page, "--plot-arrow", "--plot-generated")
    show(page, Surface=False, Real_data=False, Counts=False)
    page.wait_for_timeout(300)
    drawn, samples = centre_of(page, arrow_colour, tolerance=60), centre_of(page, generated, tolerance=90)
    assert drawn["count"] > 30
    assert drawn["x"] > samples["x"] and drawn["y"] < samples["y"], (drawn, samples)


def test_samples_walk_to_the_mode(live):
    page = paused_after(live, 0)
    distances = []
    for step in (0, 500, 1500):
        go_to(page, step)
        points = [point for point in frames.samples(page.frames_of[1]) if all(abs(part) < 1e6 for part in point)]
        distances.append(frames.mean(((x - 2) ** 2 + (y - 2) ** 2) ** 0.5 for x, y in points))
    live.figure("mean distance to the mode at steps 0, 500, 1,500: " + ", ".join(f"{d:.2f}" for d in distances))
    assert distances[1] < distances[0] and distances[2] < 0.7 * distances[0]


def test_the_surface_is_real_near_the_mode(live):
    page = paused_after(live, 150)
    show(page, Samples=False, Real_data=False, Counts=False, Surface=True)
    page.wait_for_timeout(300)
    low, high = colours(page, "--plot-surface-low", "--plot-surface-high")
    script = """(canvas, [right, up]) => {
      // The square lies between the first and the last column of pixels that are not the background.
      const { width, height } = canvas;
      COPY
      const differs = (x, y) => {
        const place = 4 * (y * width + x);
        return Math.abs(data[place] - data[0]) + Math.abs(data[place + 1] - data[1])
          + Math.abs(data[place + 2] - data[2]) > 20;
      };
      const middle = Math.round(height * 0.45);
      let [left, end] = [0, width - 1];
      while (left < width && !(differs(left, middle) && differs(left, middle + 40))) left += 1;
      while (end > left && !differs(end, middle)) end -= 1;
      let top = 0;
      while (top < height && !differs(Math.round((left + end) / 2), top)) top += 1;
      const side = end - left;
      const x = Math.round(left + right * side);
      const y = Math.round(top + (1 - up) * side);
      const place = 4 * (y * width + x);
      return [...data.slice(place, place + 3)];
    }"""
    x0, x1, y0, y1 = box_of(page)
    script = script.replace("COPY", DATA_OF_CANVAS)
    near = picture(page).evaluate(script, [(2.5 - x0) / (x1 - x0), (2.2 - y0) / (y1 - y0)])
    away = picture(page).evaluate(script, [0.06, 0.06])
    def distance(a, b):
        return sum(abs(p - q) for p, q in zip(a, b))
    assert distance(near, high) < distance(near, low), f"{near} near the mode is the colour of real"
    assert distance(away, low) < distance(away, high), f"{away} far from it is the colour of generated"


def test_the_view_follows_samples_that_leave(live):
    """The first weights are so large that the samples begin far away: the same pixels each time."""
    far = {**FAR, "generator.initialization": "{normal: 3}"}
    page = live.open(live.server(far), viewport={"width": 1200, "height": 1000}, color_scheme="light")
    first_picture(page)
    until(page, lambda: shown_step(page) > 0, "training")
    pause(page)
    seen = []
    for _ in range(2):
        go_to(page, 300)
        go_to(page, 0)
        seen.append(pixels(page))
    assert seen[0] == seen[1], "the same picture of step 0 each time"
    zoom = frames.state(page.frames_of[1])["zoom"]
    live.figure(f"zoom {zoom} at step 0")
    assert zoom > 1
    x0, x1, y0, y1 = box_of(page)
    points = [point for point in frames.samples(page.frames_of[1]) if all(abs(part) < 1e6 for part in point)]
    inside = [x0 <= x <= x1 and y0 <= y <= y1 for x, y in points]
    assert 2 * sum(inside) >= len(points), "half of the samples are in the picture, and the surface below them"
    name = picture(page).get_attribute("aria-label")
    assert f"seen from {zoom} times as far" in name, name
