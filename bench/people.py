"""What the sandbox is told and asked while a contender runs: people who write, and when the others see it."""

from __future__ import annotations

import asyncio
import statistics
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import ClientSession

CHATS = 8
CHANNEL, STAFF = "C0TECH001", "U0MARC"
AT_ONCE = 32
"""How many people write at the same moment while saturation is measured."""
PATIENCE = 30.0
"""Seconds for an answer of the dialog."""

Act = Callable[[int], Awaitable[None]]


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


class Office:
    """Eight residents and the threads of their requests."""

    def __init__(self, control: Control) -> None:
        self._control = control
        self._chats: list[int] = []
        self._threads: list[str] = []

    async def move_in(self, *, product: bool) -> None:
        """Residents come and open their requests."""
        for number in range(CHATS):
            self._chats.append(await _resident(self._control, number))
            self._threads.append(await _thread(self._control, self._chats[-1], product=product))

    async def write(self, number: int) -> None:
        """A resident says ``in<number>x``."""
        chat = self._chats[number % CHATS]
        await self._control.act("telegram", "send_text", resident=chat, text=f"in{number}x")

    async def answer(self, number: int) -> None:
        """A member of staff says ``out<number>x`` in a request's thread."""
        thread = self._threads[number % CHATS]
        text = f"out{number}x"
        await self._control.act("slack", "post", user=STAFF, channel=CHANNEL, text=text, thread_ts=thread)


async def rate(control: Control, act: Act, marker: str, side: str, messages: int) -> float:
    """Messages a second when more are written than can be carried."""
    seen = (await control.journal(0))[-1]["number"]
    for first in range(0, messages, AT_ONCE):
        await asyncio.gather(*(act(number) for number in range(first, min(first + AT_ONCE, messages))))
    arrived, began, ended = set(), 0.0, 0.0
    while len(arrived) < messages:
        for line in await control.journal(seen):
            seen = line["number"]
            began = began or line["at"]
            if (line["side"], line["kind"], line["name"]) == (side, "effect", "message"):
                found = _marks(line, marker)
                arrived.update(found)
                ended = line["at"] if found else ended
        await asyncio.sleep(0.02)  # noqa: TID251 - looking again
    return messages / (ended - began)


async def delays(
    control: Control, write: Act, each_second: int, first: int, count: int
) -> tuple[float, float]:
    """p50 and p99 in milliseconds, resident to staff, at so many messages a second."""
    before = (await control.journal(0))[-1]["number"]
    loop = asyncio.get_running_loop()
    began, writing = loop.time(), []
    for number in range(count):
        writing.append(asyncio.ensure_future(write(first + number)))
        await asyncio.sleep(max(0.0, began + (number + 1) / each_second - loop.time()))  # noqa: TID251 - open loop
    await asyncio.gather(*writing)
    sent: dict[str, float] = {}
    seen: dict[str, float] = {}
    while len(seen) < count:
        for line in await control.journal(before):
            before = line["number"]
            if (line["side"], line["kind"]) == ("telegram", "update"):
                sent |= dict.fromkeys(_marks(line, f"in{first // 1000}"), line["at"])
            if (line["side"], line["kind"], line["name"]) == ("slack", "effect", "message"):
                seen |= dict.fromkeys(_marks(line, f"in{first // 1000}"), line["at"])
        await asyncio.sleep(0.1)  # noqa: TID251 - looking again
    took = sorted((seen[mark] - sent[mark]) * 1000 for mark in seen)
    return statistics.median(took), took[int(len(took) * 0.99) - 1]


def _marks(line: dict[str, Any], marker: str) -> list[str]:
    text = str(line["data"].get("text") or line["data"].get("message", {}).get("text", ""))
    return [word for word in text.split() if word.startswith(marker) and word.endswith("x")]


async def _thread(control: Control, chat: int, *, product: bool) -> str:
    """Open the chat's thread; its ts."""
    before = {message["ts"] for message in await control.act("slack", "channel", channel=CHANNEL)}
    await control.act(
        "telegram", "send_text", resident=chat, text="De l’eau coule du plafond depuis ce matin au 2e"
    )
    if product:
        for step in ("Bench", "Les Cèdres", "!B12", "Fuite d’eau", "Passer", "Sans photo", "Envoyer"):
            async with asyncio.timeout(PATIENCE):  # the dialog may ask otherwise than this file knows
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


async def furnish(control: Control) -> None:
    """Staff, channels, no paces."""
    await control.act("telegram", "set_paces", per_chat=0, overall=0)
    await control.act("slack", "set_paces", messages_per_second=0, burst=1000, tiers=False)
    await control.act("slack", "add_user", name="Marc Petit", id=STAFF)
    for channel in (CHANNEL, "C0STAFF001", "C0MGMT001"):
        await control.act("slack", "add_channel", name=channel.lower(), id=channel, members=[STAFF])


async def answering(control: Control) -> None:
    """Until the sandbox listens."""
    for _ in range(200):
        try:
            await control.journal(0)
        except OSError:
            await asyncio.sleep(0.05)  # noqa: TID251 - until the server listens
        else:
            return


async def connected(control: Control) -> None:
    """Until the contender asks for its socket."""
    while not any(line["name"] == "apps.connections.open" for line in await control.journal(0)):  # noqa: ASYNC110
        await asyncio.sleep(0.02)  # noqa: TID251 - looking again
