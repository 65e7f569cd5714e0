"""The product beside a bare relay, in one run on one machine: compare the ratios, not the figures.

Run: ``python bench/side_by_side.py [messages]``. The sandbox is a process of its own, and so is each contender; times
are the sandbox's own, from *a person writes* to *the other person sees it*.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
from aiohttp import ClientSession

from examples import office_file
from sandbox.slack.identity import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET
from sandbox.telegram.server import TOKEN

CHATS = 8
CHANNEL, STAFF = "C0TECH001", "U0MARC"
HERE = Path(__file__).parent


@dataclass(frozen=True)
class Result:
    """What was measured of one contender."""

    start: float
    rate_in: float
    rate_out: float
    p50: float
    p99: float
    cpu: float
    rss: float


class Control:
    """The sandbox's control API."""

    def __init__(self, session: ClientSession, base: str) -> None:
        self._session, self.base = session, base

    async def act(self, side: str, action: str, **arguments: Any) -> Any:
        """Run an action."""
        async with self._session.post(f"{self.base}/control/{side}/{action}", json=arguments) as answer:
            body = await answer.json()
        assert body["ok"], body
        return body["result"]

    async def journal(self, after: int) -> list[dict[str, Any]]:
        """The lines of the log after a number."""
        async with self._session.get(f"{self.base}/control/journal?after={after}") as answer:
            lines: list[dict[str, Any]] = await answer.json()
            return lines


@contextmanager
def process(*command: str, env: dict[str, str] | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """A child that ends with the block."""
    child = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)  # noqa: S603 - our own programs
    try:
        yield child
    finally:
        child.kill()
        child.wait()


async def contend(name: str, port: int, messages: int) -> Result:
    """Start a contender and measure it."""
    with process(sys.executable, "-m", "sandbox", str(port)), tempfile.TemporaryDirectory() as data:
        async with ClientSession() as session:
            control = Control(session, f"http://127.0.0.1:{port}")
            await _answering(control)
            await _furnish(control)
            began = time.perf_counter()
            with process(sys.executable, str(HERE / f"{name}.py"), env=_environment(port, data)) as child:
                await _until(control, lambda line: line["name"] == "apps.connections.open")
                start = time.perf_counter() - began
                chats = [await _resident(control, number) for number in range(CHATS)]
                threads = [await _thread(control, chat, product=name == "unpaced") for chat in chats]
                return await _measure(control, psutil.Process(child.pid), chats, threads, messages, start)


async def _measure(
    control: Control, child: psutil.Process, chats: list[int], threads: list[str], messages: int, start: float
) -> Result:
    cpu = sum(child.cpu_times()[:2])

    async def write(number: int) -> None:
        await control.act("telegram", "send_text", resident=chats[number % CHATS], text=f"in{number}x")

    async def answer(number: int) -> None:
        thread = threads[number % CHATS]
        await control.act(
            "slack", "post", user=STAFF, channel=CHANNEL, text=f"out{number}x", thread_ts=thread
        )

    rate_in = await _rate(control, write, "in", "slack", messages)
    rate_out = await _rate(control, answer, "out", "telegram", messages)
    cpu = (sum(child.cpu_times()[:2]) - cpu) / (2 * messages)
    delays = await _delays(control, write, "late", messages)
    rss = child.memory_info().rss / 2**20
    return Result(start, rate_in, rate_out, delays[0], delays[1], cpu * 1000, rss)


async def _rate(control: Control, act: Any, marker: str, side: str, messages: int) -> float:
    seen = (await control.journal(0))[-1]["number"]
    for first in range(0, messages, 32):
        await asyncio.gather(*(act(number) for number in range(first, min(first + 32, messages))))
    arrived, began, ended = set(), 0.0, 0.0
    while len(arrived) < messages:
        for line in await control.journal(seen):
            seen = line["number"]
            text = str(line["data"].get("text", ""))
            began = began or line["at"]
            if (line["side"], line["kind"], line["name"]) != (side, "effect", "message"):
                continue
            found = [
                part
                for part in text.replace("\n", " ").split()
                if part.startswith(marker) and part.endswith("x")
            ]
            if found:
                arrived.add(found[-1])
                ended = line["at"]
    return messages / (ended - began)


