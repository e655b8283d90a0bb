"""Plays for a long time and watches the memory of the server.

usage: soak.py TOYGAN SECONDS      (needs PyPI's websockets; an hour is 3600)

Two panes train at full speed, and pictures are pulled as a page does it. Every minute the page goes back, changes
a setting, opens and closes a pane. The memory after the first quarter and at the end are compared.
"""

import asyncio
import http.client
import json
import struct
import subprocess
import sys
import time

import websockets


def memory(pid):
    """Resident memory of a process in MiB."""
    with open(f"/proc/{pid}/status") as status:
        for line in status:
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
    return 0


def cookie(address):
    host = address.split("//")[1].split("/")[0]
    connection = http.client.HTTPConnection(host)
    connection.request("GET", "/?" + address.split("?")[1])
    return host, connection.getresponse().getheader("Set-Cookie").split(";")[0]


def state(frame):
    length = struct.unpack_from("<I", frame, 16)[0]
    return json.loads(frame[20 : 20 + length])


class Page:
    def __init__(self, socket):
        self.socket, self.panes, self.steps, self.frames = socket, [], {}, 0

    async def send(self, **message):
        await self.socket.send(json.dumps(message))

    async def ask(self, pane):
        show = ["samples", "surface", "arrows"]
        await self.send(do="frame", pane=pane, epoch=0, show=show, samples=2000, **{"from": 10**9})

    async def read(self):
        async for message in self.socket:
            if isinstance(message, bytes):
                pane = struct.unpack_from("<H", message, 6)[0]
                self.steps[pane] = state(message)["step"]
                self.frames += 1
                await asyncio.sleep(1 / 60)
                await self.ask(pane)
            elif json.loads(message)["event"] == "panes":
                new = json.loads(message)["order"]
                for pane in [pane for pane in new if pane not in self.panes]:
                    await self.ask(pane)
                self.panes = new

    async def disturb(self, minute):
        first, last = self.panes[0], self.panes[-1]
        rate = "0.0002" if minute % 2 else "0.0001"
        changes = [{"key": "generator.optimizer.learningRate", "value": rate}]
        await self.send(do="set", pane=first, assignments=changes)
        await self.send(do="goto", pane=last, step=max(0, self.steps.get(last, 0) - 500))
        await self.send(do="branch", pane=last)
        await asyncio.sleep(5)
        for pane in self.panes[2:]:
            await self.send(do="remove", pane=pane)
        if minute % 10 == 9:
            await self.send(do="restart", pane=first)
        await self.send(do="play", pane="all")


async def play(toygan, seconds):
    settings = ["--set", "steps=1000000000", "--set", "batch=128"]
    command = [toygan, "live", "--no-open"] + settings
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        host, session = cookie(server.stdout.readline().strip())
        async with websockets.connect(
            f"ws://{host}/socket", origin=f"http://{host}", max_size=2**26,
            additional_headers={"Cookie": session},
        ) as socket:
            page = Page(socket)
            reader = asyncio.create_task(page.read())
            await page.send(do="add")
            await asyncio.sleep(2)
            await page.send(do="play", pane="all")
            start, minute, sizes = time.time(), 0, []
            while time.time() - start < seconds:
                await asyncio.sleep(min(30, seconds / 20))
                sizes.append(memory(server.pid))
                if time.time() - start > 60 * (minute + 1):
                    minute += 1
                    await page.disturb(minute)
                    print(f"minute {minute}: {sizes[-1]:.0f} MiB, steps {page.steps}", flush=True)
            reader.cancel()
        quarter, end = max(sizes[: len(sizes) // 4 + 1]), max(sizes[-len(sizes) // 4 :])
        print(f"{page.frames} pictures; at most {quarter:.0f} MiB in the first quarter, {end:.0f} in the last")
        return 0 if end < 1.2 * quarter + 50 else 1
    finally:
        server.send_signal(2)
        server.wait(10)


if __name__ == "__main__":
    sys.exit(asyncio.run(play(sys.argv[1], float(sys.argv[2]))))
