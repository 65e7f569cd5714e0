"""Acceptance cases 1, 4, 5, 13, 14 and 33: what comes in is kept before it is confirmed, once, whatever it is."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from pathlib import Path
from typing import Any

import pytest

from bot.app import App, build
from bot.config import load_config
from bot.demo import environment
from bot.office.file import load_office
from examples import office_file
from tests.e2e.house import HEADER, SECRET, House, a_ticket, free_port, house, post

WORDS = [f"précision numéro {number}" for number in range(5)]


@asynccontextmanager
async def replica(at: House, settings: dict[str, str]) -> AsyncIterator[App]:
    """A second process's work, on the same database and files, at the same time."""
    more = environment(at.sandbox, at.data) | settings
    app = build(load_config(more, env_file=None), load_office(office_file()), at.app.worker.house.clock)
    work = asyncio.ensure_future(app.run())
    try:
        await app.listening.wait()
        yield app
    finally:
        app.supervisor.stop()
        await work


async def test_case_01_the_same_update_five_times_at_two_replicas(tmp_path: Path, postgres_url: str) -> None:
    on = {"PALIER_DATABASE_URL": postgres_url}
    async with house(tmp_path, telegram="webhook", more=on) as at:
        camille, thread = await a_ticket(at.stage)
        port = free_port()
        second = {
            **on,
            "PALIER_TELEGRAM_MODE": "webhook",
            "PALIER_TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
            "PALIER_TELEGRAM_WEBHOOK_SECRET": SECRET,
            "PALIER_HTTP_LISTEN": f"127.0.0.1:{port}",
        }
        async with replica(at, second) as other:
            await at.sandbox.journal.wait_for(
                lambda e: (e.kind, e.name) == ("call", "setWebhook") and str(port) in str(e.data)
            )  # its door is open
            await at.stage.writes(camille, "Le plafond se fissure.")
            await at.stage.reads(thread, "Le plafond se fissure.")
            update = at.seen("telegram", "update", "message")[-1].data
            again = {**update, "update_id": update["update_id"] + 1_000}
            again["message"] = {**update["message"], "message_id": 9_000, "text": "La lumière est coupée."}
            doors = [at.app, other, at.app, other, other]
            answers = [post(door, "/telegram", again, **{HEADER: SECRET}) for door in doors]
            assert await asyncio.gather(*answers) == [200] * 5
            await at.stage.writes(camille, "Le gardien est prévenu.")
            await at.stage.reads(thread, "Le gardien est prévenu.")
            await at.stage.reads(thread, "La lumière est coupée.")
        shown = "\n".join(await at.thread(thread))
        assert [shown.count(words) for words in ("fissure", "lumière", "gardien")] == [1, 1, 1]


async def test_case_04_a_malformed_update_amid_five(tmp_path: Path) -> None:
    async with house(tmp_path) as at:
        camille, thread = await a_ticket(at.stage)
        for number, words in enumerate(WORDS):
            if number == 3:
                await at.sandbox.telegram.actions()["push_raw"]({"message": {"chat": "oops"}})
            await at.stage.writes(camille, words)
        await at.soon(at.stage.reads(thread, WORDS[-1]))
        await at.stage.finds("C0MGMT001", "telegram")
        await at.settled()
        assert at.rows("SELECT count(*) FROM inbox WHERE state = 'quarantined'") == [(1,)]
        assert len(await at.sandbox.slack.actions()["channel"]("C0MGMT001")) == 1
        shown = await at.thread(thread)
        assert [words for text in shown for words in WORDS if words in text] == WORDS


async def test_case_05_an_unknown_kind_of_update(tmp_path: Path) -> None:
    async with house(tmp_path) as at:
        camille, thread = await a_ticket(at.stage)
        pushed = await at.sandbox.telegram.actions()["push_raw"]({"telepathy": {"thought": "a leak"}})
        await at.stage.writes(camille, WORDS[0])
        await at.stage.reads(thread, WORDS[0])
        await at.settled()
        assert at.rows("SELECT state FROM inbox WHERE event_id = ?", str(pushed["update_id"])) == [("done",)]
        assert await at.sandbox.telegram.actions()["pending_updates"]() == []


