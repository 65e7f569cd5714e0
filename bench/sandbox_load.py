"""What the sandbox holds: messages a second and processor time for each, and how fast it starts.

Run: python bench/sandbox_load.py [seconds]. The server has a process (and so a core) of its own, the load comes
from this one. Paces are lifted; everything else is as in tests and in the demo: the journal, the truth of
every answer, events by Socket Mode with acknowledgements.
"""

from __future__ import annotations

import asyncio
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

ROOT = Path(__file__).resolve().parents[1]
BOT_TOKEN, APP_TOKEN, TELEGRAM_TOKEN = "xoxb-sandbox", "xapp-sandbox", "123456789:sandbox-token"
CLIENTS = 16
FLOOR = 1000
"""Messages a second that must be held."""

SERVE = """
import asyncio, sys
sys.path.insert(0, {root!r})
from sandbox.server import Sandbox

async def main():
    async with Sandbox() as sandbox:
        print(sandbox.url, flush=True)
        await asyncio.Event().wait()

asyncio.run(main())
"""


@dataclass(frozen=True, slots=True)
class Server:
    """The sandbox in its own process."""

    url: str
    pid: int

    def cpu(self) -> float:
        """Seconds of processor time it used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Megabytes it holds."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()[1])
        return pages * resource.getpagesize() / 1e6


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    what: str
    messages: int
    seconds: float
    cpu: float
    memory: float

    def __str__(self) -> str:
        rate = self.messages / self.seconds
        each = 1000 * self.cpu / max(self.messages, 1)
        return f"| {self.what} | {rate:,.0f} | {each:.2f} | {1000 / each:,.0f} | {self.memory:.0f} |"


@asynccontextmanager
async def served() -> AsyncIterator[Server]:
    """A sandbox that runs until the block ends."""
    code = SERVE.format(root=str(ROOT))
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    try:
        yield Server((await process.stdout.readline()).decode().strip(), process.pid)
    finally:
        process.terminate()
        await process.wait()


async def measure(
    server: Server, what: str, seconds: float, work: Callable[[int], Awaitable[int]], done: Callable[[], int]
) -> Row:
    """Let every client work for so long; ``done`` says how many messages went all the way."""
    before, cpu, start = done(), server.cpu(), time.perf_counter()
    until = start + seconds

    async def client(number: int) -> None:
        while time.perf_counter() < until:
            await work(number)

    await asyncio.gather(*(client(number) for number in range(CLIENTS)))
    took = time.perf_counter() - start
    return Row(what, done() - before, took, server.cpu() - cpu, server.memory())


class Load:
    """Clients of both platforms, as thin as they can be."""

    def __init__(self, server: Server, session: aiohttp.ClientSession) -> None:
        self.server, self._session = server, session
        self.sent = self.received = self.events = 0
        self._residents: list[int] = []

    async def act(self, side: str, action: str, **arguments: Any) -> Any:
        """A control action's result."""
        url = f"{self.server.url}/control/{side}/{action}"
        async with self._session.post(url, json=arguments) as answer:
            body = await answer.json()
            assert body["ok"], body
            return body["result"]

    async def prepare(self) -> None:
        """People, channels, no paces."""
        await self.act("telegram", "set_paces", per_chat=0, overall=0)
        await self.act("slack", "set_paces", messages_per_second=0, tiers=False)
        await self.act("slack", "set_switches", events_per_hour=0)
        for number in range(CLIENTS):
            added = await self.act("telegram", "add_resident", name=f"R{number}", started=True)
            self._residents.append(added["id"])
            await self.act("slack", "add_channel", name=f"c{number}", id=f"C{number:03}", members=[])

    async def say(self, number: int) -> int:
        """sendMessage."""
        url = f"{self.server.url}/telegram/bot{TELEGRAM_TOKEN}/sendMessage"
        form = {"chat_id": str(self._residents[number]), "text": f"Votre demande avance : {self.sent}"}
        async with self._session.post(url, data=form) as answer:
            assert (await answer.json())["ok"]
        self.sent += 1
        return 1

    async def hear(self, number: int) -> int:
        """A resident writes."""
        await self.act("telegram", "send_text", resident=self._residents[number], text="De l'eau coule")
        return 1

    async def poll(self) -> None:
        """getUpdates for ever."""
        url, offset = f"{self.server.url}/telegram/bot{TELEGRAM_TOKEN}/getUpdates", 0
        while True:
            async with self._session.post(url, data={"offset": str(offset), "timeout": "20"}) as answer:
                updates = (await answer.json())["result"]
            if updates:
                offset = updates[-1]["update_id"] + 1
                self.received += len(updates)

    async def post(self, number: int) -> int:
        """chat.postMessage."""
        url = f"{self.server.url}/slack/api/chat.postMessage"
        body = {"channel": f"C{number:03}", "text": f"Fuite au 2e étage, message {self.sent}"}
        headers = {"Authorization": f"Bearer {BOT_TOKEN}"}
        async with self._session.post(url, json=body, headers=headers) as answer:
            assert (await answer.json())["ok"]
        self.sent += 1
        return 1

    async def listen(self, ready: asyncio.Event) -> None:
        """Socket Mode: acknowledge everything."""
        url = f"{self.server.url}/slack/api/apps.connections.open"
        async with self._session.post(url, headers={"Authorization": f"Bearer {APP_TOKEN}"}) as answer:
            link = (await answer.json())["url"]
        async with self._session.ws_connect(link) as socket:
            async for message in socket:
                envelope = json.loads(message.data)
                if envelope["type"] == "hello":
                    ready.set()
                elif envelope["type"] == "events_api":
                    await socket.send_str(json.dumps({"envelope_id": envelope["envelope_id"]}))
                    self.events += 1


async def loads(seconds: float) -> list[Row]:
    """All measurements, one after the other, on one server."""
    async with served() as server, aiohttp.ClientSession() as session:
        load = Load(server, session)
        await load.prepare()
        rows = [await measure(server, "sendMessage", seconds, load.say, lambda: load.sent)]
        poller = asyncio.ensure_future(load.poll())
        what = "a resident writes (control API), the bot fetches it with getUpdates"
        rows.append(await measure(server, what, seconds, load.hear, lambda: load.received))
        poller.cancel()
        rows.append(
            await measure(server, "chat.postMessage, no socket", seconds / 2, load.post, lambda: load.sent)
        )
        ready = asyncio.Event()
        listener = asyncio.ensure_future(load.listen(ready))
        await ready.wait()
        await load.act("slack", "settle", seconds=20)
        what = "chat.postMessage, its event by Socket Mode, acknowledged"
        rows.append(await measure(server, what, seconds, load.post, lambda: load.events))
        listener.cancel()
        await asyncio.gather(poller, listener, return_exceptions=True)
        return rows


def start_up() -> float:
    """Seconds from nothing to listening, interpreter included: the best of five."""
    took = []
    for _ in range(5):
        code = SERVE.format(root=str(ROOT)).replace("await asyncio.Event().wait()", "pass")
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        took.append(time.perf_counter() - start)
    return min(took)


def main() -> int:
    """Print the table; 1 when the floor is not held."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 4.0
    started = start_up()
    rows = asyncio.run(loads(seconds))
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores; starts in {started:.2f} s\n")
    print("| load | messages/s | server ms each | a core holds/s | server MB |")
    print("|---|---:|---:|---:|---:|")
    print("\n".join(map(str, rows)))
    held = started < 0.5 and all(row.messages / row.cpu >= FLOOR for row in rows)
    return 0 if held else 1


if __name__ == "__main__":
    raise SystemExit(main())
