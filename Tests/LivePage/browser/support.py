"""Starts servers, opens pages, and watches what must never happen: errors, and requests to another machine."""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time

import frames

PATIENCE = int(os.environ.get("PATIENCE", 180))  # seconds; no test asks how fast a machine is

# A thousand times faster than the networks of the papers, for tests that need no learning.
SMALL = {
    "generator.hidden": "[16]", "generator.latent": "8", "discriminator.hidden": "[16]",
    "batch": "32", "evaluation.samples": "500", "evaluation.final": "[modes_covered]",
}
ENDLESS = {**SMALL, "steps": "100000000"}


def arguments(settings):
    return [word for key, value in settings.items() for word in ("--set", f"{key}={value}")]


class Server:
    """`toygan live`; `address` is the line that it prints."""

    def __init__(self, toygan, settings=None, place=None, root=None):
        command = [str(toygan), "live", "--no-open", *arguments(settings or {})]
        command += ["--root", str(root)] if root else []
        command += [str(place)] if place else []
        self.errors = tempfile.TemporaryFile("w+")
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=self.errors, text=True, cwd=root)
        self.address = self.process.stdout.readline().strip()
        if not self.address.startswith("http://127.0.0.1:"):
            raise AssertionError(f"no address: {self.address!r} {self.error_text()}")
        self.origin = self.address.split("/?")[0]

    def error_text(self):
        self.errors.seek(0)
        return self.errors.read()

    def seconds_of_work(self):
        """Processor time so far."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self):
        """Ctrl-C; the exit status must be 0."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                raise AssertionError("the server did not end after Ctrl-C")
        return self.process.returncode


class Live:
    """What a test may use."""

    def __init__(self, toygan, browser, page_folder=None):
        self.toygan, self.browser, self.page_folder = toygan, browser, page_folder
        self.servers, self.contexts, self.problems = [], [], []
        self.figures = []
        self.allowed = []  # patterns of problems that the test causes itself
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="toygan-browser-"))

    def server(self, settings=None, place=None, root=None):
        """A server in a folder of this test."""
        root = root or pathlib.Path(tempfile.mkdtemp(prefix="root-", dir=self.folder))
        server = Server(self.toygan, ENDLESS if settings is None else settings, place, root)
        server.root = root
        self.servers.append(server)
        return server

    def toygan_run(self, *words, cwd=None):
        """Runs a command of toygan to its end."""
        done = subprocess.run(
            [str(self.toygan), *map(str, words)], cwd=cwd or self.folder, capture_output=True,
            text=True, timeout=PATIENCE)
        return done

    def open(self, server, address=None, hints=False, **options):
        """Opens the page of a server in a new window."""
        page = self.blank(hints, **options)
        page.goto(address or server.address)
        return page

    def blank(self, hints=False, **options):
        """A window without a page."""
        options.setdefault("viewport", {"width": 1280, "height": 900})
        context = self.browser.new_context(accept_downloads=True, **options)
        context.set_default_timeout(1000 * PATIENCE)
        self.contexts.append(context)
        if not hints:
            context.add_init_script("localStorage.setItem('toygan-live-hints', 'done')")
        if self.page_folder:
            context.route(re.compile(r"^http://127\.0\.0\.1:\d+/\w+\.(js|css)$"), self.from_folder)
        page = context.new_page()
        page.frames_of = {}
        page.on("console", lambda message: self.said(message))
        page.on("pageerror", lambda error: self.problems.append(f"error in the page: {error}"))
        page.on("request", lambda request: self.requested(request.url))
        page.on("websocket", lambda socket: self.connected(page, socket))
        return page

    def from_folder(self, route):
        name = route.request.url.rsplit("/", 1)[1]
        kind = "text/css" if name.endswith(".css") else "text/javascript"
        route.fulfill(body=(self.page_folder / name).read_bytes(), content_type=kind)

    def said(self, message):
        if message.type in ("error", "warning"):
            self.problems.append(f"console: {message.text}")

    def requested(self, url):
        origins = tuple(server.origin + "/" for server in self.servers)
        if not url.startswith((*origins, "data:", "blob:")):
            self.problems.append(f"a request to {url}")

    def connected(self, page, socket):
        if socket.url not in [f"ws{server.origin[4:]}/socket" for server in self.servers]:
            self.problems.append(f"a socket to {socket.url}")
        socket.on("framereceived", lambda data: self.received(page, data))

    def received(self, page, data):
        if isinstance(data, bytes):
            page.frames_of[frames.pane_of(data)] = data

    def figure(self, text):
        """A measured figure, printed below the test's name."""
        self.figures.append(text)

    def close(self):
        for context in self.contexts:
            context.close()
        for server in self.servers:
            server.stop()

    def check(self):
        """What holds after every test."""
        shutil.rmtree(self.folder, ignore_errors=True)
        left = [text for text in self.problems
                if not any(re.search(pattern, text) for pattern in self.allowed)]
        if left:
            raise AssertionError("\n".join(left))
        for server in self.servers:
            if server.process.returncode != 0 or server.error_text():
                raise AssertionError(
                    f"the server ended with {server.process.returncode}: {server.error_text()}")
