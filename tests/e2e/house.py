"""The product at work on a sandbox: what the end-to-end tests start with, and how they let its waits pass."""

from __future__ import annotations

import asyncio
import io
import itertools
import json
import os
import socket
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Mapping
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeVar, cast

import aiohttp

from bot.app import App
from bot.clock import SystemClock
from bot.demo import running
from bot.ports.channel import RawEvent
from bot.ports.store import Store
from sandbox.control import ActionError
from sandbox.faults import Fault, FaultKind
from sandbox.journal import PATIENCE, Entry
from sandbox.server import Sandbox
from sandbox.stage import Resident, Stage, Thread
from tests.fakes.clock import START

SECRET = "webhook-secret-of-the-test"  # noqa: S105
ANSWER = "Je passe demain à 9 h."
HEADER = "X-Telegram-Bot-Api-Secret-Token"
LONGEST = 300.0
"""Seconds that all of a story may take to come in and to be told, a flood's too."""
BREATH = 0.02
"""Seconds between two looks at whether the product only waits."""
T = TypeVar("T")


OPENING = ("Un instant", "One moment", "Xin chờ", "请稍")
"""What a window says that is still opening: what it asks comes a moment later, under the same title."""


@dataclass
class House:
    """The product at work on a sandbox."""

    sandbox: Sandbox
    app: App
    stage: Stage
    data: Path

    # -- looking inside --

    def rows(self, statement: str, *values: object) -> list[Any]:
        """What a SQLite database answers."""
        return self._database.execute(statement, values).fetchall()

    @cached_property
    def _database(self) -> sqlite3.Connection:
        """A second connection: kept, since looks are many and each look of a new one reads the schema first."""
        return sqlite3.connect(self.data / "palier.db", isolation_level=None)

    def close(self) -> None:
        """Look no more."""
        if "_database" in self.__dict__:
            self._database.close()

    def stored(self) -> list[str]:
        """The ids of every event in the inbox."""
        return [str(row[0]) for row in self.rows("SELECT event_id FROM inbox")]

    def flagged(self) -> int:
        """How many deliveries may have been made twice."""
        return int(
            self.rows("SELECT count(*) FROM outbox WHERE uncertain = 1 AND lane LIKE 'resident:%'")[0][0]
        )

    # -- looking at what people saw --

    def seen(self, side: str, kind: str, name: str) -> list[Entry]:
        """Lines of the journal."""
        return [e for e in self.sandbox.journal.entries if (e.side, e.kind, e.name) == (side, kind, name)]

    def heard(self, resident: Resident) -> list[str]:
        """Every text that ever appeared in a resident's chat, in its order."""
        shown = self.seen("telegram", "effect", "message")
        return [str(e.data["text"]) for e in shown if e.data["chat"] == resident.id and e.data["from_bot"]]

    def posted(self) -> list[Any]:
        """Every message of ours that ever appeared on the desk, in its order."""
        shown = self.seen("slack", "effect", "message")
        return [e.data for e in shown if e.data.get("user") == "U0PALIER"]

    async def shown(self, resident: Resident, words: str) -> int:
        """How many messages with these words are in a resident's chat."""
        chat = await self.sandbox.telegram.actions()["chat"](resident.id)
        return sum(words in message["text"] for message in chat)

    async def thread(self, thread: Thread) -> list[str]:
        """What a thread shows, a text a message."""
        shown = await self.sandbox.slack.actions()["thread"](thread.channel, thread.ts)
        return ["\n".join(message["blocks"]) or message["text"] for message in shown]

    async def window(self, who: str, words: str, *, after: int = 0) -> dict[str, Any]:
        """The window that somebody has open, once it shows these words: later than line ``after`` of the journal."""

        def shows(entry: Entry) -> bool:
            fits = (entry.kind, entry.name, entry.data.get("user")) == ("effect", "view", who)
            view = str(entry.data["view"]) if fits else ""
            return fits and words in view and not any(moment in view for moment in OPENING)

        await self.sandbox.journal.wait_for(shows, after=after)
        shown: dict[str, Any] = await self.sandbox.slack.actions()["view"](user=who)
        return shown

    async def alone(self, who: str, words: str) -> dict[str, Any]:
        """The answer with these words that only he sees."""

        def shows(entry: Entry) -> bool:
            return entry.kind == "effect" and entry.side == "slack" and words in str(entry.data)

        await self.sandbox.journal.wait_for(shows)
        shown = await self.sandbox.slack.actions()["ephemerals"](user=who)
        return dict(next(one for one in reversed(shown) if words in str(one["blocks"]) + one["text"]))

    async def card(self, thread: Thread) -> str:
        """What stands on top of a thread, with the labels of its buttons."""
        shown = (await self.sandbox.slack.actions()["thread"](thread.channel, thread.ts))[0]
        return "\n".join([*shown["blocks"], *(str(one["label"]) for one in shown["buttons"])])

    # -- acting --

    async def acts(self, who: str, thread: Thread, action: str, words: str, **values: Any) -> dict[str, Any]:
        """Somebody chooses an action of the card, in whose window these words stand, and sends the window in."""
        slack, before = self.sandbox.slack.actions(), self.sandbox.journal.last
        shown = (await slack["thread"](thread.channel, thread.ts))[0]
        about = {"user": who, "channel": thread.channel, "ts": thread.ts}
        own = any(action == one["action_id"] for one in shown["buttons"])
        named = {"action_id": action} if own else {"action_id": "ticket.more", "selected": action}
        await slack["press"](**about, **named)
        await self.soon(self.window(who, words, after=before))
        return dict(await slack["submit_view"](user=who, values=values))

    def fault(self, side: Literal["telegram", "slack"], method: str, kind: FaultKind, **more: Any) -> None:
        """Switch a fault on."""
        self.sandbox.faults.add(Fault(side, method, kind, **more))

    async def post(self, path: str, body: Any, **headers: str) -> int:
        """Send the product's web server something."""
        return await post(self.app, path, body, **headers)

    # -- time --

    def advance(self, seconds: float) -> None:
        """Let the product's time go by."""
        cast("SystemClock", self.app.worker.house.clock).advance(seconds)
        self.app.supervisor.nudge()

    async def soon(self, sight: Awaitable[T]) -> T:
        """Wait for a sight; where the product only waits for another attempt or for its pace, its clock goes on to
        it. What somebody has just said comes in before."""
        wanted = asyncio.ensure_future(sight)
        try:
            while not (await asyncio.wait([wanted], timeout=BREATH))[0]:
                if not await self._underway():
                    self.skip()
            return wanted.result()
        finally:
            wanted.cancel()

    async def settled(self) -> None:
        """Until all that was said has come in and nothing waits any more."""
        async with asyncio.timeout(LONGEST):
            while (coming := await self._underway()) or self._lanes():
                if not coming:
                    self.skip()
                await self._breath()

    async def fired(self) -> None:
        """Until nothing is due any more, and all that came of it is there."""
        async with asyncio.timeout(PATIENCE):
            while self.rows("SELECT 1 FROM timer WHERE due_at <= ?", self._now() * 1000):
                self.app.supervisor.nudge()
                await self._breath()
        await self.settled()

    def _now(self) -> float:
        return self.app.worker.house.now().timestamp()

    async def stuck(self) -> None:
        """Until all that waits waits for time."""
        async with asyncio.timeout(PATIENCE):
            while self._ahead() is None:
                await self._breath()

    async def _underway(self) -> bool:
        """Whether something that was said has not come in yet."""
        updates = await self.sandbox.telegram.actions()["pending_updates"]()
        sockets = await self.sandbox.slack.actions()["sockets"]()
        return bool(updates or sockets["unacknowledged"])

    def skip(self) -> None:
        """Let the time go by that everything waits for, if it does."""
        ahead = self._ahead()
        if ahead is not None:
            self.advance(ahead.total_seconds() + 0.001)

    def _lanes(self) -> list[Any]:
        return self.rows("SELECT leased, ready_at FROM lane WHERE ready_at IS NOT NULL AND queue <> 'timers'")

    def _ahead(self) -> timedelta | None:
        """How long until something can be done; None where there is something already, or nothing at all."""
        lanes = self._lanes()
        if not lanes or any(leased for leased, _ in lanes):
            return None
        due = datetime.fromtimestamp(min(at for _, at in lanes) / 1000, UTC)
        ahead = due - self.app.worker.house.now()
        return ahead if ahead > timedelta() else None

    async def _breath(self) -> None:
        journal = self.sandbox.journal
        with suppress(TimeoutError):
            await journal.wait_for(lambda _: True, after=journal.last, timeout=BREATH)


