"""Kill the process at a boundary of the main story, start it again, look at what people saw (acceptance cases 2, 3).

The oracle is the sandbox: nothing lost, nothing reordered, no double on Slack, on Telegram only flagged ones.
"""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from pathlib import Path
from typing import Any

import asyncpg
import pytest
import pytest_asyncio

from bot.demo import environment, furnish
from bot.office.file import load_office
from examples import office_file
from sandbox.server import Sandbox
from sandbox.stage import Stage
from tests.databases import empty

pytestmark = pytest.mark.asyncio(loop_scope="module")

SAMPLE = 8
"""Kill points of an ordinary test run, spread over the story."""

FROM_RESIDENT = ["première précision", "deuxième précision", "troisième précision"]
FROM_STAFF = ["première réponse", "deuxième réponse"]
NOTE = "ne pas le dire au résident"


class Nursery:
    """A caller of the process that forks Palier, and the Palier that lives at present."""

    def __init__(self, answers: asyncio.StreamReader, orders: asyncio.StreamWriter) -> None:
        self._answers, self._orders = answers, orders
        self.pid = 0

    async def start(self, env: dict[str, str], kill_at: int, *, paced: bool = True) -> None:
        order = {"env": env, "kill_at": kill_at, "paced": paced}
        self._orders.write(json.dumps(order).encode() + b"\n")
        self.pid = (await self._answer())["pid"]

    async def end(self) -> dict[str, Any]:
        """How the present one ended."""
        return await self._answer()

    async def _answer(self) -> dict[str, Any]:
        line = await self._answers.readline()
        assert line, "the nursery died"
        answer: dict[str, Any] = json.loads(line)
        return answer


Calls = Callable[[], AbstractAsyncContextManager[Nursery]]
"""Calls the nursery: runs of several callers may go on at once."""


@asynccontextmanager
async def nursery() -> AsyncIterator[Calls]:
    """One for all: the libraries take longer to import than some of the tests take."""
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/nursery"
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.e2e.crash.nursery", path, stdout=asyncio.subprocess.PIPE
        )
        assert process.stdout is not None
        assert await process.stdout.readline(), "the nursery died"

        @asynccontextmanager
        async def call() -> AsyncIterator[Nursery]:
            answers, orders = await asyncio.open_unix_connection(path, limit=1 << 24)
            try:
                yield Nursery(answers, orders)
            finally:
                orders.close()

        try:
            yield call
        finally:
            process.kill()
            await process.wait()


async def survive(call: Calls, data: Path, kill_at: int, url: str | None = None) -> list[str]:
    """Play the story with a kill at the n-th boundary (0: none); the boundaries that were passed. ``url`` is an empty
    PostgreSQL; without it a SQLite file serves."""
    url = url or f"sqlite:///{data / 'palier.db'}"
    async with call() as nursery, Sandbox() as sandbox:
        await furnish(sandbox, load_office(office_file()))
        env = environment(sandbox, data) | {"PALIER_DATABASE_URL": url}
        await nursery.start(env, kill_at)
        told = asyncio.ensure_future(story(sandbox))
        ending = asyncio.ensure_future(nursery.end())
        passed: list[str] = []
        while not told.done():
            await asyncio.wait([told, ending], return_when=asyncio.FIRST_COMPLETED)
            if ending.done():
                assert ending.result()["signal"] == 9, ending.result()
                passed = ending.result()["boundaries"]
                await nursery.start(env, 0)
                ending = asyncio.ensure_future(nursery.end())
        os.kill(nursery.pid, 15)
        last = await ending
        if last["signal"] == 9:  # the boundary came while it drained: its successor finishes
            seen = len(sandbox.journal.entries)
            await nursery.start(env, 0)
            await sandbox.journal.wait_for(lambda entry: entry.name == "apps.connections.open", after=seen)
            os.kill(nursery.pid, 15)
            last = await nursery.end()
        told.result()
        assert last["signal"] == 0
        look(sandbox, *await rows(url))
        return passed or last["boundaries"]