async def test_case_13_a_refresh_with_fifty_in_flight(tmp_path: Path) -> None:
    async with house(tmp_path) as at:
        camille, thread = await a_ticket(at.stage)
        slack = at.sandbox.slack.actions()
        await at.sandbox.telegram.actions()["set_paces"](per_chat=0, overall=0)
        await slack["set_switches"](redelivery_seconds=0.5)
        await slack["delay_acks"](1.0, 20)
        answers = [f"passage numéro {number:02}" for number in range(50)]
        for number, answer in enumerate(answers):
            if number == 25:
                await slack["refresh_sockets"](close_after=0.01)
            await at.stage.posts("Marc Petit", thread, answer)
        await at.soon(at.stage.hears(camille, "numéro 49"))
        await at.settled()
        heard = [text.split("\n")[-1] for text in at.heard(camille) if "numéro" in text]
        assert sorted(heard) == answers


async def test_case_14_a_second_poller_loses_and_doubles_nothing(tmp_path: Path, postgres_url: str) -> None:
    on = {"PALIER_DATABASE_URL": postgres_url}
    async with house(tmp_path, more=on) as at:
        camille, thread = await a_ticket(at.stage)
        async with replica(at, on):
            for words in WORDS:
                await at.stage.writes(camille, words)
            for words in WORDS:
                await at.stage.reads(thread, words)
        shown = await at.thread(thread)
        assert [words for text in shown for words in WORDS if words in text] == WORDS


async def test_case_14_a_second_poller_leaves_one_leader(tmp_path: Path, postgres_url: str) -> None:
    on = {"PALIER_DATABASE_URL": postgres_url}
    async with house(tmp_path, more=on) as at:
        camille, thread = await a_ticket(at.stage)
        async with replica(at, on):
            await at.stage.writes(camille, WORDS[0])
            await at.stage.reads(thread, WORDS[0])
            with pytest.raises(TimeoutError):
                await at.sandbox.journal.wait_for(lambda e: e.data.get("error_code") == 409, timeout=1)


@asynccontextmanager
async def between_commits(at: House) -> AsyncIterator[Any]:
    """The product's own connection, while no transaction is open on it."""
    database = at.app.store._database  # type: ignore[attr-defined]
    while True:
        async with database._turn:
            if database._batch is None:
                yield database._connection
                return
        await asyncio.wait({*database._committing})


@asynccontextmanager
async def full_disk(at: House) -> AsyncIterator[None]:
    """A database that can't grow, in SQLite's own way."""
    async with between_commits(at) as connection:
        await connection.execute_fetchall("VACUUM")
        [(pages,)] = at.rows("PRAGMA page_count")
        [before] = await connection.execute_fetchall("PRAGMA max_page_count")
        await connection.execute_fetchall(f"PRAGMA max_page_count = {pages}")
    yield
    await connection.execute_fetchall(f"PRAGMA max_page_count = {before[0]}")


@asynccontextmanager
async def locked(at: House) -> AsyncIterator[None]:
    """A database that another program writes to."""
    with closing(sqlite3.connect(at.data / "palier.db", isolation_level=None)) as other:
        async with between_commits(at):
            other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@pytest.mark.parametrize("trouble", [full_disk, locked])
@pytest.mark.parametrize("slack", ["socket", "http"])
async def test_case_33_what_can_not_be_kept_is_not_confirmed(
    tmp_path: Path, slack: str, trouble: Callable[[House], AbstractAsyncContextManager[None]]
) -> None:
    async with house(tmp_path, slack=slack) as at:
        camille, thread = await a_ticket(at.stage)
        await at.settled()
        await at.sandbox.slack.actions()["set_switches"](redelivery_seconds=0.3, ack_seconds=0.3)
        asked, told = f"Question {'x' * 4000}", f"Réponse {'y' * 9000}"
        before, first = at.stored(), at.sandbox.journal.last
        async with trouble(at):
            await at.stage.writes(camille, asked)
            await at.stage.posts("Marc Petit", thread, told)
            await at.sandbox.journal.wait_for(
                lambda e: e.name == "delivery" and e.data["attempt"] > 0, after=first
            )
            assert await at.sandbox.telegram.actions()["pending_updates"]()
            assert at.stored() == before
        await at.soon(at.stage.reads(thread, "xxx"))
        await at.soon(at.stage.hears(camille, "yyy"))
        await at.settled()
        assert "".join(await at.thread(thread)).count("Question x") == 1
        assert "".join(at.heard(camille)).count("Réponse y") == 1
        assert await at.sandbox.telegram.actions()["pending_updates"]() == []