async def post(app: App, path: str, body: Any, **headers: str) -> int:
    """Send a web server something; the status it answers."""
    async with (
        aiohttp.ClientSession() as session,
        session.post(
            app.address + path, data=io.BytesIO(json.dumps(body).encode()), headers=headers
        ) as answer,
    ):
        return answer.status


class Gate:
    """A store whose commits of events with ``about`` in them fail ``failures`` times, then wait until it is open;
    ``late`` ones are committed at once and only end late."""

    def __init__(self, store: Store, about: str, *, failures: int = 0, late: bool = False) -> None:
        self._store, self._about = store, about
        self.failures, self._late = failures, late
        self.open = asyncio.Event()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    async def receive(self, events: list[RawEvent], *more: Any) -> None:
        if any(self._about in event.payload for event in events):
            if self.failures:
                self.failures -= 1
                raise OSError("disk full")
            if self._late:
                await self._store.receive(events, *more)
            await self.open.wait()
        await self._store.receive(events, *more)


@asynccontextmanager
async def at_work(data: Path, **more: Any) -> AsyncIterator[tuple[Sandbox, App]]:
    """The product beside a sandbox as the demo runs it, with ``more`` of its arguments. This Slack is more patient with
    us than it is: a machine that stops for some seconds fails no test."""
    async with running(data, **more) as (sandbox, app):
        switches = {"ack_seconds": PATIENCE, "trigger_seconds": PATIENCE}
        await sandbox.slack.actions()["set_switches"](**switches)
        yield sandbox, app