async def story(sandbox: Sandbox) -> None:
    """A request, a conversation, a note, a confirmation."""
    stage = Stage(sandbox, lambda _: None)
    camille = await stage.resident("Camille", "Moreau", "fr")
    await stage.writes(camille, "Bonjour, de l’eau coule du plafond du couloir du 2e étage depuis ce matin")
    await stage.taps(camille, "Camille Moreau")
    await stage.taps(camille, "Les Cèdres")
    await stage.hears(camille, "appartement")
    await stage.writes(camille, "B12")
    await stage.taps(camille, "Fuite d’eau")
    await stage.taps(camille, "Passer")
    await stage.taps(camille, "Sans photo")
    await stage.taps(camille, "Envoyer")
    thread = await stage.finds("C0TECH001", "de l’eau coule du plafond")
    for text in FROM_STAFF:
        await stage.posts("Marc Petit", thread, text)
    await stage.posts("Marc Petit", thread, f"note: {NOTE}")
    for text in FROM_RESIDENT:
        await stage.writes(camille, text)
    await stage.hears(camille, FROM_STAFF[-1])
    await stage.reads(thread, FROM_RESIDENT[-1])
    notes = await stage.finds("C0STAFF001", "Camille")
    await stage.reads(notes, NOTE)
    await stage.presses("Marc Petit", thread, "Passer en résolu")
    await stage.taps(camille, "Oui, merci")
    await stage.hears(camille, "clôturée")


STATEMENTS = (
    "SELECT key FROM outbox WHERE uncertain = 1",
    "SELECT key, state, error FROM outbox WHERE state <> 'sent'",
    "SELECT event_id, state, error FROM inbox WHERE state <> 'done'",
)


async def rows(url: str) -> tuple[list[Any], list[Any], list[Any]]:
    """Flagged deliveries, deliveries not made, events not handled."""
    if url.startswith("sqlite:"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file:
            flagged, stuck, left = (file.execute(statement).fetchall() for statement in STATEMENTS)
            return flagged, stuck, left
    connection = await asyncpg.connect(url)
    try:
        flagged, stuck, left = [await connection.fetch(statement) for statement in STATEMENTS]
        return flagged, stuck, left
    finally:
        await connection.close()


def look(sandbox: Sandbox, flagged: list[Any], stuck: list[Any], left: list[Any]) -> None:
    """What people saw is complete, in order and, but for flagged messages, single."""
    shown = [
        e.data
        for e in sandbox.journal.entries
        if (e.side, e.kind, e.name) == ("telegram", "effect", "message")
    ]
    texts = [message["text"] for message in shown]
    answers = [text for text in texts if any(words in text for words in FROM_STAFF)]
    assert list(dict.fromkeys(answers)) == sorted(dict.fromkeys(answers), key=answers.index)
    assert [next(w for w in FROM_STAFF if w in text) for text in dict.fromkeys(answers)] == FROM_STAFF
    assert not any(NOTE in text for text in texts)
    assert not stuck, stuck
    assert not left, left
    doubles = sum(number - 1 for number in Counter(texts).values())
    assert doubles <= len(flagged), [text for text, number in Counter(texts).items() if number > 1]
    posts = [
        e.data for e in sandbox.journal.entries if (e.side, e.kind, e.name) == ("slack", "effect", "message")
    ]
    ours = [post for post in posts if post.get("user") == "U0PALIER"]
    keys = [post["metadata"]["event_payload"]["key"] for post in ours]
    assert len(keys) == len(set(keys)), "a double on Slack"
    relayed = [words for post in ours for words in FROM_RESIDENT if words in str(post["blocks"])]
    assert relayed == FROM_RESIDENT
    assert sum("coule du plafond" in str(post["blocks"]) for post in ours) == 1


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def born() -> AsyncIterator[Calls]:
    """The nursery of all tests in this file."""
    async with nursery() as call:
        yield call


async def test_case_03_a_sample_of_kill_points(tmp_path: Path, born: Calls) -> None:
    boundaries = await survive(born, tmp_path / "whole", 0)
    step = len(boundaries) / SAMPLE
    points = [1 + int(step * number + step / 2) for number in range(SAMPLE)]
    await asyncio.gather(*(survive(born, tmp_path / str(kill_at), kill_at) for kill_at in points))


async def test_case_03_a_few_kill_points_on_postgresql(
    tmp_path: Path, born: Calls, postgres_url: str
) -> None:
    for kill_at in (60, 400):
        await survive(born, tmp_path / str(kill_at), kill_at, postgres_url)
        await empty(postgres_url)


@pytest.mark.soak
async def test_case_03_every_kill_point(tmp_path: Path, born: Calls) -> None:
    boundaries = await survive(born, tmp_path / "whole", 0)
    for kill_at in telling(boundaries):
        print(kill_at, boundaries[kill_at - 1], flush=True)
        await survive(born, tmp_path / str(kill_at), kill_at)


def telling(boundaries: list[str]) -> list[int]:
    """Before and after everything that lasts or that others see, a commit or a delivery; of the statements, whose
    transaction is undone whichever it is that the process dies at, each kind once."""
    lasting = ("commit", "telegram", "slack")
    first = {name: number for number, name in reversed(list(enumerate(boundaries, 1)))}
    return [
        number
        for number, name in enumerate(boundaries, 1)
        if name.split()[1] in lasting or first[name] == number
    ]