async def _delays(control: Control, write: Any, marker: str, messages: int) -> tuple[float, float]:
    """p50 and p99 in milliseconds at 20 messages a second, resident to staff."""
    first = (await control.journal(0))[-1]["number"]
    count = min(messages, 200)
    for number in range(100_000, 100_000 + count):
        began = asyncio.get_running_loop().time()
        await write(number)
        await asyncio.sleep(max(0, 0.05 - (asyncio.get_running_loop().time() - began)))  # noqa: TID251 - open loop
    await asyncio.sleep(2)  # noqa: TID251 - the last ones
    sent, seen = {}, {}
    for line in await control.journal(first):
        words = str(line["data"].get("text") or line["data"].get("message", {}).get("text", "")).split()
        mark = next((word for word in words if word.startswith("in1") and word.endswith("x")), None)
        if mark and (line["side"], line["kind"]) == ("telegram", "update"):
            sent[mark] = line["at"]
        if mark and (line["side"], line["kind"], line["name"]) == ("slack", "effect", "message"):
            seen[mark] = line["at"]
    delays = sorted((seen[mark] - sent[mark]) * 1000 for mark in sent if mark in seen)
    assert len(delays) == count, f"{len(delays)} of {count} arrived"
    return statistics.median(delays), delays[int(len(delays) * 0.99) - 1]


async def _thread(control: Control, chat: int, *, product: bool) -> str:
    """Open the chat's thread; its ts."""
    before = {message["ts"] for message in await control.act("slack", "channel", channel=CHANNEL)}
    await control.act(
        "telegram", "send_text", resident=chat, text="De l’eau coule du plafond depuis ce matin au 2e"
    )
    if product:
        for step in ("Bench", "Les Cèdres", "!B12", "Fuite d'eau", "Sans photo", "Envoyer"):
            await _step(control, chat, step)
    while True:
        for message in await control.act("slack", "channel", channel=CHANNEL):
            if message["ts"] not in before:
                return str(message["ts"])
        await asyncio.sleep(0.05)  # noqa: TID251 - looking again


async def _step(control: Control, chat: int, step: str) -> None:
    while True:
        messages = await control.act("telegram", "chat", resident=chat)
        last = messages[-1]
        labels = [label for row in last["buttons"] or () for label in row]
        if last["from_bot"] and step.startswith("!") and "appartement" in last["text"]:
            await control.act("telegram", "send_text", resident=chat, text=step[1:])
            return
        if last["from_bot"] and step in labels:
            await control.act("telegram", "press", resident=chat, message_id=last["id"], label=step)
            return
        await asyncio.sleep(0.02)  # noqa: TID251 - looking again


async def _resident(control: Control, number: int) -> int:
    made = await control.act(
        "telegram", "add_resident", name="Bench", language_code="fr", username=f"bench{number}"
    )
    return int(made["id"])


async def _furnish(control: Control) -> None:
    await control.act("telegram", "set_paces", per_chat=0, overall=0)
    await control.act("slack", "set_paces", messages_per_second=0, burst=1000, tiers=False)
    await control.act("slack", "add_user", name="Marc Petit", id=STAFF)
    for channel in (CHANNEL, "C0STAFF001", "C0MGMT001"):
        await control.act("slack", "add_channel", name=channel.lower(), id=channel, members=[STAFF])


async def _answering(control: Control) -> None:
    for _ in range(200):
        try:
            await control.journal(0)
        except OSError:
            await asyncio.sleep(0.05)  # noqa: TID251 - until the server listens
        else:
            return


async def _until(control: Control, match: Any) -> None:
    while not any(match(line) for line in await control.journal(0)):  # noqa: ASYNC110 - another process
        await asyncio.sleep(0.02)  # noqa: TID251 - looking again


def _environment(port: int, data: str) -> dict[str, str]:
    base = f"http://127.0.0.1:{port}"
    office = Path(data) / "office.toml"
    unlimited = "flood_per_minute = 1000000\ninternal_signs ="  # here every message is shown singly
    office.write_text(office_file().read_text("utf-8").replace("internal_signs =", unlimited), "utf-8")
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(sys.path),
        "BENCH_CHANNEL": CHANNEL,
        "PALIER_TELEGRAM_TOKEN": TOKEN,
        "PALIER_TELEGRAM_API_BASE": f"{base}/telegram",
        "PALIER_SLACK_BOT_TOKEN": BOT_TOKEN,
        "PALIER_SLACK_APP_TOKEN": APP_TOKEN,
        "PALIER_SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "PALIER_SLACK_API_BASE": f"{base}/slack/api/",
        "PALIER_DATA_DIR": data,
        "PALIER_HTTP_LISTEN": "127.0.0.1:0",
        "PALIER_OFFICE": str(office),
    }


def main() -> None:
    """Measure and print a table."""
    messages = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    results = {
        name: asyncio.run(contend(name, port, messages))
        for name, port in (("bare_relay", 8431), ("unpaced", 8432))
    }
    print("| | in msg/s | out msg/s | 20/s p50 ms | p99 ms | CPU ms/msg | RSS MB | start s |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    rows = [*results.items()]
    for name, r in rows:
        print(
            f"| {name} | {r.rate_in:.0f} | {r.rate_out:.0f} | {r.p50:.1f} | {r.p99:.1f} | {r.cpu:.1f} | {r.rss:.0f} "
            f"| {r.start:.1f} |"
        )


if __name__ == "__main__":
    main()