@asynccontextmanager
async def house(
    data: Path,
    driver: str = "aiogram",
    telegram: str = "polling",
    slack: str = "socket",
    more: Mapping[str, str] | None = None,
) -> AsyncIterator[House]:
    """The product at work, by one driver and one intake on each side, from a Monday morning on; ``more`` are further
    settings. Slack's signatures over HTTP want the present instead."""
    port = free_port()
    settings = {
        "PALIER_TELEGRAM_DRIVER": driver,
        "PALIER_TELEGRAM_MODE": telegram,
        "PALIER_SLACK_MODE": slack,
        "PALIER_HTTP_LISTEN": f"127.0.0.1:{port}",
        "PALIER_TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
        "PALIER_TELEGRAM_WEBHOOK_SECRET": SECRET,
        **(more or {}),
    }
    async with at_work(data, settings=settings, at=START if slack == "socket" else None) as (sandbox, app):
        await sandbox.telegram.actions()["set_webhook_delivery"](backoff_scale=0.01)
        await sandbox.slack.actions()["set_switches"](retry_scale=0.001)
        if slack == "http":
            await _deliver_to(sandbox, f"{app.address}/slack/events")
        with closing(House(sandbox, app, Stage(sandbox, lambda _: None), data)) as home:
            yield home


async def _deliver_to(sandbox: Sandbox, url: str) -> None:
    """Slack takes our address once we have signed in and answer there."""
    async with asyncio.timeout(PATIENCE):
        while True:
            with suppress(ActionError):
                await sandbox.slack.actions()["set_request_urls"](events=url, interactivity=url, commands=url)
                return


WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
"""Which of the test processes this is."""
PORTS = itertools.cycle(range(10_000 + WORKER % 20 * 1_000, 11_000 + WORKER % 20 * 1_000))
"""Its own, below those that the system gives to connections."""


def free_port() -> int:
    """A port that nobody listens on, another one each time: it is still free when it is used, whatever the other test
    processes do meanwhile."""
    for port in PORTS:
        with closing(socket.socket()) as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("there is always another")


async def a_ticket(stage: Stage, what: str = "de l’eau coule du plafond") -> tuple[Resident, Thread]:
    """A resident reports; the thread on the desk."""
    camille = await stage.resident("Camille", "Moreau", "fr")
    await stage.writes(camille, f"Bonjour, {what} du couloir du 2e étage depuis ce matin")
    await stage.taps(camille, "Camille Moreau")
    await stage.taps(camille, "Les Cèdres")
    await stage.hears(camille, "appartement")
    await stage.writes(camille, "B12")
    await stage.taps(camille, "Fuite d’eau")
    await stage.taps(camille, "Passer")
    await stage.taps(camille, "Sans photo")
    await stage.taps(camille, "Envoyer")
    return camille, await stage.finds("C0TECH001", what)
