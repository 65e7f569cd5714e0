"""Faults of either side, outages, and what comes twice: nothing is lost, order is kept, nothing stands twice on the
desk, and in a chat only what was flagged."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any, Literal

import pytest

from sandbox.stage import Resident
from tests.e2e.house import House, a_ticket, house

FROM_STAFF = ["première réponse", "deuxième réponse", "troisième réponse"]
FROM_RESIDENT = ["première précision", "deuxième précision", "troisième précision"]
METHODS: dict[str, str] = {"telegram": "sendMessage", "slack": "chat.postMessage"}

FAULTS: dict[str, dict[str, Any]] = {
    "late": {"kind": "latency", "seconds": 0.2, "times": 3},
    "cut off before": {"kind": "reset_before", "times": 1},
    "answer lost": {"kind": "lost_answer", "times": 1},
    "half an answer": {"kind": "truncate", "times": 1},
    "a page of HTML": {"kind": "html", "status": 502, "times": 3},
    "out of order": {"kind": "error", "status": 503, "times": 3},
    "a storm of refusals": {"kind": "error", "status": 429, "retry_after": 7, "times": 8},
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("side", ["telegram", "slack"])
async def test_a_conversation_goes_through(
    tmp_path: Path, side: Literal["telegram", "slack"], fault: str
) -> None:
    async with house(tmp_path) as at:
        camille, thread = await a_ticket(at.stage)
        await at.settled()
        at.fault(side, METHODS[side], **FAULTS[fault])
        for answer, more in zip(FROM_STAFF, FROM_RESIDENT, strict=True):
            await at.stage.posts("Marc Petit", thread, answer)
            await at.stage.writes(camille, more)
        await at.settled()
        assert at.sandbox.faults.take(side, METHODS[side], {}) is None, "all of it happened"
        look(at, camille)


@pytest.mark.parametrize("kind", ["html", "truncate", "reset_before"])
async def test_receiving_goes_on_after_a_bad_answer(tmp_path: Path, kind: Any) -> None:
    async with house(tmp_path) as at:
        camille, thread = await a_ticket(at.stage)
        at.fault("telegram", "getUpdates", kind, status=502)
        for more in FROM_RESIDENT:
            await at.stage.writes(camille, more)
        for answer in FROM_STAFF:
            await at.stage.posts("Marc Petit", thread, answer)
        await at.settled()
        look(at, camille)


@pytest.mark.parametrize(
    ("side", "kind"), [("telegram", "error"), ("telegram", "html"), ("slack", "error"), ("slack", "html")]
)
async def test_an_outage_of_ten_minutes(
    tmp_path: Path, side: Literal["telegram", "slack"], kind: Any
) -> None:
    async with house(tmp_path) as at:
        camille, thread = await a_ticket(at.stage)
        await at.settled()
        at.fault(side, "*", kind, status=503, times=None)
        begun = at.app.worker.house.now()
        for answer, more in zip(FROM_STAFF, FROM_RESIDENT, strict=True):
            await at.stage.posts("Marc Petit", thread, answer)
            await at.stage.writes(camille, more)
        while (at.app.worker.house.now() - begun).total_seconds() < 600:
            await at.stuck()
            at.skip()
        at.sandbox.faults.clear()
        await at.settled()
        look(at, camille)


async def test_what_comes_twice_is_taken_once(tmp_path: Path) -> None:
    async with house(tmp_path) as at:
        camille, thread = await a_ticket(at.stage)
        await at.settled()
        await at.sandbox.telegram.actions()["jump_update_ids"]()
        await at.sandbox.slack.actions()["duplicate_next_event"](len(FROM_STAFF))
        for answer, more in zip(FROM_STAFF, FROM_RESIDENT, strict=True):
            await at.stage.posts("Marc Petit", thread, answer)
            await at.stage.writes(camille, more)
        for update in at.seen("telegram", "update", "message")[-3:]:
            await at.sandbox.telegram.actions()["push_raw"](dict(update.data))
        await at.settled()
        look(at, camille)
        assert Counter(map(bare, at.heard(camille)))[FROM_STAFF[0]] == 1


def look(at: House, resident: Resident) -> None:
    """What people saw is complete, in order and, but for flagged messages, single."""
    heard = [text for text in map(bare, at.heard(resident)) if text in FROM_STAFF]
    assert list(dict.fromkeys(heard)) == FROM_STAFF
    assert len(heard) - len(FROM_STAFF) <= at.flagged()
    posts = at.posted()
    keys = [post["metadata"]["event_payload"]["key"] for post in posts]
    assert len(keys) == len(set(keys))
    assert [
        words for post in posts for words in FROM_RESIDENT if words in str(post["blocks"])
    ] == FROM_RESIDENT
    assert at.rows("SELECT event_id, state FROM inbox WHERE state <> 'done'") == []


def bare(text: str) -> str:
    """A message's words without its signature."""
    return text.rpartition("\n")[2]
