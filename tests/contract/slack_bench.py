"""A desk's channel beside the sandbox's Slack, and what a test asks of both."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any, Literal, TypeVar

import pytest
import pytest_asyncio
from aiohttp import web

from bot.channels.slack.channel import SlackChannel
from bot.domain.addresses import MessageRef, Place
from bot.domain.directory import Department, Directory, Office, Role, Staff
from bot.domain.ids import DepartmentKey, OfficeKey, StaffKey
from bot.ports.channel import Delivery, RawEvent
from bot.ports.desk import (
    Action,
    Card,
    DeskContent,
)
from bot.ports.inbound import (
    DeskRoster,
)
from bot.web import taking
from sandbox.faults import Fault
from sandbox.journal import PATIENCE, Entry
from sandbox.slack.alone import SlackAlone
from sandbox.slack.identity import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET
from tests.fakes.windows import windows

NASTY = "<!channel> <@U1> & <http://e|bank>"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
OFFICE = Directory(
    offices=(Office(OfficeKey("north"), "North", "FR", "Europe/Paris", "fr", "CSTAFF", "CMANAGE"),),
    residences=(),
    departments=(Department(DepartmentKey("tech"), OfficeKey("north"), "C1", {"en": "Technical"}),),
    staff=(
        Staff(StaffKey("marie"), "Marie Dupont", Role.AGENT, DepartmentKey("tech"), slack="U1"),
        Staff(StaffKey("paul"), "Paul Petit", Role.MANAGER, DepartmentKey("tech"), slack="U2"),
    ),
    topics=(),
)
T = TypeVar("T")
Mode = Literal["socket", "http"]


HEARTBEAT = PATIENCE
"""Seconds between a socket's pings: the client waits for each answer half as long, so that a process that was busy for
longer than that loses its connection."""


def say(msgid: str, language: str, **params: str | int) -> str:
    return msgid.format(**params)


class HandClock:
    """Time that goes by only when the test lets it; ``seconds`` since the epoch, where it is somebody else's."""

    def __init__(self, seconds: Callable[[], float] = NOW.timestamp) -> None:
        self._seconds = seconds
        self._ticks: asyncio.Queue[None] = asyncio.Queue()

    def now(self) -> datetime:
        return datetime.fromtimestamp(self._seconds(), UTC)

    async def sleep(self, seconds: float) -> None:
        await self._ticks.get()

    def tick(self, times: int = 1) -> None:
        for _ in range(times):
            self._ticks.put_nowait(None)


class Inbox:
    """Keeps every event once, as the database would; commits with ``failing`` in them fail
    ``failures`` times."""

    def __init__(self) -> None:
        self.events: dict[str, RawEvent] = {}
        self.copies = 0
        self.failures, self.failing = 0, ""
        self._grown = asyncio.Condition()

    async def receive(self, events: list[RawEvent]) -> None:
        if self.failures and any(self.failing in event.payload for event in events):
            self.failures -= 1
            raise OSError("disk full")
        async with self._grown:
            for event in events:
                self.copies += event.id in self.events
                self.events.setdefault(event.id, event)
            self._grown.notify_all()

    async def wait_for(self, found: Callable[[], T | None]) -> T:
        async with asyncio.timeout(PATIENCE), self._grown:
            while (result := found()) is None:
                await self._grown.wait()
            return result


class Bench:
    """A sandbox, a channel receiving from it, and what arrived."""

    def __init__(self, slack: SlackAlone, channel: SlackChannel) -> None:
        self.slack, self.channel = slack, channel
        self.inbox = Inbox()
        self._keys = 0

    def heard(self, kind: type[T]) -> list[T]:
        means = (self.channel.parse(json.loads(raw.payload), NOW) for raw in self.inbox.events.values())
        return [one for one in means if isinstance(one, kind)]

    async def hears(self, kind: type[T], count: int = 1) -> T:
        """The last of ``count`` inbounds of a kind."""

        def found() -> T | None:
            heard = self.heard(kind)
            return heard[count - 1] if len(heard) >= count else None

        return await self.inbox.wait_for(found)

    async def send(
        self, content: DeskContent, room: str = "C1", thread: str | None = None, **more: Any
    ) -> MessageRef | None:
        self._keys += 1
        place = Place("slack", room, thread)
        delivery = Delivery(more.pop("key", f"k{self._keys}"), place, content, **more)
        return (await self.channel.deliver(delivery)).ref

    async def posted(self, content: DeskContent, thread: str | None = None) -> str:
        ref = await self.send(content, thread=thread)
        assert ref is not None
        return ref.id

    def message(self, ts: str, room: str = "C1") -> dict[str, Any]:
        channel = self.slack.server.slack.workspace.channels[room]
        return channel.messages[ts].full(metadata=True)

    def fault(self, method: str, kind: Any, **more: Any) -> None:
        self.slack.faults.add(Fault("slack", method, kind, **more))

    async def seen(self, name: str, **data: Any) -> Entry:
        def fits(entry: Entry) -> bool:
            matches = all(entry.data.get(key) == value for key, value in data.items())
            return entry.kind == "effect" and entry.name == name and matches

        return await self.slack.journal.wait_for(fits)


