"""Several pages, no page, and no server."""

import re

from playwright.sync_api import expect

from steps import (choose_method, first_picture, pane, pause, pixels, play, press, rests, shown_step, trains, until)


def test_two_pages_see_the_same(live):
    server = live.server()
    first = live.open(server)
    trains(first)
    second = live.open(server)
    trains(second)
    step = pause(first)
    rests(second)
    until(second, lambda: shown_step(second) == step, "the same step")
    press(second, "Step")
    until(first, lambda: shown_step(first) == step + 1, "what the other page did")
    choose_method(second, "hinge")
    expect(first.get_by_role("heading", name="hinge, seed 0")).to_be_visible()
    assert pixels(first) == pixels(second)
    second.get_by_role("button", name="Add pane").click()
    expect(first.get_by_role("article")).to_have_count(2)
    second.close()
    press(first, "Step", 0)
    until(first, lambda: shown_step(first) == step + 2, "a page alone")


def test_without_a_page_the_server_rests(live):
    server = live.server()
    page = live.open(server)
    trains(page)
    page.close()
    waiter = live.blank()
    quiet = []

    def is_quiet():
        before = server.seconds_of_work()
        waiter.wait_for_timeout(1000)
        quiet.append(server.seconds_of_work() - before)
        return quiet[-1] <= 0.02
    until(waiter, is_quiet, "a server without work")
    before = server.seconds_of_work()
    waiter.wait_for_timeout(3000)
    spent = server.seconds_of_work() - before
    assert spent <= 0.05, f"{spent} s of work in 3 s without a page"
    live.figure(f"processor time in 3 s without a page: {spent:.2f} s")
    again = live.open(server)
    trains(again)
    expect(again.get_by_role("heading", name="gan, seed 0")).to_be_visible()


def test_a_paused_page_costs_nothing(live):
    server = live.server()
    page = live.open(server)
    trains(page)
    pause(page)
    page.wait_for_timeout(1000)
    before = server.seconds_of_work()
    page.wait_for_timeout(2000)
    spent = server.seconds_of_work() - before
    assert spent <= 0.1, spent
    live.figure(f"processor time in 2 s of pause: {spent:.2f} s")


def test_a_closed_page_is_reopened_as_before(live):
    server = live.server()
    page = live.open(server)
    trains(page)
    choose_method(page, "lsgan")
    trains(page)
    step = pause(page)
    picture = pixels(page)
    page.close()
    again = live.open(server)
    first_picture(again)
    assert shown_step(again) == step
    until(again, lambda: pixels(again) == picture, "the same picture")
    expect(pane(again).get_by_role("listitem")).to_have_count(1)
    expect(again.get_by_role("heading", name="lsgan, seed 0")).to_be_visible()
    expect(again.get_by_role("region", name="Curves").get_by_role("img").first).to_be_visible()
    play(again)
    trains(again)


def test_the_end_of_the_server_is_said(live):
    live.allowed.append("WebSocket connection .* failed|ERR_CONNECTION_REFUSED")
    server = live.server()
    page = live.open(server)
    trains(page)
    assert server.stop() == 0
    alert = page.get_by_role("alert")
    expect(alert).to_be_visible()
    expect(alert).to_contain_text(re.compile("connection is lost", re.I))
    step = shown_step(page)
    page.wait_for_timeout(500)
    assert shown_step(page) == step


def test_a_hidden_page_comes_back_to_a_running_server(live):
    """The socket is lost, as after sleep; the page opens it again by itself."""
    server = live.server()
    page = live.blank()
    sockets = []
    page.route_web_socket(re.compile("/socket$"), lambda socket: (sockets.append(socket), socket.connect_to_server()))
    page.goto(server.address)
    trains(page)
    sockets[0].close()
    until(page, lambda: len(sockets) > 1, "another connection")
    trains(page)
    expect(page.get_by_role("alert")).to_be_hidden()


def test_ctrl_c_while_panes_train(live):
    """Again and again, because the end must not depend on where a thread happens to be."""
    live.allowed.append("WebSocket connection .* failed|ERR_CONNECTION_REFUSED")
    for _ in range(12):
        server = live.server({})  # the networks of the papers, which use every kernel
        page = live.open(server)
        trains(page)
        pane(page).locator("summary", has_text="Compare").click()
        page.get_by_role("button", name="What does unrolling change?").click()
        trains(page, 1)
        assert server.stop() == 0, server.error_text()
        page.context.close()
        live.contexts.remove(page.context)
