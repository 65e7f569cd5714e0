"""One short story on every driver and every intake, and what each intake promises when something goes wrong
(PLATFORMS cases 6 to 8)."""

from __future__ import annotations

import asyncio
import io
import json
import socket
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.app import App
from bot.demo import running
from bot.ports.channel import RawEvent
from bot.ports.store import Store
from sandbox.server import Sandbox
from sandbox.stage import Resident, Stage, Thread

SECRET = "webhook-secret-of-the-test"  # noqa: S105
ANSWER = "Je passe demain à 9 h."
HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass
class House:
    """The product at work on a sandbox."""

    sandbox: Sandbox
    app: App
    stage: Stage
    data: Path

    def stored(self) -> list[str]:
        """The ids of every event in the inbox."""
        with closing(sqlite3.connect(self.data / "palier.db")) as database:
            return [str(row[0]) for row in database.execute("SELECT event_id FROM inbox")]

    async def shown(self, resident: Resident, words: str) -> int:
        """How many messages with these words are in a resident's chat."""
        chat = await self.sandbox.telegram.actions()["chat"](resident.id)
        return sum(words in message["text"] for message in chat)

    async def post(self, path: str, body: Any, **headers: str) -> int:
        async with (
            aiohttp.ClientSession() as session,
            session.post(
                self.app.address + path, data=io.BytesIO(json.dumps(body).encode()), headers=headers
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
async def house(
    data: Path, driver: str = "aiogram", telegram: str = "polling", slack: str = "socket"
) -> AsyncIterator[House]:
    port = free_port()
    settings = {
        "PALIER_TELEGRAM_DRIVER": driver,
        "PALIER_TELEGRAM_MODE": telegram,
        "PALIER_SLACK_MODE": slack,
        "PALIER_HTTP_LISTEN": f"127.0.0.1:{port}",
        "PALIER_TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
        "PALIER_TELEGRAM_WEBHOOK_SECRET": SECRET,
    }
    async with running(data, settings=settings) as (sandbox, app):
        await sandbox.telegram.actions()["set_webhook_delivery"](backoff_scale=0.01)
        await sandbox.slack.actions()["set_switches"](retry_scale=0.001)
        if slack == "http":
            url = f"{app.address}/slack/events"
            await sandbox.slack.actions()["set_request_urls"](events=url, interactivity=url, commands=url)
        yield House(sandbox, app, Stage(sandbox, lambda _: None), data)


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def a_ticket(stage: Stage) -> tuple[Resident, Thread]:
    """A resident reports; the thread on the desk."""
    camille = await stage.resident("Camille", "Moreau", "fr")
    await stage.writes(camille, "Bonjour, de l’eau coule du plafond du couloir du 2e étage depuis ce matin")
    await stage.taps(camille, "Camille Moreau")
    await stage.taps(camille, "Les Cèdres")
    await stage.hears(camille, "appartement")
    await stage.writes(camille, "B12")
    await stage.taps(camille, "Fuite d'eau")
    await stage.taps(camille, "Sans photo")
    await stage.taps(camille, "Envoyer")
    return camille, await stage.finds("C0TECH001", "de l’eau coule du plafond")


@pytest.mark.parametrize(
    ("driver", "telegram", "slack"),
    [
        ("aiogram", "polling", "http"),
        ("aiogram", "webhook", "socket"),
        ("ptb", "polling", "socket"),
        ("ptb", "webhook", "http"),
    ],
)
async def test_the_story(tmp_path: Path, driver: str, telegram: str, slack: str) -> None:
    async with house(tmp_path, driver, telegram, slack) as at:
        stage = at.stage
        camille, thread = await a_ticket(stage)
        await stage.presses("Marc Petit", thread, "Prendre en charge")
        answered = await stage.posts("Marc Petit", thread, ANSWER)
        await stage.hears(camille, ANSWER)
        await stage.marked(thread, answered, "white_check_mark")
        await stage.writes(camille, "Merci, je serai là.")
        await stage.reads(thread, "je serai là")
        await stage.asks("Marc Petit", "C0TECH001", "status")
        await stage.presses("Marc Petit", thread, "Passer en résolu")
        await stage.taps(camille, "Oui, merci")
        await stage.hears(camille, "clôturée")
        await stage.taps(camille, "★★★★★")
        await stage.hears(camille, "")
        calls = [e.name for e in at.sandbox.journal.entries if (e.side, e.kind) == ("telegram", "call")]
        assert ("getUpdates" in calls) == (telegram == "polling")
        assert ("setWebhook" in calls) == (telegram == "webhook")
        opened = [e.name for e in at.sandbox.journal.entries if e.name == "apps.connections.open"]
        assert bool(opened) == (slack == "socket")
        toasts = [e for e in at.sandbox.journal.entries if (e.side, e.name) == ("telegram", "toast")]
        assert len(toasts) >= 7, "every press's spinner ends"
        assert await at.shown(camille, ANSWER) == 1


# ---- Telegram's webhook ----


async def test_a_wrong_secret_stores_nothing(tmp_path: Path) -> None:
    async with house(tmp_path, telegram="webhook") as at:
        update = {"update_id": 424242, "message": {"chat": {"id": 1, "type": "private"}, "text": "let me in"}}
        assert await at.post("/telegram", update) == 401
        assert await at.post("/telegram", update, **{HEADER: SECRET[:-1]}) == 401
        assert await at.post("/telegram", {"text": "x" * (2 << 20)}, **{HEADER: SECRET}) == 413
        assert "424242" not in at.stored()
        assert await at.post("/telegram", update, **{HEADER: SECRET}) == 200
        assert at.stored().count("424242") == 1


async def test_what_could_not_be_stored_comes_again(tmp_path: Path) -> None:
    async with house(tmp_path, telegram="webhook") as at:
        gate = Gate(at.app.store, "l\\u2019eau coule", failures=3)
        at.app.store = gate  # type: ignore[assignment]
        gate.open.set()
        camille = await at.stage.resident("Camille", "Moreau", "fr")
        await at.stage.writes(camille, "de l’eau coule du plafond")
        await at.stage.hears(camille, "")
        tried = [e.data for e in at.sandbox.journal.entries if (e.kind, e.name) == ("answer", "webhook")]
        first = [answer["status"] for answer in tried if answer["update_id"] == tried[0]["update_id"]]
        assert first == [503, 503, 503, 200]
        assert at.stored().count(str(tried[0]["update_id"])) == 1


async def test_poison_holds_nobody_up(tmp_path: Path) -> None:
    async with house(tmp_path, telegram="webhook") as at:
        await at.sandbox.telegram.actions()["push_raw"]({"message": {"chat": "oops"}})
        camille = await at.stage.resident("Camille", "Moreau", "fr")
        await at.stage.writes(camille, "Bonjour, il fait très froid dans la cage d'escalier")
        await at.stage.hears(camille, "")
        tried = [e.data for e in at.sandbox.journal.entries if (e.kind, e.name) == ("answer", "webhook")]
        assert {answer["status"] for answer in tried} == {200}


# ---- Slack over HTTP ----


async def test_case_06_an_event_and_its_retries_are_one_message(tmp_path: Path) -> None:
    async with house(tmp_path, slack="http") as at:
        camille, thread = await a_ticket(at.stage)
        gate = Gate(at.app.store, "Je passe demain", late=True)
        at.app.store = gate  # type: ignore[assignment]
        await at.sandbox.slack.actions()["set_switches"](ack_seconds=0.15)
        await at.stage.posts("Marc Petit", thread, ANSWER)
        await at.sandbox.journal.wait_for(lambda e: e.name == "dropped", timeout=5)
        gate.open.set()
        tried = [e.data for e in at.sandbox.journal.entries if e.name == "delivery"]
        again = [one.get("X-Slack-Retry-Num") for one in tried if one["event_id"] == tried[-1]["event_id"]]
        assert again == [None, "1", "2", "3"]
        await at.stage.posts("Marc Petit", thread, "Et je rappelle avant.")
        await at.stage.hears(camille, "rappelle avant")
        assert await at.shown(camille, ANSWER) == 1


async def test_case_07_a_slow_commit_is_one_delivery(tmp_path: Path) -> None:
    async with house(tmp_path, slack="http") as at:
        camille, thread = await a_ticket(at.stage)
        gate = Gate(at.app.store, "Je passe demain")
        at.app.store = gate  # type: ignore[assignment]
        await at.sandbox.slack.actions()["set_switches"](ack_seconds=0.2)
        await at.stage.posts("Marc Petit", thread, ANSWER)
        retried: Callable[[Any], bool] = lambda e: e.data.get("X-Slack-Retry-Reason") == "http_timeout"  # noqa: E731
        await at.sandbox.journal.wait_for(retried, timeout=5)
        gate.open.set()
        await at.stage.hears(camille, ANSWER)
        await at.stage.posts("Marc Petit", thread, "Et je rappelle avant.")
        await at.stage.hears(camille, "rappelle avant")
        assert await at.shown(camille, ANSWER) == 1


async def test_case_08_what_slack_did_not_sign_is_not_stored(tmp_path: Path) -> None:
    async with house(tmp_path, slack="http") as at:
        before = at.stored()
        event = {"type": "event_callback", "event_id": "EvFORGED", "event": {"type": "message"}}
        for at_time in ("abc", "1", "9" * 5000):
            forged = {"X-Slack-Request-Timestamp": at_time, "X-Slack-Signature": "v0=" + "0" * 64}
            assert await at.post("/slack/events", event, **forged) == 401
        assert await at.post("/slack/events", event) == 401
        assert at.stored() == before
        switches = at.sandbox.slack.actions()["set_switches"]
        await switches(signature_skew_seconds=-301)
        await at.sandbox.slack.actions()["post"]("Marc Petit", "C0TECH001", "trop tard")
        await at.sandbox.journal.wait_for(lambda e: e.name == "dropped", timeout=5)
        assert at.stored() == before