@asynccontextmanager
async def a_workspace() -> AsyncIterator[SlackAlone]:
    async with SlackAlone() as alone:
        await alone.act("add_user", name="Marie Dupont", id="U1")
        await alone.act("add_user", name="Paul Petit", id="U2")
        await alone.act("add_user", name="Guy Guest", id="U3", guest=True)
        await alone.act("add_user", name="Eve Elsewhere", id="U4", team="T9")
        members = ["U1", "U2", "U3", "U4"]
        await alone.act("add_channel", name="tech", id="C1", members=members)
        await alone.act("add_channel", name="staff", id="CSTAFF", private=True, members=["U1", "U2"])
        await alone.act("add_channel", name="manage", id="CMANAGE", members=["U2"], bot=False)
        await alone.act("set_paces", messages_per_second=0, tiers=False)
        patient = {"ack_seconds": PATIENCE, "trigger_seconds": PATIENCE}
        await alone.act("set_switches", redelivery_seconds=0.05, retry_scale=0.0001, **patient)
        yield alone


@asynccontextmanager
async def a_bench(
    slack: SlackAlone, mode: Mode = "socket", heartbeat: float = HEARTBEAT
) -> AsyncIterator[Bench]:
    channel = new_channel(slack, mode=mode, heartbeat=heartbeat)
    try:
        yield Bench(slack, channel)
    finally:
        await channel.close()


@pytest_asyncio.fixture
async def slack() -> AsyncIterator[SlackAlone]:
    """The workspace."""
    async with a_workspace() as alone:
        yield alone


@pytest_asyncio.fixture(params=["socket", "http"])
async def bench(slack: SlackAlone, request: pytest.FixtureRequest) -> AsyncIterator[Bench]:
    """The channel there, in each way of receiving."""
    async with a_bench(slack, request.param) as opened:
        yield opened


def new_channel(
    slack: SlackAlone,
    clock: HandClock | None = None,
    *,
    bot: str = BOT_TOKEN,
    app: str = APP_TOKEN,
    mode: Mode = "socket",
    heartbeat: float = HEARTBEAT,
) -> SlackChannel:
    return SlackChannel(
        bot,
        app,
        slack.api,
        clock=clock or HandClock(slack.clock.now),
        directory=OFFICE,
        say=say,
        windows=windows(OFFICE),
        ping_interval=heartbeat,
        signing_secret=SIGNING_SECRET if mode == "http" else "",
    )


@asynccontextmanager
async def receiving(bench: Bench) -> AsyncIterator[str]:
    """The channel at work; where it receives over HTTP, its address."""
    async with asyncio.TaskGroup() as group:
        task = group.create_task(bench.channel.run(bench.inbox.receive))
        await bench.hears(DeskRoster)
        async with reached(bench) as url:
            yield url
        task.cancel()


@asynccontextmanager
async def reached(bench: Bench) -> AsyncIterator[str]:
    """Slack reaches the channel, in its way."""
    routes = bench.channel.routes()
    if not routes:
        await bench.slack.journal.wait_for(
            lambda entry: (entry.kind, entry.name) == ("call", "apps.connections.open")
        )
        yield ""
        return
    app = web.Application()
    app.add_routes(map(taking, routes))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}{routes[0].path}"
    await bench.slack.act("set_request_urls", events=url, interactivity=url, commands=url)
    yield url
    await runner.cleanup()


def a_card(**more: Any) -> Card:
    return Card(
        "K7QM-4T2P Leak",
        (("Residence", "Les Tilleuls"),),
        NASTY,
        actions=(Action("ticket.take", "Take it", "T42"), Action("ticket.note", "Note", "T42")),
        **more,
    )


def texts_of(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [leaf for one in value for leaf in texts_of(one)]
    if not isinstance(value, dict):
        return []
    own = [value] if value.get("type") == "text" else []
    return own + [leaf for one in value.values() for leaf in texts_of(one)]
